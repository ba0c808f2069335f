/** The matches of iptables that ask for what never happens here: no packet passes a bridge, none is encrypted, and nobody listens. */
import { InputError } from '../errors';
import type { HookName } from '../netfilter/hooks';
import { among } from './iptables-among';
import { type Extension, type Given, wordIn } from './iptables-words';
import type { Statement } from './ruleset';

/** Fits all packets, or none. */
function always(isSo: boolean): Statement {
  return among('meta nfproto', [], isSo);
}

const INTERFACES = ['--physdev-in', '--physdev-out'];
const KINDS = ['--physdev-is-in', '--physdev-is-out', '--physdev-is-bridged'];

/** What no bridge has seen fits what is negated (`physdev_mt`). */
const physdev: Extension = {
  options: INTERFACES,
  switches: KINDS,
  build: given => [...INTERFACES, ...KINDS].flatMap(name => given.each(name, ({ negated }) => always(negated))),
};

const INWARD: readonly HookName[] = ['PREROUTING', 'INPUT', 'FORWARD'];
const OUTWARD: readonly HookName[] = ['FORWARD', 'OUTPUT', 'POSTROUTING'];

function directionOf(given: Given): string {
  return wordIn('direction', given.needed('--dir'), ['in', 'out']);
}

/** What is not encrypted fits the policy "none" alone (`policy_mt`). */
const policy: Extension = {
  options: ['--dir', '--pol', '--reqid', '--spi', '--proto', '--mode', '--tunnel-src', '--tunnel-dst'],
  switches: ['--strict'],
  hooks: given => (directionOf(given) === 'in' ? INWARD : OUTWARD),
  build: given => {
    directionOf(given);
    const isNone = wordIn('policy', given.needed('--pol'), ['none', 'ipsec']) === 'none';
    const more = given.names.filter(name => !['--dir', '--pol'].includes(name));
    if (isNone && more.length > 0) throw new InputError(`${more[0]} is for --pol ipsec`);
    return [always(isNone)];
  },
};

/** No process listens, so there is no socket that a packet could be for (`socket_match`). */
const socket: Extension = {
  options: [],
  switches: ['--transparent', '--nowildcard', '--restore-skmark'],
  hooks: ['PREROUTING', 'INPUT'],
  build: () => [always(false)],
};

export const ELSEWHERE_MATCHES: Readonly<Record<string, Extension>> = { physdev, policy, socket };
