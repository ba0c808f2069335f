/**
 * Network namespaces without a name: one lives as long as this process holds it open, and no longer.
 *
 * The thread of JavaScript enters a namespace only within a synchronous call. Sockets and devices keep the one they
 * were made in.
 */
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { CLONE_NEWNET, setns, unshare } from './libc';

const OWN = '/proc/thread-self/ns/net';

export class NetworkNamespace {
  readonly #home: number;
  readonly #fd: number;

  /** Makes a new, empty one. */
  constructor() {
    this.#home = openSync(OWN, 'r');
    try {
      unshare(CLONE_NEWNET);
      this.#fd = openSync(OWN, 'r');
      setns(this.#home, CLONE_NEWNET);
    } catch (error) {
      closeSync(this.#home);
      throw error;
    }
  }

  /** Calls `work` inside; processes it starts are inside too. It must not be asynchronous. */
  run<T>(work: () => T): T {
    setns(this.#fd, CLONE_NEWNET);
    try {
      return work();
    } finally {
      setns(this.#home, CLONE_NEWNET);
    }
  }

  /** What stands in a file below `/proc/net`. */
  procNet(name: string): string {
    return this.run(() => readFileSync(`/proc/thread-self/net/${name}`, 'utf8'));
  }

  /** Reads a sysctl by its dotted name. */
  sysctl(name: string): string {
    return this.run(() => readFileSync(sysctlPath(name), 'utf8').trim());
  }

  setSysctl(name: string, value: string | number): void {
    this.run(() => writeFileSync(sysctlPath(name), String(value)));
  }

  /** Lets go of it: the kernel takes it down with all that is in it. */
  close(): void {
    closeSync(this.#fd);
    closeSync(this.#home);
  }
}

/** Dots part the levels of a sysctl's name; a slash in it stands for a dot, as in `sysctl(8)`. */
function sysctlPath(name: string): string {
  return `/proc/sys/${name.replace(/[./]/g, separator => (separator === '.' ? '/' : '.'))}`;
}
