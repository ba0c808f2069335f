/**
 * Runs a program in the guest.
 *
 * Its standard input is a pipe, so that it can be started before it is told anything; output and error output are files in
 * memory, so that it need not wait for us. Between `vfork` and `execve` it is the child that does what the agent is asked for.
 */
import { constants } from 'node:os';
import { errorName, SystemCallError } from '../kernel/linux';
import type { Program, ProgramResult, Started } from '../kernel/system';
import { DATA, SHARED_BASE } from './agent';
import type { GuestSystem } from './guest-system';
import { CLONE_VFORK_AND_VM, MFD_CLOEXEC, O_CLOEXEC, SIGCHLD, Sys } from './syscalls';

const SEEK_SET = 0;
const SIGNALLED = 128;
const ENVIRONMENT = 'PATH=/bin';
/** Room for the vector of a program's arguments, before the words themselves. */
const WORDS = DATA + (1 << 14);

/** Starts a program that is told later what to do; null where it cannot be started. */
export function startProgram(guest: GuestSystem, { name, options }: Omit<Program, 'input'>): Started | null {
  guest.checked('pipe2', Sys.PIPE2, SHARED_BASE + DATA, O_CLOEXEC);
  const ends = new Int32Array(guest.bytes(8).buffer);
  const output = ['stdout', 'stderr'].map(each =>
    guest.checked('memfd_create', Sys.MEMFD_CREATE, guest.text(each), MFD_CLOEXEC),
  );
  const process = execute(guest, [ends[0], ...output], [`/bin/${name}`, ...options]);
  guest.close(ends[0]);
  if (process !== null) return { process, input: ends[1], output };
  for (const fd of [ends[1], ...output]) guest.close(fd);
  return null;
}

/** Runs a program, or goes on with one that was `started`, to its end. */
export function runProgram(
  guest: GuestSystem,
  program: Program,
  started = startProgram(guest, program),
): ProgramResult {
  if (started === null) return { status: null, stdout: '', stderr: '' };
  const { process, input, output } = started;
  if (program.input !== '') tell(guest, input, Buffer.from(program.input));
  guest.close(input);
  const status = statusOf(guest, process);
  const [stdout, stderr] = output.map(fd => {
    guest.checked('lseek', Sys.LSEEK, fd, 0, SEEK_SET);
    const text = Buffer.from(guest.readAll(fd)).toString();
    guest.close(fd);
    return text;
  });
  return { status, stdout, stderr };
}

/** A program that has ended need not be told all: its exit status says why. */
function tell(guest: GuestSystem, input: number, bytes: Uint8Array): void {
  const result = guest.call(Sys.WRITE, input, guest.put(bytes), bytes.length);
  if (result < 0 && result !== -constants.errno.EPIPE) throw new SystemCallError('write', errorName(-result));
}

/** The number of the process that a program runs in, or null where it cannot be started. */
function execute(guest: GuestSystem, files: readonly number[], words: readonly string[]): number | null {
  guest.checked('vfork', Sys.CLONE, CLONE_VFORK_AND_VM | SIGCHLD, 0);
  files.forEach((fd, at) => {
    guest.checked('dup2', Sys.DUP2, fd, at);
  });
  // What comes back is the parent's, the number of its child, or the child's, that there is no such program.
  const process = guest.call(Sys.EXECVE, ...vectors(guest, words));
  if (process > 0) return process;
  guest.checked('wait4', Sys.WAIT4, guest.checked('exit', Sys.EXIT, 127), 0, 0, 0);
  return null;
}

/** Waits for its end; its exit status, or of one that a signal has ended what a shell tells. */
function statusOf(guest: GuestSystem, process: number): number {
  guest.checked('wait4', Sys.WAIT4, process, SHARED_BASE + DATA, 0, 0);
  const [signal, status] = guest.bytes(4);
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
