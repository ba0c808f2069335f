/**
 * What host and guest share, made by calls of this machine's system that Node does not offer. None of it has a name, and
 * no process gets it unless it is handed over.
 */
import { readSync } from 'node:fs';
import { constants as osConstants } from 'node:os';
import koffi from 'koffi';
import { errorName, SOCK_CLOEXEC, SystemCallError } from '../kernel/linux';
import { MFD_CLOEXEC, O_CLOEXEC } from './syscalls';

const libc = koffi.load(null);

const calls = {
  memfd: libc.func('int memfd_create(const char *name, unsigned int flags)'),
  truncate: libc.func('int ftruncate(int fd, long length)'),
  mmap: libc.func('void *mmap(void *at, size_t length, int protection, int flags, int fd, long offset)'),
  pipe: libc.func('int pipe2(uint8_t *fds, int flags)'),
  socketpair: libc.func('int socketpair(int domain, int type, int protocol, uint8_t *fds)'),
  fcntl: libc.func('fcntl', 'int', ['int', 'int', 'int']),
  poll: libc.func('int poll(uint8_t *fds, unsigned long count, int milliseconds)'),
};

const { EINTR } = osConstants.errno;
const O_DIRECT = 0o40000;
const F_SETFL = 4;
const F_SETPIPE_SZ = 1031;
const AF_UNIX = 1;
const SOCK_STREAM = 1;
const PROT_READ_WRITE = 3;
const MAP_SHARED = 1;
/** A pipe of packets holds one in each page. */
const PAGE = 4096;

export const POLLIN = 1;
export const POLLHUP = 0x10;

/** A file in memory. */
export function memoryFile(name: string, bytes: number): number {
  const fd = checked('memfd_create', calls.memfd(name, MFD_CLOEXEC));
  checked('ftruncate', calls.truncate(fd, bytes));
  return fd;
}

/** A file as memory, shared with everybody who has it so. */
export function mapped(fd: number, bytes: number): Uint8Array {
  const at = calls.mmap(null, bytes, PROT_READ_WRITE, MAP_SHARED, fd, 0);
  return new Uint8Array(koffi.view(at, bytes));
}

/** A pipe that holds one packet: where to read, and where to write. */
export function packetPipe(): [number, number] {
  const ends = pair(fds => checked('pipe2', calls.pipe(fds, O_DIRECT | O_CLOEXEC)));
  checked('fcntl', calls.fcntl(ends[1], F_SETPIPE_SZ, PAGE));
  return ends;
}

/** A pipe: where to read, and where to write. */
export function plainPipe(): [number, number] {
  return pair(fds => checked('pipe2', calls.pipe(fds, O_CLOEXEC)));
}

/** Has everybody who writes into a pipe of packets wait until it has room. */
export function waitToWrite(fd: number): void {
  checked('fcntl', calls.fcntl(fd, F_SETFL, O_DIRECT));
}

export function socketPair(): [number, number] {
  return pair(fds => checked('socketpair', calls.socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds)));
}

/** What a file is ready for, of what was asked, and whether its other end is gone. */
export function poll(fd: number, events: number, milliseconds: number): number {
  const request = new Uint8Array(8);
  const view = new DataView(request.buffer);
  view.setInt32(0, fd, true);
  view.setInt16(4, events, true);
  // A process that has ended interrupts it.
  while (calls.poll(request, 1, milliseconds) < 0) if (koffi.errno() !== EINTR) checked('poll', -1);
  return view.getInt16(6, true);
}

/** All that has been written into a file, by whomever. */
export function contentOf(fd: number): string {
  const bytes = Buffer.alloc(1 << 16);
  let text = '';
  for (let length = 1, at = 0; length > 0; at += length) {
    length = readSync(fd, bytes, 0, bytes.length, at);
    text += bytes.toString('latin1', 0, length);
  }
  return text;
}

function pair(make: (fds: Uint8Array) => void): [number, number] {
  const fds = new Int32Array(2);
  make(new Uint8Array(fds.buffer));
  return [fds[0], fds[1]];
}

function checked(call: string, result: number): number {
  if (result < 0) throw new SystemCallError(call, errorName(koffi.errno()));
  return result;
}
