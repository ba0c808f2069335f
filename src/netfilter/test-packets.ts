/** Packets for the tests of this folder: UDP between two addresses, with whatever the test wants different. */
import { parseAddress } from '../packet/address';
import { buildIpv4, type Ipv4Parts } from '../packet/ipv4';
import { buildIpv6, type Ipv6Parts } from '../packet/ipv6';
import { familyOfDatagram, Packet, Protocol } from '../packet/packet';
import { buildUdp } from '../packet/udp';
import { pseudoHeader } from '../packet/wire';

export const CLIENT = '192.0.2.10';
export const SERVER = '198.51.100.10';
export const CLIENT6 = '2001:db8:1::10';
export const SERVER6 = '2001:db8:2::10';

export function address(text: string): Uint8Array {
  const bytes = parseAddress(text);
  if (bytes === null) throw new Error(`${text} is no address`);
  return bytes;
}

/** A datagram from `from` to `to`; UDP from port 5000 to 53 unless `fields` say otherwise. */
export function datagram(from: string, to: string, fields: Partial<Ipv4Parts & Ipv6Parts> = {}): Uint8Array {
  const source = address(from);
  const destination = address(to);
  const ports = { sourcePort: 5000, destinationPort: 53, payload: Uint8Array.of(1, 2, 3) };
  const payload = buildUdp(ports, pseudoHeader(source, destination, Protocol.UDP));
  const parts = { protocol: Protocol.UDP, source, destination, payload, ...fields };
  return source.length === 4 ? buildIpv4(parts) : buildIpv6(parts);
}

/** The same as a packet. */
export function packetOf(bytes: Uint8Array): Packet {
  const packet = new Packet(bytes);
  packet.family = familyOfDatagram(bytes);
  return packet;
}
