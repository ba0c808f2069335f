/** The match of iptables that asks of which type an address is: of IPv4 for routing, of IPv6 in part by how it is written. */
import { InputError } from '../errors';
import { Family } from '../packet/packet';
import { among } from './iptables-among';
import { type Extension, type Option, wordIn } from './iptables-words';
import type { Interval, Statement } from './ruleset';
import { ADDRESS_TYPES } from './select-fib';

/** What only routing knows of an address of IPv6 (`match_type6`). */
const ROUTED = ['LOCAL', 'ANYCAST', 'UNREACHABLE'];

const LAST = (1n << 128n) - 1n;
const FIRST_GROUP = 0xffn << 120n;
/** Addresses that stand for those of IPv4 (RFC 4291, 2.5.5.2): they count as none. */
const MAPPED = 0xffffn << 32n;

const WRITTEN: Readonly<Record<string, readonly Interval[]>> = {
  UNSPEC: [[0n, 0n]],
  MULTICAST: [[FIRST_GROUP, LAST]],
  UNICAST: [
    [1n, MAPPED - 1n],
    [MAPPED + (1n << 32n), FIRST_GROUP - 1n],
  ],
};

function byRouting(end: 'saddr' | 'daddr', words: readonly string[], negated: boolean): Statement {
  const types = words.map((word): Interval => [ADDRESS_TYPES[word], ADDRESS_TYPES[word]]);
  return among(`fib ${end} type`, types, negated);
}

function ofIpv6(end: 'saddr' | 'daddr', words: readonly string[], negated: boolean): Statement {
  if (words.every(word => ROUTED.includes(word))) return byRouting(end, words, negated);
  const [word, ...others] = words;
  if (others.length === 0 && Object.hasOwn(WRITTEN, word)) return among(`ip6 ${end}`, WRITTEN[word], negated);
  const allowed = `one of ${Object.keys(WRITTEN).join(', ')}, or some of ${ROUTED.join(', ')}`;
  throw new InputError(`the types "${words.join(',')}" cannot be asked for together of IPv6 (allowed: ${allowed})`);
}

export const addrtype: Extension = {
  options: ['--src-type', '--dst-type'],
  build: (given, { family }) => {
    const match =
      (end: 'saddr' | 'daddr') =>
      ({ argument, negated }: Option) => {
        const words = argument.split(',').map(word => wordIn('type of address', word, Object.keys(ADDRESS_TYPES)));
        return family === Family.IPV4 ? byRouting(end, words, negated) : ofIpv6(end, words, negated);
      };
    return [...given.each('--src-type', match('saddr')), ...given.each('--dst-type', match('daddr'))];
  },
};
