/** The part of a tuple that a translation may choose beside the address: a port, an ICMP id or a PPTP key (`nf_nat_l4proto_unique_tuple`). */
import type { Conntrack } from '../conntrack/conntrack';
import { knowsAddressesOnly } from '../conntrack/protocols/generic';
import { protocolOf, putDestinationPort, type Tuple, TupleWord } from '../conntrack/tuple';
import { Protocol } from '../packet/packet';
import { hasPort, Manip, type NatRange } from './range';

export const enum Part {
  PORT,
  /** Of ICMP: the same for both ends. */
  ID,
  /** Of PPTP's GRE. */
  KEY,
}

const PARTS: Partial<Record<Protocol, Part>> = {
  [Protocol.TCP]: Part.PORT,
  [Protocol.UDP]: Part.PORT,
  [Protocol.UDPLITE]: Part.PORT,
  [Protocol.SCTP]: Part.PORT,
  [Protocol.DCCP]: Part.PORT,
  [Protocol.ICMP]: Part.ID,
  [Protocol.ICMPV6]: Part.ID,
  [Protocol.GRE]: Part.KEY,
};

/** The part that a protocol has; null where addresses are all there is. */
export function partOf(conntrack: Conntrack, protocol: Protocol): Part | null {
  return PARTS[knownAs(conntrack, protocol)] ?? null;
}

/** A protocol whose header NAT knows; of all others (for which `NONE` stands) it translates the addresses alone. */
export function knownAs(conntrack: Conntrack, protocol: Protocol): Protocol {
  return knowsAddressesOnly(conntrack.trackerOf(protocol)) ? Protocol.NONE : protocol;
}

export function portIn(tuple: Tuple, manip: Manip): number {
  return isUpper(tuple, manip) ? tuple[TupleWord.ID] >>> 16 : tuple[TupleWord.ID] & 0xffff;
}

export function putPort(tuple: Tuple, manip: Manip, port: number): void {
  if (isUpper(tuple, manip)) tuple[TupleWord.ID] = (port << 16) | (tuple[TupleWord.ID] & 0xffff);
  else putDestinationPort(tuple, port);
}

export function isPortInRange(conntrack: Conntrack, tuple: Tuple, range: NatRange, manip: Manip): boolean {
  return partOf(conntrack, protocolOf(tuple)) === null || hasPort(range, portIn(tuple, manip));
}

/** The ports to choose from: from `first` on, so many. */
export interface Choice {
  readonly first: number;
  readonly count: number;
}

/** Null where there is no choice: the port stays as it is. */
export function choiceOf(range: NatRange, part: Part, manip: Manip, port: number): Choice | null {
  const { minPort, maxPort } = range;
  if (minPort !== null && maxPort !== null) {
    const first = part === Part.PORT ? Math.min(minPort, maxPort) : minPort;
    return { first, count: Math.abs(maxPort - minPort) + 1 };
  }
  if (part === Part.ID) return { first: 0, count: 65536 };
  if (part === Part.KEY) return { first: 1, count: 65535 };
  return manip === Manip.SRC ? CLASSES.find(({ below }) => port < below)! : null;
}

/** Ports stay in their class: once, those below 1024 told that a system, and those below 512 that its administrator was speaking. */
const CLASSES = [
  { below: 512, first: 1, count: 511 },
  { below: 1024, first: 600, count: 424 },
  { below: 65536, first: 1024, count: 64512 },
] as const;

function isUpper(tuple: Tuple, manip: Manip): boolean {
  return manip === Manip.SRC || PARTS[protocolOf(tuple)] === Part.ID;
}
