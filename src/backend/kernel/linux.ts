/** Linux's own numbers, and how its calls fail. */
import { constants } from 'node:os';

export const CLONE_NEWNET = 0x40000000;

export const AF_INET = 2;
export const AF_INET6 = 10;
export const AF_NETLINK = 16;
export const SOCK_RAW = 3;
export const SOCK_NONBLOCK = 0x800;
export const SOCK_CLOEXEC = 0x80000;

export const POLLIN = 1;
export const MSG_DONTWAIT = 0x40;

export const CLOCK_REALTIME = 0;
export const CLOCK_MONOTONIC = 1;
/** Stands still from one tick to the next (`clock_gettime(2)`). */
export const CLOCK_MONOTONIC_COARSE = 6;

export const { EAGAIN } = constants.errno;

/** A system call that failed, with the name of its error (`EPERM`). */
export class SystemCallError extends Error {
  override readonly name = 'SystemCallError';
  constructor(
    readonly call: string,
    readonly code: string,
  ) {
    super(`${call}: ${code}`);
  }
}

const ERROR_NAMES = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));

/** The name of an error number. */
export function errorName(number: number): string {
  return ERROR_NAMES.get(number) ?? `error ${number}`;
}

const POLLFD_BYTES = 8;

/** `struct pollfd`, that asks whether a file can be read. */
export function pollRequest(fd: number): Uint8Array {
  const request = new DataView(new ArrayBuffer(POLLFD_BYTES));
  request.setInt32(0, fd, true);
  request.setInt16(4, POLLIN, true);
  return new Uint8Array(request.buffer);
}

/** Nanoseconds in a `struct timespec`. */
export function nanosecondsOf(timespec: Uint8Array): number {
  const view = new DataView(timespec.buffer, timespec.byteOffset);
  return Number(view.getBigInt64(0, true)) * 1e9 + Number(view.getBigInt64(8, true));
}

export function timespecOf(nanoseconds: number): Uint8Array {
  const seconds = Math.floor(nanoseconds / 1e9);
  return new Uint8Array(BigInt64Array.of(BigInt(seconds), BigInt(Math.round(nanoseconds - seconds * 1e9))).buffer);
}
