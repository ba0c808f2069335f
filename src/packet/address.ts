/** IP addresses as text: dotted quads, and IPv6 as RFC 5952 writes it. */
import { fromByteArray, IPv4, IPv6 } from 'ipaddr.js';
import { Family } from './packet';

/** The address in `bytes` at `at`: `192.0.2.10` or `2001:db8::1` (RFC 5952, 4). */
export function formatAddress(bytes: Uint8Array, at: number, family: Family): string {
  if (family === Family.IPV4) return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
  return (fromByteArray([...bytes.subarray(at, at + 16)]) as IPv6).toRFC5952String();
}

/** The 4 or 16 bytes of an address, or null when `text` is none. An address with a zone (`fe80::1%eth0`) is none here. */
export function parseAddress(text: string): Uint8Array | null {
  // Each library call that says no costs it an exception.
  if (text.includes(':')) {
    return !text.includes('%') && IPv6.isValid(text) ? Uint8Array.from(IPv6.parse(text).toByteArray()) : null;
  }
  return QUAD.test(text) && IPv4.isValidFourPartDecimal(text) ? Uint8Array.from(IPv4.parse(text).toByteArray()) : null;
}

const QUAD = /^\d+\.\d+\.\d+\.\d+$/;

export function familyOfAddress(address: Uint8Array): Family {
  return address.length === 4 ? Family.IPV4 : Family.IPV6;
}
