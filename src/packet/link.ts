/**
 * Link-layer headers of captures: where in a frame the IP datagram lies.
 *
 * Numbers are the registered link types (https://www.ietf.org/archive/id/draft-ietf-opsawg-pcaplinktype-13.html), plus
 * the platform-dependent `DLT_RAW` values that old captures hold.
 */
import { u16 } from './bytes';
import { Family, Protocol } from './packet';

export const enum LinkType {
  NULL = 0,
  ETHERNET = 1,
  RAW = 101,
  LOOP = 108,
  LINUX_SLL = 113,
  IPV4 = 228,
  IPV6 = 229,
  LINUX_SLL2 = 276,
}

/** DLT_RAW of BSD/OS and of OpenBSD. */
const OLD_RAW = [12, 14];

const LINK_TYPES = [
  LinkType.NULL,
  LinkType.ETHERNET,
  ...OLD_RAW,
  LinkType.RAW,
  LinkType.LOOP,
  LinkType.LINUX_SLL,
  LinkType.IPV4,
  LinkType.IPV6,
  LinkType.LINUX_SLL2,
];

/** For messages: the link types that can be read. */
export const LINK_TYPES_ALLOWED =
  'Ethernet (1), raw IP (12, 14, 101, 228, 229), Linux cooked (113, 276) and loopback (0, 108)';

export function isLinkType(type: number): boolean {
  return LINK_TYPES.includes(type);
}

const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
const ETHERTYPE_VLAN = 0x8100;
const ETHERTYPE_SERVICE_VLAN = 0x88a8;
const ETHERTYPE_OLD_SERVICE_VLAN = 0x9100;

/** AF_INET6 of Linux, NetBSD and OpenBSD, FreeBSD, macOS: the loopback header holds the capturing system's. */
const AF_INET6 = [10, 24, 28, 30];
const AF_INET = 2;

/** What a frame holds: the family of its datagram, 0 when it is no IP, and where the datagram lies. */
export interface Located {
  family: Family | 0;
  start: number;
  end: number;
}

/** Finds the datagram in the frame `bytes[start..end)`, which may be cut anywhere. Padding after it is left out. */
export function locateDatagram(bytes: Uint8Array, start: number, end: number, linkType: number, found: Located): void {
  found.start = start;
  found.end = end;
  found.family = 0;
  switch (linkType) {
    case LinkType.ETHERNET:
      byEthertype(bytes, start + 12, start + 14, end, found);
      break;
    case LinkType.LINUX_SLL:
      byEthertype(bytes, start + 14, start + 16, end, found);
      break;
    case LinkType.LINUX_SLL2:
      byEthertype(bytes, start, start + 20, end, found);
      break;
    case LinkType.NULL:
    case LinkType.LOOP:
      byAddressFamily(bytes, start, end, found);
      break;
    default:
      byVersion(bytes, start, end, found);
  }
  if (found.family !== 0) found.end = datagramEnd(bytes, found.start, end, found.family);
}

/** The type lies at `typeAt` and what it types at `at`; VLAN tags (IEEE 802.1Q, 802.1ad) put others in between. */
function byEthertype(bytes: Uint8Array, typeAt: number, at: number, end: number, found: Located): void {
  while (at <= end) {
    const type = u16(bytes, typeAt);
    if (type === ETHERTYPE_IPV4) found.family = Family.IPV4;
    else if (type === ETHERTYPE_IPV6) found.family = Family.IPV6;
    if (found.family !== 0) {
      found.start = at;
      return;
    }
    if (type !== ETHERTYPE_VLAN && type !== ETHERTYPE_SERVICE_VLAN && type !== ETHERTYPE_OLD_SERVICE_VLAN) return;
    typeAt = at + 2;
    at += 4;
  }
}

/** The four-byte header is in the byte order of the capturing host, which need not be that of the file. */
function byAddressFamily(bytes: Uint8Array, start: number, end: number, found: Located): void {
  if (start + 4 > end) return;
  const family = bytes[start] | bytes[start + 3];
  if (family === AF_INET) found.family = Family.IPV4;
  else if (AF_INET6.includes(family)) found.family = Family.IPV6;
  if (found.family !== 0) found.start = start + 4;
}

function byVersion(bytes: Uint8Array, start: number, end: number, found: Located): void {
  if (start >= end) return;
  const version = bytes[start] >>> 4;
  if (version === 4) found.family = Family.IPV4;
  else if (version === 6) found.family = Family.IPV6;
}

/**
 * Where the datagram's own length ends it; the frame's end where that field is cut or absurd, or where it is zero
 * because the sender's segmentation was offloaded (IPv6 then has a jumbo payload option).
 */
function datagramEnd(bytes: Uint8Array, start: number, end: number, family: Family): number {
  if (family === Family.IPV4) {
    const length = start + 20 <= end ? u16(bytes, start + 2) : 0;
    return length < 20 ? end : Math.min(end, start + length);
  }
  if (start + 40 > end) return end;
  const payload = u16(bytes, start + 4);
  return payload === 0 && bytes[start + 6] === Protocol.HOPOPT ? end : Math.min(end, start + 40 + payload);
}
