/**
 * Timeout policies: timeouts of a protocol that single connections have in place of the sysctls (`nfct timeout`, nft's
 * `ct timeout` objects; `nf_conntrack_timeout.h`).
 */
import { HZ } from '../clock';
import { InputError } from '../errors';
import { Protocol } from '../packet/packet';
import type { ConntrackSettings } from './settings';

export interface TimeoutPolicy {
  /** Connections of this protocol have it. */
  readonly protocol: number;
  /** In jiffies, in the order in which the protocol's tracker keeps them. */
  readonly timeouts: Int32Array;
}

interface Timers {
  /** As nft and nfct call them; blank where nobody can set one. */
  readonly names: readonly string[];
  standard(settings: ConntrackSettings): ArrayLike<number>;
}

const TCP: Timers = {
  names: [
    ...['', 'syn_sent', 'syn_recv', 'established', 'fin_wait', 'close_wait', 'last_ack', 'time_wait', 'close'],
    ...['syn_sent2', 'retrans', 'unack'],
  ],
  standard: settings => settings.tcpTimeouts,
};
const SCTP: Timers = {
  names: [
    ...['', 'closed', 'cookie_wait', 'cookie_echoed', 'established', 'shutdown_sent', 'shutdown_recd'],
    ...['shutdown_ack_sent', 'heartbeat_sent'],
  ],
  standard: settings => settings.sctpTimeouts,
};
const DCCP: Timers = {
  names: ['', 'request', 'respond', 'partopen', 'open', 'closereq', 'closing', 'timewait'],
  standard: settings => settings.dccpTimeouts,
};
const DATAGRAMS: Timers = {
  names: ['unreplied', 'replied'],
  standard: ({ udpTimeout, udpTimeoutStream }) => [udpTimeout, udpTimeoutStream],
};
const GRE: Timers = {
  names: ['unreplied', 'replied'],
  standard: ({ greTimeout, greTimeoutStream }) => [greTimeout, greTimeoutStream],
};
const GENERIC: Timers = { names: ['timeout'], standard: ({ genericTimeout }) => [genericTimeout] };

const TIMERS: Readonly<Record<number, Timers>> = {
  [Protocol.TCP]: TCP,
  [Protocol.SCTP]: SCTP,
  [Protocol.DCCP]: DCCP,
  [Protocol.UDP]: DATAGRAMS,
  [Protocol.UDPLITE]: DATAGRAMS,
  [Protocol.GRE]: GRE,
  [Protocol.ICMP]: { ...GENERIC, standard: ({ icmpTimeout }) => [icmpTimeout] },
  [Protocol.ICMPV6]: { ...GENERIC, standard: ({ icmpv6Timeout }) => [icmpv6Timeout] },
};

/**
 * The policy that a user asks for, in seconds by the names of nft (`established`, `unreplied`, …); timeouts not named are
 * the sysctls' as they now stand.
 */
export function timeoutPolicy(
  settings: ConntrackSettings,
  protocol: number,
  seconds: Readonly<Record<string, number>>,
): TimeoutPolicy {
  const { names, standard } = TIMERS[protocol] ?? GENERIC;
  const timeouts = Int32Array.from(standard(settings));
  for (const [name, value] of Object.entries(seconds)) {
    const at = name === '' ? -1 : names.indexOf(name);
    if (at < 0) throw new InputError(`unknown timeout "${name}" (allowed: ${names.filter(Boolean).join(', ')})`);
    timeouts[at] = value * HZ;
  }
  // The first state's also stands where no state has its own (`tcp_timeout_nlattr_to_obj`, `dccp_timeout_nlattr_to_obj`).
  if (names === TCP.names || names === DCCP.names) timeouts[0] = timeouts[1];
  return { protocol, timeouts };
}
