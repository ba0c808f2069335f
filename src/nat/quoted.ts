/** ICMP errors of translated connections: the packet they quote is translated back, and so are they (`nf_nat_icmp_reply_translation`). */
import type { Conntrack } from '../conntrack/conntrack';
import { Status } from '../conntrack/status';
import { copyTuple, type Dir } from '../conntrack/store';
import { newTuple } from '../conntrack/tuple';
import { put16 } from '../packet/bytes';
import { checksum, pseudoHeaderSum } from '../packet/checksum';
import { IcmpType } from '../packet/icmp';
import { dirOf, Family, type Packet, Protocol } from '../packet/packet';
import { findTransport } from '../packet/transport';
import { manipulate } from './manipulate';
import { knownAs } from './port';
import { Manip } from './range';

const ICMPV6_REDIRECT = 137;
const BOTH_DONE = Status.SRC_NAT_DONE | Status.DST_NAT_DONE;
const BOTH = Status.SRC_NAT | Status.DST_NAT;

/** Where the ICMP message of an error begins, -1 for a packet that is none. */
export function icmpAt(packet: Packet): number {
  const { bytes, start, end, family } = packet;
  const found = findTransport(bytes, start, end, family);
  const icmp = family === Family.IPV4 ? Protocol.ICMP : Protocol.ICMPV6;
  return found >= 0 && (found & 0xff) === icmp ? start + (found >> 8) : -1;
}

/** Translates an ICMP error about the packet's connection; false when it is to be dropped. `bit`: what the hook would do to it. */
export function translateError(conntrack: Conntrack, packet: Packet, at: number, manip: Manip, bit: Status): boolean {
  const { bytes, start, end, family, ct } = packet;
  const isIpv4 = family === Family.IPV4;
  const protocol = isIpv4 ? Protocol.ICMP : Protocol.ICMPV6;
  const inside = at + 8 + (isIpv4 ? 20 : 40);
  packet.pull(inside);
  if (inside > end || !conntrack.isChecksumRight(packet, at, protocol)) return false;
  const status = conntrack.store.status(ct);
  // A redirect would name a router of the other side's network.
  if (bytes[at] === (isIpv4 ? IcmpType.REDIRECT : ICMPV6_REDIRECT)) {
    if ((status & BOTH_DONE) !== BOTH_DONE || status & BOTH) return false;
  }
  if (!(status & bit)) return true;
  const other = copyTuple(conntrack.store, ct, (dirOf(packet.ctinfo) ^ 1) as Dir);
  const inner = manip === Manip.SRC ? Manip.DST : Manip.SRC;
  const change = { packet, ip: at + 8, target: other, manip: inner };
  if (!manipulate(change, knownAs(conntrack, conntrack.protocolOf(ct)))) return false;
  put16(bytes, at + 2, 0);
  const pseudo = isIpv4 ? 0 : pseudoHeaderSum(bytes, start, family, protocol, end - at);
  put16(bytes, at + 2, checksum(bytes, at, end, pseudo));
  const target = newTuple();
  conntrack.invertTuple(target, other);
  return manipulate({ packet, ip: start, target, manip }, protocol);
}
