/** What an address translation may choose from (`struct nf_nat_range2`). */

/** Which end of a packet a translation changes (`enum nf_nat_manip_type`). */
export const enum Manip {
  /** The source: at POSTROUTING and INPUT. */
  SRC = 0,
  /** The destination: at PREROUTING and OUTPUT. */
  DST = 1,
}

/** Its addresses are of the family of the packets it is for. */
export interface NatRange {
  /** Four words each, as in a tuple; both null where the address stays (or, for MASQUERADE and REDIRECT, is the router's). */
  readonly minAddress: Int32Array | null;
  readonly maxAddress: Int32Array | null;
  /** For ICMP the id, for PPTP's GRE the key; both null where the protocol may choose. */
  readonly minPort: number | null;
  readonly maxPort: number | null;
  /** The port that becomes `minPort`, the next one the next, and so on (`NF_NAT_RANGE_PROTO_OFFSET`); null without. */
  readonly basePort: number | null;
  /** A random port, even where the packet's own is free (`NF_NAT_RANGE_PROTO_RANDOM`). */
  readonly random: boolean;
  /** The same; since Linux 5.0 there is no difference (`NF_NAT_RANGE_PROTO_RANDOM_FULLY`). */
  readonly fullyRandom: boolean;
  /** The same address for a client wherever it goes (`NF_NAT_RANGE_PERSISTENT`). */
  readonly persistent: boolean;
  /** The network of an address is replaced, the host stays; the addresses are the network's first and last (`NF_NAT_RANGE_NETMAP`). */
  readonly netmap: boolean;
}

/** A range that asks for nothing: what is given is laid over it. */
export function natRange(given: Partial<NatRange> = {}): NatRange {
  return {
    minAddress: null,
    maxAddress: null,
    minPort: null,
    maxPort: null,
    basePort: null,
    random: false,
    fullyRandom: false,
    persistent: false,
    netmap: false,
    ...given,
  };
}

/** A range of one address. */
export function oneAddress(address: Int32Array, port: number | null = null): NatRange {
  return natRange({ minAddress: address, maxAddress: address, minPort: port, maxPort: port });
}

/** Whether the four address words at `at` lie in the range's addresses (`nf_nat_inet_in_range`). */
export function hasAddress(range: NatRange, words: Int32Array, at: number): boolean {
  const { minAddress, maxAddress } = range;
  if (minAddress === null || maxAddress === null) return true;
  return compareAddresses(words, at, minAddress, 0) >= 0 && compareAddresses(words, at, maxAddress, 0) <= 0;
}

/** Whether a port lies in the range's, which count in the order given only (`l4proto_in_range`). */
export function hasPort(range: NatRange, port: number): boolean {
  const { minPort, maxPort } = range;
  return minPort === null || maxPort === null || (port >= minPort && port <= maxPort);
}

export function isRandom(range: NatRange): boolean {
  return range.random || range.fullyRandom;
}

function compareAddresses(a: Int32Array, aAt: number, b: Int32Array, bAt: number): number {
  for (let word = 0; word < 4; word++) {
    const difference = (a[aAt + word] >>> 0) - (b[bAt + word] >>> 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
