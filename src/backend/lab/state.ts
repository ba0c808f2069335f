/**
 * Machines as they were saved: a folder with the guest's memory, and with all else of the machine.
 *
 * A machine that is restored maps the memory and does not read it, and what it writes there is its own; so it costs no
 * more than what the guest touches.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { SHARED_SLOT } from './agent';
import { Machine } from './machine';
import { beginningOf, bootOptions, memoryOptions, resumeOptions } from './qemu';

export interface State {
  folder: string;
  /** Options of QEMU for the machine as such. */
  options: string[];
}

const MEMORY = 'memory';
const DEVICES = 'devices';
const NOTE = 'note';
const KERNEL = 'kernel';

/** A machine that boots, with its memory in the folder, where also stands what it is restored with. */
export function started(state: State, kernel: string, initrd: string): Machine {
  writeFileSync(path.join(state.folder, KERNEL), beginningOf(readFileSync(kernel)));
  return new Machine([...optionsWith(state, 'written'), ...bootOptions(kernel, initrd)]);
}

/** A machine that goes on from a state; what it writes changes that state only where it is to. */
export function restored(state: State, memory: 'read' | 'written' = 'read'): Machine {
  const devices = openSync(path.join(state.folder, DEVICES), 'r');
  try {
    const options = [...optionsWith(state, memory), ...resumeOptions(path.join(state.folder, KERNEL))];
    return new Machine(options, devices);
  } finally {
    closeSync(devices);
  }
}

/**
 * Has a state made in a folder of another name, and puts it in its place. `make` returns the machine, whose memory is in
 * that folder, and what is to be noted of it.
 */
export function saveState({ folder }: State, make: (folder: string) => { machine: Machine; note?: unknown }): void {
  const partial = `${folder}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    const { machine, note } = make(partial);
    try {
      machine.stop();
      machine.save(path.join(partial, DEVICES));
      forgetPlaceOfShared(path.join(partial, DEVICES));
    } finally {
      machine.end();
    }
    writeFileSync(path.join(partial, NOTE), serialize(note));
    // Another run may have been quicker; one is as good as the other.
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Another ctspec may have states of its own here: none is thrown away that was in use a day ago. */
const UNUSED_MILLISECONDS = 86_400_000;

export function noteUse({ folder }: State): void {
  const now = new Date();
  utimesSync(folder, now, now);
}

/** Whether a folder is one that no run has any use for. */
export function isUnused(folder: string): boolean {
  const used = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  return used !== undefined && used < Date.now() - UNUSED_MILLISECONDS;
}

/** Copies a state into a folder. */
export function copyState(state: State, folder: string): void {
  for (const name of [MEMORY, DEVICES, KERNEL]) copyFileSync(path.join(state.folder, name), path.join(folder, name));
}

/** When it was saved, in milliseconds; undefined where it is no more. */
export function savedAt({ folder }: State): number | undefined {
  return statSync(path.join(folder, NOTE), { throwIfNoEntry: false })?.mtimeMs;
}

export function readNote<T>({ folder }: State): T {
  return deserialize(readFileSync(path.join(folder, NOTE))) as T;
}

/**
 * Of memory that is not in the state QEMU wants to find the place that is told there (`ram_load`). A device's memory has
 * none before the device itself has been restored, which comes later: 0.
 */
function forgetPlaceOfShared(devices: string): void {
  const bytes = readFileSync(devices);
  const name = Buffer.from(`0000:00:${SHARED_SLOT}.0/shared`);
  const size = bytes.indexOf(name) + name.length;
  bytes.writeBigUInt64BE(0n, size + 8);
  writeFileSync(devices, bytes);
}

function optionsWith({ folder, options }: State, memory: 'read' | 'written'): string[] {
  return [...options, ...memoryOptions(path.join(folder, MEMORY), memory)];
}
