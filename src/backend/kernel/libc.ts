/**
 * The system calls that Node does not offer, through the C library of the running process.
 *
 * All of them are synchronous: between two of them nothing else of this process runs, so that entering a network
 * namespace, opening a socket there and leaving again cannot be seen from anywhere else.
 */
import { constants } from 'node:os';
import koffi from 'koffi';

const libc = koffi.load(null);

const calls = {
  unshare: libc.func('int unshare(int flags)'),
  setns: libc.func('int setns(int fd, int kind)'),
  socket: libc.func('int socket(int domain, int type, int protocol)'),
  bind: libc.func('int bind(int fd, const uint8_t *address, uint32_t length)'),
  setsockopt: libc.func('int setsockopt(int fd, int level, int name, const uint8_t *value, uint32_t length)'),
  sendto: libc.func(
    'long sendto(int fd, const uint8_t *data, size_t length, int flags, const uint8_t *to, uint32_t toLength)',
  ),
  recv: libc.func('long recv(int fd, uint8_t *data, size_t length, int flags)'),
  read: libc.func('long read(int fd, uint8_t *data, size_t length)'),
  poll: libc.func('int poll(uint8_t *fds, unsigned long count, int milliseconds)'),
  ioctl: libc.func('int ioctl(int fd, unsigned long request, uint8_t *data)'),
  clockGetTime: libc.func('int clock_gettime(int clock, uint8_t *time)'),
  clockGetRes: libc.func('int clock_getres(int clock, uint8_t *time)'),
  ioctlNumber: libc.func('ioctl', 'int', ['int', 'unsigned long', 'long']),
};

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

export const CLONE_NEWNET = 0x40000000;

export const AF_INET = 2;
export const AF_INET6 = 10;
export const AF_NETLINK = 16;
export const SOCK_RAW = 3;
export const SOCK_NONBLOCK = 0x800;
export const SOCK_CLOEXEC = 0x80000;

const POLLIN = 1;
const MSG_DONTWAIT = 0x40;
const ERROR_NAMES = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));

export function unshare(flags: number): void {
  checked('unshare', calls.unshare(flags));
}

export function setns(fd: number, kind: number): void {
  checked('setns', calls.setns(fd, kind));
}

export function socket(domain: number, type: number, protocol: number): number {
  return checked('socket', calls.socket(domain, type | SOCK_CLOEXEC, protocol));
}

export function bind(fd: number, address: Uint8Array): void {
  checked('bind', calls.bind(fd, address, address.length));
}

/** Sets an integer option; false where the system refuses it. */
export function setsockopt(fd: number, level: number, name: number, value: number): boolean {
  return calls.setsockopt(fd, level, name, new Uint8Array(Int32Array.of(value).buffer), 4) === 0;
}

/** Sends to `address`, or where the socket is bound to when it is null. */
export function sendto(fd: number, data: Uint8Array, address: Uint8Array | null): void {
  checked('sendto', calls.sendto(fd, data, data.length, 0, address, address?.length ?? 0));
}

/** Bytes of the next message put into `into`, or -1 when none waits. */
export function receive(fd: number, into: Uint8Array): number {
  return available('recv', calls.recv(fd, into, into.length, MSG_DONTWAIT));
}

/** The same for a file that does not block. */
export function read(fd: number, into: Uint8Array): number {
  return available('read', calls.read(fd, into, into.length));
}

/** Waits until `fd` can be read, for at most so many milliseconds; whether it can. */
export function waitReadable(fd: number, milliseconds: number): boolean {
  const request = new Uint8Array(8);
  const view = new DataView(request.buffer);
  view.setInt32(0, fd, true);
  view.setInt16(4, POLLIN, true);
  return checked('poll', calls.poll(request, 1, milliseconds)) > 0;
}

export function ioctl(fd: number, request: number, argument: Uint8Array | number): void {
  if (typeof argument === 'number') checked('ioctl', calls.ioctlNumber(fd, request, argument));
  else checked('ioctl', calls.ioctl(fd, request, argument));
}

/** Nanoseconds on one of the system's clocks. */
export function clockGetTime(clock: number): number {
  checked('clock_gettime', calls.clockGetTime(clock, timespec));
  return nanoseconds();
}

/** Nanoseconds from one value of a clock to the next. */
export function clockGetRes(clock: number): number {
  checked('clock_getres', calls.clockGetRes(clock, timespec));
  return nanoseconds();
}

/** `struct timespec`. */
const timespec = new Uint8Array(16);

function nanoseconds(): number {
  const view = new DataView(timespec.buffer);
  return Number(view.getBigInt64(0, true)) * 1e9 + Number(view.getBigInt64(8, true));
}

function checked(call: string, result: number): number {
  if (result < 0) throw new SystemCallError(call, errorName());
  return result;
}

function available(call: string, result: number): number {
  if (result >= 0) return result;
  if (koffi.errno() === constants.errno.EAGAIN) return -1;
  throw new SystemCallError(call, errorName());
}

/** The name of an error number, of the last call's unless one is given. */
export function errorName(number = koffi.errno()): string {
  return ERROR_NAMES.get(number) ?? `error ${number}`;
}
