/** What the packets of a flow have in common: relative sequence numbers of TCP, as packetdrill and tcpdump count them; tags of SCTP. */
import { InputError } from '../errors';
import { familyOfAddress, parseAddress } from './address';
import type { SequenceNumber } from './notation-types';
import type { Family } from './packet';

export type FlowDirection = 'original' | 'reply';

export interface FlowEnds {
  source: string;
  sourcePort?: number;
  destination: string;
  destinationPort?: number;
}

/** Where the numbers of a direction begin that no packet has told: far from zero, and different, so that no mix-up goes unseen. */
const DEFAULT_ISN = { original: 1_000_000, reply: 3_000_000_000 } as const;

/** The verification tags that the ends of an association ask for where nothing else is said. */
const DEFAULT_TAGS = { original: 0x11111111, reply: 0x22222222 } as const;

/** One direction: its initial sequence number, and the end of what was sent so far without a gap. */
interface Stream {
  isn: number | null;
  next: number | null;
}

export class FlowContext {
  readonly ends: Readonly<FlowEnds>;
  readonly family: Family;
  readonly #source: Uint8Array;
  readonly #destination: Uint8Array;
  readonly #streams: Record<FlowDirection, Stream> = {
    original: { isn: null, next: null },
    reply: { isn: null, next: null },
  };
  /** The verification tag that the sender of each direction has asked for, and packets to it must carry (RFC 9260, 8.5). */
  readonly tags: Record<FlowDirection, number> = { ...DEFAULT_TAGS };

  /** Throws InputError when the ends are no addresses of one family. */
  constructor(ends: FlowEnds) {
    this.ends = ends;
    this.#source = addressOf(ends.source);
    this.#destination = addressOf(ends.destination);
    this.family = familyOfAddress(this.#source);
    if (this.#destination.length !== this.#source.length) {
      throw new InputError(
        `the flow goes from ${ends.source} to ${ends.destination}: allowed are addresses of one family`,
      );
    }
  }

  /** The ends as a packet of that direction has them. */
  endsOf(direction: FlowDirection): FlowEnds {
    const { source, sourcePort, destination, destinationPort } = this.ends;
    if (direction === 'original') return this.ends;
    return { source: destination, sourcePort: destinationPort, destination: source, destinationPort: sourcePort };
  }

  /** Which way a packet between these ends goes; null when it belongs to another flow. */
  directionOf(
    source: Uint8Array,
    sourcePort: number,
    destination: Uint8Array,
    destinationPort: number,
  ): FlowDirection | null {
    const is = (from: Uint8Array, fromPort: number | undefined, to: Uint8Array, toPort: number | undefined) =>
      equal(source, from) && equal(destination, to) && sourcePort === fromPort && destinationPort === toPort;
    if (is(this.#source, this.ends.sourcePort, this.#destination, this.ends.destinationPort)) return 'original';
    if (is(this.#destination, this.ends.destinationPort, this.#source, this.ends.sourcePort)) return 'reply';
    return null;
  }

  /** The initial sequence number of a direction; null before anything told it. */
  isn(direction: FlowDirection): number | null {
    return this.#streams[direction].isn;
  }

  /** The number on the wire; fixes the direction's initial number where nothing has yet. */
  absolute(direction: FlowDirection, number: SequenceNumber): number {
    if (number.absolute) return number.value;
    const stream = this.#streams[direction];
    stream.isn ??= DEFAULT_ISN[direction];
    return (stream.isn + number.value) >>> 0;
  }

  /** The sequence number a segment has that says none: where the direction's data goes on. */
  next(direction: FlowDirection, syn: boolean): number {
    const { next } = this.#streams[direction];
    return next ?? this.absolute(direction, { value: syn ? 0 : 1, absolute: false });
  }

  /**
   * Takes note of a segment; `length` counts SYN and FIN. An absolute number on a SYN, or on the first segment of a
   * direction, fixes its initial sequence number: the first byte of data then has the number 1.
   */
  sent(direction: FlowDirection, seq: number, length: number, syn: boolean, isAbsolute: boolean): void {
    const stream = this.#streams[direction];
    if (stream.isn === null || (syn && isAbsolute)) {
      stream.isn = syn ? seq : (seq - 1) >>> 0;
      stream.next = null;
    }
    const end = (seq + length) >>> 0;
    const followsOn = stream.next === null || (((seq - stream.next) | 0) <= 0 && ((end - stream.next) | 0) > 0);
    if (followsOn) stream.next = end;
  }

  /** Takes note of an acknowledgment: the first one tells the initial number of a direction nothing was seen of. */
  acknowledged(direction: FlowDirection, ack: number): void {
    this.#streams[direction].isn ??= (ack - 1) >>> 0;
  }
}

function addressOf(text: string): Uint8Array {
  const address = parseAddress(text);
  if (!address) throw new InputError(`${text} is no address; allowed are IPv4 and IPv6 addresses`);
  return address;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
