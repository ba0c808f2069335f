/** The fields of transport headers, a protocol a function; each returns where what follows begins. */
import { u16, u32 } from '../../src/packet/bytes';
import { Protocol } from '../../src/packet/packet';
import { chunkOfType } from '../../src/packet/sctp-chunks';

export interface Field {
  /** The header it belongs to: `IPv4`, `TCP`, `quoted IPv4`, `data`. */
  layer: string;
  name: string;
  at: number;
  length: number;
  value: string;
}

/** Takes a field down, unless the bytes end before it does. */
export type Fields = (layer: string, name: string, at: number, length: number, value: string) => void;

type Transport = (bytes: Uint8Array, at: number, prefix: string, add: Fields) => number;

export function hex(value: number, digits: number): string {
  return `0x${(value >>> 0).toString(16).padStart(digits, '0')}`;
}

const FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'];

function ports(bytes: Uint8Array, at: number, layer: string, add: Fields): void {
  add(layer, 'source port', at, 2, String(u16(bytes, at)));
  add(layer, 'destination port', at + 2, 2, String(u16(bytes, at + 2)));
}

const tcp: Transport = (bytes, at, prefix, add) => {
  const layer = `${prefix}TCP`;
  ports(bytes, at, layer, add);
  if (bytes.length < at + 20) return Math.min(bytes.length, at + 8);
  const header = (bytes[at + 12] >> 4) * 4;
  add(layer, 'sequence number', at + 4, 4, String(u32(bytes, at + 4)));
  add(layer, 'acknowledgment number', at + 8, 4, String(u32(bytes, at + 8)));
  add(layer, 'data offset', at + 12, 1, `${header} bytes`);
  const flags = FLAGS.filter((_, bit) => bytes[at + 13] & (1 << bit));
  add(layer, 'flags', at + 13, 1, flags.join(' ') || 'none');
  add(layer, 'window', at + 14, 2, String(u16(bytes, at + 14)));
  add(layer, 'checksum', at + 16, 2, hex(u16(bytes, at + 16), 4));
  add(layer, 'urgent pointer', at + 18, 2, String(u16(bytes, at + 18)));
  const end = Math.min(at + Math.max(header, 20), bytes.length);
  tcpOptions(bytes, at + 20, end, layer, add);
  return end;
};

const OPTIONS: Record<number, string> = {
  2: 'maximum segment size',
  3: 'window scale',
  4: 'SACK permitted',
  5: 'SACK',
  8: 'timestamps',
};

function tcpOptions(bytes: Uint8Array, from: number, end: number, layer: string, add: Fields): void {
  for (let at = from; at < end; ) {
    const kind = bytes[at];
    const length = kind < 2 ? 1 : bytes[at + 1];
    if (kind === 0 || length === 0 || at + length > end) {
      add(layer, kind === 0 ? 'end of options' : 'broken option', at, end - at, '');
      return;
    }
    const value = kind === 2 ? String(u16(bytes, at + 2)) : kind === 3 ? String(bytes[at + 2]) : '';
    add(layer, kind === 1 ? 'no operation' : `option: ${OPTIONS[kind] ?? kind}`, at, length, value);
    at += length;
  }
}

const udp: Transport = (bytes, at, prefix, add) => {
  const layer = `${prefix}UDP`;
  ports(bytes, at, layer, add);
  add(layer, 'length', at + 4, 2, String(u16(bytes, at + 4)));
  add(layer, 'checksum', at + 6, 2, hex(u16(bytes, at + 6), 4));
  return Math.min(at + 8, bytes.length);
};

const sctp: Transport = (bytes, at, prefix, add) => {
  const layer = `${prefix}SCTP`;
  ports(bytes, at, layer, add);
  if (bytes.length < at + 12) return Math.min(bytes.length, at + 4);
  add(layer, 'verification tag', at + 4, 4, hex(u32(bytes, at + 4), 8));
  add(layer, 'checksum', at + 8, 4, hex(u32(bytes, at + 8), 8));
  let chunk = at + 12;
  while (chunk + 4 <= bytes.length) {
    const length = u16(bytes, chunk + 2);
    const whole = Math.min((length + 3) & ~3, bytes.length - chunk);
    add(
      layer,
      'chunk',
      chunk,
      Math.max(whole, 4),
      `${chunkOfType(bytes[chunk]).name}, flags ${bytes[chunk + 1]}, ${length} bytes`,
    );
    if (length < 4) return chunk + 4;
    chunk += whole;
  }
  return chunk;
};

const icmp =
  (name: string): Transport =>
  (bytes, at, prefix, add) => {
    const layer = `${prefix}${name}`;
    add(layer, 'type', at, 1, String(bytes[at]));
    add(layer, 'code', at + 1, 1, String(bytes[at + 1]));
    add(layer, 'checksum', at + 2, 2, hex(u16(bytes, at + 2), 4));
    const isEcho = [0, 8, 13, 14, 15, 16, 17, 18, 128, 129].includes(bytes[at]);
    if (isEcho) {
      add(layer, 'identifier', at + 4, 2, String(u16(bytes, at + 4)));
      add(layer, 'sequence number', at + 6, 2, String(u16(bytes, at + 6)));
    } else add(layer, 'rest of header', at + 4, 4, hex(u32(bytes, at + 4), 8));
    return Math.min(at + 8, bytes.length);
  };

const gre: Transport = (bytes, at, prefix, add) => {
  add(`${prefix}GRE`, 'flags and version', at, 2, hex(u16(bytes, at), 4));
  add(`${prefix}GRE`, 'protocol type', at + 2, 2, hex(u16(bytes, at + 2), 4));
  return Math.min(at + 4, bytes.length);
};

export const TRANSPORTS: Readonly<Record<number, Transport>> = {
  [Protocol.TCP]: tcp,
  [Protocol.UDP]: udp,
  [Protocol.UDPLITE]: (bytes, at, prefix, add) =>
    udp(bytes, at, prefix, (_layer, name, ...rest) =>
      add(`${prefix}UDP-Lite`, name === 'length' ? 'checksum coverage' : name, ...rest),
    ),
  [Protocol.SCTP]: sctp,
  [Protocol.ICMP]: icmp('ICMP'),
  [Protocol.ICMPV6]: icmp('ICMPv6'),
  [Protocol.GRE]: gre,
};
