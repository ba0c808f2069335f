/**
 * Settings that the whole machine has only once, changed for a scenario where the run may do so (`--host-settings`).
 *
 * They can be set in the machine's first network namespace only, where the run was started. Before one is changed, what stood there is written to a file
 * that outlives us. It is put back behind the scenario, when the worker ends, and should both be killed, by the next
 * worker that root starts.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostLock } from './host-lock';
import { KernelMessages } from './kernel-messages';
import type { Machine } from './machine';
import { NetworkNamespace } from './netns';
import { ask, type Question } from './question';

/** Gone with a restart of the machine, as what is set is. */
export const FOLDER = '/run/ctspec';
const PREVIOUS = 'previous-settings.json';

/** Once for ten messages in five seconds the kernel keeps silent (`net_ratelimit`), whoever has caused them. */
const MESSAGE_COST = 'net.core.message_cost';

/** Where root's run was killed, what it changed is put back; whose scenario runs at the moment will do that himself. */
export function recoverHostSettings(lock: HostLock): void {
  if (existsSync(join(FOLDER, PREVIOUS)) && lock.tryAlone()) new HostSettings(lock).recover();
}

export class HostSettings implements Machine {
  readonly #messages = new KernelMessages();
  readonly #lock: HostLock;
  readonly #file = join(FOLDER, PREVIOUS);
  /** The worker's own namespace is another than the run's. */
  readonly #machine = new NetworkNamespace(`/proc/${process.ppid}/ns/net`);
  /** What was there before, in the order it was changed. */
  readonly #previous = new Map<string, string>();

  constructor(lock: HostLock) {
    this.#lock = lock;
  }

  async takeAlone(): Promise<void> {
    if (this.#previous.size > 0) return;
    await this.#lock.takeAlone();
    this.#putBackLeft();
    // Of those who had it until now.
    ask(this.#messages.waiting());
    this.#change(MESSAGE_COST, '0');
  }

  async set(name: string, value: string): Promise<void> {
    await this.takeAlone();
    this.#change(name, value);
  }

  log(namespace: NetworkNamespace): Question<string[]> {
    return this.#messages.waiting(namespace.number);
  }

  /** Puts everything back, the latest first. */
  restore(): void {
    if (this.#previous.size === 0) return;
    for (const [name, value] of [...this.#previous].reverse()) this.#machine.setSysctl(name, value);
    rmSync(this.#file);
    this.#previous.clear();
  }

  /** Puts back what a run left that was killed; the lock is had. */
  recover(): void {
    this.#putBackLeft();
    this.#lock.release();
  }

  /** What a killed run has left, whoever has the machine alone next must not take for its own. */
  #putBackLeft(): void {
    if (!existsSync(this.#file)) return;
    const left = JSON.parse(readFileSync(this.#file, 'utf8')) as [string, string][];
    for (const [name, value] of left) this.#previous.set(name, value);
    this.restore();
  }

  #change(name: string, value: string): void {
    if (!this.#previous.has(name)) {
      this.#previous.set(name, this.#machine.sysctl(name));
      // Whole, or not at all.
      writeFileSync(`${this.#file}.new`, JSON.stringify([...this.#previous]));
      renameSync(`${this.#file}.new`, this.#file);
    }
    this.#machine.setSysctl(name, value);
  }
}
