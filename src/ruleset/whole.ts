/**
 * What matches of iptables ask before they compare: whether the header that they read is there. Of a packet in which it
 * is cut off they say that it is to be dropped, whatever the rule says (`hotdrop` of `struct xt_action_param`).
 */
import { u16 } from '../packet/bytes';
import { Family, type Packet, Protocol } from '../packet/packet';
import { Tcp, tcpHeaderEnd } from '../packet/tcp';
import { findTransport } from '../packet/transport';
import { BREAK, DROPPED, NEXT, type Step, type TableHost } from './host';
import { findOption } from './mss';
import type { SegmentSize } from './ruleset';
import { BEYOND, CUT_OFF, extensionAt } from './select-options';
import { isWithin } from './sets';
import { isLaterFragment, transportForRules, transportWithin } from './transport';

/** Of a later fragment, and where there is no such header, nothing matches. */
export function wholeTransport(bytes: number, { conntrack }: TableHost): Step {
  return packet => {
    const found = transportWithin(packet, conntrack.linux);
    if (found < 0 || isLaterFragment(packet, found)) return BREAK;
    return packet.start + (found >> 8) + bytes > packet.end ? DROPPED : NEXT;
  };
}

/** `rt_mt6` */
export function wholeRouting({ conntrack }: TableHost): Step {
  const { follows } = conntrack.linux;
  const short = follows['short-routing-header'] ? DROPPED : BREAK;
  const beyond = follows['long-extension-header'] ? DROPPED : BREAK;
  return packet => {
    const at = packet.family === Family.IPV6 ? extensionAt(packet, Protocol.ROUTING) : -1;
    if (at === BEYOND) return beyond;
    if (at < 0) return at === CUT_OFF ? DROPPED : BREAK;
    return at + (packet.bytes[at + 1] + 1) * 8 > packet.end ? short : NEXT;
  };
}

/** A segment that announces no largest segment fits what is negated (`tcpmss_mt`). */
export function segmentSize({ sizes, negated }: SegmentSize, { conntrack }: TableHost): Step {
  return packet => {
    const found = transportWithin(packet, conntrack.linux);
    if (found < 0) return BREAK;
    const { bytes, start, end } = packet;
    const at = start + (found >> 8);
    const behind = tcpHeaderEnd(bytes, at, end);
    if (behind < 0) return DROPPED;
    const option = findOption(bytes, at + Tcp.LENGTH, behind);
    const isAmong = option >= 0 && isWithin([u16(bytes, option + 2)], [sizes]);
    return isAmong !== negated ? NEXT : BREAK;
  };
}

/** The protocols with ports, as far as limits tell connections by them, and where they stand (`proto_ports_offset`). */
const PORTS_AT: Readonly<Record<number, number>> = {
  [Protocol.TCP]: 0,
  [Protocol.UDP]: 0,
  [Protocol.UDPLITE]: 0,
  [Protocol.SCTP]: 0,
  [Protocol.DCCP]: 0,
  [Protocol.ESP]: 0,
  [Protocol.AH]: 4,
};

/** Both ports of a packet as a limit knows them, 0 where its protocol has none; null where they are cut off (`hashlimit_init_dst`). */
export function portsForLimit(packet: Packet): { source: number; destination: number } | null {
  const { bytes, start, end, family } = packet;
  const found = family === Family.IPV4 ? transportForRules(packet) : findTransport(bytes, start, end, family);
  if (found < 0) return null;
  const offset = PORTS_AT[found & 0xff];
  if (offset === undefined) return { source: 0, destination: 0 };
  const at = start + (found >> 8) + offset;
  return at + 4 > end ? null : { source: u16(bytes, at), destination: u16(bytes, at + 2) };
}
