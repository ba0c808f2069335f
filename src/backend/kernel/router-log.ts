/** A router's log: what conntrack says of packets that are INVALID, and what the kernel says itself. */
import { type Interface, Topology } from '../../netfilter/topology';
import { complaintLine, isLogged, withLinkHeader, withoutNamespace } from './log-line';
import type { Machine } from './machine';
import type { NetworkNamespace } from './netns';
import type { LogRecord } from './nflog';
import { answering, known, type Question } from './question';
import type { RouterSysctls } from './sysctls';

export class RouterLog {
  readonly lines: string[] = [];
  /** Whether the kernel has said something itself, which it does not do as often as there is reason to. */
  isLimited = false;

  readonly #namespace: NetworkNamespace;
  readonly #topology: Topology;
  readonly #sysctls: RouterSysctls;
  readonly #machine: Machine | null;

  /** `machine`: null where its own log is not read. */
  constructor(
    namespace: NetworkNamespace,
    interfaces: readonly Interface[],
    sysctls: RouterSysctls,
    machine: Machine | null,
  ) {
    this.#namespace = namespace;
    this.#topology = new Topology(interfaces);
    this.#sysctls = sysctls;
    this.#machine = machine;
  }

  /** What the kernel's own log says since it was last asked. */
  coming(): Question<string[]> {
    return answering(this.#machine?.log(this.#namespace) ?? known<string[]>([]), lines => {
      if (lines.length > 0) this.isLimited = true;
      return lines.map(line => withLinkHeader(withoutNamespace(line), this.#topology));
    });
  }

  /** Adds complaints, as far as they are logged, behind what the kernel has said outside of any packet's log. */
  add(messages: readonly string[], complaints: readonly LogRecord[] = []): string[] {
    const complained = complaints
      .filter(each => isLogged(each, this.#sysctls.logInvalid))
      .map(each => complaintLine(each, this.#topology));
    const lines = [...messages, ...complained];
    this.lines.push(...lines);
    return lines;
  }
}
