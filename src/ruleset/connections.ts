/** How many connections there are at once, of those that came by a rule: `connlimit` and `ct count` (`nf_conncount.c`). */
import type { Conntrack } from '../conntrack/conntrack';
import { TcpState } from '../conntrack/protocols/tcp-table';
import { Tcp } from '../conntrack/protocols/tcp-window';
import { copyTuple, Dir, Field } from '../conntrack/store';
import { newTuple, type Tuple } from '../conntrack/tuple';
import { type Packet, Protocol } from '../packet/packet';

/** The connections of one key, by their original tuples. */
export class ConnectionList {
  readonly #conntrack: Conntrack;
  readonly #tuples = new Map<string, Tuple>();

  constructor(conntrack: Conntrack) {
    this.#conntrack = conntrack;
  }

  /** Counts them with that of the packet, or with the one it would be of; null for a packet that can be of none. */
  countWith(packet: Packet): number | null {
    const tuple = this.#tupleOf(packet);
    if (tuple === null) return null;
    for (const [key, each] of this.#tuples) if (this.#isGone(each)) this.#tuples.delete(key);
    this.#tuples.set(tuple.join(), tuple);
    return this.#tuples.size;
  }

  #tupleOf(packet: Packet): Tuple | null {
    if (packet.ct !== 0) return copyTuple(this.#conntrack.store, packet.ct, Dir.ORIGINAL);
    const tuple = newTuple();
    return this.#conntrack.readTuple(packet, packet.start, packet.family, tuple) ? tuple : null;
  }

  /** One that TCP has closed is not counted any more (`already_closed`). */
  #isGone(tuple: Tuple): boolean {
    const ct = this.#conntrack.find(tuple) >> 1;
    if (ct === 0) return true;
    const state = this.#conntrack.store.words[ct * Field.WORDS + Tcp.STATE];
    const isTcp = this.#conntrack.protocolOf(ct) === Protocol.TCP;
    return isTcp && (state === TcpState.TIME_WAIT || state === TcpState.CLOSE);
  }
}
