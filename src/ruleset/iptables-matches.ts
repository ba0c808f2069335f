/** The matches of iptables (`-m NAME`), as statements. */
import { LABELS } from '../conntrack/assign';
import { InputError } from '../errors';
import { Protocol } from '../packet/packet';
import { TcpFlag } from '../packet/tcp';
import { addrtype } from './iptables-addrtype';
import { among } from './iptables-among';
import { connbytes } from './iptables-connbytes';
import { askingTemplate, CONNTRACK_MATCHES } from './iptables-conntrack';
import { CONTENT_MATCHES } from './iptables-content';
import { ELSEWHERE_MATCHES } from './iptables-elsewhere';
import { addressMatch, MOST_PORT, portOf } from './iptables-ends';
import { FIELD_MATCHES } from './iptables-fields';
import { set } from './iptables-sets';
import { STATEFUL_MATCHES } from './iptables-stateful';
import { type Extension, maskedNumber, numberOf, type Option, rangeOf, refuse, wordIn } from './iptables-words';
import { ICMP_NAMES, ICMPV6_NAMES, TCP_FLAGS } from './names';
import type { Interval, Statement } from './ruleset';

/** Of so many bytes the header has to be whole, for a match that the kernel has from iptables; of TCP and UDP nftables reads it. */
function whole(bytes: number): Statement {
  return { kind: 'whole transport', bytes };
}

function transportPorts(name: 'tcp' | 'udp' | 'sctp' | 'dccp' | 'udplite'): Extension['build'] {
  const ports = (side: 'sport' | 'dport') => (option: Option) =>
    among(`${name} ${side}`, [rangeOf(option.argument, portOf, MOST_PORT)], option.negated);
  return given => [...given.each('--source-port', ports('sport')), ...given.each('--destination-port', ports('dport'))];
}

const PORT_OPTIONS = ['--source-port', '--destination-port'];

function wholeWithPorts(name: 'sctp' | 'dccp' | 'udplite', bytes: number): Extension {
  const ports = transportPorts(name);
  return { options: PORT_OPTIONS, build: (given, place) => [whole(bytes), ...ports(given, place)] };
}

function flagBits(text: string): number {
  if (text.toUpperCase() === 'ALL') return 0x3f;
  if (text.toUpperCase() === 'NONE') return 0;
  return text.split(',').reduce((bits, word) => bits | TCP_FLAGS[wordIn('flag', word, Object.keys(TCP_FLAGS))], 0);
}

function tcpFlags({ argument, negated }: Option): Statement {
  const [mask, set] = argument.split(' ').map(flagBits);
  return among('tcp flags', [[set, set]], negated, mask);
}

const tcp: Extension = {
  options: [...PORT_OPTIONS, '--tcp-flags'],
  switches: ['--syn'],
  build: (given, place) => [
    ...transportPorts('tcp')(given, place),
    ...given.each('--tcp-flags', tcpFlags),
    ...given.each('--syn', ({ negated }) =>
      among('tcp flags', [[TcpFlag.SYN, TcpFlag.SYN]], negated, TcpFlag.SYN | TcpFlag.RST | TcpFlag.ACK | TcpFlag.FIN),
    ),
  ],
};

/** `echo-request`, `8`, `3/1`, `any`. A type and its code are asked for together, so that `!` is of both. */
function icmpMatch(
  name: 'icmp' | 'icmpv6',
  names: Readonly<Record<string, readonly [number, number?]>>,
  { argument, negated }: Option,
): Statement[] {
  if (argument === 'any') return [];
  const numbers = Object.hasOwn(names, argument)
    ? names[argument]
    : argument.split('/').map(each => numberOf('ICMP type', each, 255));
  if (numbers.length > 2) refuse('ICMP type', argument, `TYPE, TYPE/CODE, any, ${Object.keys(names).join(', ')}`);
  const [type, code] = numbers;
  const codes: Interval = code === undefined ? [0, 255] : [code, code];
  const of = [{ key: `${name} type` }, { key: `${name} code` }] as const;
  return [whole(8), { kind: 'match', of, among: [[[type, type], codes]], negated }];
}

function icmp(name: 'icmp' | 'icmpv6', names: typeof ICMP_NAMES): Extension {
  const option = `--${name}-type`;
  return { options: [option], build: given => given.each(option, each => icmpMatch(name, names, each)).flat() };
}

function markMatch(key: 'meta mark' | 'ct mark'): Extension {
  return {
    options: ['--mark'],
    build: given => {
      const { argument, negated } = given.option('--mark') ?? refuse('match', 'mark', 'with --mark');
      const { value, mask } = maskedNumber('mark', argument);
      const match = among(key, [[value, value]], negated, mask);
      return [key === 'ct mark' ? askingTemplate(match) : match];
    },
  };
}

const multiport: Extension = {
  options: ['--source-ports', '--destination-ports', '--ports'],
  build: (given, { protocol }) => {
    if (![Protocol.TCP, Protocol.UDP, Protocol.UDPLITE, Protocol.SCTP, Protocol.DCCP].includes(protocol ?? -1)) {
      throw new InputError('multiport needs -p with tcp, udp, udplite, sctp or dccp');
    }
    const list = (text: string) => text.split(',').map(part => rangeOf(part, portOf, MOST_PORT));
    const none: Interval = [0, MOST_PORT];
    return [
      whole(4),
      ...given.each('--source-ports', ({ argument, negated }) => among('th sport', list(argument), negated)),
      ...given.each('--destination-ports', ({ argument, negated }) => among('th dport', list(argument), negated)),
      ...given.each('--ports', ({ argument, negated }): Statement => {
        const either = list(argument).flatMap(each => [
          [each, none],
          [none, each],
        ]);
        return { kind: 'match', of: [{ key: 'th sport' }, { key: 'th dport' }], among: either, negated };
      }),
    ];
  },
};

const connlabel: Extension = {
  options: ['--label'],
  switches: ['--set'],
  build: given => {
    const { argument, negated } = given.option('--label') ?? refuse('match', 'connlabel', 'with --label');
    return [
      {
        kind: 'label',
        label: numberOf('label', argument, LABELS - 1),
        negated,
        set: given.has('--set'),
        absent: negated,
      },
    ];
  },
};

/** Whether answers to the packet would leave by the interface it came in by (`rpfilter_mt`). */
const rpfilter: Extension = {
  options: [],
  switches: ['--loose', '--validmark', '--invert'],
  build: (given, { table }) => {
    if (table !== 'raw' && table !== 'mangle') throw new InputError('rpfilter is for the tables raw and mangle');
    const key = given.has('--loose') ? 'fib saddr oif' : 'fib saddr . iif oif';
    return [among(key, [['', '']], !given.has('--invert'))];
  },
};

const iprange: Extension = {
  options: ['--src-range', '--dst-range'],
  build: (given, { family }) => [
    ...given.each('--src-range', option => addressMatch('saddr', family, option)),
    ...given.each('--dst-range', option => addressMatch('daddr', family, option)),
  ],
};

/** A helper's name fits the connections it expected; `""` those of any. One without a helper fits what is negated (`helper_mt`). */
const helper: Extension = {
  options: ['--helper'],
  build: given => {
    const { argument, negated } = given.option('--helper') ?? refuse('match', 'helper', 'with --helper');
    const names: Interval = argument === '' ? ['', '\uffff'] : [argument, argument];
    return [{ ...among('ct helper', [names], negated), absent: negated } as Statement];
  },
};

export const MATCHES: Readonly<Record<string, Extension>> = {
  tcp,
  udp: { options: PORT_OPTIONS, build: transportPorts('udp') },
  udplite: wholeWithPorts('udplite', 8),
  sctp: wholeWithPorts('sctp', 12),
  dccp: wholeWithPorts('dccp', 12),
  icmp: icmp('icmp', ICMP_NAMES),
  icmp6: icmp('icmpv6', ICMPV6_NAMES),
  ...CONNTRACK_MATCHES,
  connbytes,
  connlabel,
  mark: markMatch('meta mark'),
  connmark: markMatch('ct mark'),
  helper,
  multiport,
  ...STATEFUL_MATCHES,
  comment: { options: ['--comment'], build: () => [] },
  addrtype,
  rpfilter,
  set,
  iprange,
  ...FIELD_MATCHES,
  ...CONTENT_MATCHES,
  ...ELSEWHERE_MATCHES,
};
