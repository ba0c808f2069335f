/** IP addresses as text: dotted quads, and IPv6 as RFC 5952 writes it. */
import { u16 } from './bytes';
import { Family } from './packet';

/** The address in `bytes` at `at`: `192.0.2.10` or `2001:db8::1` (RFC 5952, 4). */
export function formatAddress(bytes: Uint8Array, at: number, family: Family): string {
  if (family === Family.IPV4) return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
  const groups = Array.from({ length: 8 }, (_, group) => u16(bytes, at + 2 * group));
  const zeros = longestZeroRun(groups);
  const text = (part: number[]) => part.map(group => group.toString(16)).join(':');
  if (zeros.length < 2) return text(groups);
  return `${text(groups.slice(0, zeros.start))}::${text(groups.slice(zeros.start + zeros.length))}`;
}

/** The first of the longest runs of zero groups. */
function longestZeroRun(groups: number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (let at = 0; at <= groups.length; at++) {
    if (groups[at] === 0) continue;
    if (at - start > best.length) best = { start, length: at - start };
    start = at + 1;
  }
  return best;
}

/** The 4 or 16 bytes of an address, or null when `text` is none. */
export function parseAddress(text: string): Uint8Array | null {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

export function familyOfAddress(address: Uint8Array): Family {
  return address.length === 4 ? Family.IPV4 : Family.IPV6;
}

function parseIpv4(text: string): Uint8Array | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return Uint8Array.from(parts, Number);
}

function parseIpv6(text: string): Uint8Array | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail = []] = halves.map(groupsOf);
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const bytes = new Uint8Array(16);
  [...head, ...new Array<number>(missing).fill(0), ...tail].forEach((group, i) => {
    bytes[2 * i] = group >>> 8;
    bytes[2 * i + 1] = group;
  });
  return bytes;
}

/** Groups of one side of `::`; the last may be a dotted quad (RFC 4291, 2.2). */
function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const quad = parts[parts.length - 1].includes('.') ? parseIpv4(parts.pop()!) : undefined;
  if (quad === null || !parts.every(part => /^[0-9a-f]{1,4}$/i.test(part))) return null;
  const groups = parts.map(part => Number.parseInt(part, 16));
  return quad ? [...groups, u16(quad, 0), u16(quad, 2)] : groups;
}
