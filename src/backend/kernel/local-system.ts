/** This machine's system: what Node offers of it, and the calls that it does not, through the C library of the process. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import koffi from 'koffi';
import { ENVIRONMENT } from './environment';
import {
  CLOCK_MONOTONIC,
  EAGAIN,
  errorName,
  MSG_DONTWAIT,
  nanosecondsOf,
  pollRequest,
  SOCK_CLOEXEC,
  SystemCallError,
} from './linux';
import type { Call, Outcome, System } from './system';

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
  write: libc.func('long write(int fd, const uint8_t *data, size_t length)'),
  read: libc.func('long read(int fd, uint8_t *data, size_t length)'),
  poll: libc.func('int poll(uint8_t *fds, unsigned long count, int milliseconds)'),
  ioctl: libc.func('int ioctl(int fd, unsigned long request, uint8_t *data)'),
  ioctlNumber: libc.func('ioctl', 'int', ['int', 'unsigned long', 'long']),
  clockGetTime: libc.func('int clock_gettime(int clock, uint8_t *time)'),
  clockGetRes: libc.func('int clock_getres(int clock, uint8_t *time)'),
};

/** `struct timespec`. */
const timespec = new Uint8Array(16);
let buffer = new Uint8Array(0);
const pause = new Int32Array(new SharedArrayBuffer(4));

export const localSystem: System = {
  movesTime: false,
  logFile: null,

  open: (path, flags) => openSync(path, flags),
  close: fd => closeSync(fd),
  readText: path => readFileSync(path, 'utf8'),
  writeText: (path, text) => writeFileSync(path, text),
  ioctl(fd, request, argument) {
    if (typeof argument === 'number') checked('ioctl', calls.ioctlNumber(fd, request, argument));
    else checked('ioctl', calls.ioctl(fd, request, argument));
  },
  waitReadable: (fd, milliseconds) => checked('poll', calls.poll(pollRequest(fd), 1, milliseconds)) > 0,

  unshare: flags => void checked('unshare', calls.unshare(flags)),
  setns: (fd, kind) => void checked('setns', calls.setns(fd, kind)),

  socket: (domain, type, protocol) => checked('socket', calls.socket(domain, type | SOCK_CLOEXEC, protocol)),
  bind: (fd, address) => void checked('bind', calls.bind(fd, address, address.length)),
  setsockopt: (fd, level, name, value) =>
    calls.setsockopt(fd, level, name, new Uint8Array(Int32Array.of(value).buffer), 4) === 0,
  together: all => all.map(outcomeOf),

  clockGetTime(clock) {
    checked('clock_gettime', calls.clockGetTime(clock, timespec));
    return nanosecondsOf(timespec);
  },
  clockGetRes(clock) {
    checked('clock_getres', calls.clockGetRes(clock, timespec));
    return nanosecondsOf(timespec);
  },
  sleepUntil(nanoseconds) {
    const left = nanoseconds - this.clockGetTime(CLOCK_MONOTONIC);
    if (left > 0) Atomics.wait(pause, 0, 0, left / 1e6);
  },

  run({ name, options, input }) {
    const { error, status, stdout, stderr } = spawnSync(name, options, { input, encoding: 'utf8', env: ENVIRONMENT });
    return error ? { status: null, stdout: '', stderr: '' } : { status, stdout, stderr };
  },
};

function checked(call: string, result: number): number {
  if (result < 0) throw new SystemCallError(call, errorName(koffi.errno()));
  return result;
}

function outcomeOf(call: Call): Outcome {
  switch (call.does) {
    case 'write':
      return { error: errorOf(calls.write(call.fd, call.bytes, call.bytes.length)), messages: [] };
    case 'send': {
      const { fd, bytes, address } = call;
      return { error: errorOf(calls.sendto(fd, bytes, bytes.length, 0, address, address?.length ?? 0)), messages: [] };
    }
    case 'receive':
      return allOf(call.longest, () => calls.recv(call.fd, buffer, buffer.length, MSG_DONTWAIT));
    case 'read':
      return allOf(call.longest, () => calls.read(call.fd, buffer, buffer.length));
  }
}

/** What `next` puts into the buffer, until nothing waits any more. */
function allOf(longest: number, next: () => number): Outcome {
  if (buffer.length < longest) buffer = new Uint8Array(longest);
  const messages: Uint8Array[] = [];
  for (;;) {
    const length = next();
    if (length < 0) return { error: koffi.errno() === EAGAIN ? null : errorOf(length), messages };
    messages.push(buffer.slice(0, length));
  }
}

function errorOf(result: number): string | null {
  return result < 0 ? errorName(koffi.errno()) : null;
}
