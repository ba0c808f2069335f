/**
 * Packets as cells of a table of packets: TCP segments with relative numbers in named flows, all else as it stands.
 *
 * Every cell is read back the way the steps will read it. Where that gives other bytes, the packet is written in
 * hexadecimal digits instead.
 */
import { formatAddress } from '../src/packet/address';
import { u16 } from '../src/packet/bytes';
import { buildPacket, FlowContext, type PacketContext, parsePacket, printPacket } from '../src/packet/notation';
import type { FlowDirection } from '../src/packet/notation-flow';
import { Family, familyOfDatagram, Protocol } from '../src/packet/packet';
import { findTransport } from '../src/packet/transport';
import { toHex } from '../src/packet/wire';
import { hostName, resolveHost } from '../steps/support/hosts';

/** Cells of a row by column; none where the cell is blank. */
export type Row = Readonly<Record<string, string>>;

interface NamedFlow {
  readonly name: string;
  /** `tcp client:1024 > server:80`. */
  readonly text: string;
}

/** The addresses and ports of a TCP segment. */
interface Ends {
  source: string;
  sourcePort: number;
  destination: string;
  destinationPort: number;
}

interface Flow extends NamedFlow {
  readonly ends: Ends;
}

export class PacketCells {
  /** The flows of the TCP segments, in the order they begin. */
  readonly flows: readonly NamedFlow[];
  readonly #rows: readonly Row[];
  #taken = 0;

  constructor(packets: readonly Uint8Array[]) {
    const flows = flowsOf(packets);
    this.flows = flows;
    this.#rows = rowsOf(packets, flows, new Set());
  }

  /** The cells of the next packet. */
  next(): Row {
    return this.#rows[this.#taken++];
  }
}

/** Begins again with a packet in digits whenever one does not come out right: it may have misled those behind it. */
function rowsOf(packets: readonly Uint8Array[], flows: readonly Flow[], inDigits: ReadonlySet<number>): Row[] {
  const contexts = new Map(flows.map(flow => [flow, new FlowContext(flow.ends)]));
  const rows: Row[] = [];
  for (const [at, bytes] of packets.entries()) {
    if (inDigits.has(at)) {
      rows.push({ packet: `raw ${toHex(bytes)}` });
      continue;
    }
    const [flow, direction] = locate(bytes, flows);
    // A row that names no flow belongs to the only one, where there is only one.
    const own = flow ?? (flows.length === 1 ? flows[0] : undefined);
    const packet = print(bytes, { flow: own && contexts.get(own), direction, resolve: resolveHost });
    if (packet === null) return rowsOf(packets, flows, new Set([...inDigits, at]));
    const name = flow && flows.length > 1 ? flow.name : '';
    rows.push(flow ? { flow: name, dir: direction === 'reply' ? '<' : '>', packet } : { packet });
  }
  return rows;
}

/** The packet in notation, noted in its flow as the step will do it; null when it is not read as the same. */
function print(bytes: Uint8Array, context: PacketContext): string | null {
  const text = withHostNames(printPacket(bytes, context));
  const built = buildPacket(parsePacket(text), context);
  return built.length === bytes.length && built.every((byte, at) => byte === bytes[at]) ? text : null;
}

const ADDRESS = /\[?(?<![\w.:])((?:\d+\.){3}\d+|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*)(?![\w.])\]?/g;

/** What a payload says of addresses stays. */
function withHostNames(text: string): string {
  if (text.includes('"')) return text;
  return text.replace(ADDRESS, (written, address: string) => {
    const name = hostName(address);
    return name === address ? written : name;
  });
}

function locate(bytes: Uint8Array, flows: readonly Flow[]): [Flow, FlowDirection] | [] {
  const ends = endsOf(bytes);
  if (!ends) return [];
  for (const flow of flows) {
    if (isSameEnds(flow.ends, ends)) return [flow, 'original'];
    if (isSameEnds(flow.ends, reverse(ends))) return [flow, 'reply'];
  }
  return [];
}

function flowsOf(packets: readonly Uint8Array[]): Flow[] {
  const flows: Flow[] = [];
  for (const bytes of packets) {
    const ends = endsOf(bytes);
    if (!ends || locate(bytes, flows).length > 0) continue;
    const text = `tcp ${end(ends.source, ends.sourcePort)} > ${end(ends.destination, ends.destinationPort)}`;
    flows.push({ name: `flow ${flows.length + 1}`, text, ends });
  }
  return flows;
}

function end(address: string, port: number): string {
  const name = hostName(address);
  return name.includes(':') ? `[${name}]:${port}` : `${name}:${port}`;
}

/** Of a TCP segment whose ports can be read; null for anything else. */
function endsOf(bytes: Uint8Array): Ends | null {
  const family = familyOfDatagram(bytes);
  if (bytes.length < (family === Family.IPV4 ? 20 : 40)) return null;
  const found = findTransport(bytes, 0, bytes.length, family);
  const at = found >> 8;
  if (found < 0 || (found & 0xff) !== Protocol.TCP || at + 20 > bytes.length) return null;
  const [from, to] = family === Family.IPV4 ? [12, 16] : [8, 24];
  return {
    source: formatAddress(bytes, from, family),
    sourcePort: u16(bytes, at),
    destination: formatAddress(bytes, to, family),
    destinationPort: u16(bytes, at + 2),
  };
}

function reverse({ source, sourcePort, destination, destinationPort }: Ends): Ends {
  return { source: destination, sourcePort: destinationPort, destination: source, destinationPort: sourcePort };
}

function isSameEnds(a: Ends, b: Ends): boolean {
  return (
    a.source === b.source &&
    a.destination === b.destination &&
    a.sourcePort === b.sourcePort &&
    a.destinationPort === b.destinationPort
  );
}
