/** The matches of iptables that ask for a field of the IP header, or for what the packet is as a whole. */
import { Family } from '../packet/packet';
import { among } from './iptables-among';
import { type Extension, numberOf, type Option, type Place, rangeOf, refuse, wordIn } from './iptables-words';
import { DSCP, PACKET_TYPES } from './names';
import type { Interval, Statement } from './ruleset';
import type { SelectorKey } from './select';

function numbered(name: string, key: SelectorKey, most: number): Extension {
  return {
    options: [name],
    build: given =>
      given.each(name, ({ argument, negated }) =>
        among(key, [rangeOf(argument, text => numberOf(name, text, most), most)], negated),
      ),
  };
}

/** How many routers a packet may still pass: `--ttl-eq`, `--ttl-lt`, `--ttl-gt`. */
function hops(name: 'ttl' | 'hl', key: SelectorKey): Extension {
  const match = (interval: (count: number) => Interval) => (option: Option) =>
    among(key, [interval(numberOf(name, option.argument, 0xff))], option.negated);
  return {
    options: [`--${name}-eq`, `--${name}-lt`, `--${name}-gt`],
    build: given => [
      ...given.each(
        `--${name}-eq`,
        match(count => [count, count]),
      ),
      ...given.each(
        `--${name}-lt`,
        match(count => [0, count - 1]),
      ),
      ...given.each(
        `--${name}-gt`,
        match(count => [count + 1, 0xff]),
      ),
    ],
  };
}

function dscpMatch(read: (text: string) => number, { family }: Place) {
  return ({ argument, negated }: Option): Statement => {
    const value = read(argument);
    return among(family === Family.IPV4 ? 'ip dscp' : 'ip6 dscp', [[value, value]], negated);
  };
}

const dscp: Extension = {
  options: ['--dscp', '--dscp-class'],
  build: (given, place) => [
    ...given.each(
      '--dscp',
      dscpMatch(text => numberOf('DSCP', text, 63), place),
    ),
    ...given.each(
      '--dscp-class',
      dscpMatch(text => DSCP[wordIn('class', text, Object.keys(DSCP))], place),
    ),
  ],
};

const pkttype: Extension = {
  options: ['--pkt-type'],
  build: given =>
    given.each('--pkt-type', ({ argument, negated }) => {
      if (!Object.hasOwn(PACKET_TYPES, argument))
        refuse('type of packet', argument, Object.keys(PACKET_TYPES).join(', '));
      const type = PACKET_TYPES[argument];
      return among('meta pkttype', [[type, type]], negated);
    }),
};

/** Whose process has sent a packet; what no process has sent fits what is negated (`owner_mt`). */
const owner: Extension = {
  options: ['--uid-owner', '--gid-owner'],
  hooks: ['OUTPUT', 'POSTROUTING'],
  build: given => {
    const ids = (text: string): Interval => {
      const [from, to = from, ...more] = text.split('-').map(part => numberOf('id', part));
      return more.length === 0 && from <= to ? [from, to] : refuse('id', text, 'ID or FIRST-LAST');
    };
    const match = (key: 'meta skuid' | 'meta skgid') => (option: Option) =>
      ({ ...among(key, [ids(option.argument)], option.negated), absent: option.negated }) as Statement;
    return [...given.each('--uid-owner', match('meta skuid')), ...given.each('--gid-owner', match('meta skgid'))];
  },
};

export const FIELD_MATCHES: Readonly<Record<string, Extension>> = {
  length: numbered('--length', 'meta length', 0xffff),
  ttl: hops('ttl', 'ip ttl'),
  hl: hops('hl', 'ip6 hoplimit'),
  dscp,
  pkttype,
  owner,
};
