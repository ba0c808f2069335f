/** Packets and lines of the log without the numbers that a router chooses as it likes. */

import { DEFAULT_INTERFACES } from '../netfilter/topology';
import { formatAddress, parseAddress } from '../packet/address';
import { put16, put32, u16, u32 } from '../packet/bytes';
import { carryOn, checksum } from '../packet/checksum';
import { findFragmentHeader } from '../packet/extension';
import { FragmentHeader, Ipv6 } from '../packet/ipv6';
import { Family, Packet, Protocol } from '../packet/packet';
import { isIcmpError } from './kernel/flow';
import { isFragment } from './kernel/fragment';

/** Its addresses, and the anycast address of each of its IPv6 networks (RFC 4291, 2.6.1). */
const OWN_ADDRESSES: ReadonlySet<string> = new Set(
  DEFAULT_INTERFACES.flatMap(({ addresses }) => addresses)
    .map(address => address.split('/')[0])
    .flatMap(address => (address.endsWith('::1') ? [address, address.slice(0, -1)] : [address])),
);

/**
 * A packet that left because of one that arrived, without the numbers the router chose. What it only forwarded has
 * those that came, and its protocol, unless another of the `routers` (their addresses) made it; NAT may have given what
 * it made itself another source.
 */
export function alikePacket(datagram: Uint8Array, arrived: Uint8Array, routers = OWN_ADDRESSES): Uint8Array {
  const bytes = datagram.slice();
  const isIpv4 = bytes[0] >> 4 === 4;
  if (isIpv4) {
    clearTimes(bytes);
    clearQuotedNumber(bytes, arrived);
  }
  const fragment = isIpv4 ? null : findFragmentHeader(new Packet(bytes));
  if (fragment) put32(bytes, fragment.at + FragmentHeader.ID, 0);
  const isAsItCame = numberOf(bytes) === numberOf(arrived) && protocolOf(bytes) === protocolOf(arrived);
  if (!isOwn(addressOf(bytes), routers) && isAsItCame && !(isIpv4 && isAnswer(bytes, arrived))) return bytes;
  if (isIpv4) {
    put16(bytes, 4, 0);
    put16(bytes, 10, 0);
    put16(bytes, 10, checksum(bytes, 0, 4 * (bytes[0] & 0xf)));
  } else {
    bytes[1] &= 0xf0;
    put16(bytes, 2, 0);
  }
  return bytes;
}

/** A line of the log about such a packet. */
export function alikeLine(line: string): string {
  const source = parseAddress(/ SRC=(\S+)/.exec(line)?.[1] ?? '');
  const isFromUs = source !== null && isOwn(formatAddress(source, 0, source.length === 4 ? Family.IPV4 : Family.IPV6));
  return isFromUs ? line.replace(/ (ID|FLOWLBL)=\d+/, ' $1=0') : line;
}

/** Whether a packet is from the router itself, as its source tells where NAT leaves that alone. */
export function isFromRouter(datagram: Uint8Array): boolean {
  return isOwn(addressOf(datagram));
}

function isOwn(source: string, routers = OWN_ADDRESSES): boolean {
  return routers.has(source) || source.startsWith('fe80:');
}

function addressOf(bytes: Uint8Array): string {
  return bytes[0] >> 4 === 4 ? formatAddress(bytes, 12, Family.IPV4) : formatAddress(bytes, 8, Family.IPV6);
}

/** Identification or flow label: what its sender chooses. */
function numberOf(bytes: Uint8Array): number {
  return bytes[0] >> 4 === 4 ? u16(bytes, 4) : u32(bytes, 0) & 0xfffff;
}

function protocolOf(bytes: Uint8Array): number {
  return bytes[bytes[0] >> 4 === 4 ? 9 : Ipv6.NEXT_HEADER];
}

/** Whether an ICMP message has another type than the one that came, and so was made of it: an echo's reply, an error about it. */
function isAnswer(bytes: Uint8Array, arrived: Uint8Array): boolean {
  return protocolOf(bytes) === Protocol.ICMP && !isFragment(arrived) && typeOf(bytes) !== typeOf(arrived);
}

function typeOf(bytes: Uint8Array): number {
  return bytes[4 * (bytes[0] & 0xf)];
}

/** What an error quotes was numbered by the router where a process of its own left that to it (`raw_send_hdrinc`). */
function clearQuotedNumber(bytes: Uint8Array, arrived: Uint8Array): void {
  const quoted = 4 * (bytes[0] & 0xf) + 8;
  if (!isIcmpError(bytes) || bytes.length < quoted + 20 || numberOf(arrived) !== 0) return;
  const number = u16(bytes, quoted + 4);
  put16(bytes, quoted + 4, 0);
  // With the header's sum the sum of the whole message stays.
  if (number !== 0) carryOn(bytes, quoted + 10, number, 0);
}

const TIMESTAMP_OPTION = 68;
const TIMESTAMP_REPLY = 14;

/**
 * Milliseconds since midnight: in the option that asks for them (RFC 791, 3.1), of what an error quotes as well, and in the
 * answer to who asks (RFC 792).
 */
function clearTimes(bytes: Uint8Array): void {
  const end = 4 * (bytes[0] & 0xf);
  clearTimesOfOption(bytes, 0);
  if (isIcmpError(bytes)) clearQuotedTimes(bytes, end);
  if (bytes[9] === Protocol.ICMP && bytes[end] === TIMESTAMP_REPLY && bytes.length >= end + 20) {
    put16(bytes, end + 2, 0);
    put32(bytes, end + 12, 0);
    put32(bytes, end + 16, 0);
  }
  put16(bytes, 10, 0);
  put16(bytes, 10, checksum(bytes, 0, end));
}

function clearQuotedTimes(bytes: Uint8Array, message: number): void {
  const isSound = checksum(bytes, message, bytes.length) === 0;
  clearTimesOfOption(bytes, message + 8);
  if (!isSound) return;
  put16(bytes, message + 2, 0);
  put16(bytes, message + 2, checksum(bytes, message, bytes.length));
}

/** Of the IPv4 header that begins there. */
function clearTimesOfOption(bytes: Uint8Array, start: number): void {
  const end = Math.min(bytes.length, start + 4 * (bytes[start] & 0xf));
  for (let at = start + 20; at < end && bytes[at] !== 0; at += bytes[at] === 1 ? 1 : Math.max(2, bytes[at + 1])) {
    if (bytes[at] !== TIMESTAMP_OPTION) continue;
    const stride = (bytes[at + 3] & 0xf) === 0 ? 4 : 8;
    for (let slot = at + 4; slot + stride <= at + bytes[at + 2] - 1 && slot + stride <= end; slot += stride) {
      put32(bytes, slot + stride - 4, 0);
    }
  }
}
