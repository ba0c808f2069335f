/**
 * `replay --format ndjson`: an object a line for each packet, written straight into a byte buffer.
 *
 * But for number and time a line is one of a few, so the rest of it is made once and copied.
 */
import { ctdirOf, ctstateOf } from '../conntrack/ctstate';
import { VERDICT_NAMES, type Verdict } from '../netfilter/hooks';
import type { Packet } from '../packet/packet';
import { type Replay, reasonOf } from '../replay';
import { writeAll } from './output';
import type { ReplayWriter } from './replay-file';

const BUFFER_BYTES = 1 << 16;
/** No number, time or fixed tail is longer; a reason may be. */
const LINE_BYTES = 256;

/** Fixed text, padded so that it can be copied eight bytes at a time. */
class Template {
  readonly length: number;
  readonly view: DataView;

  constructor(text: string) {
    const bytes = new TextEncoder().encode(text);
    const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    this.length = bytes.length;
    this.view = new DataView(padded.buffer);
  }
}

const HEAD = new Template('{"packet":');
const TIME = new Template(',"time":');

export class NdjsonWriter implements ReplayWriter {
  readonly #fd: number;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  readonly #view = new DataView(this.#buffer.buffer);
  #length = 0;
  /** Tails of lines without a reason, by class and verdict. */
  readonly #tails: Template[] = [];

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** Writes the line of the packet that `replay` has just forwarded. */
  packet(replay: Replay): void {
    const { packet, verdict, capture, rule } = replay;
    const reason = packet.reason === null ? null : reasonOf(packet, verdict);
    const isOneOfFew = reason === null && rule === undefined;
    const tail = isOneOfFew ? this.#tail(packet, verdict) : new Template(tailText(packet, verdict, reason, rule));
    if (this.#length + LINE_BYTES + tail.length > BUFFER_BYTES) this.#flush();
    this.#copy(HEAD);
    this.#decimal(capture.packet);
    this.#copy(TIME);
    this.#seconds(capture.time);
    this.#copy(tail);
  }

  end(table: string[] | null): void {
    this.#flush();
    if (table) writeAll(this.#fd, Buffer.from(`${JSON.stringify({ table })}\n`));
  }

  #flush(): void {
    writeAll(this.#fd, this.#buffer.subarray(0, this.#length));
    this.#length = 0;
  }

  #tail(packet: Packet, verdict: Verdict): Template {
    const key = ((packet.ctinfo + 1) << 4) | (verdict << 1) | (packet.tracked ? 1 : 0);
    this.#tails[key] ??= new Template(tailText(packet, verdict, null));
    return this.#tails[key];
  }

  /**
   * Eight bytes a turn, as doubles, whose bits pass unchanged since no text is a NaN: a third of the time of `set`.
   * What is padding at the end is overwritten by what follows.
   */
  #copy({ view, length }: Template): void {
    const to = this.#view;
    const at = this.#length;
    for (let i = 0; i < length; i += 8) to.setFloat64(at + i, view.getFloat64(i));
    this.#length = at + length;
  }

  /** Seconds with as many digits behind the point as the time has, nine at most. */
  #seconds(time: number): void {
    if (Math.abs(time) >= LONG_TIME) {
      for (const digit of Buffer.from(String(time))) this.#buffer[this.#length++] = digit;
      return;
    }
    if (time < 0) {
      // Captured out of order: earlier than the first.
      this.#buffer[this.#length++] = MINUS;
      time = -time;
    }
    let whole = Math.floor(time);
    let fraction = Math.round((time - whole) * 1e9) | 0;
    if (fraction === 1e9) {
      whole++;
      fraction = 0;
    }
    this.#decimal(whole);
    if (fraction === 0) return;
    let digits = 9;
    if (fraction % 1000 === 0) {
      fraction = (fraction / 1000) | 0;
      digits = 6;
    }
    while (fraction % 10 === 0) {
      fraction = (fraction / 10) | 0;
      digits--;
    }
    this.#buffer[this.#length] = POINT;
    this.#digits(fraction, this.#length + 1, digits);
  }

  #decimal(value: number): void {
    let digits = 1;
    for (let limit = 10; value >= limit; limit *= 10) digits++;
    this.#digits(value, this.#length, digits);
  }

  /** Writes the last `count` digits of a number. */
  #digits(value: number, at: number, count: number): void {
    const buffer = this.#buffer;
    for (let i = at + count - 1; i >= at; i--) {
      const rest = (value / 10) | 0;
      buffer[i] = ZERO + (value - rest * 10);
      value = rest;
    }
    this.#length = at + count;
  }
}

/** More seconds than whole numbers of 32 bits can be divided from: what only a broken capture has. */
const LONG_TIME = 1e10;
const ZERO = 0x30;
const POINT = 0x2e;
const MINUS = 0x2d;

/** `rule` is told where there is a ruleset. */
function tailText(packet: Packet, verdict: Verdict, reason: string | null, rule?: string | null): string {
  const fields = {
    ctstate: ctstateOf(packet),
    ctdir: ctdirOf(packet),
    verdict: VERDICT_NAMES[verdict],
    reason,
    rule,
  };
  return `,${JSON.stringify(fields).slice(1)}\n`;
}
