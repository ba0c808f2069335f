/** The reset that answers a TCP segment (RFC 9293, 3.10.7.1; `tcp_v4_send_reset`, `nf_send_reset`). */
import { u16, u32 } from '../packet/bytes';
import { buildIpv4, Ipv4Flag } from '../packet/ipv4';
import { buildIpv6 } from '../packet/ipv6';
import type { Option } from '../packet/options';
import { Family, type Packet, Protocol } from '../packet/packet';
import { buildTcp, TcpFlag } from '../packet/tcp';
import { pseudoHeader } from '../packet/wire';

/**
 * The reset of whom the segment at `at` was sent to: it takes its number from the acknowledgment, or acknowledges what
 * came. `tos`: its type of service, or traffic class; `options`: those of IPv4; `reserved`: bits of the TCP header.
 */
export function buildReset(
  { bytes, start, end, family }: Packet,
  at: number,
  tos: number,
  { options = [], reserved = 0 }: { options?: readonly Option[]; reserved?: number } = {},
): Uint8Array {
  const flags = bytes[at + 13];
  const headerLength = (bytes[at + 12] >> 4) << 2;
  const length = end - at - headerLength + (flags & TcpFlag.SYN ? 1 : 0) + (flags & TcpFlag.FIN ? 1 : 0);
  const isAcknowledged = (flags & TcpFlag.ACK) !== 0;
  const [from, to, size] = family === Family.IPV4 ? [12, 16, 4] : [8, 24, 16];
  const source = bytes.slice(start + to, start + to + size);
  const destination = bytes.slice(start + from, start + from + size);
  const fields = {
    sourcePort: u16(bytes, at + 2),
    destinationPort: u16(bytes, at),
    seq: isAcknowledged ? u32(bytes, at + 8) : 0,
    ack: isAcknowledged ? 0 : (u32(bytes, at + 4) + length) >>> 0,
    flags: isAcknowledged ? TcpFlag.RST : TcpFlag.RST | TcpFlag.ACK,
    window: 0,
    reserved,
  };
  const payload = buildTcp(fields, pseudoHeader(source, destination, Protocol.TCP));
  const protocol = Protocol.TCP;
  return family === Family.IPV4
    ? buildIpv4({ source, destination, protocol, payload, tos, options, flags: Ipv4Flag.DONT_FRAGMENT })
    : buildIpv6({ source, destination, protocol, payload, trafficClass: tos });
}
