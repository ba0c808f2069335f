import { put16 } from '../../src/packet/bytes';
import { atPort, type Flow, udpDatagram } from '../datagram';
import * as draw from '../draw';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

export const TFTP_PORT = 69;

/** A request, and where its answer comes from and goes to: what is not 0 is not as it should be. */
interface Transfer {
  readonly opcode: number;
  readonly answers: number;
  readonly astray: number;
  readonly length: number;
}

/** A TFTP session (RFC 1350): requests, some bent, and the transfers that answer them from another port. */
export function tftpSession(): draw.Drawn<PacketEvent[]> {
  const transfer = draw.record({
    opcode: draw.constantFrom(1, 2, 1, 2, 3, 5, 0, 256),
    answers: draw.constantFrom(1, 2, 0),
    astray: draw.constantFrom(0, 0, 0, 1),
    length: draw.constantFrom(20, 20, 20, 2, 1, 0),
  });
  return draw
    .tuple(flow({ port: TFTP_PORT }), draw.array(transfer, { minLength: 1, maxLength: 3 }))
    .map(([between, transfers]) => transfers.flatMap((each, at) => transferred(between, each, at)));
}

function transferred(between: Flow, { opcode, answers, astray, length }: Transfer, at: number): PacketEvent[] {
  const { family, ends } = between;
  const request = message(opcode, 20).subarray(0, length);
  const server = atPort(ends[1], DATA_PORT + at);
  const back: Flow = { family, ends: [server, atPort(ends[0], ends[0].port + astray)] };
  const events = [udpDatagram(between, 0, request)];
  for (let n = 1; n <= answers; n++)
    events.push(udpDatagram(back, 0, message(3, 60)), udpDatagram(back, 1, message(4, 4)));
  return events;
}

function message(opcode: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(0x61);
  put16(bytes, 0, opcode);
  return bytes;
}

const DATA_PORT = 45000;
