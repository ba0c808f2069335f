/** What the kernel backend needs of an operating system: the one below this process, or one that is reached from it. */
import { CLOCK_MONOTONIC } from './linux';

export interface Program {
  /** A name that is looked for as a shell does. */
  readonly name: string;
  readonly options: readonly string[];
  readonly input: string;
}

/** A program that was started before it is told what to do: its number, and its standard files as we have them. */
export interface Started {
  readonly process: number;
  readonly input: number;
  readonly output: readonly number[];
}

export interface ProgramResult {
  /** Exit status; null where the program cannot be started. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A call that may be done together with others. */
export type Call =
  | { readonly does: 'write'; readonly fd: number; readonly bytes: Uint8Array }
  /** Sends to `address`, or where the socket is bound to when it is null. */
  | { readonly does: 'send'; readonly fd: number; readonly bytes: Uint8Array; readonly address: Uint8Array | null }
  /** Takes all messages that wait at a socket, or in a file that does not block; each fits into so many bytes. */
  | { readonly does: 'receive'; readonly fd: number; readonly longest: number }
  | { readonly does: 'read'; readonly fd: number; readonly longest: number };

/** What a call came to: the name of the system's error, or null, and the messages that were there before. */
export interface Outcome {
  error: string | null;
  readonly messages: Uint8Array[];
}

/**
 * All calls are synchronous: between two of them nothing else of this process runs, so that entering a network
 * namespace, opening a socket there and leaving again cannot be seen from anywhere else. Those that fail throw an error
 * whose `code` is the name of the system's (`EPERM`).
 */
export interface System {
  /** Whether its clock stands still unless it is told to go on, so that any time can pass in a moment. */
  readonly movesTime: boolean;
  /** The file of the kernel's log on a machine that is ours alone, so that it is about us; null on any other. */
  readonly logFile: number | null;

  open(path: string, flags: number): number;
  close(fd: number): void;
  /** All that stands in a file. */
  readText(path: string): string;
  writeText(path: string, text: string): void;
  ioctl(fd: number, request: number, argument: Uint8Array | number): void;
  /** Waits until `fd` can be read, for at most so many milliseconds; whether it can. */
  waitReadable(fd: number, milliseconds: number): boolean;

  unshare(flags: number): void;
  setns(fd: number, kind: number): void;

  socket(domain: number, type: number, protocol: number): number;
  bind(fd: number, address: Uint8Array): void;
  /** Sets an integer option; false where the system refuses it. */
  setsockopt(fd: number, level: number, name: number, value: number): boolean;
  /** Does calls one after another, with nothing between them. One that fails does not stop those behind it. */
  together(calls: readonly Call[]): Outcome[];

  /** Nanoseconds on one of the system's clocks, and from one value of it to the next. */
  clockGetTime(clock: number): number;
  clockGetRes(clock: number): number;
  /** Waits until the monotonic clock shows so many nanoseconds. */
  sleepUntil(nanoseconds: number): void;

  /**
   * Starts a program in the network namespace the caller is in, and lets it wait for its input; null where it cannot be
   * started. Not on systems where that is soon done.
   */
  start?(program: Omit<Program, 'input'>): Started | null;
  /** Runs a program in the network namespace the caller is in, or goes on with one that was `started`. */
  run(program: Program, started?: Started): ProgramResult;
}

/** Looks every millisecond, for at most so many, whether something has come to pass; whether it has. */
export function waitUntil(condition: () => boolean, milliseconds: number): boolean {
  for (let waited = 0; waited < milliseconds; waited++) {
    if (condition()) return true;
    system().sleepUntil(system().clockGetTime(CLOCK_MONOTONIC) + 1e6);
  }
  return condition();
}

let current: System | null = null;

/** Puts another system in the place of this machine's. */
export function useSystem(other: System): void {
  current = other;
}

/** The system in use. This machine's is loaded when it is first asked for. */
export function system(): System {
  current ??= (require('./local-system') as typeof import('./local-system')).localSystem;
  return current;
}
