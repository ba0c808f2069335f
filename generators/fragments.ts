/** Fragments as their headers tell them, read without the parts under test. */
import { u16, u32 } from '../src/packet/bytes';
import { FragmentHeader, Ipv6 } from '../src/packet/ipv6';
import { Protocol } from '../src/packet/packet';
import { toHex } from '../src/packet/wire';

export interface Fragment {
  /** What the fragments of one datagram have in common: the ends, the identification, in IPv4 the protocol. */
  readonly key: string;
  readonly offset: number;
  readonly more: boolean;
  readonly payload: Uint8Array;
  /** The fragment itself. */
  readonly bytes: Uint8Array;
}

/** A fragment whose headers are in order, null for anything else. */
export function fragmentOf(bytes: Uint8Array): Fragment | null {
  if (bytes[0] >> 4 === 4) return ipv4Fragment(bytes);
  return bytes[0] >> 4 === 6 ? ipv6Fragment(bytes) : null;
}

function ipv4Fragment(bytes: Uint8Array): Fragment | null {
  const header = 4 * (bytes[0] & 0xf);
  if (header !== 20 || bytes.length < header || u16(bytes, 2) !== bytes.length) return null;
  const word = u16(bytes, 6);
  if ((word & 0x3fff) === 0) return null;
  const key = toHex(Uint8Array.of(...bytes.subarray(12, 20), bytes[4], bytes[5], bytes[9]));
  const offset = 8 * (word & 0x1fff);
  return { key, offset, more: (word & 0x2000) !== 0, payload: bytes.subarray(header), bytes };
}

function ipv6Fragment(bytes: Uint8Array): Fragment | null {
  const payloadAt = Ipv6.LENGTH + FragmentHeader.LENGTH;
  if (bytes.length < payloadAt || bytes[Ipv6.NEXT_HEADER] !== Protocol.FRAGMENT) return null;
  if (u16(bytes, Ipv6.PAYLOAD_LENGTH) !== bytes.length - Ipv6.LENGTH) return null;
  const word = u16(bytes, Ipv6.LENGTH + FragmentHeader.OFFSET_FLAGS);
  const id = u32(bytes, Ipv6.LENGTH + FragmentHeader.ID);
  const key = `${toHex(bytes.subarray(Ipv6.SOURCE, Ipv6.LENGTH))} ${id}`;
  return { key, offset: word & ~7, more: (word & 1) !== 0, payload: bytes.subarray(payloadAt), bytes };
}

/** Those that make up datagrams without gap and overlap, each datagram's in order. */
export function wholeTrains(fragments: readonly Fragment[]): Fragment[][] {
  const byKey = new Map<string, Fragment[]>();
  for (const fragment of fragments) {
    const train = byKey.get(fragment.key);
    if (train) train.push(fragment);
    else byKey.set(fragment.key, [fragment]);
  }
  const sorted = [...byKey.values()].map(train => train.sort((a, b) => a.offset - b.offset));
  return sorted.filter(isWhole);
}

function isWhole(train: readonly Fragment[]): boolean {
  let end = 0;
  for (const [index, { offset, more, payload }] of train.entries()) {
    const isLast = index === train.length - 1;
    if (offset !== end || more === isLast || payload.length === 0 || (more && payload.length % 8 !== 0)) return false;
    end += payload.length;
  }
  return true;
}
