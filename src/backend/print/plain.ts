/**
 * Connections as the tool `conntrack` prints them in its plain and extended forms (`nfct_snprintf`,
 * `__snprintf_conntrack_default` in libnetfilter_conntrack).
 */
import type { ConntrackEvent, Counter, Entry, TupleView } from '../backend';
import { type Output, toolProtocolName } from './output';

const FAMILY_NUMBERS = { ipv4: 2, ipv6: 10 };
/** Each as wide as the widest. */
const EVENT_WORDS = { NEW: '    [NEW] ', UPDATE: ' [UPDATE] ', DESTROY: '[DESTROY] ' };

/** The line of `conntrack -L`. */
export function listedLine(entry: Entry, output: Output): string {
  // The tool counts the entry as the table holds it, /proc its own reader too.
  return line(entry, output, [String(entry.timeout)], [`mark=${entry.mark}`], [`use=${entry.use - 1}`]);
}

/** The line of `conntrack -E`: of a connection that is gone there may be no time left (`ctnetlink_dump_timeout`). */
export function eventLine({ type, time, entry, tellsMark }: ConntrackEvent, output: Output): string {
  const timeout = type === 'DESTROY' && entry.timeout === 0 ? [] : [String(entry.timeout)];
  const text = line(entry, output, timeout, tellsMark ? [`mark=${entry.mark}`] : [], []);
  return `${output.timestamp ? timestamp(time) : ''}${EVENT_WORDS[type]}${text}`;
}

/** Seconds and microseconds, as `-o timestamp` has them before a line. */
export function timestamp(time: number): string {
  const seconds = Math.floor(time);
  const microseconds = Math.round((time - seconds) * 1e6);
  return `[${String(seconds).padEnd(8)}.${String(microseconds).padEnd(6)}]\t`;
}

/** One direction: addresses, then ports, keys or the fields of ICMP. */
function tupleText({ src, dst, sport, dport, icmp }: TupleView, protocol: string): string {
  if (icmp) return `src=${src} dst=${dst} type=${icmp.type} code=${icmp.code} id=${icmp.id}`;
  return [`src=${src} dst=${dst}`, ...portsText(sport, dport, protocol)].join(' ');
}

export function portsText(source: number | null, destination: number | null, protocol: string): string[] {
  if (protocol === 'gre') return [`srckey=${hex(source)} dstkey=${hex(destination)}`];
  return source === null ? [] : [`sport=${source} dport=${destination}`];
}

export function hex(key: number | null): string {
  return `0x${(key ?? 0).toString(16)}`;
}

function line(entry: Entry, output: Output, timeout: string[], mark: string[], use: string[]): string {
  const { family, protocolNumber, state, zone, zoneDirection, status, counters, age, helper } = entry;
  const protocol = toolProtocolName(protocolNumber);
  return [
    ...(output.extended ? [`${family.padEnd(8)} ${FAMILY_NUMBERS[family]}`] : []),
    `${protocol.padEnd(8)} ${protocolNumber}`,
    ...timeout,
    ...(state === null ? [] : [state]),
    tupleText(entry.original, protocol),
    ...(zoneDirection === 'ORIGINAL' && zone > 0 ? [`zone-orig=${zone}`] : []),
    ...counted(counters?.original),
    ...(status.includes('SEEN_REPLY') ? [] : ['[UNREPLIED]']),
    tupleText(entry.reply, protocol),
    ...(zoneDirection === 'REPLY' && zone > 0 ? [`zone-reply=${zone}`] : []),
    ...counted(counters?.reply),
    ...(status.includes('ASSURED') ? ['[ASSURED]'] : []),
    ...mark,
    ...(zoneDirection === null && zone > 0 ? [`zone=${zone}`] : []),
    ...(age === null ? [] : [`delta-time=${age}`]),
    ...(helper === null ? [] : [`helper=${helper}`]),
    ...use,
    ...(output.id ? [`id=${entry.id}`] : []),
  ].join(' ');
}

function counted(counter: Counter | undefined): string[] {
  return counter ? [`packets=${counter.packets} bytes=${counter.bytes}`] : [];
}
