/** Looks the connections of a flow up in the kernel's table. */
import { Protocol } from '../../packet/packet';
import type { Entry } from '../backend';
import { isReceiver } from './belonging';
import { allEntries, findingEntry } from './ctnetlink';
import { isLineOf } from './entry-line';
import type { RouterEvents } from './events';
import type { Flow } from './flow';
import type { NetlinkSocket } from './netlink';
import type { NetworkNamespace } from './netns';
import { answering, ask, known, type Question, together } from './question';

/** Of which protocols the table's lines tell more than ctnetlink does. They are read by themselves, so at their time. */
export function isToldByLine(protocol: number | undefined): boolean {
  return protocol === Protocol.GRE || protocol === Protocol.DCCP;
}

export class Lookup {
  readonly #namespace: NetworkNamespace;
  readonly #table: NetlinkSocket;
  readonly #events: RouterEvents;

  /** `events` tell which zones there are. */
  constructor(namespace: NetworkNamespace, table: NetlinkSocket, events: RouterEvents) {
    this.#namespace = namespace;
    this.#table = table;
    this.#events = events;
  }

  /** Asks for the connections that have a flow in either direction, one in each zone at most. */
  finding(flow: Flow | null): Question<Entry[]> {
    if (flow === null) return known([]);
    const inZones = together(this.#events.zones.map(zone => findingEntry(this.#table, flow, zone)));
    return answering(inZones, entries => {
      const found = entries.filter(entry => entry !== null);
      // Of enhanced GRE a packet tells one key only; the PPTP helper knows the other (`gre_keymap_lookup`).
      const isKeyed = flow.protocol === Protocol.GRE && flow.tuple.dport !== 0 && found.length === 0;
      const all = isKeyed ? allEntries(this.#table).filter(entry => isReceiver(entry, flow)) : found;
      return all.map(entry => this.printed(entry));
    });
  }

  all(flow: Flow | null): Entry[] {
    return ask(this.finding(flow))[0];
  }

  /** An entry with its own line: the timeouts of GRE, and whether this kernel knows DCCP. */
  printed(entry: Entry): Entry {
    if (!isToldByLine(entry.protocolNumber)) return entry;
    const lines = this.#namespace.procNet('nf_conntrack').split('\n');
    const line = lines.find(each => isLineOf(each, entry))?.trim() ?? entry.line;
    return { ...entry, line, protocol: line.split(/ +/)[2] };
  }
}
