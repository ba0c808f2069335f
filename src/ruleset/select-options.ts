/** What rules can ask of the options of TCP and of the extension headers of IPv6, by nft's names. */
import { u16, u32 } from '../packet/bytes';
import { extensionLength } from '../packet/ipv6';
import { Family, type Packet, Protocol } from '../packet/packet';
import { Tcp, TcpOption, tcpHeaderEnd } from '../packet/tcp';
import { isExtension } from '../packet/transport';
import { transportForRules } from './transport';

const IPV6_BYTES = 40;

/** Where the options begin that lie between two places, those of no length as if they had one (`optlen`). */
export function* tcpOptions(bytes: Uint8Array, from: number, to: number): Generator<number> {
  for (let at = from; at < to - 1; at += bytes[at] <= TcpOption.NOP ? 1 : bytes[at + 1] || 1) yield at;
}

/** Null where there is no such option, or it has not all of that; for an empty part, where it begins (`nft_exthdr_tcp_eval`). */
function optionAt(packet: Packet, kind: number, part: { at: number; size: number }): number | null {
  const { bytes, start, end } = packet;
  const found = transportForRules(packet);
  if (found < 0 || (found & 0xff) !== Protocol.TCP) return null;
  const header = start + (found >> 8);
  const behind = tcpHeaderEnd(bytes, header, end);
  for (const at of tcpOptions(bytes, header + Tcp.LENGTH, behind)) {
    if (bytes[at] !== kind) continue;
    const length = kind <= TcpOption.NOP ? 1 : bytes[at + 1] || 1;
    return at + length > behind || part.at + part.size > length ? null : at + part.at;
  }
  return null;
}

const TCP_OPTIONS = {
  eol: TcpOption.END,
  nop: TcpOption.NOP,
  maxseg: TcpOption.MSS,
  window: TcpOption.WINDOW_SCALE,
  'sack-perm': TcpOption.SACK_PERMITTED,
  sack: TcpOption.SACK,
  timestamp: TcpOption.TIMESTAMPS,
  md5sig: 19,
  fastopen: 34,
} as const;

type OptionName = keyof typeof TCP_OPTIONS;
const OPTION_THERE = Object.fromEntries(
  Object.entries(TCP_OPTIONS).map(([name, kind]) => [
    `tcp option ${name}`,
    (packet: Packet) => Number(optionAt(packet, kind, { at: 0, size: 1 }) !== null),
  ]),
) as Record<`tcp option ${OptionName}`, (packet: Packet) => number>;

function optionField(name: OptionName, at: number, size: 1 | 2 | 4) {
  return (packet: Packet): number | null => {
    const found = optionAt(packet, TCP_OPTIONS[name], { at, size });
    if (found === null) return null;
    if (size === 4) return u32(packet.bytes, found);
    return size === 2 ? u16(packet.bytes, found) : packet.bytes[found];
  };
}

/** Where a header that leads to another is cut off. */
export const CUT_OFF = -2;

/** Where the last header that led on is longer than the packet, and another protocol follows. */
export const BEYOND = -3;

/** Where an extension header begins; -1 where there is none, `CUT_OFF` or `BEYOND` where the way to it ends (`ipv6_find_hdr`). */
export function extensionAt({ bytes, start, end }: Packet, wanted: number): number {
  let next = bytes[start + 6];
  let at = start + IPV6_BYTES;
  while (isExtension(next) && next !== Protocol.NONE) {
    const isLonger = next === Protocol.ROUTING || (next === Protocol.FRAGMENT && next !== wanted);
    if (end - at < (isLonger ? 4 : 2)) return CUT_OFF;
    if (next === wanted) return at;
    if (next === Protocol.FRAGMENT && u16(bytes, at + 2) & 0xfff8) return -1;
    const length = extensionLength(next, bytes[at + 1]);
    next = bytes[at];
    at += length;
  }
  return at > end ? BEYOND : -1;
}

const EXTENSIONS = {
  hbh: Protocol.HOPOPT,
  rt: Protocol.ROUTING,
  frag: Protocol.FRAGMENT,
  dst: Protocol.DSTOPTS,
} as const;

type ExtensionName = keyof typeof EXTENSIONS;
const EXTENSION_THERE = Object.fromEntries(
  Object.entries(EXTENSIONS).map(([name, number]) => [
    `exthdr ${name}`,
    (packet: Packet) => (packet.family === Family.IPV6 ? Number(extensionAt(packet, number) >= 0) : null),
  ]),
) as Record<`exthdr ${ExtensionName}`, (packet: Packet) => number | null>;

function routingField(offset: number) {
  return (packet: Packet): number | null => {
    const at = packet.family === Family.IPV6 ? extensionAt(packet, Protocol.ROUTING) : -1;
    return at < 0 || at + offset >= packet.end ? null : packet.bytes[at + offset];
  };
}

/** Nothing is encrypted here, and nothing will be. */
const unprotected = () => 0;

export const OPTION_SELECTORS = {
  ...OPTION_THERE,
  'tcp option maxseg size': optionField('maxseg', 2, 2),
  'tcp option window count': optionField('window', 2, 1),
  'tcp option timestamp tsval': optionField('timestamp', 2, 4),
  'tcp option timestamp tsecr': optionField('timestamp', 6, 4),
  ...EXTENSION_THERE,
  'rt hdrlength': routingField(1),
  'rt type': routingField(2),
  'rt seg-left': routingField(3),
  'meta ipsec': unprotected,
  'rt ipsec': unprotected,
};

/** Whether there is such a thing at all is asked by `exists` and `missing`. */
export function isPresence(key: string): boolean {
  return /^(tcp option [\w-]+|exthdr \w+|(meta|rt) ipsec)$/.test(key);
}
