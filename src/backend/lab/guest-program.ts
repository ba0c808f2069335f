/**
 * Runs a program in the guest.
 *
 * Its standard input, output and error output are files in memory, so neither side waits for the other. Between `vfork`
 * and `execve` it is the child that does what the agent is asked for.
 */
import type { Program, ProgramResult } from '../kernel/system';
import { DATA, SHARED_BASE } from './agent';
import type { GuestSystem } from './guest-system';
import { CLONE_VFORK_AND_VM, MFD_CLOEXEC, SIGCHLD, Sys } from './syscalls';

const SEEK_SET = 0;
const SIGNALLED = 128;
const ENVIRONMENT = 'PATH=/bin';
/** Room for the vector of a program's arguments, before the words themselves. */
const WORDS = DATA + (1 << 14);

export function runProgram(guest: GuestSystem, { name, options, input }: Program): ProgramResult {
  const files = ['stdin', 'stdout', 'stderr'].map(each =>
    guest.checked('memfd_create', Sys.MEMFD_CREATE, guest.text(each), MFD_CLOEXEC),
  );
  if (input !== '') guest.write(files[0], Buffer.from(input));
  rewind(guest, files[0]);
  const status = start(guest, files, [`/bin/${name}`, ...options]);
  const [, stdout, stderr] = files.map(fd => {
    rewind(guest, fd);
    const text = Buffer.from(guest.readAll(fd)).toString();
    guest.close(fd);
    return text;
  });
  return status === null ? { status, stdout: '', stderr: '' } : { status, stdout, stderr };
}

/** The exit status, or null where the program cannot be started. */
function start(guest: GuestSystem, files: readonly number[], words: readonly string[]): number | null {
  guest.checked('vfork', Sys.CLONE, CLONE_VFORK_AND_VM | SIGCHLD, 0);
  files.forEach((fd, at) => {
    guest.checked('dup2', Sys.DUP2, fd, at);
  });
  // What comes back is the parent's, the number of its child, or the child's, that there is no such program.
  const started = guest.call(Sys.EXECVE, ...vectors(guest, words)) > 0;
  if (!started) guest.checked('exit', Sys.EXIT, 127);
  guest.checked('wait4', Sys.WAIT4, -1, SHARED_BASE + DATA, 0, 0);
  const [signal, status] = guest.bytes(4);
  if (!started) return null;
  // As a shell tells of a program that a signal has ended.
  return signal === 0 ? status : SIGNALLED + signal;
}

/** Addresses of a program's path, its arguments and its environment. */
function vectors(guest: GuestSystem, words: readonly string[]): [number, number, number] {
  const texts = [...words, ENVIRONMENT].map(word => Buffer.from(`${word}\0`));
  let at = guest.put(Buffer.concat(texts), WORDS);
  const addresses = texts.map(text => {
    at += text.length;
    return at - text.length;
  });
  const pointers = BigUint64Array.from([...addresses.slice(0, -1), 0, addresses.at(-1)!, 0].map(BigInt));
  const vector = guest.put(new Uint8Array(pointers.buffer));
  return [addresses[0], vector, vector + 8 * (words.length + 1)];
}

function rewind(guest: GuestSystem, fd: number): void {
  guest.checked('lseek', Sys.LSEEK, fd, 0, SEEK_SET);
}
