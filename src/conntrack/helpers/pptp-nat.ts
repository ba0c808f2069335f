/**
 * PPTP behind NAT (`nf_nat_pptp.c`): two clients may choose the same call id, so the router chooses one for them, the
 * port that their control connection has outside, and puts it into the messages and into the tunnel's packets.
 */
import type { Packet } from '../../packet/packet';
import type { Expectation } from '../expectation';
import { Dir, tupleAt } from '../store';
import { type Tuple, TupleWord } from '../tuple';
import type { HelperHost, HelperNat } from './helper';
import { destinationOf, sourceOf } from './payload';
import { PPTP_BODY, type PptpMessage, PptpType } from './pptp-parse';

/** The call ids of a call, outside: of the access concentrator, and of the network server. */
export interface CallIds {
  pac: number;
  pns: number;
}

/** The call ids as they are inside: of the access concentrator, and of the network server. */
export interface InsideIds {
  insidePac: number;
  insidePns: number;
}

/** Where the client's call id stands in the messages that tell it, by who sends them. */
const CALL_ID_AT: readonly Readonly<Record<number, number>>[] = [
  { [PptpType.OUT_CALL_REQUEST]: 0, [PptpType.IN_CALL_REPLY]: 0, [PptpType.CALL_CLEAR_REQUEST]: 0 },
  {
    [PptpType.OUT_CALL_REPLY]: 2,
    [PptpType.IN_CALL_CONNECT]: 0,
    [PptpType.WAN_ERROR_NOTIFY]: 0,
    [PptpType.CALL_DISCONNECT_NOTIFY]: 0,
    [PptpType.SET_LINK_INFO]: 0,
  },
];

/** Puts the outside id into a message of the client, the inside one into a message to it; false where that fails. */
export function translateCallId(
  { type }: PptpMessage,
  dir: Dir,
  notes: InsideIds & { pns: number },
  packet: Packet,
  transport: number,
  ct: number,
  { store }: HelperHost,
  nat: HelperNat,
): boolean {
  const at = CALL_ID_AT[dir][type];
  if (at === undefined) return true;
  if (type === PptpType.OUT_CALL_REQUEST) {
    notes.insidePns = notes.pns;
    notes.pns = portOutside(ct, store);
  }
  const id = dir === Dir.ORIGINAL ? notes.pns : notes.insidePns;
  return nat.mangleTcp(packet, transport, { offset: PPTP_BODY + at, length: 2 }, Uint8Array.of(id >>> 8, id));
}

function portOutside(ct: number, store: HelperHost['store']): number {
  return store.words[tupleAt(ct, Dir.REPLY) + TupleWord.ID] & 0xffff;
}

/** Has both expectations of a tunnel tell the ids as its first packet has them, and follow their master. */
export function expectTranslatedTunnel(there: Expectation, back: Expectation, notes: InsideIds & CallIds): void {
  const { pac, pns, insidePns } = notes;
  notes.insidePac = pac;
  there.tuple[TupleWord.ID] = (insidePns << 16) | pac;
  there.savedPort = pns;
  there.dir = Dir.ORIGINAL;
  back.tuple[TupleWord.ID] = (pac << 16) | pns;
  back.savedPort = insidePns;
  back.dir = Dir.REPLY;
}

/**
 * What the kernel looks for to end the expectation `back` when the tunnel has come from the other side: the ids that the
 * control connection has by then, of another call if there was one. In a tunnel that the server opens it looks for them
 * in the new connection, which has none yet, and so does not find it (`pptp_nat_expected`).
 */
export function soughtBehindNat({ dir }: Expectation, back: Expectation, { pac, pns }: CallIds): Tuple {
  const tuple = back.tuple.slice();
  tuple[TupleWord.ID] = dir === Dir.REPLY ? 0 : (pac << 16) | pns;
  return tuple;
}

/** Translates a tunnel as its control connection is; the end whose call id is another outside gets that. */
export function translateTunnel(
  tunnel: number,
  { master, dir, savedPort }: Expectation,
  { store }: HelperHost,
  nat: HelperNat,
): void {
  const towards = (dir ^ 1) as Dir;
  const isOriginal = dir === Dir.ORIGINAL;
  nat.translate(tunnel, 'source', destinationOf(store, master, towards), isOriginal ? savedPort : null);
  nat.translate(tunnel, 'destination', sourceOf(store, master, towards), isOriginal ? null : savedPort);
}
