/** Connections as the kernel prints them in `/proc/net/nf_conntrack` (`ct_seq_show`). */
import { HZ } from '../clock';
import { Family, Protocol } from '../packet/packet';
import type { Conntrack } from './conntrack';
import { knowsAddressesOnly } from './protocols/generic';
import { Status } from './status';
import { Dir, Field } from './store';
import { familyOf, fullAddressText, protocolOf, TupleWord } from './tuple';
import { zoneOfConnection } from './zone';

const FAMILY_NAMES: Record<Family, string> = { [Family.IPV4]: 'ipv4', [Family.IPV6]: 'ipv6' };

/** The line of a connection, without the line feed. */
export function procLine(conntrack: Conntrack, ct: number): string {
  const { store } = conntrack;
  const { words } = store;
  const base = ct * Field.WORDS;
  const family = familyOf(words, base);
  const protocol = protocolOf(words, base);
  const tracker = conntrack.trackerOf(protocol);
  const status = words[base + Field.STATUS];
  const extension = store.extension(ct);
  const counters = extension?.counters;
  const left = Math.trunc(Math.max(0, (words[base + Field.TIMEOUT] - conntrack.clock.jiffies) | 0) / HZ);
  const started = extension?.started ?? null;

  let line = `${FAMILY_NAMES[family].padEnd(8)} ${family} ${tracker.name.padEnd(8)} ${protocol} ${left} `;
  const details = tracker.details?.(words, base) ?? tracker.stateName?.(words, base);
  if (details) line += `${details} `;
  const zone = zoneOfConnection(store, ct);
  // Of a protocol that has no tracker the ports are not known.
  const textOf = knowsAddressesOnly(tracker) ? addressText : tupleText;
  line += textOf(words, base + Field.ORIGINAL);
  if (zone.dir === Dir.ORIGINAL) line += `zone-orig=${zone.id} `;
  if (counters) line += `packets=${counters[0]} bytes=${counters[1]} `;
  if (!(status & Status.SEEN_REPLY)) line += '[UNREPLIED] ';
  line += textOf(words, base + Field.REPLY);
  if (zone.dir === Dir.REPLY) line += `zone-reply=${zone.id} `;
  if (counters) line += `packets=${counters[2]} bytes=${counters[3]} `;
  if (status & Status.ASSURED) line += '[ASSURED] ';
  line += `mark=${words[base + Field.MARK] >>> 0} `;
  if (zone.dir === null) line += `zone=${zone.id} `;
  if (started !== null) line += `delta-time=${Math.floor(conntrack.clock.now - started)} `;
  // Whoever reads the file holds a reference too.
  return `${line}use=${words[base + Field.USE] + 1}`;
}

/** One direction: addresses, then what its protocol has of ports, with a blank behind (`print_tuple`). */
export function tupleText(words: Int32Array, at: number): string {
  return addressText(words, at) + idText(words[at + TupleWord.ID], protocolOf(words, at));
}

function addressText(words: Int32Array, at: number): string {
  const family = familyOf(words, at);
  const src = fullAddressText(words, at + TupleWord.SRC, family);
  const dst = fullAddressText(words, at + TupleWord.DST, family);
  return `src=${src} dst=${dst} `;
}

function idText(id: number, protocol: Protocol): string {
  const upper = id >>> 16;
  const lower = id & 0xffff;
  switch (protocol) {
    case Protocol.ICMP:
    case Protocol.ICMPV6:
      return `type=${lower >> 8} code=${lower & 0xff} id=${upper} `;
    case Protocol.GRE:
      return `srckey=0x${upper.toString(16)} dstkey=0x${lower.toString(16)} `;
    case Protocol.TCP:
    case Protocol.UDP:
    case Protocol.UDPLITE:
    case Protocol.SCTP:
    case Protocol.DCCP:
      return `sport=${upper} dport=${lower} `;
    default:
      return '';
  }
}
