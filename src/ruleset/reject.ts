/** REJECT: the packet is dropped, and its sender told by a reset or an ICMP error (`nf_send_reset`, `nf_send_unreach`). */
import type { Conntrack } from '../conntrack/conntrack';
import { closeTcp } from '../conntrack/protocols/tcp-closing';
import { Hook } from '../netfilter/hooks';
import type { ErrorKind } from '../netfilter/icmp-error';
import { buildReset } from '../netfilter/reset';
import type { Topology } from '../netfilter/topology';
import { u16 } from '../packet/bytes';
import { checksum } from '../packet/checksum';
import { CtInfo, Family, type Packet, Protocol } from '../packet/packet';
import { TcpFlag } from '../packet/tcp';
import { findTransport } from '../packet/transport';

/** The part of the router that answers. */
export interface Rejecter {
  readonly conntrack: Conntrack;
  readonly topology: Topology;
  /** Sends an ICMP error about a packet. `isRouted`: whether it is known where the packet goes. */
  error(packet: Packet, kind: ErrorKind, info?: number, isRouted?: boolean): void;
  /** Sends a datagram that belongs to the packet's connection. */
  answer(packet: Packet, datagram: Uint8Array): void;
}

export type Rejection = 'tcp-reset' | ErrorKind;

/** Protocols whose checksum is no sum over all of the payload: of them it is not asked for (`nf_reject_verify_csum`). */
const OTHER_SUMS: readonly number[] = [Protocol.SCTP, Protocol.UDPLITE, Protocol.GRE, Protocol.ESP, Protocol.AH];
/** Protocols whose checksum covers addresses, over IPv4; over IPv6 each one's does (`nf_ip_checksum`, `nf_ip6_checksum`). */
const OVER_ADDRESSES: readonly number[] = [Protocol.TCP, Protocol.UDP];

const TCP_HEADER_BYTES = 20;
const UDP_CHECKSUM = 6;
const UDP_HEADER_BYTES = 8;

export function reject(packet: Packet, answer: Rejection, hook: Hook, host: Rejecter): void {
  const found = findTransport(packet.bytes, packet.start, packet.end, packet.family);
  if (found < 0) return;
  const protocol = found & 0xff;
  const at = packet.start + (found >> 8);
  const summedAs = packet.family === Family.IPV6 || OVER_ADDRESSES.includes(protocol) ? protocol : Protocol.ICMP;
  const isSound = () =>
    host.conntrack.isChecksumRight(packet, at, summedAs) &&
    (isHeaderSound(packet, at) || isVerified(packet, protocol, host));
  if (packet.family === Family.IPV6 && at >= packet.end) return;
  const isRouted = hook !== Hook.PREROUTING || packet.family === Family.IPV6;
  if (answer !== 'tcp-reset') {
    if (isUnsummed(packet, at, protocol, host) || isSound()) host.error(packet, answer, 0, isRouted);
    return;
  }
  if (protocol !== Protocol.TCP || packet.end - at < TCP_HEADER_BYTES) return;
  const isReset = (packet.bytes[at + 13] & TcpFlag.RST) !== 0;
  if (isReset || host.topology.isOfMany(packet, isRouted) || !isSound()) return;
  if (packet.ct !== 0 && host.conntrack.linux.follows['reject-closes']) closeTcp(host.conntrack, packet.ct);
  // Where the kernel writes nothing, all ones stand for what happens to lie in memory.
  const isClear = packet.family === Family.IPV4 || host.conntrack.linux.follows['reset-reserved-clear'];
  host.answer(packet, buildReset(packet, at, 0, { reserved: isClear ? 0 : 0xf }));
}

/** Whether a checksum is not asked for, since there need be none, or it is another. */
function isUnsummed({ bytes, end }: Packet, at: number, protocol: number, { conntrack }: Rejecter): boolean {
  if (protocol === Protocol.DCCP) return conntrack.linux.follows['dccp-tracker'];
  if (protocol !== Protocol.UDP) return OTHER_SUMS.includes(protocol);
  const isLeftOut = end - at >= UDP_HEADER_BYTES && u16(bytes, at + UDP_CHECKSUM) === 0;
  return isLeftOut && conntrack.linux.follows['reject-unsummed'];
}

/** Whether conntrack has verified the checksum before the header was written into, which is then known (`skb_csum_unnecessary`). */
function isVerified({ ctinfo }: Packet, protocol: number, { conntrack }: Rejecter): boolean {
  if (ctinfo === CtInfo.UNTRACKED || !conntrack.settings.checksum) return false;
  return OVER_ADDRESSES.includes(protocol) || protocol === Protocol.ICMP;
}

/** The header of IPv4 is summed up, too: its options may have been written into, with its own sum still to come (`nf_ip_checksum`). */
function isHeaderSound({ bytes, start, family }: Packet, at: number): boolean {
  return family === Family.IPV6 || checksum(bytes, start, at) === 0;
}
