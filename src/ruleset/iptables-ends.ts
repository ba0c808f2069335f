/** Addresses, ports and protocols as rules of iptables name them. */
import { Family } from '../packet/packet';
import { parseAddresses } from './addresses';
import { among } from './iptables-among';
import { numberOf, type Option, refuse } from './iptables-words';
import { PROTOCOLS, SERVICES } from './names';
import type { Interval, Statement } from './ruleset';

export const MOST_PORT = 0xffff;

export function portOf(text: string): number {
  const named = Object.hasOwn(SERVICES, text) ? SERVICES[text] : null;
  return named ?? numberOf('port', text, MOST_PORT);
}

export function protocolNumber(text: string): number {
  const name = text.toLowerCase();
  return Object.hasOwn(PROTOCOLS, name) ? PROTOCOLS[name] : numberOf('protocol', text, 255);
}

/** Addresses of the family of the dump. */
export function addressMatch(key: 'saddr' | 'daddr', family: Family, { argument, negated }: Option): Statement {
  return among(`${family === Family.IPV4 ? 'ip' : 'ip6'} ${key}`, [addresses(argument, family)], negated);
}

export function addresses(text: string, family: Family): Interval {
  const found = parseAddresses(text);
  if (found?.family !== family)
    refuse('address', text, `ADDRESS or ADDRESS/LENGTH of ${family === Family.IPV4 ? 'IPv4' : 'IPv6'}`);
  return found!.interval;
}
