/** Addresses of rules as intervals of values. */
import { familyOfAddress, parseAddress } from '../packet/address';
import { Family } from '../packet/packet';
import type { Interval } from './ruleset';

type AddressValue = number | bigint;

export interface AddressInterval {
  readonly family: Family;
  readonly interval: Interval;
}

/** `192.0.2.10`, `192.0.2.0/24`, `192.0.2.0/255.255.255.0`, `192.0.2.1-192.0.2.9` and the like; null for anything else. */
export function parseAddresses(text: string): AddressInterval | null {
  const range = /^([^/-]+)-([^/-]+)$/.exec(text);
  if (range) {
    const [from, to] = [valueOfAddress(range[1]), valueOfAddress(range[2])];
    if (!from || !to || from.family !== to.family || from.value > to.value) return null;
    return { family: from.family, interval: [from.value, to.value] };
  }
  const [host, mask] = text.split('/');
  const address = valueOfAddress(host);
  if (!address || text.split('/').length > 2) return null;
  const { family, value } = address;
  const bits = family === Family.IPV4 ? 32 : 128;
  const length = mask === undefined ? bits : prefixLength(mask, family);
  if (length === null) return null;
  const size = 1n << BigInt(bits - length);
  const first = BigInt(value) - (BigInt(value) % size);
  const last = first + size - 1n;
  return { family, interval: family === Family.IPV4 ? [Number(first), Number(last)] : [first, last] };
}

/** The value of one address; null where the text is none. */
export function valueOfAddress(text: string): { family: Family; value: AddressValue } | null {
  const bytes = parseAddress(text);
  if (bytes === null) return null;
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const family = familyOfAddress(bytes);
  return { family, value: family === Family.IPV4 ? Number(value) : value };
}

/** A length, or a mask whose bits stand together. */
function prefixLength(mask: string, family: Family): number | null {
  const bits = family === Family.IPV4 ? 32 : 128;
  if (/^\d{1,3}$/.test(mask)) return Number(mask) <= bits ? Number(mask) : null;
  const value = valueOfAddress(mask);
  if (!value || value.family !== family) return null;
  const length = BigInt(value.value).toString(2).padStart(bits, '0').indexOf('0');
  const wanted = length < 0 ? bits : length;
  const expected = ((1n << BigInt(wanted)) - 1n) << BigInt(bits - wanted);
  return BigInt(value.value) === expected ? wanted : null;
}
