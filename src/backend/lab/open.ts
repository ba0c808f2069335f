/**
 * Opens machines of the lab.
 *
 * The first time, a kernel is booted, made ready for routers, and the machine saved as it stands; from then on that
 * state is restored, which takes a fraction of a second and is the same each time, to the bit. What was saved fits one
 * initrd, one QEMU and one way to bring it up, so it is named by them.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../errors';
import { useSystem } from '../kernel/system';
import { BROUGHT_UP, bringUp } from './bring-up';
import { GuestSystem } from './guest-system';
import { initrd } from './initrd';
import { type Journal, recording, replaying, StaleJournal } from './journal';
import { bootOptions, QEMU, qemuOptions } from './qemu';
import { copyState, isUnused, noteUse, readNote, restored, type State, savedAt, saveState, started } from './state';
import { currentKernel, IMAGE, type Installed, MODULES } from './store';

const prepared = new Map<string, State>();

/** A guest of that version in which nothing has been done. Throws an `InputError` where the lab cannot have one. */
export function openGuest(version: string): GuestSystem {
  return new GuestSystem(restored(emptyState(version)));
}

/**
 * A guest in which something was made: the first time it is made there, and the machine saved behind it; from then on
 * that state is restored, and `make` meets the answers that it got then. The guest's system is in use afterwards.
 */
export function openGuestWith<T>(version: string, name: string, make: () => T): { guest: GuestSystem; made: T } {
  const state = stateWith(version, name, make);
  const moment = savedAt(state);
  const guest = new GuestSystem(restored(state));
  try {
    const made = replaying(guest, readNote<Journal>(state), system => {
      useSystem(system);
      return make();
    });
    useSystem(guest);
    return { guest, made };
  } catch (error) {
    guest.end();
    // ctspec has changed since it was saved. Another run may have met with that first, and made it anew.
    if (!(error instanceof StaleJournal)) throw error;
    if (savedAt(state) === moment) rmSync(state.folder, { recursive: true, force: true });
    return openGuestWith(version, name, make);
  }
}

function stateWith(version: string, name: string, make: () => unknown): State {
  const empty = emptyState(version);
  const state = { ...empty, folder: `${empty.folder}-${name}` };
  if (existsSync(state.folder)) return state;
  saveState(state, folder => {
    copyState(empty, folder);
    const machine = restored({ ...empty, folder }, 'written');
    const journal: Journal = [];
    useSystem(recording(new GuestSystem(machine), journal));
    make();
    return { machine, note: journal };
  });
  return state;
}

function emptyState(version: string): State {
  const state = prepared.get(version) ?? prepare(currentKernel(version));
  prepared.set(version, state);
  return state;
}

/** Boots a kernel and saves the machine, unless that was done before. */
export function prepare({ folder }: Installed): State {
  const content = initrd(path.join(folder, MODULES));
  const options = qemuOptions();
  const [image, files] = [path.join(folder, IMAGE), path.join(folder, 'initrd')];
  const hash = createHash('sha256').update(content);
  for (const each of [[...options, ...bootOptions(image, files)].join(' '), qemuVersion(), BROUGHT_UP])
    hash.update(each);
  const key = hash.digest('hex');
  const state = { folder: path.join(folder, `${key.slice(0, 16)}.state`), options };
  if (existsSync(state.folder)) {
    noteUse(state);
    return state;
  }
  for (const name of readdirSync(folder)) {
    const at = path.join(folder, name);
    if (name.includes('.state') && isUnused(at)) rmSync(at, { recursive: true, force: true });
  }
  const written = path.join(folder, `initrd.${process.pid}`);
  writeFileSync(written, content);
  renameSync(written, files);
  saveState(state, at => {
    const machine = started({ ...state, folder: at }, image, files);
    bringUp(new GuestSystem(machine));
    return { machine };
  });
  return state;
}

function qemuVersion(): string {
  const { error, stdout } = spawnSync(QEMU, ['--version'], { encoding: 'utf8' });
  if (error) throw new InputError(`${QEMU} is missing (ctspec lab doctor tells how to install it)`);
  return stdout.split('\n')[0];
}
