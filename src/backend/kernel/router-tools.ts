/**
 * The programs that are run in a router. To start one may take much longer than what it does then, so one that reads what it
 * is told can have been started before, and goes on once it is told.
 */
import { NotObservable } from '../not-observable';
import type { NetworkNamespace } from './netns';
import { type Program, type ProgramResult, type Started, system } from './system';

/** A program and its options. */
export type Command = Omit<Program, 'input'>;

/** Load rules: those of nftables, and dumps of iptables. */
export const LOAD_NFT: Command = { name: 'nft', options: ['-f', '-'] };

export function restoring(tool: 'iptables' | 'ip6tables'): Command {
  return { name: `${tool}-nft-restore`, options: ['--counters'] };
}

/** What most scenarios begin with, and how many of these it takes. */
const AT_HAND: readonly Command[] = [LOAD_NFT, LOAD_NFT, restoring('iptables'), restoring('ip6tables')];

export class RouterTools {
  readonly #namespace: NetworkNamespace;
  readonly #started: { key: string; program: Started }[] = [];

  constructor(namespace: NetworkNamespace) {
    this.#namespace = namespace;
  }

  /** Starts those that are likely to be run. */
  start(): void {
    for (const each of AT_HAND) {
      const program = this.#namespace.run(() => system().start?.(each) ?? null);
      if (program) this.#started.push({ key: keyOf(each), program });
    }
  }

  run(program: Program): ProgramResult {
    const at = this.#started.findIndex(({ key }) => key === keyOf(program));
    const [started] = at < 0 ? [] : this.#started.splice(at, 1);
    return this.#namespace.run(() => system().run(program, started?.program));
  }

  /** Runs one that is to succeed; returns what it prints. */
  output(name: string, options: readonly string[], input = ''): string {
    const { status, stdout, stderr } = this.run({ name, options, input });
    if (status === null) throw new NotObservable(`${name} cannot be run (ctspec doctor tells how to install it)`);
    if (status === 0) return stdout;
    const said = stderr.trim().split('\n');
    throw new NotObservable(`${name} says: ${said.find(line => /Error|answers/.test(line)) ?? said[0]}`);
  }
}

function keyOf({ name, options }: Command): string {
  return [name, ...options].join(' ');
}
