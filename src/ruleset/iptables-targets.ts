/** The targets of iptables (`-j NAME`), as statements. */
import { EVENT_WORDS } from '../conntrack/events';
import { Dir } from '../conntrack/store';
import { InputError } from '../errors';
import { NAT_RANGES, type NatKind } from '../nat/kinds';
import { parseRange } from '../nat/range-text';
import { NO_PORT } from '../netfilter/icmp-error';
import { LogFlags } from '../netfilter/log-packet';
import { Family, Protocol } from '../packet/packet';
import { HEADER_TARGETS } from './iptables-header';
import { SET } from './iptables-sets';
import { type Extension, type Given, maskedNumber, numberOf, type Place, refuse, wordIn } from './iptables-words';
import { unreachable } from './names';
import type { RuleVerdict, SetMark, Statement } from './ruleset';

const NUMBER_OF_QUEUES = 0xffff;
const MOST_ZONE = 0xffff;

function plain(verdict: RuleVerdict): Extension {
  return { options: [], build: () => [{ kind: 'verdict', verdict }] };
}

/** What stands for `icmp-host-prohibited` and the like: codes of "unreachable". */
const REJECTIONS: Readonly<Record<Family, Readonly<Record<string, number>>>> = {
  [Family.IPV4]: {
    'icmp-net-unreachable': 0,
    'icmp-host-unreachable': 1,
    'icmp-proto-unreachable': 2,
    'icmp-port-unreachable': 3,
    'icmp-net-prohibited': 9,
    'icmp-host-prohibited': 10,
    'icmp-admin-prohibited': 13,
  },
  [Family.IPV6]: {
    'icmp6-no-route': 0,
    'icmp6-adm-prohibited': 1,
    'icmp6-addr-unreachable': 3,
    'icmp6-port-unreachable': 4,
    'icmp6-policy-fail': 5,
    'icmp6-reject-route': 6,
  },
};

function rejection(given: Given, { family, protocol, table }: Place): Statement[] {
  if (table !== 'filter') throw new InputError('REJECT is for the table filter only');
  const word = given.text('--reject-with');
  if (word === null) return [{ kind: 'reject', answer: NO_PORT }];
  const codes = REJECTIONS[family];
  const name = wordIn('answer', word, ['tcp-reset', ...Object.keys(codes)]);
  if (name !== 'tcp-reset') return [{ kind: 'reject', answer: unreachable(family, codes[name]) }];
  if (protocol !== Protocol.TCP) throw new InputError('tcp-reset needs -p tcp');
  return [{ kind: 'reject', answer: name }];
}

const log: Extension = {
  options: ['--log-prefix', '--log-level'],
  switches: ['--log-tcp-sequence', '--log-tcp-options', '--log-ip-options', '--log-uid', '--log-macdecode'],
  build: given => {
    const flags =
      (given.has('--log-tcp-sequence') ? LogFlags.TCP_SEQUENCE : 0) |
      (given.has('--log-tcp-options') ? LogFlags.TCP_OPTIONS : 0) |
      (given.has('--log-ip-options') ? LogFlags.IP_OPTIONS : 0) |
      (given.has('--log-uid') ? LogFlags.USER : 0) |
      (given.has('--log-macdecode') ? LogFlags.LINK : 0);
    return [{ kind: 'log', prefix: given.text('--log-prefix') ?? '', flags }];
  },
};

const nfqueue: Extension = {
  options: ['--queue-num'],
  switches: ['--queue-bypass'],
  build: given => {
    const queue = numberOf('queue', given.text('--queue-num') ?? '0', NUMBER_OF_QUEUES);
    return [{ kind: 'verdict', verdict: { kind: 'QUEUE', queue, bypass: given.has('--queue-bypass') } }];
  },
};

/** The target CT: what it says stands in a template that the connection is made of (`xt_ct_tg_check`). */
function ct(given: Given, { protocol }: Place): Statement[] {
  if (given.has('--notrack')) return [{ kind: 'notrack' }];
  const zones = ['--zone', '--zone-orig', '--zone-reply'].filter(name => given.has(name));
  if (zones.length > 1) throw new InputError(`${zones.join(' and ')} cannot stand together`);
  const [name] = zones;
  const directions: Record<string, Dir | null> = { '--zone-orig': Dir.ORIGINAL, '--zone-reply': Dir.REPLY };
  const helper = given.text('--helper');
  if (helper !== null && protocol !== Protocol.TCP && protocol !== Protocol.UDP) {
    throw new InputError('--helper needs -p tcp or -p udp');
  }
  const events = given.text('--ctevents');
  return [
    {
      kind: 'template',
      zone: name ? numberOf('zone', given.needed(name), MOST_ZONE) : 0,
      direction: directions[name] ?? null,
      helper: helper === null ? null : { name: helper, protocol: protocol === Protocol.TCP ? 'tcp' : 'udp' },
      events: events === null ? null : events.split(',').map(word => wordIn('event', word, EVENT_WORDS)),
    },
  ];
}

const TCPMSS: Extension = {
  options: ['--set-mss'],
  switches: ['--clamp-mss-to-pmtu'],
  build: (given, { table, protocol, isForSyn }) => {
    if (table !== 'mangle') throw new InputError('TCPMSS is for the table mangle only');
    if (protocol !== Protocol.TCP || !isForSyn)
      throw new InputError('TCPMSS needs -p tcp and --syn, or --tcp-flags with SYN');
    const size = given.text('--set-mss');
    if ((size === null) !== given.has('--clamp-mss-to-pmtu'))
      throw new InputError('TCPMSS needs --set-mss or --clamp-mss-to-pmtu');
    return [{ kind: 'mss', size: size === null ? null : numberOf('MSS', size, 0xffff), adds: true }];
  },
};

/** Nobody listens to whom a packet could be handed, so it is dropped (`tproxy_tg4`). */
const TPROXY: Extension = {
  options: ['--on-port', '--on-ip', '--tproxy-mark'],
  build: (given, { table, protocol }) => {
    if (table !== 'mangle') throw new InputError('TPROXY is for the table mangle only');
    if (protocol !== Protocol.TCP && protocol !== Protocol.UDP) throw new InputError('TPROXY needs -p tcp or -p udp');
    numberOf('port', given.needed('--on-port'), 0xffff);
    return [{ kind: 'verdict', verdict: { kind: 'DROP' } }];
  },
};

type Mark = SetMark['target'];

/** `--set-xmark 5/0xff` and its abbreviations: what is kept of the old mark, and what is changed in it. */
function setMark(target: Mark, given: Given): Statement {
  const [name, ...others] = given.names.filter(each => each.startsWith('--set') || /^--(and|or|xor)-mark$/.test(each));
  if (name === undefined || others.length > 0) throw new InputError(`it needs one of ${MARK_OPTIONS.join(', ')}`);
  const text = given.needed(name);
  const set = (keep: number, xor: number): SetMark => ({
    kind: 'set mark',
    target,
    keep: keep >>> 0,
    from: null,
    and: 0,
    xor: xor >>> 0,
  });
  const { value, mask } = maskedNumber('mark', text);
  switch (name) {
    case '--and-mark':
      return set(value, 0);
    case '--or-mark':
      return set(~value, value);
    case '--xor-mark':
      return set(~0, value);
    case '--set-mark':
      return set(~(mask | value), value);
    default:
      return set(~mask, value);
  }
}

const MARK_OPTIONS = ['--set-mark', '--set-xmark', '--and-mark', '--or-mark', '--xor-mark'];

/** Marks go from the packet to the connection and back, as far as the masks let them (`connmark_tg`). */
function connmark(given: Given): Statement[] {
  const saves = given.has('--save-mark');
  if (!saves && !given.has('--restore-mark')) return [setMark('ct mark', given)];
  const both = given.text('--mask');
  const nfmask = numberOf('mask', given.text('--nfmask') ?? both ?? '0xffffffff');
  const ctmask = numberOf('mask', given.text('--ctmask') ?? both ?? '0xffffffff');
  const statement = { kind: 'set mark', xor: 0 } as const;
  return saves
    ? [{ ...statement, target: 'ct mark', keep: ~ctmask >>> 0, from: 'meta mark', and: nfmask }]
    : [{ ...statement, target: 'meta mark', keep: ~nfmask >>> 0, from: 'ct mark', and: ctmask }];
}

/** A range is written as `ctspec` writes it, behind `to`; for the router's own address only ports. */
function nat(kind: NatKind, option: string | null): Extension {
  return {
    options: option === null ? [] : [option],
    switches: ['--random', '--random-fully', '--persistent'],
    build: (given, place) => {
      const to = option && given.text(option);
      if (place.table !== 'nat') throw new InputError(`${kind} is for the table nat only`);
      if (to === null && NAT_RANGES[kind] !== 'own') throw new InputError(`${option} is missing`);
      const target =
        to === null ? '' : `to ${NAT_RANGES[kind] === 'own' ? ':' : ''}${withLength(to, kind, place.family)}`;
      const flags = [
        given.has('--random') ? 'random' : '',
        given.has('--random-fully') ? 'fully-random' : '',
        given.has('--persistent') ? 'persistent' : '',
      ];
      const { family, range } = parseRange([target, ...flags].join(' '), NAT_RANGES[kind]);
      if (family !== null && family !== place.family) refuse('range', to!, 'addresses of the family of the dump');
      return [{ kind: 'nat', nat: kind, range, family }];
    },
  };
}

/** NETMAP may be given an address alone. */
function withLength(to: string, kind: NatKind, family: Family): string {
  return kind === 'NETMAP' && !to.includes('/') ? `${to}/${family === Family.IPV4 ? 32 : 128}` : to;
}

export const TARGETS: Readonly<Record<string, Extension>> = {
  ACCEPT: plain({ kind: 'ACCEPT' }),
  DROP: plain({ kind: 'DROP' }),
  RETURN: plain({ kind: 'RETURN' }),
  QUEUE: plain({ kind: 'QUEUE', queue: 0, bypass: false }),
  NFQUEUE: nfqueue,
  REJECT: { options: ['--reject-with'], build: rejection },
  LOG: log,
  NFLOG: {
    options: ['--nflog-group', '--nflog-prefix', '--nflog-size', '--nflog-threshold'],
    build: () => [{ kind: 'nflog' }],
  },
  NOTRACK: { options: [], build: () => [{ kind: 'notrack' }] },
  CT: {
    options: ['--helper', '--ctevents', '--zone', '--zone-orig', '--zone-reply'],
    switches: ['--notrack'],
    build: ct,
  },
  MARK: { options: MARK_OPTIONS, build: given => [setMark('meta mark', given)] },
  CONNMARK: {
    options: [...MARK_OPTIONS, '--nfmask', '--ctmask', '--mask'],
    switches: ['--save-mark', '--restore-mark'],
    build: connmark,
  },
  SNAT: nat('SNAT', '--to-source'),
  DNAT: nat('DNAT', '--to-destination'),
  MASQUERADE: nat('MASQUERADE', '--to-ports'),
  REDIRECT: nat('REDIRECT', '--to-ports'),
  NETMAP: nat('NETMAP', '--to'),
  TCPMSS,
  ...HEADER_TARGETS,
  SET,
  TPROXY,
  // Which queue of the interface it waits in, and whether somebody watches its way, makes no difference here.
  CLASSIFY: { options: ['--set-class'], build: () => [] },
  TRACE: { options: [], build: () => [] },
  // Checksums are always filled in here; a kernel may leave that to the hardware.
  CHECKSUM: { options: [], switches: ['--checksum-fill'], build: () => [] },
};
