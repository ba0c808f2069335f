/**
 * A running guest: does system calls in it, one after another, and its clock goes on in none but these.
 *
 * Guest and host take turns. Before each call the agent writes a byte to its debug console, and so QEMU into a pipe that
 * holds one packet and has one already: that write, and with it the guest's processor, waits until the host reads. What
 * the host does meanwhile, and for how long, cannot be seen from the guest. Should the host be gone, the write fails, the
 * agent finds nothing to do, and turns the machine off.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, readSync, writeSync } from 'node:fs';
import { ARGUMENTS, CALL_NUMBER, PENDING, RESULT, SHARED_BYTES, STOP_MACHINE } from './agent';
import { Control } from './control';
import { contentOf, mapped, memoryFile, POLLHUP, POLLIN, packetPipe, poll, socketPair, waitToWrite } from './native';
import { LEAVE_MEMORY, QEMU, STATE_FD } from './qemu';

/** Most calls take some microseconds, for which it is not worth to sleep; a program may take a moment. */
const SPINS = 20_000;
const NAP_MILLISECONDS = 0.1;
const LONGEST_CALL_MILLISECONDS = 600_000;
const MOST_BYTES_A_SECOND = 1e11;

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
  readonly #view: DataView;
  readonly #fence: number;
  readonly #console: number;
  readonly #packet = new Uint8Array(8);
  readonly #nap = new Int32Array(new SharedArrayBuffer(4));

  /** Starts QEMU with these options; `state` is an open file for it, with a state to be restored. */
  constructor(options: readonly string[], state?: number) {
    const memory = memoryFile('ctspec-shared', SHARED_BYTES);
    this.shared = mapped(memory, SHARED_BYTES);
    this.#words = new Int32Array(this.shared.buffer, 0, 1);
    this.#view = new DataView(this.shared.buffer);
    this.#console = memoryFile('ctspec-console', 0);
    const [fence, fenceOfGuest] = packetPipe();
    const [control, controlOfGuest] = socketPair();
    writeSync(fenceOfGuest, this.#packet, 0, 1);
    const files = [fenceOfGuest, memory, controlOfGuest, ...(state === undefined ? [] : [state])];
    const words = state === undefined ? options : [...options, '-incoming', 'defer'];
    this.#qemu = spawn(QEMU, words, { stdio: ['ignore', this.#console, this.#console, ...files] });
    this.#qemu.on('error', () => {});
    this.#qemu.unref();
    this.#fence = fence;
    closeSync(memory);
    closeSync(controlOfGuest);
    this.control = new Control(control, () => this.#ended());
    // QEMU has set the pipe not to wait.
    waitToWrite(fenceOfGuest);
    closeSync(fenceOfGuest);
    this.control.command('migrate-set-capabilities', { capabilities: [{ capability: LEAVE_MEMORY, state: true }] });
    if (state !== undefined) this.#restore();
  }

  /** Does a system call in the guest; returns what it returns, an error as its negative number. */
  call(number: number, ...args: number[]): number {
    this.#ask(number, args);
    this.#await();
    return Number(this.#view.getBigInt64(RESULT, true));
  }

  /** Four bytes of the memory that host and guest share. */
  word(at: number): number {
    return this.#view.getUint32(at, true);
  }

  /** Has the guest stop where it is, so that its state can be saved. */
  stop(): void {
    this.#ask(STOP_MACHINE, []);
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
    closeSync(this.#console);
    this.control.close();
  }

  /** Takes a saved state over, and goes on where that was stopped. */
  #restore(): void {
    this.control.command('migrate-incoming', { uri: `fd:${STATE_FD}` });
    while ((this.control.command('query-status') as { status: string }).status === 'inmigrate') this.#sleep();
    Atomics.store(this.#words, PENDING, 1);
    this.control.send('cont');
    this.#await();
  }

  #ask(number: number, args: number[]): void {
    this.#view.setBigInt64(CALL_NUMBER, BigInt(number), true);
    for (let at = 0; at < 6; at++) this.#view.setBigInt64(ARGUMENTS + 8 * at, BigInt(args[at] ?? 0), true);
    Atomics.store(this.#words, PENDING, 1);
    readSync(this.#fence, this.#packet);
  }

  #await(): void {
    for (let spins = 0; spins < SPINS; spins++) if (!this.#isPending()) return;
    const end = performance.now() + LONGEST_CALL_MILLISECONDS;
    while (this.#isPending()) {
      this.#sleep();
      if (poll(this.#fence, POLLIN, 0) & POLLHUP) throw this.#ended();
      if (performance.now() < end) continue;
      this.#qemu.kill('SIGKILL');
      throw new GuestEnded(`the guest has not answered for ${LONGEST_CALL_MILLISECONDS / 1000} s and was ended`);
    }
  }

  #sleep(): void {
    Atomics.wait(this.#nap, 0, 0, NAP_MILLISECONDS);
  }

  #isPending(): boolean {
    return Atomics.load(this.#words, 0) !== 0;
  }

  /** The error that tells how a machine has ended: its last words. */
  #ended(): Error {
    const said = contentOf(this.#console).trim().split('\n');
    return new GuestEnded(`the guest has ended: ${said.at(-1)!.trim() || 'it said nothing'}`);
  }
}
