/** Names of numbers that rules in either language use. */
import { InputError } from '../errors';
import { type ErrorKind, NO_PORT } from '../netfilter/icmp-error';
import { IcmpType } from '../packet/icmp';
import { Icmpv6Type } from '../packet/icmpv6';
import { Family, Protocol } from '../packet/packet';
import { TcpFlag } from '../packet/tcp';

/** As /etc/protocols and nft have them. */
export const PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: Protocol.ICMP,
  igmp: Protocol.IGMP,
  tcp: Protocol.TCP,
  udp: Protocol.UDP,
  dccp: Protocol.DCCP,
  gre: Protocol.GRE,
  esp: Protocol.ESP,
  ah: Protocol.AH,
  icmpv6: Protocol.ICMPV6,
  'ipv6-icmp': Protocol.ICMPV6,
  sctp: Protocol.SCTP,
  udplite: Protocol.UDPLITE,
  ipip: 4,
  ospf: 89,
  vrrp: 112,
};

/** The services that firewalls name; a number is always understood. */
export const SERVICES: Readonly<Record<string, number>> = {
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  http: 80,
  kerberos: 88,
  pop3: 110,
  sunrpc: 111,
  auth: 113,
  ntp: 123,
  'netbios-ns': 137,
  'netbios-dgm': 138,
  'netbios-ssn': 139,
  imap2: 143,
  imap: 143,
  snmp: 161,
  bgp: 179,
  https: 443,
  'microsoft-ds': 445,
  isakmp: 500,
  syslog: 514,
  'dhcpv6-client': 546,
  'dhcpv6-server': 547,
  submission: 587,
  ipp: 631,
  imaps: 993,
  pop3s: 995,
  openvpn: 1194,
  mysql: 3306,
  'ms-wbt-server': 3389,
  'ipsec-nat-t': 4500,
  sip: 5060,
  mdns: 5353,
  postgresql: 5432,
  'http-alt': 8080,
  echo: 7,
  discard: 9,
  daytime: 13,
  chargen: 19,
  time: 37,
  whois: 43,
  tacacs: 49,
  gopher: 70,
  finger: 79,
  nntp: 119,
  imap3: 220,
  ldap: 389,
  snpp: 444,
  submissions: 465,
  printer: 515,
  rtsp: 554,
  nntps: 563,
  ldaps: 636,
  'domain-s': 853,
  rsync: 873,
  'ftps-data': 989,
  ftps: 990,
  telnets: 992,
  socks: 1080,
  'ms-sql-s': 1433,
  pptp: 1723,
  radius: 1812,
  'radius-acct': 1813,
  nfs: 2049,
  'iscsi-target': 3260,
  nut: 3493,
  hkp: 11371,
};

/** Classes of service (RFC 2474, RFC 2597, RFC 3246). */
export const DSCP: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Array.from({ length: 8 }, (_, value) => [`cs${value}`, value << 3])),
  ...Object.fromEntries(
    [1, 2, 3, 4].flatMap(group => [1, 2, 3].map(drop => [`af${group}${drop}`, (group << 3) | (drop << 1)])),
  ),
  ef: 46,
};

/** To whom a link brought it (`PACKET_*`). */
export const PACKET_TYPES: Readonly<Record<string, number>> = {
  host: 0,
  unicast: 0,
  broadcast: 1,
  multicast: 2,
  other: 3,
};

export const TCP_FLAGS: Readonly<Record<string, number>> = {
  FIN: TcpFlag.FIN,
  SYN: TcpFlag.SYN,
  RST: TcpFlag.RST,
  PSH: TcpFlag.PSH,
  ACK: TcpFlag.ACK,
  URG: TcpFlag.URG,
  ECE: TcpFlag.ECE,
  ECN: TcpFlag.ECE,
  CWR: TcpFlag.CWR,
};

/** Messages as both tools name them: type, and code where the name says one. */
export const ICMP_NAMES: Readonly<Record<string, readonly [type: number, code?: number]>> = {
  'echo-reply': [IcmpType.ECHO_REPLY],
  pong: [IcmpType.ECHO_REPLY],
  'destination-unreachable': [IcmpType.UNREACHABLE],
  'network-unreachable': [IcmpType.UNREACHABLE, 0],
  'host-unreachable': [IcmpType.UNREACHABLE, 1],
  'protocol-unreachable': [IcmpType.UNREACHABLE, 2],
  'port-unreachable': [IcmpType.UNREACHABLE, 3],
  'fragmentation-needed': [IcmpType.UNREACHABLE, 4],
  'source-quench': [IcmpType.SOURCE_QUENCH],
  redirect: [IcmpType.REDIRECT],
  'echo-request': [IcmpType.ECHO_REQUEST],
  ping: [IcmpType.ECHO_REQUEST],
  'router-advertisement': [9],
  'router-solicitation': [10],
  'time-exceeded': [IcmpType.TIME_EXCEEDED],
  'ttl-exceeded': [IcmpType.TIME_EXCEEDED],
  'ttl-zero-during-transit': [IcmpType.TIME_EXCEEDED, 0],
  'ttl-zero-during-reassembly': [IcmpType.TIME_EXCEEDED, 1],
  'parameter-problem': [IcmpType.PARAMETER_PROBLEM],
  'timestamp-request': [IcmpType.TIMESTAMP_REQUEST],
  'timestamp-reply': [IcmpType.TIMESTAMP_REPLY],
  'address-mask-request': [IcmpType.ADDRESS_MASK_REQUEST],
  'address-mask-reply': [IcmpType.ADDRESS_MASK_REPLY],
  'info-request': [15],
  'info-reply': [16],
};

export const ICMPV6_NAMES: Readonly<Record<string, readonly [type: number, code?: number]>> = {
  'destination-unreachable': [Icmpv6Type.UNREACHABLE],
  'no-route': [Icmpv6Type.UNREACHABLE, 0],
  'communication-prohibited': [Icmpv6Type.UNREACHABLE, 1],
  'beyond-scope': [Icmpv6Type.UNREACHABLE, 2],
  'address-unreachable': [Icmpv6Type.UNREACHABLE, 3],
  'port-unreachable': [Icmpv6Type.UNREACHABLE, 4],
  'packet-too-big': [Icmpv6Type.PACKET_TOO_BIG],
  'time-exceeded': [Icmpv6Type.TIME_EXCEEDED],
  'ttl-exceeded': [Icmpv6Type.TIME_EXCEEDED],
  'ttl-zero-during-transit': [Icmpv6Type.TIME_EXCEEDED, 0],
  'ttl-zero-during-reassembly': [Icmpv6Type.TIME_EXCEEDED, 1],
  'parameter-problem': [Icmpv6Type.PARAMETER_PROBLEM],
  'bad-header': [Icmpv6Type.PARAMETER_PROBLEM, 0],
  'unknown-header-type': [Icmpv6Type.PARAMETER_PROBLEM, 1],
  'unknown-option': [Icmpv6Type.PARAMETER_PROBLEM, 2],
  'echo-request': [Icmpv6Type.ECHO_REQUEST],
  ping: [Icmpv6Type.ECHO_REQUEST],
  'echo-reply': [Icmpv6Type.ECHO_REPLY],
  pong: [Icmpv6Type.ECHO_REPLY],
  'mld-listener-query': [130],
  'mld-listener-report': [131],
  'mld-listener-done': [132],
  'mld-listener-reduction': [132],
  'router-solicitation': [133],
  'nd-router-solicit': [133],
  'router-advertisement': [134],
  'nd-router-advert': [134],
  'neighbour-solicitation': [135],
  'neighbor-solicitation': [135],
  'nd-neighbor-solicit': [135],
  'neighbour-advertisement': [136],
  'neighbor-advertisement': [136],
  'nd-neighbor-advert': [136],
  redirect: [137],
  'nd-redirect': [137],
  'ind-neighbor-solicit': [141],
  'ind-neighbor-advert': [142],
  'mld2-listener-report': [143],
};

/** The code of "unreachable" that a rejection names, in each family; without one a family has its port unreachable. */
export function unreachable(family: Family, code: number): ErrorKind {
  const type = family === Family.IPV4 ? IcmpType.UNREACHABLE : Icmpv6Type.UNREACHABLE;
  return { ...NO_PORT, [family]: [type, code] };
}

/** The octet of Differentiated Services as it was before, by iptables' names; they leave the upper two bits alone. */
export const TYPES_OF_SERVICE: Readonly<Record<string, number>> = {
  'Minimize-Delay': 0x10,
  'Maximize-Throughput': 0x08,
  'Maximize-Reliability': 0x04,
  'Minimize-Cost': 0x02,
  'Normal-Service': 0x00,
};
export const SERVICE_BITS = 0x3f;

/** `00:00:5E:00:53:10`, in small letters. */
export function linkAddress(text: string): string {
  if (/^([\da-f]{2}:){5}[\da-f]{2}$/i.test(text)) return text.toLowerCase();
  throw new InputError(`the link address "${text}" is not understood (allowed: as in 00:00:5e:00:53:10)`);
}
