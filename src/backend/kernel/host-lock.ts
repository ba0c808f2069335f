/**
 * Who may use the machine's kernel, among all workers of all runs: many scenarios beside one another, or one that changes
 * settings of the whole machine, alone. The locks go with the process that holds them (`flock(2)`).
 */
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import koffi from 'koffi';

const SHARED = 1;
const EXCLUSIVE = 2;
const NON_BLOCKING = 4;
const UNLOCK = 8;

const flock = koffi.load(null).func('int flock(int fd, int operation)');

interface Files {
  use: number;
  /** Held while one waits for the other: so whoever wants the machine alone is not overtaken for ever. */
  turn: number;
}

export class HostLock {
  readonly #folder: string;
  #files: Files | null = null;
  #routers = 0;
  #isAlone = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** For one more router of a scenario: waits until nobody has the machine alone. */
  async share(): Promise<void> {
    if (this.#routers++ === 0) await this.#take(SHARED);
  }

  /** A router has gone; whether it was the scenario's last. */
  leave(): boolean {
    return --this.#routers === 0;
  }

  /** Waits until nobody else uses the machine. Between sharing it and this, others may have had it alone. */
  async takeAlone(): Promise<void> {
    if (this.#isAlone) return;
    this.release();
    await this.#take(EXCLUSIVE);
    this.#isAlone = true;
  }

  /** The same where it need not be waited for; whether it was had. */
  tryAlone(): boolean {
    const files = this.#opened();
    return files !== null && isTaken(files.use, EXCLUSIVE);
  }

  release(): void {
    if (this.#files) flock(this.#files.use, UNLOCK);
    this.#isAlone = false;
  }

  /** Looks again and again rather than block, so that a worker whose run has ended ends too. */
  async #take(operation: number): Promise<void> {
    const files = this.#opened();
    if (files === null) return;
    while (!isTaken(files.turn, EXCLUSIVE)) await setTimeout(1);
    while (!isTaken(files.use, operation)) await setTimeout(1);
    flock(files.turn, UNLOCK);
  }

  /** Null as long as root has never run here: nobody else can change what is the whole machine's. */
  #opened(): Files | null {
    if (this.#files) return this.#files;
    try {
      mkdirSync(this.#folder, { recursive: true });
    } catch {}
    const [use, turn] = ['use.lock', 'turn.lock'].map(name => opened(join(this.#folder, name)));
    if (use !== null && turn !== null) this.#files = { use, turn };
    return this.#files;
  }
}

/** To lock a file it is enough to read it; null where it is not there, and cannot be made. */
function opened(path: string): number | null {
  for (const flags of ['a', 'r']) {
    try {
      return openSync(path, flags, 0o644);
    } catch {}
  }
  return null;
}

function isTaken(fd: number, operation: number): boolean {
  return flock(fd, operation | NON_BLOCKING) === 0;
}
