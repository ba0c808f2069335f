/** The fields of a datagram: where each lies, and what its value says. */
import { formatAddress } from '../../src/packet/address';
import { u16, u32 } from '../../src/packet/bytes';
import { Family, familyOfDatagram, Protocol } from '../../src/packet/packet';
import { findTransport } from '../../src/packet/transport';
import { type Field, type Fields, hex, TRANSPORTS } from './dissect-transport';

export type { Field };

/** Fields in the order of the bytes; a datagram that breaks off has fewer. */
export function dissect(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  network(bytes, 0, '', (layer, name, at, length, value) => {
    if (at + length <= bytes.length && length > 0) fields.push({ layer, name, at, length, value });
  });
  return fields;
}

function network(bytes: Uint8Array, start: number, prefix: string, add: Fields): void {
  if (bytes.length <= start) return;
  const family = familyOfDatagram(bytes, start);
  const isCut = bytes.length - start < (family === Family.IPV6 ? 40 : 20);
  if (isCut) {
    add(`${prefix}cut off`, 'bytes', start, bytes.length - start, '');
    return;
  }
  if (family === Family.IPV6) ipv6(bytes, start, `${prefix}IPv6`, add);
  else ipv4(bytes, start, `${prefix}IPv4`, add);
  const found = findTransport(bytes, start, bytes.length, family);
  if (found < 0) return;
  const at = start + (found >> 8);
  const protocol = found & 0xff;
  const transport = TRANSPORTS[protocol];
  const end = transport ? transport(bytes, at, prefix, add) : at;
  if (isError(bytes, at, protocol)) network(bytes, at + 8, `${prefix}quoted `, add);
  else if (end < bytes.length) add(`${prefix}data`, 'data', end, bytes.length - end, `${bytes.length - end} bytes`);
}

/** An ICMP error, which quotes a datagram behind its eight bytes. */
function isError(bytes: Uint8Array, at: number, protocol: number): boolean {
  if (protocol === Protocol.ICMP) return [3, 4, 5, 11, 12].includes(bytes[at]);
  return protocol === Protocol.ICMPV6 && bytes[at] < 128;
}

function ipv4(bytes: Uint8Array, at: number, layer: string, add: Fields): void {
  const flags = bytes[at + 6] >> 5;
  const header = (bytes[at] & 15) * 4;
  add(layer, 'version and header length', at, 1, `4, ${header} bytes`);
  add(layer, 'type of service', at + 1, 1, hex(bytes[at + 1], 2));
  add(layer, 'total length', at + 2, 2, String(u16(bytes, at + 2)));
  add(layer, 'identification', at + 4, 2, String(u16(bytes, at + 4)));
  const named = [flags & 4 && 'reserved', flags & 2 && 'DF', flags & 1 && 'MF'].filter(Boolean).join(' ');
  const offset = (u16(bytes, at + 6) & 0x1fff) * 8;
  add(layer, 'flags and fragment offset', at + 6, 2, `${named || 'none'}, ${offset}`);
  add(layer, 'time to live', at + 8, 1, String(bytes[at + 8]));
  add(layer, 'protocol', at + 9, 1, String(bytes[at + 9]));
  add(layer, 'header checksum', at + 10, 2, hex(u16(bytes, at + 10), 4));
  add(layer, 'source', at + 12, 4, formatAddress(bytes, at + 12, Family.IPV4));
  add(layer, 'destination', at + 16, 4, formatAddress(bytes, at + 16, Family.IPV4));
  if (header > 20) add(layer, 'options', at + 20, header - 20, `${header - 20} bytes`);
}

function ipv6(bytes: Uint8Array, at: number, layer: string, add: Fields): void {
  add(layer, 'version, traffic class, flow label', at, 4, `6, ${hex(u32(bytes, at) & 0xfffffff, 7)}`);
  add(layer, 'payload length', at + 4, 2, String(u16(bytes, at + 4)));
  add(layer, 'next header', at + 6, 1, String(bytes[at + 6]));
  add(layer, 'hop limit', at + 7, 1, String(bytes[at + 7]));
  add(layer, 'source', at + 8, 16, formatAddress(bytes, at + 8, Family.IPV6));
  add(layer, 'destination', at + 24, 16, formatAddress(bytes, at + 24, Family.IPV6));
  const found = findTransport(bytes, at, bytes.length, Family.IPV6);
  const behind = found < 0 ? bytes.length : at + (found >> 8);
  if (behind > at + 40) add(layer, 'extension headers', at + 40, behind - at - 40, `${behind - at - 40} bytes`);
}
