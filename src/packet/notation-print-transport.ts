/** Transport headers in notation: one printer a protocol. Whatever has none is printed by its protocol number. */
import { formatAddress } from './address';
import { parseGre, printGre, reduceGre } from './gre';
import { ICMP_MESSAGES } from './icmp';
import { type IcmpMessage, parseIcmp, printIcmp, reduceIcmp } from './icmp-message';
import { ICMPV6_MESSAGES } from './icmpv6';
import type { FlowDirection } from './notation-flow';
import type { PacketContext } from './notation-types';
import { Family, Protocol } from './packet';
import { parseSctp, printSctp, reduceSctp, Sctp } from './sctp';
import { parseTcp, printTcp, reduceTcp, type SequenceBases, Tcp } from './tcp';
import { parseUdp, printUdp, reduceUdp } from './udp';

/** What surrounds a transport header. */
export interface Surroundings {
  family: Family;
  source: Uint8Array;
  destination: Uint8Array;
  /** As `pseudoHeader` gives it. */
  pseudo: number;
  context: PacketContext;
  /** Whether an error quotes the packet, which then always says where from and where to. */
  isQuoted: boolean;
  /** Prints the datagram an error quotes. */
  quote: (datagram: Uint8Array) => string;
}

export interface Printed {
  text: string;
  /** What the builder makes of it: the text is only good when these are the bytes that were printed. */
  rebuilt: Uint8Array;
}

/**
 * Prints `bytes`, of which only the first `known` were in the packet and the rest was made up; null when the header is
 * cut. A checksum that was made up is left to the builder.
 */
type TransportPrinter = (bytes: Uint8Array, around: Surroundings, known: number) => Printed | null;

const BOTH = { [Protocol.TCP]: tcp, [Protocol.UDP]: udp, [Protocol.SCTP]: sctp, [Protocol.GRE]: gre };
const PRINTERS: Readonly<Record<Family, Readonly<Record<number, TransportPrinter>>>> = {
  [Family.IPV4]: { ...BOTH, [Protocol.ICMP]: icmp },
  [Family.IPV6]: { ...BOTH, [Protocol.ICMPV6]: icmp6 },
};

export function transportPrinter(family: Family, protocol: number): TransportPrinter | undefined {
  return PRINTERS[family][protocol];
}

/** `192.0.2.10 > 198.51.100.10`. */
export function printRoute({ source, destination, family }: Surroundings): string {
  return `${formatAddress(source, 0, family)} > ${formatAddress(destination, 0, family)}`;
}

function printPorts(around: Surroundings, sourcePort: number, destinationPort: number): string {
  const end = (address: Uint8Array, port: number) => {
    const text = formatAddress(address, 0, around.family);
    return around.family === Family.IPV4 ? `${text}:${port}` : `[${text}]:${port}`;
  };
  return `${end(around.source, sourcePort)} > ${end(around.destination, destinationPort)}`;
}

function tcp(bytes: Uint8Array, around: Surroundings, known: number): Printed | null {
  const read = parseTcp(bytes);
  if (!read) return null;
  const { fields, bytes: rebuilt } = reduceTcp(read, around.pseudo);
  if (known <= Tcp.CHECKSUM) fields.checksum = undefined;
  const { flow } = around.context;
  const direction = flow?.directionOf(around.source, read.sourcePort, around.destination, read.destinationPort) ?? null;
  const segment = printTcp(fields, basesOf(around.context, direction));
  const isBare = direction !== null && !around.isQuoted;
  const text = isBare ? segment : `tcp ${printPorts(around, read.sourcePort, read.destinationPort)} ${segment}`;
  return { text, rebuilt };
}

/** Outside a flow, numbers are what they are on the wire. */
function basesOf({ flow }: PacketContext, direction: FlowDirection | null): SequenceBases {
  if (!flow || direction === null) return { seq: 0, ack: 0 };
  return { seq: flow.isn(direction), ack: flow.isn(direction === 'original' ? 'reply' : 'original') };
}

function udp(bytes: Uint8Array, around: Surroundings): Printed | null {
  const read = parseUdp(bytes);
  if (!read) return null;
  const { fields, bytes: rebuilt } = reduceUdp(read, around.pseudo);
  const text = `udp ${printPorts(around, read.sourcePort, read.destinationPort)} ${printUdp(fields)}`;
  return { text, rebuilt };
}

function sctp(bytes: Uint8Array, around: Surroundings, known: number): Printed | null {
  const read = parseSctp(bytes);
  if (!read) return null;
  const { fields, bytes: rebuilt } = reduceSctp(read);
  if (known <= Sctp.CHECKSUM) fields.checksum = undefined;
  return { text: `sctp ${printPorts(around, read.sourcePort, read.destinationPort)} ${printSctp(fields)}`, rebuilt };
}

function gre(bytes: Uint8Array, around: Surroundings): Printed | null {
  const read = parseGre(bytes);
  if (!read) return null;
  const { fields, bytes: rebuilt } = reduceGre(read);
  return { text: `${read.enhanced ? 'gre1' : 'gre'} ${printRoute(around)} ${printGre(fields)}`.trimEnd(), rebuilt };
}

function icmp(bytes: Uint8Array, around: Surroundings): Printed | null {
  return printMessage(bytes, around, 'icmp', ICMP_MESSAGES, null);
}

function icmp6(bytes: Uint8Array, around: Surroundings): Printed | null {
  return printMessage(bytes, around, 'icmp6', ICMPV6_MESSAGES, around.pseudo);
}

function printMessage(
  bytes: Uint8Array,
  around: Surroundings,
  kind: 'icmp' | 'icmp6',
  messages: readonly IcmpMessage[],
  pseudo: number | null,
): Printed | null {
  const read = parseIcmp(bytes);
  if (!read) return null;
  const { fields, bytes: rebuilt } = reduceIcmp(read, pseudo);
  const text = `${kind} ${printRoute(around)} ${printIcmp(fields, messages, around.quote)}`;
  return { text, rebuilt };
}
