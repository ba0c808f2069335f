/** A SIP message on its way through the helper: its text, which NAT may change, and what it arrived with. */
import { fromLatin1 } from '../../packet/bytes';
import { type Family, type Packet, Protocol } from '../../packet/packet';
import { type Dir, tupleAt } from '../store';
import { TupleWord } from '../tuple';
import type { HelperHost, HelperNat } from './helper';
import { destinationOf, sourceOf } from './payload';
import { natOf } from './translated';

/** The last requests that were let through, by their sequence numbers; and what the phone behind NAT wants. */
export interface SipNotes {
  register: number;
  invite: number;
  /** Port that answers are sent to instead of the one a request came from, as old Cisco phones have it; 0 for none. */
  forcedPort: number;
}

export interface Arrival {
  readonly packet: Packet;
  /** Where the transport header begins in the packet's bytes. */
  transport: number;
  readonly ct: number;
  readonly dir: Dir;
  readonly family: Family;
  readonly protocol: Protocol;
  readonly host: HelperHost;
}

/** An end of the connection as one direction's packets tell it. */
export interface SipEnd {
  readonly address: Int32Array;
  readonly port: number;
}

export class SipMessage {
  /** Sequence number (CSeq), once it was read. */
  cseq = 0;
  /** Characters that changes have added. */
  growth = 0;
  readonly nat: HelperNat | null;

  /** `at`: where the message begins in the packet's payload. */
  constructor(
    readonly arrival: Arrival,
    public text: string,
    readonly at: number,
  ) {
    this.nat = natOf(arrival.ct, arrival.host);
  }

  get notes(): SipNotes {
    return this.arrival.host.store.extension(this.arrival.ct)!.helperData as SipNotes;
  }

  /** Source of the packets in this message's direction, or the other. */
  source(isOther = false): SipEnd {
    const { store } = this.arrival.host;
    const dir = this.#dir(isOther);
    const port = store.words[tupleAt(this.arrival.ct, dir) + TupleWord.ID] >>> 16;
    return { address: sourceOf(store, this.arrival.ct, dir), port };
  }

  /** The same of their destination. */
  destination(isOther = false): SipEnd {
    const { store } = this.arrival.host;
    const dir = this.#dir(isOther);
    const port = store.words[tupleAt(this.arrival.ct, dir) + TupleWord.ID] & 0xffff;
    return { address: destinationOf(store, this.arrival.ct, dir), port };
  }

  #dir(isOther: boolean): Dir {
    return (isOther ? this.arrival.dir ^ 1 : this.arrival.dir) as Dir;
  }

  /** Puts `text` in the place of some of the message, in the packet too; false where that gets too long. */
  replace(at: number, length: number, text: string): boolean {
    const { packet, transport, protocol } = this.arrival;
    const place = { offset: this.at + at, length };
    const before = packet.start;
    const isDone =
      protocol === Protocol.TCP
        ? this.nat!.replaceTcp(packet, transport, place, fromLatin1(text))
        : this.nat!.mangleUdp(packet, transport, place, fromLatin1(text));
    if (!isDone) return false;
    this.arrival.transport += packet.start - before;
    this.text = this.text.slice(0, at) + text + this.text.slice(at + length);
    this.growth += text.length - length;
    return true;
  }
}
