/** The matches of iptables that ask for a field of the IP header, or for what the packet is as a whole. */
import { InputError } from '../errors';
import { Family, Protocol } from '../packet/packet';
import { TcpFlag } from '../packet/tcp';
import { among } from './iptables-among';
import { type Extension, numberOf, type Option, type Place, rangeOf, refuse, wordIn } from './iptables-words';
import { DSCP, linkAddress, PACKET_TYPES } from './names';
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

/** The sender on the link; what has no link header fits neither way (`mac_mt`). */
const mac: Extension = {
  options: ['--mac-source'],
  hooks: ['PREROUTING', 'INPUT', 'FORWARD'],
  build: given => {
    const { argument, negated } = given.option('--mac-source') ?? refuse('match', 'mac', 'with --mac-source');
    const address = linkAddress(argument);
    return [among('ether saddr', [[address, address]], negated)];
  },
};

const tcpmss: Extension = {
  options: ['--mss'],
  build: (given, { protocol }) => {
    if (protocol !== Protocol.TCP) throw new InputError('tcpmss needs -p tcp');
    const { argument, negated } = given.option('--mss') ?? refuse('match', 'tcpmss', 'with --mss');
    const sizes = rangeOf(argument, text => numberOf('MSS', text, MOST_MSS), MOST_MSS);
    return [{ kind: 'segment size', sizes, negated }];
  },
};
const MOST_MSS = 0xffff;

/** Congestion, as IP and TCP tell of it (RFC 3168). */
const ecn: Extension = {
  options: ['--ecn-ip-ect'],
  switches: ['--ecn-tcp-cwr', '--ecn-tcp-ece'],
  build: (given, { family, protocol }) => {
    const flag =
      (bit: number) =>
      ({ negated }: Option) =>
        among('tcp flags', [[bit, bit]], negated, bit);
    if ((given.has('--ecn-tcp-cwr') || given.has('--ecn-tcp-ece')) && protocol !== Protocol.TCP) {
      throw new InputError('--ecn-tcp-cwr and --ecn-tcp-ece need -p tcp');
    }
    const bits = ({ argument, negated }: Option) => {
      const value = numberOf('ECN', argument, 3);
      return among(family === Family.IPV4 ? 'ip ecn' : 'ip6 ecn', [[value, value]], negated);
    };
    return [
      ...given.each('--ecn-ip-ect', bits),
      ...given.each('--ecn-tcp-ece', flag(TcpFlag.ECE)),
      ...given.each('--ecn-tcp-cwr', flag(TcpFlag.CWR)),
    ];
  },
};

/** The routing header of IPv6 (`rt_mt6`). */
const rt: Extension = {
  options: ['--rt-type', '--rt-segsleft'],
  build: (given, { family }) => {
    if (family !== Family.IPV6) throw new InputError('rt is for IPv6 only');
    const match = (key: SelectorKey) => (option: Option) =>
      among(key, [rangeOf(option.argument, text => numberOf('number', text), 0xffffffff)], option.negated);
    return [
      { kind: 'whole routing' },
      ...given.each('--rt-type', match('rt type')),
      ...given.each('--rt-segsleft', match('rt seg-left')),
    ];
  },
};

export const FIELD_MATCHES: Readonly<Record<string, Extension>> = {
  length: numbered('--length', 'meta length', 0xffff),
  ttl: hops('ttl', 'ip ttl'),
  hl: hops('hl', 'ip6 hoplimit'),
  dscp,
  pkttype,
  owner,
  mac,
  tcpmss,
  ecn,
  rt,
};
