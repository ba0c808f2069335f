/** A guest's system: each call is done in the guest, on memory that it shares with us. */
import { constants } from 'node:fs';
import {
  CLOCK_MONOTONIC,
  errorName,
  nanosecondsOf,
  pollRequest,
  SOCK_CLOEXEC,
  SystemCallError,
  timespecOf,
} from '../kernel/linux';
import type { Call, Outcome, Program, ProgramResult, Started, System } from '../kernel/system';
import { DATA, SHARED_BASE, SHARED_BYTES } from './agent';
import { doTogether } from './call-list';
import { runProgram, startProgram } from './guest-program';
import type { GuestCall, Machine } from './machine';
import { O_CLOEXEC, Sys, TIMER_ABSTIME } from './syscalls';

/** The kernel's log, as `bringUp` has opened it. */
export const LOG_FD = 100;

/** The most that is read at once: of a sysctl the kernel takes so much memory for it (`proc_sys_call_handler`). */
const LARGEST = 1 << 16;
const TIMESPEC = 16;
/** Where each list leaves the time at its end. */
const TIME = SHARED_BYTES - 64;
const LOOK_AT_CLOCK: GuestCall = { number: Sys.CLOCK_GETTIME, arguments: [CLOCK_MONOTONIC, SHARED_BASE + TIME] };
/** Nanoseconds after which any program waits for its input. */
const LONGEST_START = 1e8;

export class GuestSystem implements System {
  readonly movesTime = true;
  readonly logFile = LOG_FD;

  readonly #machine: Machine;
  #isClockRead = false;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  open(path: string, flags: number): number {
    return this.checked('open', Sys.OPEN, this.text(path), flags | O_CLOEXEC, 0);
  }

  close(fd: number): void {
    this.checked('close', Sys.CLOSE, fd);
  }

  readText(path: string): string {
    const fd = this.open(path, constants.O_RDONLY);
    try {
      return Buffer.from(this.readAll(fd)).toString();
    } finally {
      this.close(fd);
    }
  }

  writeText(path: string, text: string): void {
    const fd = this.open(path, constants.O_WRONLY | constants.O_TRUNC);
    try {
      this.write(fd, Buffer.from(text));
    } finally {
      this.close(fd);
    }
  }

  write(fd: number, bytes: Uint8Array): void {
    this.checked('write', Sys.WRITE, fd, this.put(bytes), bytes.length);
  }

  /** Reads a file to its end. */
  readAll(fd: number): Uint8Array {
    const parts: Uint8Array[] = [];
    for (;;) {
      const length = this.checked('read', Sys.READ, fd, SHARED_BASE + DATA, LARGEST);
      if (length === 0) return Buffer.concat(parts);
      parts.push(this.bytes(length));
    }
  }

  ioctl(fd: number, request: number, argument: Uint8Array | number): void {
    this.checked('ioctl', Sys.IOCTL, fd, request, typeof argument === 'number' ? argument : this.put(argument));
  }

  waitReadable(fd: number, milliseconds: number): boolean {
    return this.checked('poll', Sys.POLL, this.put(pollRequest(fd)), 1, milliseconds) > 0;
  }

  unshare(flags: number): void {
    this.checked('unshare', Sys.UNSHARE, flags);
  }

  setns(fd: number, kind: number): void {
    this.checked('setns', Sys.SETNS, fd, kind);
  }

  socket(domain: number, type: number, protocol: number): number {
    return this.checked('socket', Sys.SOCKET, domain, type | SOCK_CLOEXEC, protocol);
  }

  bind(fd: number, address: Uint8Array): void {
    this.checked('bind', Sys.BIND, fd, this.put(address), address.length);
  }

  setsockopt(fd: number, level: number, name: number, value: number): boolean {
    const bytes = new Uint8Array(Int32Array.of(value).buffer);
    return this.call(Sys.SETSOCKOPT, fd, level, name, this.put(bytes), bytes.length) === 0;
  }

  together(calls: readonly Call[]): Outcome[] {
    this.#isClockRead = true;
    return doTogether(this.#machine, calls, LOOK_AT_CLOCK);
  }

  /** It stands still between two lists, each of which has looked at it at its end. */
  clockGetTime(clock: number): number {
    if (clock !== CLOCK_MONOTONIC) return this.#time('clock_gettime', Sys.CLOCK_GETTIME, clock);
    if (!this.#isClockRead) this.call(Sys.GETPID);
    return nanosecondsOf(this.#machine.shared.subarray(TIME, TIME + TIMESPEC));
  }

  clockGetRes(clock: number): number {
    return this.#time('clock_getres', Sys.CLOCK_GETRES, clock);
  }

  sleepUntil(nanoseconds: number): void {
    const end = this.put(timespecOf(nanoseconds));
    this.checked('clock_nanosleep', Sys.CLOCK_NANOSLEEP, CLOCK_MONOTONIC, TIMER_ABSTIME, end);
  }

  start(program: Omit<Program, 'input'>): Started | null {
    const started = startProgram(this, program);
    this.sleepUntil(this.clockGetTime(CLOCK_MONOTONIC) + LONGEST_START);
    return started;
  }

  run(program: Program, started?: Started): ProgramResult {
    return runProgram(this, program, started);
  }

  /** Switches the machine off. */
  end(): void {
    this.#machine.end();
  }

  /** Does a call; throws where it fails. */
  checked(name: string, call: Sys, ...args: number[]): number {
    const result = this.call(call, ...args);
    if (result < 0) throw new SystemCallError(name, errorName(-result));
    return result;
  }

  /** Puts bytes where the guest finds them; returns their address there. */
  put(bytes: Uint8Array, at = DATA): number {
    this.#machine.shared.set(bytes, at);
    return SHARED_BASE + at;
  }

  /** The same for a text, which ends with a zero. */
  text(text: string, at = DATA): number {
    return this.put(Buffer.from(`${text}\0`), at);
  }

  /** Does a call; returns what it returns, an error as its negative number. */
  call(call: Sys, ...args: number[]): number {
    this.#isClockRead = true;
    return this.#machine.list([{ number: call, arguments: args }, LOOK_AT_CLOCK])[0]!;
  }

  /** What the last call has put where `put` puts. */
  bytes(length: number): Uint8Array {
    return this.#machine.shared.slice(DATA, DATA + length);
  }

  #time(name: string, call: Sys, clock: number): number {
    this.checked(name, call, clock, SHARED_BASE + DATA);
    return nanosecondsOf(this.bytes(TIMESPEC));
  }
}
