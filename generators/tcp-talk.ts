/** Two TCP endpoints that keep count of what they have sent and heard (RFC 9293), so that their segments fit. */
import type { Option } from '../src/packet/options';
import { TcpFlag } from '../src/packet/tcp';
import { type Flow, tcpSegment, type Way } from './datagram';
import { filled } from './filled';
import type { PacketEvent } from './workload';

export interface SegmentParts {
  readonly flags: number;
  /** Bytes of the fill pattern, or the payload itself. */
  readonly payload?: number | Uint8Array;
  readonly options?: Option[];
  readonly window?: number;
}

export class TcpTalk {
  readonly events: PacketEvent[] = [];
  /** The number each end sends next. */
  readonly #next: [number, number];
  readonly #windows: readonly [number, number];

  constructor(
    readonly flow: Flow,
    initial: readonly [number, number],
    windows: readonly [number, number] = [DEFAULT_WINDOW, DEFAULT_WINDOW],
  ) {
    this.#next = [initial[0], initial[1]];
    this.#windows = windows;
  }

  /** The number that an end sends next. */
  next(way: Way): number {
    return this.#next[way];
  }

  /** One end says something; it acknowledges all that it has heard where the flags say that it acknowledges. */
  say(way: Way, { flags, payload = 0, options, window = this.#windows[way] }: SegmentParts): this {
    const bytes = typeof payload === 'number' ? filled(payload) : payload;
    const seq = this.#next[way];
    const ack = flags & TcpFlag.ACK ? this.#next[1 - way] : 0;
    this.events.push(tcpSegment(this.flow, way, { seq, ack, flags, window, payload: bytes, options }));
    const length = bytes.length + (flags & TcpFlag.SYN ? 1 : 0) + (flags & TcpFlag.FIN ? 1 : 0);
    this.#next[way] = (seq + length) >>> 0;
    return this;
  }

  /** The three segments that open a connection. */
  open(options: readonly [Option[], Option[]] = [[], []]): this {
    this.say(0, { flags: TcpFlag.SYN, options: options[0] });
    this.say(1, { flags: TcpFlag.SYN | TcpFlag.ACK, options: options[1] });
    return this.say(0, { flags: TcpFlag.ACK });
  }

  /** Both ends open at once: their SYNs cross, and each says its own again with an acknowledgment (RFC 9293, figure 7). */
  openAtOnce(options: readonly [Option[], Option[]]): this {
    for (const way of WAYS) this.say(way, { flags: TcpFlag.SYN, options: options[way] });
    for (const way of WAYS) {
      this.#next[way] = (this.#next[way] - 1) >>> 0;
      this.say(way, { flags: TcpFlag.SYN | TcpFlag.ACK, options: options[way] });
    }
    return this;
  }

  /** Data, and the other end's acknowledgment. */
  send(way: Way, payload: number | Uint8Array): this {
    this.say(way, { flags: TcpFlag.PSH | TcpFlag.ACK, payload });
    return this.say(other(way), { flags: TcpFlag.ACK });
  }

  /** Both ends close, this one first. */
  close(way: Way): this {
    this.say(way, { flags: TcpFlag.FIN | TcpFlag.ACK });
    this.say(other(way), { flags: TcpFlag.FIN | TcpFlag.ACK });
    return this.say(way, { flags: TcpFlag.ACK });
  }
}

export function other(way: Way): Way {
  return (1 - way) as Way;
}

const WAYS: readonly Way[] = [0, 1];
const DEFAULT_WINDOW = 65535;
