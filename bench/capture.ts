/** The capture of the replay benchmark: TCP connections from handshake to close, many at a time. */
import { put16, put32 } from '../src/packet/bytes';
import { checksum, pseudoHeaderSum } from '../src/packet/checksum';
import { Family, Protocol } from '../src/packet/packet';

const FIN = 0x01;
const SYN = 0x02;
const PSH = 0x08;
const ACK = 0x10;

/** One segment of the conversation every connection has: from whom, flags, bytes of data. */
type Segment = readonly [fromServer: 0 | 1, flags: number, data: number];

const CONVERSATION: readonly Segment[] = [
  [0, SYN, 0],
  [1, SYN | ACK, 0],
  [0, ACK, 0],
  [0, PSH | ACK, 100],
  [1, ACK, 0],
  [1, PSH | ACK, 100],
  [0, ACK, 0],
  [0, FIN | ACK, 0],
  [1, FIN | ACK, 0],
  [0, ACK, 0],
];

/** Connections that are open at the same time. */
const CONCURRENT = 1000;
const HEADERS = 54;
const CLIENT = 0xc000020a | 0;
const SERVER = 0xc633640a | 0;

/** A pcap (Ethernet, microseconds) of `connections` connections, ten packets each, 10 µs apart. */
export function tcpCapture(connections: number): Uint8Array {
  const dataBytes = CONVERSATION.reduce((sum, [, , data]) => sum + data, 0);
  const size = 24 + connections * (CONVERSATION.length * (16 + HEADERS) + dataBytes);
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(0xa1b2c3d4, 0);
  bytes.writeUInt16LE(2, 4);
  bytes.writeUInt16LE(4, 6);
  bytes.writeUInt32LE(262144, 16);
  bytes.writeUInt32LE(1, 20);
  let at = 24;
  let microseconds = 0;
  for (let first = 0; first < connections; first += CONCURRENT) {
    const sequences = new Int32Array(2 * CONCURRENT).fill(1000);
    for (const segment of CONVERSATION) {
      for (let i = 0; i < CONCURRENT && first + i < connections; i++) {
        at = writeRecord(bytes, at, microseconds, first + i, segment, sequences.subarray(2 * i, 2 * i + 2));
        microseconds += 10;
      }
    }
  }
  return bytes;
}

function writeRecord(
  bytes: Buffer,
  at: number,
  microseconds: number,
  connection: number,
  [fromServer, flags, data]: Segment,
  sequences: Int32Array,
): number {
  const length = HEADERS + data;
  bytes.writeUInt32LE(Math.floor(microseconds / 1e6), at);
  bytes.writeUInt32LE(microseconds % 1e6, at + 4);
  bytes.writeUInt32LE(length, at + 8);
  bytes.writeUInt32LE(length, at + 12);
  const frame = at + 16;
  put16(bytes, frame + 12, 0x0800);
  const ip = frame + 14;
  const client = (CLIENT + (connection >>> 14)) | 0;
  const port = 1024 + (connection & 0x3fff);
  bytes[ip] = 0x45;
  put16(bytes, ip + 2, length - 14);
  bytes[ip + 8] = 64;
  bytes[ip + 9] = Protocol.TCP;
  put32(bytes, ip + 12, fromServer ? SERVER : client);
  put32(bytes, ip + 16, fromServer ? client : SERVER);
  put16(bytes, ip + 10, checksum(bytes, ip, ip + 20));
  const tcp = ip + 20;
  put16(bytes, tcp, fromServer ? 80 : port);
  put16(bytes, tcp + 2, fromServer ? port : 80);
  put32(bytes, tcp + 4, sequences[fromServer]);
  if (flags & ACK) put32(bytes, tcp + 8, sequences[1 - fromServer]);
  bytes[tcp + 12] = 0x50;
  bytes[tcp + 13] = flags;
  put16(bytes, tcp + 14, 64240);
  const end = frame + length;
  put16(bytes, tcp + 16, checksum(bytes, tcp, end, pseudoHeaderSum(bytes, ip, Family.IPV4, Protocol.TCP, end - tcp)));
  sequences[fromServer] += data + (flags & (SYN | FIN) ? 1 : 0);
  return end;
}
