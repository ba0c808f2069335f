/** Tells fragments from whole datagrams (RFC 791, 2.3; RFC 8200, 4.5). */

import { u16 } from '../../packet/bytes';
import { findFragmentHeader } from '../../packet/extension';
import { Family, Packet } from '../../packet/packet';

const MORE_OR_OFFSET = 0x3fff;

export function isFragment(bytes: Uint8Array): boolean {
  if (bytes[0] >> 4 !== 6) return bytes.length >= 20 && (u16(bytes, 6) & MORE_OR_OFFSET) !== 0;
  const packet = new Packet(bytes);
  packet.family = Family.IPV6;
  return bytes.length >= 40 && findFragmentHeader(packet) !== null;
}
