/**
 * The fragments of one datagram, in whatever order they come: the part of reassembly that IPv4 and IPv6 share
 * (`struct inet_frag_queue`, `inet_frag_queue_insert`).
 */
import type { Timer } from '../clock';
import type { Packet } from '../packet/packet';
import { truesize } from './truesize';

/** What became of a fragment that was to be put into a queue. */
export const enum Insert {
  OK,
  /** All its bytes are there already: it is ignored. */
  DUPLICATE,
  /** Some of its bytes are there already: the datagram is lost (RFC 5722, section 4; Linux does so for IPv4 as well). */
  OVERLAP,
}

/** A fragment in a queue, with bytes of its own. */
export class Fragment {
  /** The fragment as it came, beginning at 0 of its bytes. */
  readonly packet: Packet;
  /** Where its data lie in the datagram, and one past them. */
  readonly start: number;
  readonly end: number;
  /** Bytes of headers before its data. */
  readonly headers: number;
  readonly truesize: number;

  constructor(packet: Packet, headers: number, start: number, end: number) {
    this.truesize = truesize(packet.end - packet.start);
    this.packet = packet.clone();
    this.headers = headers;
    this.start = start;
    this.end = end;
  }
}

/** Fragments that follow each other without a gap, as they came one after the other. */
interface Run {
  readonly start: number;
  end: number;
  readonly fragments: Fragment[];
}

export class FragmentQueue {
  readonly key: string;
  timer: Timer | null = null;
  /** Whether the datagram's first fragment has arrived, and its last. */
  firstIn = false;
  lastIn = false;
  /** Bytes of the datagram's fragmented part, as far as known. */
  length = 0;
  /** Bytes that have arrived. */
  meat = 0;
  /** The largest fragment: bytes with IP header for IPv4, without for IPv6. */
  maxSize = 0;
  /** The congestion bits seen (see `ecnOf`). */
  ecn = 0;
  /** The interface the latest fragment came in by. */
  device = -1;
  truesize = 0;

  /** Sorted; a run grows at its end only, and runs that meet stay apart. */
  #runs: Run[] = [];

  constructor(key: string) {
    this.key = key;
  }

  get empty(): boolean {
    return this.#runs.length === 0;
  }

  /** Whether every byte from the first to the last has arrived. */
  get complete(): boolean {
    return this.firstIn && this.lastIn && this.meat === this.length;
  }

  /** Takes note of where a fragment ends; false when that contradicts what is known of the datagram's end. */
  extend(end: number, isLast: boolean): boolean {
    if (isLast) {
      if (end < this.length || (this.lastIn && end !== this.length)) return false;
      this.lastIn = true;
      this.length = end;
    } else if (end > this.length) {
      if (this.lastIn) return false;
      this.length = end;
    }
    return true;
  }

  insert(fragment: Fragment): Insert {
    const outcome = this.#place(fragment);
    if (outcome !== Insert.OK) return outcome;
    this.meat += Math.min(fragment.end - fragment.start, fragment.packet.end - fragment.headers);
    this.truesize += fragment.truesize;
    this.device = fragment.packet.device;
    if (fragment.start === 0) this.firstIn = true;
    return Insert.OK;
  }

  /** The fragment nearest to the datagram's begin. */
  first(): Fragment {
    return this.#runs[0].fragments[0];
  }

  /** All fragments in the order of the datagram. */
  fragments(): Fragment[] {
    return this.#runs.flatMap(run => run.fragments);
  }

  /** Lets go of all fragments (`inet_frag_queue_flush`). */
  flush(): void {
    this.#runs = [];
    this.truesize = 0;
  }

  /** Forgets what an emptied queue has seen, but for the sizes (`ip_frag_reinit`). */
  reset(): void {
    this.firstIn = false;
    this.lastIn = false;
    this.length = 0;
    this.meat = 0;
    this.ecn = 0;
    this.device = -1;
  }

  #place(fragment: Fragment): Insert {
    const { start, end } = fragment;
    const runs = this.#runs;
    const lastRun = runs.at(-1);
    if (lastRun === undefined || lastRun.end < end) {
      if (lastRun !== undefined && start < lastRun.end) return Insert.OVERLAP;
      if (lastRun !== undefined && start === lastRun.end) {
        lastRun.fragments.push(fragment);
        lastRun.end = end;
      } else runs.push({ start, end, fragments: [fragment] });
      return Insert.OK;
    }
    let low = 0;
    let high = runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const run = runs[middle];
      if (end <= run.start) high = middle;
      else if (start >= run.end) low = middle + 1;
      else return start >= run.start && end <= run.end ? Insert.DUPLICATE : Insert.OVERLAP;
    }
    runs.splice(low, 0, { start, end, fragments: [fragment] });
    return Insert.OK;
  }
}
