/**
 * Network namespaces. Those we make have no name: one lives as long as this process holds it open, and no longer.
 *
 * The thread of JavaScript enters a namespace only within a synchronous call. Sockets and devices keep the one they
 * were made in.
 */
import { constants, readlinkSync } from 'node:fs';
import { CLONE_NEWNET } from './linux';
import { system } from './system';

const OWN = '/proc/thread-self/ns/net';

export class NetworkNamespace {
  readonly #home: number;
  readonly #fd: number;

  /** The one that `path` names; a new, empty one where nothing does. */
  constructor(path: string | null = null) {
    this.#home = system().open(OWN, constants.O_RDONLY);
    try {
      if (path !== null) {
        this.#fd = system().open(path, constants.O_RDONLY);
        return;
      }
      system().unshare(CLONE_NEWNET);
      this.#fd = system().open(OWN, constants.O_RDONLY);
      system().setns(this.#home, CLONE_NEWNET);
    } catch (error) {
      system().close(this.#home);
      throw error;
    }
  }

  /** By which the kernel calls it, on this machine. */
  get number(): string {
    return /\d+/.exec(readlinkSync(`/proc/self/fd/${this.#fd}`))![0];
  }

  /** Calls `work` inside; processes it starts are inside too. It must not be asynchronous. */
  run<T>(work: () => T): T {
    system().setns(this.#fd, CLONE_NEWNET);
    try {
      return work();
    } finally {
      system().setns(this.#home, CLONE_NEWNET);
    }
  }

  /** What stands in a file below `/proc/net`. */
  procNet(name: string): string {
    return this.run(() => system().readText(`/proc/thread-self/net/${name}`));
  }

  /** Reads a sysctl by its dotted name. */
  sysctl(name: string): string {
    return this.run(() => system().readText(sysctlPath(name)).trim());
  }

  setSysctl(name: string, value: string | number): void {
    this.run(() => system().writeText(sysctlPath(name), String(value)));
  }

  /** Lets go of it: the kernel takes it down with all that is in it. */
  close(): void {
    system().close(this.#fd);
    system().close(this.#home);
  }
}

/** Dots part the levels of a sysctl's name; a slash in it stands for a dot, as in `sysctl(8)`. */
export function sysctlPath(name: string): string {
  return `/proc/sys/${name.replace(/[./]/g, separator => (separator === '.' ? '/' : '.'))}`;
}
