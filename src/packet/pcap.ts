/**
 * Reading captures: a cursor over the packets of a pcap or pcapng file.
 *
 * Made for long replays: `next()` moves on and sets number fields; it allocates nothing.
 */
import { type Located, locateDatagram } from './link';
import type { Family } from './packet';
import { PcapRecords } from './pcap-classic';
import type { CaptureRecord, RecordSource } from './pcap-record';
import { isPcapng, PcapngRecords } from './pcapng';
import { type ReadBytes, Window } from './window';

export { CaptureError } from './pcap-record';

export class CaptureReader implements CaptureRecord, Located {
  packet = 0;
  frameStart = 0;
  frameEnd = 0;
  originalLength = 0;
  linkType = 0;
  interfaceIndex = 0;
  seconds = 0;
  nanoseconds = 0;

  /** Seconds since the first packet. */
  time = 0;
  /** The IP datagram is `bytes[start..end)`; the whole frame where it holds none. It is there until the next one. */
  start = 0;
  end = 0;
  /** 0 where the frame carries no IP. */
  family: Family | 0 = 0;

  readonly #window: Window;
  readonly #source: RecordSource;
  #firstSeconds = 0;
  #firstNanoseconds = 0;

  /** Opens a capture, whole or as it is read. Throws CaptureError when it begins like none. */
  constructor(source: Uint8Array | ReadBytes) {
    this.#window = new Window(source);
    this.#source = isPcapng(this.#window) ? new PcapngRecords(this.#window) : new PcapRecords(this.#window);
  }

  /** What `frameStart`, `start` and their ends are places in. */
  get bytes(): Uint8Array {
    return this.#window.bytes;
  }

  /** How many bytes of the capture have been read. */
  get position(): number {
    return this.#window.base + this.frameEnd;
  }

  /** Whether fewer bytes were captured than were on the wire. */
  get cut(): boolean {
    return this.frameEnd - this.frameStart < this.originalLength;
  }

  /** Moves to the next packet; false after the last. Throws CaptureError where the file cannot be read on. */
  next(): boolean {
    if (!this.#source.next(this)) return false;
    this.packet++;
    if (this.packet === 1) {
      this.#firstSeconds = this.seconds;
      this.#firstNanoseconds = this.nanoseconds;
    }
    // One division of a whole number of nanoseconds, so that the result is the nearest double to the true time.
    // Negated twice, since -0 tells V8 to expect doubles: else it would optimise for the integers of the first two
    // seconds and have to begin anew at the third.
    const seconds = -(this.#firstSeconds - this.seconds);
    this.time = (seconds * 1e9 + (this.nanoseconds - this.#firstNanoseconds)) / 1e9;
    locateDatagram(this.bytes, this.frameStart, this.frameEnd, this.linkType, this);
    return true;
  }
}
