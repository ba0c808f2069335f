/**
 * Opens a machine of the lab.
 *
 * The first time, its kernel is booted, made ready for routers, and the machine saved as it stands; from then on that
 * state is restored, which takes a fraction of a second and is the same each time, to the bit. What was saved fits one
 * initrd and one QEMU, so it is named by them.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../errors';
import { bringUp } from './bring-up';
import { GuestSystem } from './guest-system';
import { initrd } from './initrd';
import { Machine } from './machine';
import { QEMU, qemuOptions, STATE_FD } from './qemu';
import { IMAGE, type Installed, installedKernel, MODULES } from './store';

/** A guest of that version, ready. Throws an `InputError` where the lab cannot have one. */
export function openGuest(version: string): GuestSystem {
  const kernel = installedKernel(version);
  const state = prepare(kernel);
  const fd = openSync(state.file, 'r');
  try {
    const machine = new Machine([...state.options, '-incoming', `fd:${STATE_FD}`], fd);
    machine.awaitState();
    machine.resume();
    return new GuestSystem(machine);
  } finally {
    closeSync(fd);
  }
}

interface State {
  file: string;
  options: string[];
}

/** Boots a kernel and saves the machine, unless that was done before. */
export function prepare({ folder }: Installed): State {
  const content = initrd(path.join(folder, MODULES));
  const options = qemuOptions(path.join(folder, IMAGE), path.join(folder, 'initrd'));
  const key = createHash('sha256').update(content).update(options.join(' ')).update(qemuVersion()).digest('hex');
  const file = path.join(folder, `${key.slice(0, 16)}.state`);
  if (existsSync(file)) return { file, options };
  for (const name of readdirSync(folder)) if (/\.state/.test(name)) rmSync(path.join(folder, name));
  writeFileSync(path.join(folder, 'initrd'), content);
  const machine = new Machine(options);
  try {
    bringUp(new GuestSystem(machine));
    machine.stop();
    const partial = `${file}.${process.pid}`;
    machine.save(partial);
    renameSync(partial, file);
  } finally {
    machine.end();
  }
  return { file, options };
}

function qemuVersion(): string {
  const { error, stdout } = spawnSync(QEMU, ['--version'], { encoding: 'utf8' });
  if (error) throw new InputError(`${QEMU} is missing (ctspec lab doctor tells how to install it)`);
  return stdout.split('\n')[0];
}
