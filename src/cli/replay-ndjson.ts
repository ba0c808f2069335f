/**
 * `replay --format ndjson`: an object a line for each packet, written straight into a byte buffer.
 *
 * But for number and time a line is one of a few, so the rest of it is made once and copied.
 */
import { writeSync } from 'node:fs';
import { ctdirOf, ctstateOf } from '../conntrack/ctstate';
import { VERDICT_NAMES, type Verdict } from '../netfilter/hooks';
import type { Packet } from '../packet/packet';
import { type Replay, reasonOf } from '../replay';
import type { ReplayWriter } from './replay-file';

const BUFFER_BYTES = 1 << 18;
/** No number, time or fixed tail is longer; a reason may be. */
const LINE_BYTES = 256;
const HEAD = Buffer.from('{"packet":');
const TIME = Buffer.from(',"time":');

export class NdjsonWriter implements ReplayWriter {
  readonly #fd: number;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #length = 0;
  /** Tails of lines without a reason, by class and verdict. */
  readonly #tails = new Map<number, Uint8Array>();

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** Writes the line of the packet that `replay` has just forwarded. */
  packet(replay: Replay): void {
    const { packet, verdict, capture } = replay;
    const reason = packet.reason === null ? null : reasonOf(packet, verdict);
    const tail = reason === null ? this.#tail(packet, verdict) : Buffer.from(tailText(packet, verdict, reason));
    if (this.#length + LINE_BYTES + tail.length > BUFFER_BYTES) this.#flush();
    this.#copy(HEAD);
    this.#decimal(capture.packet);
    this.#copy(TIME);
    this.#seconds(capture.time);
    this.#buffer.set(tail, this.#length);
    this.#length += tail.length;
  }

  end(table: string[] | null): void {
    this.#flush();
    if (table) writeAll(this.#fd, Buffer.from(`${JSON.stringify({ table })}\n`));
  }

  #flush(): void {
    writeAll(this.#fd, this.#buffer.subarray(0, this.#length));
    this.#length = 0;
  }

  #tail(packet: Packet, verdict: Verdict): Uint8Array {
    const key = ((packet.ctinfo + 1) << 4) | (verdict << 1) | (packet.tracked ? 1 : 0);
    let tail = this.#tails.get(key);
    if (tail === undefined) {
      tail = Buffer.from(tailText(packet, verdict, null));
      this.#tails.set(key, tail);
    }
    return tail;
  }

  /** For a few bytes a loop is faster than `set`. */
  #copy(bytes: Uint8Array): void {
    const buffer = this.#buffer;
    let at = this.#length;
    for (let i = 0; i < bytes.length; i++) buffer[at++] = bytes[i];
    this.#length = at;
  }

  /** Seconds with as many digits behind the point as the time has, nine at most. */
  #seconds(time: number): void {
    let whole = Math.floor(time);
    let fraction = Math.round((time - whole) * 1e9);
    if (fraction === 1e9) {
      whole++;
      fraction = 0;
    }
    this.#decimal(whole);
    if (fraction === 0) return;
    let digits = 9;
    while (fraction % 10 === 0) {
      fraction /= 10;
      digits--;
    }
    const buffer = this.#buffer;
    const at = this.#length;
    buffer[at] = 0x2e;
    for (let i = at + digits; i > at; i--) {
      buffer[i] = 0x30 + (fraction % 10);
      fraction = (fraction / 10) | 0;
    }
    this.#length = at + digits + 1;
  }

  #decimal(value: number): void {
    let digits = 1;
    for (let limit = 10; value >= limit; limit *= 10) digits++;
    const buffer = this.#buffer;
    const at = this.#length;
    for (let i = at + digits - 1; i >= at; i--) {
      const rest = (value / 10) | 0;
      buffer[i] = 0x30 + (value - rest * 10);
      value = rest;
    }
    this.#length = at + digits;
  }
}

function tailText(packet: Packet, verdict: Verdict, reason: string | null): string {
  const fields = {
    ctstate: ctstateOf(packet),
    ctdir: ctdirOf(packet),
    verdict: VERDICT_NAMES[verdict],
    reason,
  };
  return `,${JSON.stringify(fields).slice(1)}\n`;
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      // A pipe whose reader is slower than we are.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(PAUSE, 0, 0, 1);
    }
  }
}

const PAUSE = new Int32Array(new SharedArrayBuffer(4));
