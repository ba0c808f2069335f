/** `replay --format text`: a line a packet, made for reading, and a summary by state and protocol. */
import { HZ } from '../clock';
import type { Conntrack } from '../conntrack/conntrack';
import { ctdirOf, ctstateOf } from '../conntrack/ctstate';
import { trackersOf } from '../conntrack/protocols';
import { HEADER_BYTES, Segment } from '../conntrack/protocols/tcp-segment';
import { Status } from '../conntrack/status';
import { Field } from '../conntrack/store';
import { protocolOf } from '../conntrack/tuple';
import { Linux } from '../linux/linux';
import { VERDICT_NAMES, Verdict } from '../netfilter/hooks';
import { formatAddress } from '../packet/address';
import { u16 } from '../packet/bytes';
import { FlowContext, printPacket } from '../packet/notation';
import type { FlowDirection } from '../packet/notation-flow';
import { Family, Protocol } from '../packet/packet';
import { TcpFlag } from '../packet/tcp';
import { findTransport } from '../packet/transport';
import { type Replay, reasonOf } from '../replay';
import { fold, terminalWidth } from './fold';
import { writeAll } from './output';
import { cutNotice } from './replay-file';
import type { ReplayWriter } from './replay-writer';

/** A payload in hexadecimal digits, of which a few are enough to read. */
const LONG_PAYLOAD = /\b((?:0x)?[0-9a-f]{16})[0-9a-f]{16,}/g;
/** Where the text below a line's time begins. */
const INDENT = ''.padEnd(15);
const FLUSH_AT = 1 << 16;
const HEADING = `${'time'.padStart(13)}  ${'ctstate'.padEnd(13)}  ${'entry'.padEnd(34)}  packet\n`;
const ARROWS = { ORIGINAL: ' >', REPLY: ' <' } as const;

export class TextWriter implements ReplayWriter {
  #text = HEADING;
  #packet = '';
  readonly #width = terminalWidth();
  /** TCP flows by their ends, for relative sequence numbers. */
  readonly #flows = new Map<string, FlowContext>();
  /** How many packets there were, by protocol and what became of them. */
  readonly #counts = new Map<string, Map<string, number>>();
  #protocol = '';

  before({ capture }: Replay): void {
    const { bytes, start, end, family } = capture;
    this.#protocol = family === 0 ? 'not IP' : protocolName(bytes, start, end, family);
    const text =
      family === 0 ? `not IP, ${capture.originalLength} bytes` : this.#print(bytes.subarray(start, end), family);
    this.#packet = text.replace(LONG_PAYLOAD, '$1…');
  }

  packet(replay: Replay): void {
    const { packet, verdict, capture, simulation } = replay;
    const ctstate = ctstateOf(packet);
    const ctdir = ctdirOf(packet);
    const outcome = verdict === Verdict.ACCEPT ? (ctstate ?? 'ACCEPT') : (ctstate ?? VERDICT_NAMES[verdict]);
    const shown = outcome + (ctdir ? ARROWS[ctdir] : '');
    const entry = packet.ct !== 0 ? entryText(simulation.conntrack, packet.ct) : '';
    const time = capture.time.toFixed(6).padStart(13);
    this.#add(`${time}  ${shown.padEnd(13)}  ${entry.padEnd(34)}  `, this.#packet);
    const notes = [
      ...(verdict !== Verdict.ACCEPT && outcome !== VERDICT_NAMES[verdict] ? [VERDICT_NAMES[verdict]] : []),
      ...(reasonOf(packet, verdict) !== null ? [reasonOf(packet, verdict)] : []),
      ...(replay.rule ? [replay.rule] : []),
    ];
    if (notes.length > 0) this.#add(INDENT, `^ ${notes.join(': ')}`);
    this.#count(verdict === Verdict.ACCEPT ? outcome : VERDICT_NAMES[verdict]);
    if (this.#text.length > FLUSH_AT) this.#flush();
  }

  end(table: string[] | null, replay: Replay): void {
    this.#text += `\n${this.#summary()}`;
    if (replay.cut > 0) this.#text += `\n${cutNotice(replay)}\n`;
    if (table) this.#text += `\n/proc/net/nf_conntrack:\n${table.map(line => `${line}\n`).join('')}`;
    this.#flush();
  }

  /** Adds a line; on a terminal that is too narrow for it, `text` goes below `head`, folded between words. */
  #add(head: string, text: string): void {
    if (head.length + text.length <= this.#width) {
      this.#text += `${head}${text}\n`;
      return;
    }
    const lines = [head.trimEnd(), ...fold(text, this.#width - INDENT.length).map(line => INDENT + line)];
    this.#text += lines.map(line => (line === '' ? '' : `${line}\n`)).join('');
  }

  #print(bytes: Uint8Array, family: Family): string {
    const found = findTransport(bytes, 0, bytes.length, family);
    if (found < 0 || (found & 0xff) !== Protocol.TCP || bytes.length - (found >> 8) < 4) return printPacket(bytes);
    const at = found >> 8;
    const length = family === Family.IPV4 ? 4 : 16;
    const address = family === Family.IPV4 ? 12 : 8;
    const source = formatAddress(bytes, address, family);
    const destination = formatAddress(bytes, address + length, family);
    const [sourcePort, destinationPort] = [u16(bytes, at), u16(bytes, at + 2)];
    const there = `${source} ${sourcePort} ${destination} ${destinationPort}`;
    const back = `${destination} ${destinationPort} ${source} ${sourcePort}`;
    const direction = this.#flows.has(back) ? 'reply' : 'original';
    let flow = this.#flows.get(direction === 'reply' ? back : there);
    if (!flow) {
      flow = new FlowContext({ source, sourcePort, destination, destinationPort });
      this.#flows.set(there, flow);
    }
    const text = printPacket(bytes, { flow, direction });
    noteSegment(flow, direction, bytes, at);
    // A packet that is no plain segment of its flow is printed whole, with its addresses.
    if (/^(tcp|udp|icmp6?|ip6?|raw)\b/.test(text)) return text;
    const end = (host: string, port: number) => (family === Family.IPV4 ? `${host}:${port}` : `[${host}]:${port}`);
    return `tcp ${end(source, sourcePort)} > ${end(destination, destinationPort)} ${text}`;
  }

  #count(outcome: string): void {
    const counts = this.#counts.get(this.#protocol) ?? new Map<string, number>();
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    this.#counts.set(this.#protocol, counts);
  }

  #summary(): string {
    const outcomes = [...OUTCOMES].filter(outcome => [...this.#counts.values()].some(counts => counts.has(outcome)));
    const row = (head: string, cells: (string | number)[]) =>
      `${head.padEnd(9)}${cells.map(cell => String(cell).padStart(13)).join('')}\n`;
    let text = row('packets', [...outcomes, 'all']);
    for (const [protocol, counts] of [...this.#counts].sort()) {
      const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
      text += row(protocol, [...outcomes.map(outcome => counts.get(outcome) ?? 0), all]);
    }
    return text;
  }

  #flush(): void {
    writeAll(1, Buffer.from(this.#text));
    this.#text = '';
  }
}

/** For their names. */
const TRACKERS = trackersOf(new Linux());
const OUTCOMES = ['NEW', 'ESTABLISHED', 'RELATED', 'UNTRACKED', 'INVALID', 'ACCEPT', 'STOLEN', 'DROP'];

function protocolName(bytes: Uint8Array, start: number, end: number, family: Family): string {
  const found = findTransport(bytes, start, end, family);
  if (found < 0) return 'other';
  const { name } = TRACKERS[found & 0xff];
  return name === 'unknown' ? `proto ${found & 0xff}` : name;
}

/** Lets the flow know the segment, so that the next one is counted from where its side began. */
function noteSegment(flow: FlowContext, direction: FlowDirection, bytes: Uint8Array, at: number): void {
  if (bytes.length - at < HEADER_BYTES) return;
  segment.read(bytes, at, bytes.length - at);
  const { seq, end, ack, flags } = segment;
  flow.sent(direction, seq >>> 0, (end - seq) >>> 0, (flags & TcpFlag.SYN) !== 0, true);
  if (flags & TcpFlag.ACK) flow.acknowledged(direction === 'original' ? 'reply' : 'original', ack >>> 0);
}

const segment = new Segment();

/** The connection in a few words: state, seconds left, and what listings put in brackets. */
function entryText(conntrack: Conntrack, ct: number): string {
  const { words } = conntrack.store;
  const base = ct * Field.WORDS;
  const status = words[base + Field.STATUS];
  const tracker = conntrack.trackerOf(protocolOf(words, base));
  const state = tracker.stateName?.(words, base) ?? tracker.name;
  if (status & Status.DYING) return `${state} [removed]`;
  if (!(status & Status.CONFIRMED)) return `${state} [never confirmed]`;
  const left = Math.trunc(((words[base + Field.TIMEOUT] - conntrack.clock.jiffies) | 0) / HZ);
  const flags = (status & Status.SEEN_REPLY ? '' : ' [UNREPLIED]') + (status & Status.ASSURED ? ' [ASSURED]' : '');
  return `${state} ${left}s${flags}`;
}
