/**
 * Lines of `replay --format ndjson`, made in a byte buffer.
 *
 * But for number and time a line is one of a few, so the rest of it is made once and copied.
 */
import { writeAll } from './output';

/** What lines of packets that follow one another are made of. Goes from thread to thread, so it is data only. */
export interface PacketLines {
  /** Number of the first packet, and how many they are. */
  first: number;
  count: number;
  /** When each was captured, in seconds since the first of all. */
  times: Float64Array;
  /** What stands behind each one's time: a number of all endings told so far, or OWN_ENDING for the next of `own`. */
  endings: Uint8Array;
  /** The endings that were not told before. */
  newEndings: string[];
  /** Endings of one line only. */
  own: string[];
}

export const OWN_ENDING = 0xff;

const BUFFER_BYTES = 1 << 16;
/** No number, time or ending of many lines is longer; one of its own may be. */
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

export class NdjsonLines {
  readonly #fd: number;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  readonly #view = new DataView(this.#buffer.buffer);
  #length = 0;
  readonly #endings: Template[] = [];

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** Writes the lines. Throws the system's error, which `isOutputError` knows. */
  write({ first, count, times, endings, newEndings, own }: PacketLines): void {
    this.#endings.push(...newEndings.map(text => new Template(text)));
    let owns = 0;
    for (let i = 0; i < count; i++) {
      const ending = endings[i] === OWN_ENDING ? new Template(own[owns++]) : this.#endings[endings[i]];
      this.#line(first + i, times[i], ending);
    }
    this.#flush();
  }

  #line(number: number, time: number, ending: Template): void {
    if (this.#length + LINE_BYTES + ending.length > BUFFER_BYTES) this.#flush();
    this.#copy(HEAD);
    this.#decimal(number);
    this.#copy(TIME);
    this.#seconds(time);
    this.#copy(ending);
  }

  #flush(): void {
    writeAll(this.#fd, this.#buffer.subarray(0, this.#length));
    this.#length = 0;
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
