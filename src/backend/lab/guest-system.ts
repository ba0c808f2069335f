/** A guest's system: each call is done in the guest, on memory that it shares with us. */
import { constants } from 'node:fs';
import {
  CLOCK_MONOTONIC,
  EAGAIN,
  errorName,
  MSG_DONTWAIT,
  nanosecondsOf,
  polled,
  pollRequest,
  SOCK_CLOEXEC,
  SystemCallError,
  timespecOf,
} from '../kernel/linux';
import type { Program, ProgramResult, System } from '../kernel/system';
import { DATA, SHARED_BASE } from './agent';
import { runProgram } from './guest-program';
import type { Machine } from './machine';
import { lengthAt, messageVector, SECOND } from './message-vector';
import { Sys, TIMER_ABSTIME } from './syscalls';

/** The kernel's log, as `bringUp` has opened it. */
export const LOG_FD = 100;

const LARGEST = SECOND - DATA;
const TIMESPEC = 16;
const O_CLOEXEC = 0o2000000;

export class GuestSystem implements System {
  readonly movesTime = true;
  readonly isOurs = true;

  readonly #machine: Machine;
  readonly #record = new Uint8Array(1 << 13);
  /** What its clocks were read to show since the last call, in which they went on. */
  readonly #times = new Map<number, number>();

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

  read(fd: number, into: Uint8Array): number {
    return this.#taken(into, this.#available('read', Sys.READ, fd, SHARED_BASE + DATA, into.length));
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

  sendto(fd: number, data: Uint8Array, address: Uint8Array | null): void {
    const to = address ? this.put(address, SECOND) : 0;
    this.checked('sendto', Sys.SENDTO, fd, this.put(data), data.length, 0, to, address?.length ?? 0);
  }

  receive(fd: number, into: Uint8Array): number {
    const length = this.#available('recv', Sys.RECVFROM, fd, SHARED_BASE + DATA, into.length, MSG_DONTWAIT);
    return this.#taken(into, length);
  }

  receiveAll(fd: number, longest: number): Uint8Array[] {
    const messages: Uint8Array[] = [];
    const most = Math.floor(LARGEST / longest);
    for (let count = most; count === most; ) {
      const vector = this.put(messageVector(most, longest), SECOND);
      count = this.#available('recvmmsg', Sys.RECVMMSG, fd, vector, most, MSG_DONTWAIT, 0);
      for (let at = 0; at < count; at++) {
        const start = DATA + at * longest;
        messages.push(this.#machine.shared.slice(start, start + this.#machine.word(SECOND + lengthAt(at))));
      }
    }
    return messages;
  }

  readable(fds: readonly number[]): readonly number[] {
    const request = pollRequest(...fds);
    const count = this.checked('poll', Sys.POLL, this.put(request), fds.length, 0);
    return count === 0 ? [] : polled(fds, this.bytes(request.length));
  }

  clockGetTime(clock: number): number {
    const time = this.#times.get(clock) ?? this.#time('clock_gettime', Sys.CLOCK_GETTIME, clock);
    this.#times.set(clock, time);
    return time;
  }

  clockGetRes(clock: number): number {
    return this.#time('clock_getres', Sys.CLOCK_GETRES, clock);
  }

  sleepUntil(nanoseconds: number): void {
    const end = this.put(timespecOf(nanoseconds));
    this.checked('clock_nanosleep', Sys.CLOCK_NANOSLEEP, CLOCK_MONOTONIC, TIMER_ABSTIME, end);
  }

  takeLog(): string[] {
    const lines: string[] = [];
    for (let length = this.read(LOG_FD, this.#record); length > 0; length = this.read(LOG_FD, this.#record)) {
      // Level, number and time, a semicolon, the line; below it, indented, of which device it is.
      const record = Buffer.from(this.#record.subarray(0, length)).toString();
      lines.push(record.slice(record.indexOf(';') + 1).split('\n')[0]);
    }
    return lines;
  }

  run(program: Program): ProgramResult {
    return runProgram(this, program);
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
    this.#times.clear();
    return this.#machine.call(call, ...args);
  }

  /** What the last call has put where `put` puts. */
  bytes(length: number): Uint8Array {
    return this.#machine.shared.slice(DATA, DATA + length);
  }

  /** -1 where nothing waits. */
  #available(name: string, call: Sys, ...args: number[]): number {
    const result = this.call(call, ...args);
    if (result < 0 && result !== -EAGAIN) throw new SystemCallError(name, errorName(-result));
    return Math.max(result, -1);
  }

  #taken(into: Uint8Array, length: number): number {
    if (length > 0) into.set(this.#machine.shared.subarray(DATA, DATA + length));
    return length;
  }

  #time(name: string, call: Sys, clock: number): number {
    this.checked(name, call, clock, SHARED_BASE + DATA);
    return nanosecondsOf(this.bytes(TIMESPEC));
  }
}
