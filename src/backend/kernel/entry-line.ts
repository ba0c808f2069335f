/**
 * Connections and expectations as `/proc/net/nf_conntrack` and `/proc/net/nf_conntrack_expect` print them.
 *
 * Reading those files walks the whole hash table of the machine; ctnetlink answers for one connection at once, and this
 * makes the same line of its answer.
 */
import { parseAddress } from '../../packet/address';
import { u16 } from '../../packet/bytes';
import { Protocol } from '../../packet/packet';
import type { Counter, Entry, Expectation, TupleView } from '../backend';

/** The names the kernel has for protocols; all others are `unknown`. */
const PROTOCOL_NAMES = new Map<number, string>([
  [Protocol.ICMP, 'icmp'],
  [Protocol.TCP, 'tcp'],
  [Protocol.UDP, 'udp'],
  [Protocol.DCCP, 'dccp'],
  [Protocol.GRE, 'gre'],
  [Protocol.ICMPV6, 'icmpv6'],
  [Protocol.SCTP, 'sctp'],
  [Protocol.UDPLITE, 'udplite'],
]);

const FAMILY_NUMBERS = { ipv4: 2, ipv6: 10 };

export function protocolName(protocol: number): string {
  return PROTOCOL_NAMES.get(protocol) ?? 'unknown';
}

/** The line of a connection (`ct_seq_show`). */
export function entryLine(entry: Omit<Entry, 'line'>): string {
  const { protocolNumber, status, zone, zoneDirection } = entry;
  const words = [
    `${entry.family.padEnd(8)} ${FAMILY_NUMBERS[entry.family]} ${entry.protocol.padEnd(8)} ${protocolNumber}`,
    String(entry.timeout),
    ...(entry.state ? [entry.state] : []),
    tuplePart(entry.original, protocolNumber),
    ...(zoneDirection === 'ORIGINAL' ? [`zone-orig=${zone}`] : []),
    ...counterPart(entry.counters?.original),
    ...(status.includes('SEEN_REPLY') ? [] : ['[UNREPLIED]']),
    tuplePart(entry.reply, protocolNumber),
    ...(zoneDirection === 'REPLY' ? [`zone-reply=${zone}`] : []),
    ...counterPart(entry.counters?.reply),
    ...(status.includes('ASSURED') ? ['[ASSURED]'] : []),
    `mark=${entry.mark}`,
    ...(zoneDirection === null ? [`zone=${zone}`] : []),
    ...(entry.age === null ? [] : [`delta-time=${entry.age}`]),
    `use=${entry.use}`,
  ];
  return words.join(' ');
}

/** Whether the kernel printed this line of the connection. */
export function isLineOf(line: string, { original, protocolNumber, zone, zoneDirection }: Entry): boolean {
  // `ipv4     2 tcp      6 …`: a tuple without ports could begin that of another protocol.
  const protocol = Number(line.trim().split(/ +/)[3]);
  const isTuple = line.includes(` ${tuplePart(original, protocolNumber)} `);
  const word = zoneDirection === null ? 'zone' : zoneDirection === 'ORIGINAL' ? 'zone-orig' : 'zone-reply';
  return protocol === protocolNumber && isTuple && line.includes(` ${word}=${zone} `);
}

/** The line of an expectation (`exp_seq_show`). */
export function expectationLine(
  family: number,
  expectation: Omit<Expectation, 'line' | 'mask' | 'master' | 'masterProtocol'>,
): string {
  const { timeout, protocolNumber, tuple, flags, helper } = expectation;
  const source = [helper, expectation.class].filter(Boolean).join('/');
  const head = `${timeout} l3proto = ${family} proto=${protocolNumber} ${tuplePart(tuple, protocolNumber)} `;
  return `${head}${flags.join(',')}${flags.length > 0 && helper ? ' ' : ''}${source}`;
}

function tuplePart({ src, dst, sport, dport, icmp }: TupleView, protocol: number): string {
  const addresses = `src=${fullAddress(src)} dst=${fullAddress(dst)}`;
  if (icmp) return `${addresses} type=${icmp.type} code=${icmp.code} id=${icmp.id}`;
  if (sport === null || dport === null) return addresses;
  if (protocol !== Protocol.GRE) return `${addresses} sport=${sport} dport=${dport}`;
  return `${addresses} srckey=0x${sport.toString(16)} dstkey=0x${dport.toString(16)}`;
}

function counterPart(counter: Counter | undefined): string[] {
  return counter ? [`packets=${counter.packets} bytes=${counter.bytes}`] : [];
}

/** IPv6 in all its digits (`%pI6`). */
function fullAddress(text: string): string {
  if (!text.includes(':')) return text;
  const bytes = parseAddress(text)!;
  return Array.from({ length: 8 }, (_, group) =>
    u16(bytes, 2 * group)
      .toString(16)
      .padStart(4, '0'),
  ).join(':');
}
