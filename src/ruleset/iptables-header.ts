/** The targets of iptables that write into the IP header; all are for the table mangle. */
import { InputError } from '../errors';
import { Family } from '../packet/packet';
import { codePoint } from './header';
import { type Extension, type Given, numberOf, type Place, wordIn } from './iptables-words';
import { DSCP, SERVICE_BITS, TYPES_OF_SERVICE } from './names';
import type { Statement } from './ruleset';

const MOST_OCTET = 0xff;

function onlyOne(given: Given, options: readonly string[]): string {
  const [name, ...others] = options.filter(each => given.has(each));
  if (name === undefined || others.length > 0) throw new InputError(`it needs one of ${options.join(', ')}`);
  return name;
}

function mangling(target: string, options: readonly string[], make: (name: string, text: string) => Statement) {
  return (given: Given, { table }: Place): Statement[] => {
    if (table !== 'mangle') throw new InputError(`${target} is for the table mangle only`);
    const name = onlyOne(given, options);
    return [make(name, given.needed(name))];
  };
}

function codePointOf(name: string, text: string): number {
  return name === '--set-dscp' ? numberOf('DSCP', text, 63) : DSCP[wordIn('class', text, Object.keys(DSCP))];
}

function serviceOf(name: string, text: string): Statement {
  const set = (keep: number, xor: number): Statement => ({ kind: 'traffic class', keep: keep & MOST_OCTET, xor });
  if (name === '--set-tos' && !/^\d/.test(text)) {
    return set(~SERVICE_BITS, TYPES_OF_SERVICE[wordIn('service', text, Object.keys(TYPES_OF_SERVICE))]);
  }
  if (name === '--set-tos') {
    const [value, mask = MOST_OCTET] = text.split('/').map(part => numberOf('service', part, MOST_OCTET));
    return set(~mask, value);
  }
  const bits = numberOf('service', text, MOST_OCTET);
  if (name === '--and-tos') return set(bits, 0);
  return name === '--or-tos' ? set(~bits, bits) : set(MOST_OCTET, bits);
}

function hops(target: 'TTL' | 'HL', family: Family): Extension {
  const options = ['set', 'inc', 'dec'].map(act => `--${target.toLowerCase()}-${act}`);
  const build = mangling(target, options, (name, text) => {
    const count = numberOf('number', text, MOST_OCTET);
    if (name.endsWith('set')) return { kind: 'hops', to: count, by: 0 };
    return { kind: 'hops', to: null, by: name.endsWith('inc') ? count : -count };
  });
  return {
    options,
    build: (given, place) => {
      if (place.family !== family) throw new InputError(`${target} is for IPv${family === Family.IPV4 ? 4 : 6} only`);
      return build(given, place);
    },
  };
}

const DSCP_OPTIONS = ['--set-dscp', '--set-dscp-class'];
const TOS_OPTIONS = ['--set-tos', '--and-tos', '--or-tos', '--xor-tos'];

export const HEADER_TARGETS: Readonly<Record<string, Extension>> = {
  DSCP: {
    options: DSCP_OPTIONS,
    build: mangling('DSCP', DSCP_OPTIONS, (name, text) => codePoint(codePointOf(name, text))),
  },
  TOS: { options: TOS_OPTIONS, build: mangling('TOS', TOS_OPTIONS, serviceOf) },
  TTL: hops('TTL', Family.IPV4),
  HL: hops('HL', Family.IPV6),
};
