/** The largest segment that an end of a connection announces, made smaller on the way: `TCPMSS`, `tcp option maxseg size set`. */
import { replaceBytes } from '../nat/mangle';
import { put16, u16 } from '../packet/bytes';
import { carryOn, sum } from '../packet/checksum';
import { destinationOf } from '../packet/ends';
import { Family, type Packet, Protocol } from '../packet/packet';
import { Tcp, TcpOption, tcpHeaderEnd } from '../packet/tcp';
import { findTransport } from '../packet/transport';
import { BREAK, DROPPED, NEXT, type Outcome, type RulesetHost } from './host';
import type { MaxSegment } from './ruleset';
import { towards } from './select-fib';
import { tcpOptions } from './select-options';

const MSS_BYTES = 4;
const MOST_HEADER_BYTES = 60;

/** What the ways of a packet are known by. */
type Paths = Pick<RulesetHost, 'topology' | 'pathMtus'>;

/** What an end can take that announces nothing (`TCP_MSS_DEFAULT`, `IPV6_MIN_MTU`). */
const DEFAULT_MSS: Readonly<Record<Family, number>> = { [Family.IPV4]: 536, [Family.IPV6]: 1220 };

/** Bytes of an IP header and a TCP header without options. */
const HEADER_BYTES: Readonly<Record<Family, number>> = { [Family.IPV4]: 40, [Family.IPV6]: 60 };

/**
 * Never larger than it was; where none is announced, one is where the rule says so. A segment whose header is cut off is
 * dropped by iptables (`tcpmss_mangle_packet`), of nftables the rule ends for it (`nft_exthdr_tcp_set_eval`).
 */
export function setMaxSegment(packet: Packet, { size, adds }: MaxSegment, paths: Paths): Outcome {
  const found = findTransport(packet.bytes, packet.start, packet.end, packet.family);
  if (found < 0 || (found & 0xff) !== Protocol.TCP) return NEXT;
  const at = packet.start + (found >> 8);
  const behind = tcpHeaderEnd(packet.bytes, at, packet.end);
  if (behind < 0) return adds ? DROPPED : BREAK;
  const most = size ?? pathMtu(packet, paths) - HEADER_BYTES[packet.family];
  const option = findOption(packet.bytes, at + Tcp.LENGTH, behind);
  if (option >= 0) lower(packet.bytes, at, option, most);
  else if (adds && packet.end === behind && behind - at < MOST_HEADER_BYTES) {
    announce(packet, at, Math.min(most, DEFAULT_MSS[packet.family]));
  }
  return NEXT;
}

/** Puts the option first. A wrong checksum stays as wrong as it was (`tcpmss_mangle_packet`). */
function announce(packet: Packet, transport: number, size: number): void {
  const option = Uint8Array.of(TcpOption.MSS, MSS_BYTES, size >>> 8, size);
  const length = packet.end - transport;
  const before = length + u16(packet.bytes, transport + 12);
  const at = replaceBytes(packet, transport, transport + Tcp.LENGTH, { offset: 0, length: 0 }, option);
  packet.bytes[at + 12] += 0x10;
  carryOn(packet.bytes, at + 16, before, length + MSS_BYTES + u16(packet.bytes, at + 12) + sum(option, 0, MSS_BYTES));
}

/** The checksum is carried on as if the number were a word of its sum: at an odd place it is wrong then, and so the kernel has it. */
function lower(bytes: Uint8Array, transport: number, option: number, most: number): void {
  const old = u16(bytes, option + 2);
  if (old <= most) return;
  put16(bytes, option + 2, most);
  carryOn(bytes, transport + 16, old, most);
}

/** Where a well-made option is, -1 without one. */
export function findOption(bytes: Uint8Array, from: number, to: number): number {
  for (const at of tcpOptions(bytes, from, to)) {
    if (bytes[at] === TcpOption.MSS && bytes[at + 1] === MSS_BYTES && at + MSS_BYTES <= to) return at;
  }
  return -1;
}

/** What fits through the ways on and back. */
function pathMtu(packet: Packet, { topology, pathMtus }: Paths): number {
  const { copy: back, routes } = towards(packet, true, topology);
  const ways: [Packet, number][] = [
    [packet, packet.outDevice],
    [back, routes.output(back)],
  ];
  const open = ways.filter(([, device]) => device >= 0);
  return Math.min(...open.map(([to, device]) => pathMtus.towards(destinationOf(to), device)));
}
