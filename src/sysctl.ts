/**
 * The sysctls of connection tracking, defragmentation and routing: their names, units and limits, as a user of
 * `sysctl` and `/etc/sysctl.conf` knows them (Documentation/networking/nf_conntrack-sysctl.rst).
 *
 * The article's time had other names: `net.ipv4.netfilter.ip_conntrack_max` and its kin are understood as today's.
 */
import { HZ } from './clock';
import { DCCP_STATE_NAMES } from './conntrack/protocols/dccp-table';
import { TcpState } from './conntrack/protocols/tcp-table';
import type { ConntrackSettings } from './conntrack/settings';
import { TcpTimeout } from './conntrack/settings';
import { InputError } from './errors';
import type { Simulation } from './simulation';

/** One sysctl: reads and writes a whole number within its limits. */
interface Sysctl {
  readonly min: number;
  readonly max: number;
  get(): number;
  /** Left out for what can only be read. */
  set?(value: number): void;
}

const INT_MAX = 0x7fffffff;
/** The largest number of seconds whose jiffies fit an int (`proc_dointvec_jiffies`). */
const SECONDS_MAX = Math.floor(INT_MAX / HZ);
const BUCKETS_A_PAGE = 512;
/** Buckets of 8 bytes in whole pages, of no more than an int counts (`kvmalloc_node`). */
const BUCKETS_MAX = Math.floor(INT_MAX / (8 * BUCKETS_A_PAGE)) * BUCKETS_A_PAGE;

export class Sysctls {
  readonly #byName: ReadonlyMap<string, Sysctl>;

  constructor(simulation: Simulation) {
    this.#byName = new Map([
      ...conntrackSysctls(simulation),
      ...defragSysctls(simulation),
      ...routingSysctls(simulation),
    ]);
  }

  get names(): string[] {
    return [...this.#byName.keys()];
  }

  get(name: string): string {
    return String(this.#find(name).get());
  }

  /** Sets a sysctl from text; throws InputError for an unknown name, a value out of range or one that is read only. */
  set(name: string, text: string): void {
    const sysctl = this.#find(name);
    if (!sysctl.set) throw new InputError(`sysctl ${name} is read only`);
    const value = Number(text);
    if (!/^-?\d+$/.test(text.trim()) || value < sysctl.min || value > sysctl.max) {
      throw new InputError(`sysctl ${name}: '${text}' is not a whole number from ${sysctl.min} to ${sysctl.max}`);
    }
    sysctl.set(value);
  }

  #find(name: string): Sysctl {
    const dotted = name.trim().replaceAll('/', '.');
    const sysctl = this.#byName.get(modernName(dotted));
    if (sysctl) return sysctl;
    throw new InputError(`unknown sysctl ${name}${this.#suggest(dotted)}`);
  }

  #suggest(name: string): string {
    const last = name.split('.').pop()!;
    const near = this.names.filter(
      known => known.includes(last) || known.split('.').pop()!.startsWith(last.slice(0, -3)),
    );
    return near.length > 0 && last.length > 3
      ? `; did you mean ${near.slice(0, 3).join(', ')}?`
      : '; allowed are those of net.netfilter.nf_conntrack_*, net.ipv4.ipfrag_*, net.ipv6.ip6frag_* and net.ipv4.conf.*.rp_filter';
  }
}

/** A setting of a `sysctl.conf`, and the line it stands on, counted from 1. */
export interface SysctlLine {
  readonly line: number;
  readonly mayFail: boolean;
  readonly name: string;
  readonly value: string;
}

/** Settings of a `sysctl.conf`: `name = value` a line, `#` and `;` begin comments, `-` before a name ignores errors. */
export function* parseSysctlConf(text: string): IterableIterator<SysctlLine> {
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const match = /^(-?)\s*([^\s=]+)\s*=\s*(.*)$/.exec(line);
    if (!match)
      throw new InputError(`line ${index + 1} of the file: '${line}' is not a setting of the form name = value`);
    yield { line: index + 1, mayFail: match[1] === '-', name: match[2], value: match[3].trim() };
  }
}

/** `net.ipv4.netfilter.ip_conntrack_X` was the name until Linux 2.6.20, and an alias until 4.8. */
function modernName(name: string): string {
  if (name === 'net.nf_conntrack_max') return 'net.netfilter.nf_conntrack_max';
  return name.replace(/^net\.ipv4\.(netfilter\.)?ip_conntrack_/, 'net.netfilter.nf_conntrack_');
}

function* conntrackSysctls(simulation: Simulation): IterableIterator<[string, Sysctl]> {
  const { conntrack } = simulation;
  const { settings, table } = conntrack;
  const named = (name: string, sysctl: Sysctl): [string, Sysctl] => [`net.netfilter.nf_conntrack_${name}`, sysctl];

  const isChecked = conntrack.linux.follows['sysctl-limits'];
  const checked = (key: 'max' | 'expectMax' | 'tcpMaxRetrans', min: number, max: number) =>
    isChecked ? number(settings, key, min, max) : integer(settings, key);

  yield named('max', checked('max', conntrack.linux.follows['table-unlimited'] ? 0 : 1, INT_MAX));
  yield named('buckets', {
    min: 1,
    max: BUCKETS_MAX,
    get: () => table.size,
    set: size => table.resize(wholePages(size)),
  });
  yield named('count', { min: 0, max: INT_MAX, get: () => conntrack.count });
  yield named('expect_max', checked('expectMax', 1, INT_MAX));
  yield named('checksum', number(settings, 'checksum', 0, 1));
  yield named('log_invalid', number(settings, 'logInvalid', 0, 255));
  yield named('acct', number(settings, 'acct', 0, 1));
  yield named('timestamp', number(settings, 'timestamp', 0, 1));
  yield named('events', number(settings, 'events', 0, 2));
  if (conntrack.linux.follows['helper-switch']) yield named('helper', number(settings, 'automaticHelpers', 0, 1));
  yield named('generic_timeout', seconds(settings, 'genericTimeout'));
  yield named('icmp_timeout', seconds(settings, 'icmpTimeout'));
  yield named('icmpv6_timeout', seconds(settings, 'icmpv6Timeout'));
  yield named('udp_timeout', seconds(settings, 'udpTimeout'));
  yield named('udp_timeout_stream', seconds(settings, 'udpTimeoutStream'));
  yield named('gre_timeout', seconds(settings, 'greTimeout'));
  yield named('gre_timeout_stream', seconds(settings, 'greTimeoutStream'));
  yield named('tcp_loose', number(settings, 'tcpLoose', 0, 1));
  yield named('tcp_be_liberal', number(settings, 'tcpBeLiberal', 0, 1));
  if (conntrack.linux.follows['tcp-reset-switch']) {
    yield named('tcp_ignore_invalid_rst', number(settings, 'tcpIgnoreInvalidRst', 0, 1));
  }
  yield named('tcp_max_retrans', checked('tcpMaxRetrans', 0, 255));
  for (const [name, at] of TCP_TIMEOUTS) yield named(`tcp_timeout_${name}`, element(settings.tcpTimeouts, at));
  for (const [at, name] of SCTP_TIMEOUTS.entries()) {
    yield named(`sctp_timeout_${name}`, element(settings.sctpTimeouts, at + 1));
  }
  if (conntrack.linux.follows['dccp-tracker']) {
    for (const [at, name] of DCCP_STATE_NAMES.entries()) {
      if (at > 0) yield named(`dccp_timeout_${name.toLowerCase()}`, element(settings.dccpTimeouts, at));
    }
    yield named('dccp_loose', number(settings, 'dccpLoose', 0, 1));
  }
}

const TCP_TIMEOUTS: readonly [string, number][] = [
  ['syn_sent', TcpState.SYN_SENT],
  ['syn_recv', TcpState.SYN_RECV],
  ['established', TcpState.ESTABLISHED],
  ['fin_wait', TcpState.FIN_WAIT],
  ['close_wait', TcpState.CLOSE_WAIT],
  ['last_ack', TcpState.LAST_ACK],
  ['time_wait', TcpState.TIME_WAIT],
  ['close', TcpState.CLOSE],
  ['max_retrans', TcpTimeout.RETRANS],
  ['unacknowledged', TcpTimeout.UNACK],
];

const SCTP_TIMEOUTS = [
  'closed',
  'cookie_wait',
  'cookie_echoed',
  'established',
  'shutdown_sent',
  'shutdown_recd',
  'shutdown_ack_sent',
  'heartbeat_sent',
];

function* defragSysctls({ defrag }: Simulation): IterableIterator<[string, Sysctl]> {
  const { ipv4, ipv6, ipv6Local } = defrag.settings;
  yield ['net.ipv4.ipfrag_max_dist', number(ipv4, 'maxDist', 0, INT_MAX)];
  const limits = [
    ['net.ipv4.ipfrag_', ipv4, 'time'],
    ['net.netfilter.nf_conntrack_frag6_', ipv6, 'timeout'],
    ['net.ipv6.ip6frag_', ipv6Local, 'time'],
  ] as const;
  for (const [prefix, limit, timeout] of limits) {
    yield [prefix + timeout, number(limit, 'timeout', 0, SECONDS_MAX)];
    // Each threshold bounds the other (`proc_doulongvec_minmax`).
    yield [
      `${prefix}high_thresh`,
      {
        ...number(limit, 'highThresh', 0, Number.MAX_SAFE_INTEGER),
        get min() {
          return limit.lowThresh;
        },
      },
    ];
    yield [
      `${prefix}low_thresh`,
      {
        ...number(limit, 'lowThresh', 0, Number.MAX_SAFE_INTEGER),
        get max() {
          return limit.highThresh;
        },
      },
    ];
  }
}

/** `rp_filter` of all interfaces and of each; the default is for interfaces that are made later, and there are none. */
function* routingSysctls({ topology: { names, ipv4 } }: Simulation): IterableIterator<[string, Sysctl]> {
  const named = (name: string, sysctl: Sysctl): [string, Sysctl] => [`net.ipv4.conf.${name}.rp_filter`, sysctl];
  yield named('all', number(ipv4, 'rpFilterOfAll', -INT_MAX - 1, INT_MAX));
  for (const [device, name] of names.entries()) {
    yield named(name, number(ipv4.rpFilter, device, -INT_MAX - 1, INT_MAX));
  }
}

/** The table fills whole pages of memory, each of which has room for 512 buckets (`nf_ct_alloc_hashtable`). */
export function wholePages(buckets: number): number {
  return Math.ceil(buckets / BUCKETS_A_PAGE) * BUCKETS_A_PAGE;
}

/** A number kept as it is written. */
function number<K extends string | number>(settings: Record<K, number>, key: K, min: number, max: number): Sysctl {
  return {
    min,
    max,
    get: () => settings[key],
    set: value => {
      settings[key] = value;
    },
  };
}

/** Any integer, which below zero is a large number to who uses it (`proc_dointvec` of an `unsigned int`). */
function integer<K extends string>(settings: Record<K, number>, key: K): Sysctl {
  return {
    min: -INT_MAX - 1,
    max: INT_MAX,
    get: () => settings[key] | 0,
    set: value => {
      settings[key] = value >>> 0;
    },
  };
}

/** Seconds, kept as jiffies. */
function seconds(settings: ConntrackSettings, key: JiffiesSetting): Sysctl {
  return {
    min: 0,
    max: SECONDS_MAX,
    get: () => settings[key] / HZ,
    set: value => {
      settings[key] = value * HZ;
    },
  };
}

type JiffiesSetting =
  | 'genericTimeout'
  | 'icmpTimeout'
  | 'icmpv6Timeout'
  | 'udpTimeout'
  | 'udpTimeoutStream'
  | 'greTimeout'
  | 'greTimeoutStream';

/** Seconds, kept as jiffies in an array. */
function element(timeouts: Int32Array, at: number): Sysctl {
  return {
    min: 0,
    max: SECONDS_MAX,
    get: () => timeouts[at] / HZ,
    set: value => {
      timeouts[at] = value * HZ;
    },
  };
}
