/** Datagrams of a flow as events: addresses, headers and checksums as an honest end would write them. */

import { put16, put32 } from '../src/packet/bytes';
import { crc32c } from '../src/packet/crc32c';
import { buildIcmp } from '../src/packet/icmp-message';
import { buildIpv4 } from '../src/packet/ipv4';
import { buildIpv6 } from '../src/packet/ipv6';
import { Family, Protocol } from '../src/packet/packet';
import { packetBytes } from '../src/packet/room';
import { buildTcp, type TcpFields } from '../src/packet/tcp';
import { buildUdp } from '../src/packet/udp';
import { pseudoHeader } from '../src/packet/wire';
import type { PacketEvent } from './workload';

/** One end of a flow. */
export interface End {
  /** Where its packets come in: `c0`, `s0`, or `lo` for the router itself. */
  readonly device: string;
  readonly address: Uint8Array;
  readonly port: number;
}

/** The same host at another port. */
export function atPort({ device, address }: End, port: number): End {
  return { device, address, port };
}

/** Two ends; the first one opens. */
export interface Flow {
  readonly family: Family;
  readonly ends: readonly [End, End];
}

/** 0: from the end that opens to the other; 1: back. */
export type Way = 0 | 1;

/** A datagram of any protocol. */
export function datagram({ family, ends }: Flow, way: Way, protocol: number, payload: Uint8Array): PacketEvent {
  const from = ends[way];
  const fields = { source: from.address, destination: ends[1 - way].address, protocol, payload };
  const bytes = family === Family.IPV4 ? buildIpv4(fields) : buildIpv6(fields);
  return { kind: 'packet', device: from.device, bytes };
}

export function tcpSegment(flow: Flow, way: Way, fields: Partial<TcpFields>): PacketEvent {
  const { ends } = flow;
  const { seq, ack, flags, window, options, payload } = fields;
  // Always of the same shape: the builder is far quicker then than with whatever the caller happens to have put together.
  const all = {
    sourcePort: ends[way].port,
    destinationPort: ends[1 - way].port,
    seq,
    ack,
    flags,
    window,
    options,
    payload,
  };
  return datagram(flow, way, Protocol.TCP, buildTcp(all, pseudo(flow, Protocol.TCP)));
}

export function udpDatagram(flow: Flow, way: Way, payload: Uint8Array): PacketEvent {
  return datagram(flow, way, Protocol.UDP, udp(flow, way, Protocol.UDP, payload));
}

/** The same without a checksum (RFC 768), as over IPv6 none should be (RFC 8200, 8.1). */
export function unsummedUdpDatagram(flow: Flow, way: Way, payload: Uint8Array): PacketEvent {
  return datagram(flow, way, Protocol.UDP, udp(flow, way, Protocol.UDP, payload, 0));
}

/** UDP-Lite (RFC 3828) with the checksum over all of it. */
export function udpLiteDatagram(flow: Flow, way: Way, payload: Uint8Array): PacketEvent {
  return datagram(flow, way, Protocol.UDPLITE, udp(flow, way, Protocol.UDPLITE, payload));
}

function udp(flow: Flow, way: Way, protocol: number, payload: Uint8Array, checksum?: number): Uint8Array {
  const fields = { sourcePort: flow.ends[way].port, destinationPort: flow.ends[1 - way].port, payload, checksum };
  return buildUdp(fields, pseudo(flow, protocol));
}

/** An ICMP or ICMPv6 message, by the flow's family; `body` follows the checksum. */
export function icmpMessage(flow: Flow, way: Way, type: number, code: number, body: Uint8Array): PacketEvent {
  const isIpv4 = flow.family === Family.IPV4;
  const protocol = isIpv4 ? Protocol.ICMP : Protocol.ICMPV6;
  const message = buildIcmp({ type, code, body }, isIpv4 ? null : pseudo(flow, protocol));
  return datagram(flow, way, protocol, message);
}

/** An SCTP packet (RFC 9260, 3). `chunks` are whole ones. */
export function sctpPacket(flow: Flow, way: Way, tag: number, chunks: readonly Uint8Array[]): PacketEvent {
  const payload = packetBytes(chunks.reduce((length, chunk) => length + chunk.length, SCTP_HEADER));
  let at = SCTP_HEADER;
  for (const chunk of chunks) {
    payload.set(chunk, at);
    at += chunk.length;
  }
  put16(payload, 0, flow.ends[way].port);
  put16(payload, 2, flow.ends[1 - way].port);
  put32(payload, 4, tag);
  new DataView(payload.buffer, payload.byteOffset).setUint32(8, crc32c(payload, 0, payload.length, 8), true);
  return datagram(flow, way, Protocol.SCTP, payload);
}

const SCTP_HEADER = 12;

function pseudo({ ends: [a, b] }: Flow, protocol: number): number {
  return pseudoHeader(a.address, b.address, protocol);
}
