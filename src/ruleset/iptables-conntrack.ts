/** The matches of iptables that ask for what conntrack says of a packet: `state` and `conntrack`. */
import { DIRECTIONS } from '../conntrack/ctstate';
import { STATUS_NAMES } from '../conntrack/status';
import { Family } from '../packet/packet';
import { among } from './iptables-among';
import { addresses, MOST_PORT, portOf, protocolNumber } from './iptables-ends';
import { type Extension, type Given, numberOf, type Option, type Place, rangeOf, wordIn } from './iptables-words';
import type { Interval, SelectorMatch, Statement } from './ruleset';
import { CT_STATE_BITS } from './select';

function stateMatch(allowed: readonly string[]) {
  return ({ argument, negated }: Option): Statement => {
    const words = argument.split(',').map(word => wordIn('state', word, allowed));
    return {
      kind: 'bits',
      of: { key: 'ct state' },
      bits: words.reduce((bits, word) => bits | CT_STATE_BITS[word], 0),
      negated,
    };
  };
}

const STATES = ['INVALID', 'ESTABLISHED', 'NEW', 'RELATED', 'UNTRACKED'];

const TUPLE_OPTIONS = [
  ['--ctorigsrc', 'original', 'saddr'],
  ['--ctorigdst', 'original', 'daddr'],
  ['--ctreplsrc', 'reply', 'saddr'],
  ['--ctrepldst', 'reply', 'daddr'],
] as const;
const PORT_OF_TUPLE = [
  ['--ctorigsrcport', 'original', 'proto-src'],
  ['--ctorigdstport', 'original', 'proto-dst'],
  ['--ctreplsrcport', 'reply', 'proto-src'],
  ['--ctrepldstport', 'reply', 'proto-dst'],
] as const;

/** What only a connection can tell; a packet without one fits all of it where the state is asked for too (`conntrack_mt`). */
function conntrackMatch(given: Given, { family }: Place): Statement[] {
  const ip = family === Family.IPV4 ? 'ip' : 'ip6';
  const absent = given.has('--ctstate');
  const statements = [
    ...given.each('--ctproto', option => {
      const number = protocolNumber(option.argument);
      return among('ct protocol', [[number, number]], option.negated);
    }),
    ...TUPLE_OPTIONS.flatMap(([name, dir, end]) =>
      given.each(name, ({ argument, negated }) =>
        among(`ct ${dir} ${ip} ${end}`, [addresses(argument, family)], negated),
      ),
    ),
    ...PORT_OF_TUPLE.flatMap(([name, dir, end]) =>
      given.each(name, ({ argument, negated }) =>
        among(`ct ${dir} ${end}`, [rangeOf(argument, portOf, MOST_PORT)], negated),
      ),
    ),
    ...given.each('--ctstatus', statusMatch),
    ...given.each('--ctexpire', ({ argument, negated }) => among('ct expiration', [expiry(argument)], negated)),
    ...given.each('--ctdir', ({ argument, negated }) => {
      const direction = DIRECTIONS.indexOf(wordIn('direction', argument, DIRECTIONS) as (typeof DIRECTIONS)[number]);
      return among('ct direction', [[direction, direction]], negated);
    }),
  ].map(statement => ({ ...askingTemplate(statement), absent }));
  return [...given.each('--ctstate', stateMatch([...STATES, 'SNAT', 'DNAT'])), ...statements];
}

export function askingTemplate(statement: Statement): Statement {
  if (statement.kind === 'bits') return { ...statement, of: { ...statement.of, asksTemplate: true } };
  const { of } = statement as SelectorMatch;
  return { ...(statement as SelectorMatch), of: of.map(each => ({ ...each, asksTemplate: true })) };
}

/** Times are compared in whole seconds. */
function expiry(text: string): Interval {
  const [from, to] = rangeOf(text, part => numberOf('time', part), 0xffffffff) as [number, number];
  return [from, to + 0.9999];
}

function statusMatch({ argument, negated }: Option): Statement {
  const allowed = ['NONE', 'EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED'] as const;
  const words = argument.split(',').map(word => wordIn('status', word, allowed));
  // NONE is no bit: alone it fits no connection, and negated any (`conntrack_mt`).
  const bits = words.reduce(
    (all, word) => (word === 'NONE' ? all : all | (1 << STATUS_NAMES.indexOf(word as 'ASSURED'))),
    0,
  );
  return { kind: 'bits', of: { key: 'ct status' }, bits, negated };
}

export const CONNTRACK_MATCHES: Readonly<Record<string, Extension>> = {
  state: { options: ['--state'], build: given => given.each('--state', stateMatch(STATES)) },
  conntrack: {
    options: [
      ...['--ctstate', '--ctproto', '--ctstatus', '--ctexpire', '--ctdir'],
      ...[...TUPLE_OPTIONS, ...PORT_OF_TUPLE].map(([name]) => name),
    ],
    build: conntrackMatch,
  },
};
