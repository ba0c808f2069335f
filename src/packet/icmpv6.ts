/**
 * The messages of ICMPv6: errors and echo (RFC 4443), neighbour discovery (RFC 4861), multicast listeners (RFC 2710,
 * RFC 3810), node information (RFC 4620). Their common form is in icmp-message.ts.
 */
import type { IcmpMessage } from './icmp-message';

export const enum Icmpv6Type {
  UNREACHABLE = 1,
  PACKET_TOO_BIG = 2,
  TIME_EXCEEDED = 3,
  PARAMETER_PROBLEM = 4,
  ECHO_REQUEST = 128,
  ECHO_REPLY = 129,
  MLD_QUERY = 130,
  MLD_REPORT = 131,
  MLD_DONE = 132,
  ROUTER_SOLICIT = 133,
  ROUTER_ADVERT = 134,
  NEIGHBOR_SOLICIT = 135,
  NEIGHBOR_ADVERT = 136,
  REDIRECT = 137,
  NODE_INFO_QUERY = 139,
  NODE_INFO_REPLY = 140,
  MLD2_REPORT = 143,
}

const UNREACHABLE_CODES = [
  'no-route',
  'admin-prohibited',
  'beyond-scope',
  'address',
  'port',
  'policy-failed',
  'reject-route',
];

const ECHO = [
  { word: 'id', at: 4, size: 2 },
  { word: 'seq', at: 6, size: 2 },
] as const;

const LISTENER = [
  { word: 'max-delay', at: 4, size: 2 },
  { word: 'group', at: 8, size: 'ipv6' },
] as const;

const TARGET = { word: 'target', at: 8, size: 'ipv6' } as const;

const ADVERT = [
  { word: 'hop-limit', at: 4, size: 1 },
  { word: 'flags', at: 5, size: 1 },
  { word: 'lifetime', at: 6, size: 2 },
  { word: 'reachable', at: 8, size: 4 },
  { word: 'retransmit', at: 12, size: 4 },
] as const;

/** The question's type, its flags, and the nonce that the reply repeats (in two halves). */
const NODE_INFORMATION = [
  { word: 'qtype', at: 4, size: 2 },
  { word: 'flags', at: 6, size: 2 },
  { word: 'nonce', at: 8, size: 4 },
  { word: 'nonce-low', at: 12, size: 4 },
] as const;

function message(name: string, type: number, fields: IcmpMessage['fields'] = []): IcmpMessage {
  return { name, type, codes: [], fields, quotes: false };
}

function error(name: string, type: number, codes: readonly string[], fields: IcmpMessage['fields'] = []): IcmpMessage {
  return { name, type, codes, fields, quotes: true };
}

export const ICMPV6_MESSAGES: readonly IcmpMessage[] = [
  message('echo-request', Icmpv6Type.ECHO_REQUEST, ECHO),
  message('echo-reply', Icmpv6Type.ECHO_REPLY, ECHO),
  message('mld-query', Icmpv6Type.MLD_QUERY, LISTENER),
  message('mld-report', Icmpv6Type.MLD_REPORT, LISTENER),
  message('mld-done', Icmpv6Type.MLD_DONE, LISTENER),
  message('mld2-report', Icmpv6Type.MLD2_REPORT, [{ word: 'records', at: 6, size: 2 }]),
  message('router-solicit', Icmpv6Type.ROUTER_SOLICIT),
  message('router-advert', Icmpv6Type.ROUTER_ADVERT, ADVERT),
  message('neighbor-solicit', Icmpv6Type.NEIGHBOR_SOLICIT, [TARGET]),
  message('neighbor-advert', Icmpv6Type.NEIGHBOR_ADVERT, [{ word: 'flags', at: 4, size: 1 }, TARGET]),
  message('redirect', Icmpv6Type.REDIRECT, [TARGET, { word: 'destination', at: 24, size: 'ipv6' }]),
  message('node-info-query', Icmpv6Type.NODE_INFO_QUERY, NODE_INFORMATION),
  message('node-info-reply', Icmpv6Type.NODE_INFO_REPLY, NODE_INFORMATION),
  error('unreachable', Icmpv6Type.UNREACHABLE, UNREACHABLE_CODES),
  error('packet-too-big', Icmpv6Type.PACKET_TOO_BIG, [], [{ word: 'mtu', at: 4, size: 4 }]),
  error('time-exceeded', Icmpv6Type.TIME_EXCEEDED, ['hop-limit', 'reassembly']),
  error(
    'parameter-problem',
    Icmpv6Type.PARAMETER_PROBLEM,
    ['header', 'next-header', 'option'],
    [{ word: 'pointer', at: 4, size: 4 }],
  ),
];
