import { put16, put32 } from '../../src/packet/bytes';
import type { Flow } from '../datagram';
import { atPort } from '../datagram';
import * as draw from '../draw';
import { TcpTalk } from '../tcp-talk';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

export const SANE_PORT = 6566;

/** A request of a SANE client and the server's answer, with what may be wrong about them. */
interface Scan {
  readonly code: number;
  readonly requestLength: number;
  readonly status: number;
  readonly high: number;
  readonly port: number;
  readonly answerLength: number;
  readonly astray: number;
}

/** A SANE session: scans that are started, and the connections that the pictures come by. */
export function saneSession(): draw.Drawn<PacketEvent[]> {
  const scan: draw.Drawn<Scan> = draw.record({
    code: draw.constantFrom(7, 7, 7, 6),
    requestLength: draw.constantFrom(8, 8, 8, 12, 4),
    status: draw.constantFrom(0, 0, 0, 1),
    high: draw.constantFrom(0, 0, 0, 1),
    port: draw.constantFrom(50100, 50101, 0),
    answerLength: draw.constantFrom(16, 8, 8, 7),
    astray: draw.constantFrom(0, 0, 1),
  });
  return draw
    .tuple(flow({ port: SANE_PORT, forwarded: true }), draw.array(scan, { minLength: 1, maxLength: 3 }))
    .map(([between, scans]) => {
      const talk = new TcpTalk(between, [1000, 5000]).open();
      for (const each of scans) {
        talk.send(0, request(each)).send(1, answer(each));
        talk.events.push(...picture(between, each.port + each.astray));
      }
      return talk.events;
    });
}

function request({ code, requestLength }: Scan): Uint8Array {
  const bytes = new Uint8Array(requestLength);
  put32(bytes, 0, code);
  return bytes;
}

function answer({ status, high, port, answerLength }: Scan): Uint8Array {
  const bytes = new Uint8Array(16);
  put32(bytes, 0, status);
  put16(bytes, 4, high);
  put16(bytes, 6, port);
  return bytes.subarray(0, answerLength);
}

function picture({ family, ends }: Flow, port: number): PacketEvent[] {
  return new TcpTalk(
    {
      family,
      ends: [atPort(ends[0], 49000), atPort(ends[1], port)],
    },
    [1, 1],
  ).open().events;
}
