/** What helpers have in common: where a packet's payload begins, and the addresses and ports of its connection. */
import type { Packet } from '../../packet/packet';
import { type ConnectionStore, type Dir, tupleAt } from '../store';
import { TupleWord } from '../tuple';

const TCP_HEADER = 20;
const UDP_HEADER = 8;

/** Where the payload of the segment whose header is at `transport` begins, or -1 when it has none. */
export function tcpPayload({ bytes, end }: Packet, transport: number): number {
  if (transport + TCP_HEADER > end) return -1;
  const payload = transport + 4 * (bytes[transport + 12] >>> 4);
  return payload < end ? payload : -1;
}

/** The same of a UDP datagram. */
export function udpPayload({ end }: Packet, transport: number): number {
  const payload = transport + UDP_HEADER;
  return payload < end ? payload : -1;
}

/** The source of one of a connection's tuples, in four words. */
export function sourceOf(store: ConnectionStore, ct: number, dir: Dir): Int32Array {
  return addressAt(store, tupleAt(ct, dir) + TupleWord.SRC);
}

/** The destination of one of a connection's tuples, in four words. */
export function destinationOf(store: ConnectionStore, ct: number, dir: Dir): Int32Array {
  return addressAt(store, tupleAt(ct, dir) + TupleWord.DST);
}

export function isSameAddress(a: Int32Array, b: Int32Array): boolean {
  return a.every((word, index) => word === b[index]);
}

function addressAt(store: ConnectionStore, at: number): Int32Array {
  return store.words.slice(at, at + 4);
}
