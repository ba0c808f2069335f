import { put16, put32 } from '../../src/packet/bytes';
import type { Option } from '../../src/packet/options';
import { TcpOption } from '../../src/packet/tcp';
import * as draw from '../draw';

/** Options of a segment, at most twenty bytes of them: the well-known ones with fitting values, others, and garbage. */
export function tcpOptions(): draw.Drawn<Option[]> {
  return draw.oneof(
    { weight: 3, arbitrary: draw.constant<Option[]>([]) },
    { weight: 2, arbitrary: draw.array(anyOption(), { maxLength: 2 }) },
  );
}

/** What a SYN or SYN/ACK offers: a segment size, perhaps a scale, SACK and timestamps. */
export function openingOptions(): draw.Drawn<Option[]> {
  return draw
    .tuple(draw.option(draw.nat(15), { nil: null }), draw.boolean(), draw.boolean())
    .map(([scale, sack, stamps]) => [
      segmentSize(1460),
      ...(sack ? [{ kind: TcpOption.SACK_PERMITTED, data: EMPTY }] : []),
      ...(stamps ? [timestamps(1, 0)] : []),
      ...(scale === null ? [] : [windowScale(scale)]),
    ]);
}

function anyOption(): draw.Drawn<Option> {
  return draw.oneof(
    draw.constantFrom(...BARE).map(kind => ({ kind, data: EMPTY })),
    draw.nat(0xffff).map(segmentSize),
    draw.nat(20).map(windowScale),
    draw.tuple(draw.nat(), draw.nat()).map(([value, echo]) => timestamps(value, echo)),
    draw.tuple(draw.nat(), draw.nat()).map(([left, right]) => ({ kind: TcpOption.SACK, data: words(left, right) })),
    draw.record({ kind: draw.integer({ min: 9, max: 255 }), data: draw.uint8Array({ maxLength: 6 }) }),
    draw.uint8Array({ minLength: 1, maxLength: 4 }).map(raw => ({ raw })),
  );
}

const BARE = [TcpOption.NOP, TcpOption.SACK_PERMITTED] as const;
const EMPTY = new Uint8Array(0);

function segmentSize(bytes: number): Option {
  const data = new Uint8Array(2);
  put16(data, 0, bytes);
  return { kind: TcpOption.MSS, data };
}

function windowScale(shift: number): Option {
  return { kind: TcpOption.WINDOW_SCALE, data: Uint8Array.of(shift) };
}

function timestamps(value: number, echo: number): Option {
  return { kind: TcpOption.TIMESTAMPS, data: words(value, echo) };
}

function words(first: number, second: number): Uint8Array {
  const data = new Uint8Array(8);
  put32(data, 0, first);
  put32(data, 4, second);
  return data;
}
