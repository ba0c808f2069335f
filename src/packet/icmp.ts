/** The messages of ICMP (RFC 792, RFC 950, RFC 1191, RFC 1812). Their common form is in icmp-message.ts. */
import type { IcmpMessage } from './icmp-message';

export const enum IcmpType {
  ECHO_REPLY = 0,
  UNREACHABLE = 3,
  SOURCE_QUENCH = 4,
  REDIRECT = 5,
  ECHO_REQUEST = 8,
  TIME_EXCEEDED = 11,
  PARAMETER_PROBLEM = 12,
  TIMESTAMP_REQUEST = 13,
  TIMESTAMP_REPLY = 14,
  INFO_REQUEST = 15,
  INFO_REPLY = 16,
  ADDRESS_MASK_REQUEST = 17,
  ADDRESS_MASK_REPLY = 18,
}

/** Code of an unreachable destination: the packet was too big (RFC 1191, section 4). */
export const ICMP_FRAGMENTATION_NEEDED = 4;

/** The queries, each with its reply: they have an id, and are what ICMP has besides errors. */
export const ICMP_QUERIES: ReadonlySet<number> = new Set([
  IcmpType.ECHO_REPLY,
  IcmpType.ECHO_REQUEST,
  IcmpType.TIMESTAMP_REQUEST,
  IcmpType.TIMESTAMP_REPLY,
  IcmpType.INFO_REQUEST,
  IcmpType.INFO_REPLY,
  IcmpType.ADDRESS_MASK_REQUEST,
  IcmpType.ADDRESS_MASK_REPLY,
]);

const UNREACHABLE_CODES = [
  'net',
  'host',
  'protocol',
  'port',
  'frag-needed',
  'source-route-failed',
  'net-unknown',
  'host-unknown',
  'source-isolated',
  'net-prohibited',
  'host-prohibited',
  'tos-net',
  'tos-host',
  'admin-prohibited',
  'host-precedence',
  'precedence-cutoff',
];

const QUERY = [
  { word: 'id', at: 4, size: 2 },
  { word: 'seq', at: 6, size: 2 },
] as const;

const TIMES = [
  { word: 'originate', at: 8, size: 4 },
  { word: 'receive', at: 12, size: 4 },
  { word: 'transmit', at: 16, size: 4 },
] as const;

const MASK = { word: 'mask', at: 8, size: 'ipv4' } as const;

function query(name: string, type: number, fields: IcmpMessage['fields'] = []): IcmpMessage {
  return { name, type, codes: [], fields: [...QUERY, ...fields], quotes: false };
}

function error(name: string, type: number, codes: readonly string[], fields: IcmpMessage['fields'] = []): IcmpMessage {
  return { name, type, codes, fields, quotes: true };
}

export const ICMP_MESSAGES: readonly IcmpMessage[] = [
  query('echo-request', IcmpType.ECHO_REQUEST),
  query('echo-reply', IcmpType.ECHO_REPLY),
  query('timestamp-request', IcmpType.TIMESTAMP_REQUEST, TIMES),
  query('timestamp-reply', IcmpType.TIMESTAMP_REPLY, TIMES),
  query('info-request', IcmpType.INFO_REQUEST),
  query('info-reply', IcmpType.INFO_REPLY),
  query('address-mask-request', IcmpType.ADDRESS_MASK_REQUEST, [MASK]),
  query('address-mask-reply', IcmpType.ADDRESS_MASK_REPLY, [MASK]),
  error('unreachable', IcmpType.UNREACHABLE, UNREACHABLE_CODES, [{ word: 'mtu', at: 6, size: 2 }]),
  error('source-quench', IcmpType.SOURCE_QUENCH, []),
  error(
    'redirect',
    IcmpType.REDIRECT,
    ['net', 'host', 'tos-net', 'tos-host'],
    [{ word: 'gateway', at: 4, size: 'ipv4' }],
  ),
  error('time-exceeded', IcmpType.TIME_EXCEEDED, ['ttl', 'reassembly']),
  error('parameter-problem', IcmpType.PARAMETER_PROBLEM, [], [{ word: 'pointer', at: 4, size: 1 }]),
];
