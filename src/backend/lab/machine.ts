/**
 * A running guest: does lists of system calls in it, one after another, and its clock goes on in none but these.
 *
 * Guest and host take turns. Before each list the agent writes a byte to its debug console, and so QEMU into a pipe that
 * holds one packet and has one already: that write, and with it the guest's processor, waits until the host reads. What
 * the host does meanwhile, and for how long, cannot be seen from the guest. Should the host be gone, the write fails, the
 * agent finds nothing to do, and turns the machine off. That a list is done it tells by another console, on which the host waits.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, readSync, writeSync } from 'node:fs';
import {
  ARGUMENTS,
  CALL_BYTES,
  CALL_NUMBER,
  DATA,
  END_OF_LIST,
  ENOUGH,
  LIST,
  NEXT_AFTER_ERROR,
  PENDING,
  RESULT,
  SHARED_BYTES,
  STOP_MACHINE,
} from './agent';
import { Control } from './control';
import {
  contentOf,
  mapped,
  memoryFile,
  POLLHUP,
  POLLIN,
  packetPipe,
  plainPipe,
  poll,
  socketPair,
  waitToWrite,
} from './native';
import { LEAVE_MEMORY, QEMU, STATE_FD } from './qemu';

const NAP_MILLISECONDS = 0.1;
const LONGEST_CALL_MILLISECONDS = 600_000;
const MOST_BYTES_A_SECOND = 1e11;

/** One of a list of system calls. */
export interface GuestCall {
  readonly number: number;
  readonly arguments: readonly number[];
  /** Where its result is at least this, the list ends with it. */
  readonly enough?: number;
  /** How many calls are left out behind it where its result is an error. */
  readonly leftOut?: number;
}

/** The longest list. */
const MOST_CALLS = Math.floor((DATA - LIST) / CALL_BYTES) - 1;
const HIGH = 2 ** 32;
/** No call has such a result. */
const LARGEST = HIGH * (2 ** 31 - 1);
const NOT_DONE = -HIGH * 2 ** 31;

/** The guest is gone; so is all that was in it. */
export class GuestEnded extends Error {
  override readonly name = 'GuestEnded';
}

export class Machine {
  /** What host and guest share (see `agent.ts` for what stands where). */
  readonly shared: Uint8Array;
  readonly control: Control;

  readonly #qemu: ChildProcess;
  readonly #words: Int32Array;
  readonly #fence: number;
  readonly #done: number;
  readonly #console: number;
  readonly #packet = new Uint8Array(8);
  readonly #nap = new Int32Array(new SharedArrayBuffer(4));

  /** Starts QEMU with these options; `state` is an open file for it, with a state to be restored. */
  constructor(options: readonly string[], state?: number) {
    const memory = memoryFile('ctspec-shared', SHARED_BYTES);
    this.shared = mapped(memory, SHARED_BYTES);
    this.#words = new Int32Array(this.shared.buffer, this.shared.byteOffset, SHARED_BYTES >> 2);
    this.#console = memoryFile('ctspec-console', 0);
    const [fence, fenceOfGuest] = packetPipe();
    const [done, doneOfGuest] = plainPipe();
    const [control, controlOfGuest] = socketPair();
    writeSync(fenceOfGuest, this.#packet, 0, 1);
    const files = [fenceOfGuest, memory, controlOfGuest, doneOfGuest, ...(state === undefined ? [] : [state])];
    const words = state === undefined ? options : [...options, '-incoming', 'defer'];
    this.#qemu = spawn(QEMU, words, { stdio: ['ignore', this.#console, this.#console, ...files] });
    this.#qemu.on('error', () => {});
    this.#qemu.unref();
    this.#fence = fence;
    this.#done = done;
    closeSync(memory);
    closeSync(doneOfGuest);
    closeSync(controlOfGuest);
    this.control = new Control(control, () => this.#ended());
    // QEMU has set the pipe not to wait.
    waitToWrite(fenceOfGuest);
    closeSync(fenceOfGuest);
    this.control.command('migrate-set-capabilities', { capabilities: [{ capability: LEAVE_MEMORY, state: true }] });
    if (state !== undefined) this.#restore();
    this.#await();
  }

  /** Does calls in the guest; returns what each returns, an error as its negative number, and null for those that were not done. */
  list(calls: readonly GuestCall[]): (number | null)[] {
    if (calls.length > MOST_CALLS) throw new Error(`a list of ${calls.length} calls is longer than ${MOST_CALLS}`);
    calls.forEach((call, at) => {
      this.#write(LIST + at * CALL_BYTES, call);
    });
    this.#ask(calls.length);
    this.#await();
    return calls.map((_, at) => {
      const result = this.#number(LIST + at * CALL_BYTES + RESULT);
      return result === NOT_DONE ? null : result;
    });
  }

  /** Four bytes of the memory that host and guest share. */
  word(at: number): number {
    return this.#words[at >> 2] >>> 0;
  }

  /** Has the guest stop where it is, so that its state can be saved. */
  stop(): void {
    this.#write(LIST, { number: STOP_MACHINE, arguments: [] });
    this.#ask(1);
    this.control.awaitEvent('STOP');
  }

  /** Writes the state of a machine that was stopped to a file: all but its memory, which is in its own. */
  save(file: string): void {
    this.control.command('migrate-set-parameters', { 'max-bandwidth': MOST_BYTES_A_SECOND });
    this.control.command('migrate', { uri: `exec:cat > '${file.replaceAll("'", "'\\''")}'` });
    for (;;) {
      const { status } = this.control.command('query-migrate') as { status?: string };
      if (status === 'completed') return;
      if (status === 'failed') throw new Error(`QEMU cannot save its state in ${file}`);
      this.#sleep();
    }
  }

  end(): void {
    this.#qemu.kill('SIGKILL');
    closeSync(this.#fence);
    closeSync(this.#done);
    closeSync(this.#console);
    this.control.close();
  }

  /** Takes a saved state over, and goes on where that was stopped. */
  #restore(): void {
    this.control.command('migrate-incoming', { uri: `fd:${STATE_FD}` });
    while ((this.control.command('query-status') as { status: string }).status === 'inmigrate') this.#sleep();
    Atomics.store(this.#words, PENDING, 1);
    this.control.send('cont');
  }

  /** Has the guest do the list, of so many calls. */
  #ask(length: number): void {
    this.#setNumber(LIST + length * CALL_BYTES, END_OF_LIST);
    Atomics.store(this.#words, PENDING, 1);
    readSync(this.#fence, this.#packet);
  }

  #write(at: number, { number, arguments: given, enough = LARGEST, leftOut = 0 }: GuestCall): void {
    this.#setNumber(at + CALL_NUMBER, number);
    for (let each = 0; each < 6; each++) this.#setNumber(at + ARGUMENTS + 8 * each, given[each] ?? 0);
    this.#setNumber(at + RESULT, NOT_DONE);
    this.#setNumber(at + ENOUGH, enough);
    this.#setNumber(at + NEXT_AFTER_ERROR, CALL_BYTES * (1 + leftOut));
  }

  /** Numbers of 64 bits, as far as JavaScript has them. */
  #setNumber(at: number, value: number): void {
    this.#words[at >> 2] = value;
    this.#words[(at >> 2) + 1] = Math.floor(value / HIGH);
  }

  #number(at: number): number {
    return this.#words[(at >> 2) + 1] * HIGH + (this.#words[at >> 2] >>> 0);
  }

  /** Waits until the agent has nothing more to do. */
  #await(): void {
    const ready = poll(this.#done, POLLIN, LONGEST_CALL_MILLISECONDS);
    if (ready & POLLIN) readSync(this.#done, this.#packet, 0, 1, null);
    else if (ready & POLLHUP) throw this.#ended();
    else {
      this.#qemu.kill('SIGKILL');
      throw new GuestEnded(`the guest has not answered for ${LONGEST_CALL_MILLISECONDS / 1000} s and was ended`);
    }
  }

  #sleep(): void {
    Atomics.wait(this.#nap, 0, 0, NAP_MILLISECONDS);
  }

  /** The error that tells how a machine has ended: its last words. */
  #ended(): Error {
    const said = contentOf(this.#console).trim().split('\n');
    return new GuestEnded(`the guest has ended: ${said.at(-1)!.trim() || 'it said nothing'}`);
  }
}
