/** What happened while one event was carried out, told by looking at every callback. */
import type { Conntrack } from '../src/conntrack/conntrack';
import type { Expectation } from '../src/conntrack/expectation';
import { Dir } from '../src/conntrack/store';
import { Hook, type HookOps, Verdict } from '../src/netfilter/hooks';
import { CtInfo, type Packet } from '../src/packet/packet';
import { nodeWithTupleOf } from './table-walk';

/** A packet that a callback dropped. */
export interface Drop {
  readonly callback: string;
  readonly reason: string | null;
}

export class Tally {
  /** Packets that conntrack found INVALID, the router's own among them. */
  invalid = 0;
  /** Packets that the router made itself. */
  own = 0;
  delivered = 0;
  readonly drops: Drop[] = [];
  /** Connections that were made, be it in a record that another had before. */
  readonly born: number[] = [];
  /** Connections that were taken out of the table. */
  readonly lost: number[] = [];
  /** Expectations that came, and that went. */
  readonly expected: Expectation[] = [];
  readonly unexpected: Expectation[] = [];
  /** Unconfirmed connections that were in the table between classification and confirmation. */
  readonly found: number[] = [];

  readonly #lists: unknown[][] = [this.drops, this.born, this.lost, this.expected, this.unexpected, this.found];

  clear(): void {
    this.invalid = this.own = this.delivered = 0;
    for (const list of this.#lists) if (list.length > 0) list.length = 0;
  }

  /** A callback has been called; `isSubject`: with the packet of the event, not one of the router's own. */
  called(ops: HookOps, packet: Packet, verdict: Verdict, isSubject: boolean): void {
    if (verdict === Verdict.DROP) this.drops.push({ callback: ops.name, reason: packet.reason });
    if (ops.name !== 'nf_conntrack_in') return;
    if (!isSubject && ops.hook === Hook.OUTPUT) this.own++;
    if (verdict === Verdict.ACCEPT && packet.ctinfo === CtInfo.NONE) this.invalid++;
  }

  /** A packet is half way: its connection is not confirmed yet. */
  halfway(conntrack: Conntrack, ct: number): void {
    const inTable = [Dir.ORIGINAL, Dir.REPLY].some(dir => nodeWithTupleOf(conntrack, ct, dir) >> 1 === ct);
    if (inTable) this.found.push(ct);
  }

  expectation(type: 'NEW' | 'DESTROY', expectation: Expectation): void {
    (type === 'NEW' ? this.expected : this.unexpected).push(expectation);
  }
}
