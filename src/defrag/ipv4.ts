/** Reassembly of IPv4 datagrams (RFC 791, section 3.2; `net/ipv4/ip_fragment.c`). */
import type { Clock } from '../clock';
import { Verdict } from '../netfilter/hooks';
import { formatAddress } from '../packet/address';
import { i32, put16, u16 } from '../packet/bytes';
import { checksum } from '../packet/checksum';
import { Ipv4Flag } from '../packet/ipv4';
import { Family, type Packet } from '../packet/packet';
import { assemble } from './assemble';
import { FragmentDirectory } from './directory';
import { ecnOf, ecnOfDatagram } from './ecn';
import type { DefragEnvironment } from './environment';
import { Fragment, FragmentQueue, Insert } from './queue';
import type { DefragSettings } from './settings';
import type { FragmentStatistics } from './statistics';

/** For whom a datagram is reassembled (`enum ip_defrag_users`): fragments of different users never meet. */
export const enum DefragUser {
  LOCAL_DELIVER = 0,
  CONNTRACK_IN = 2,
  CONNTRACK_OUT = 0x10002,
}

const OFFSET = 0x1fff;
const MAX_LENGTH = 65535;

/** How many fragments of one source have come by (`inet_peer.rid`), and how many queues of it want to know. */
interface Source {
  readonly address: number;
  fragments: number;
  queues: number;
}

class Ipv4Queue extends FragmentQueue {
  readonly user: DefragUser;
  readonly source: Source | null;
  /** What the source had sent when the queue's latest fragment came. */
  seen = 0;
  /** The largest fragment with the don't-fragment bit. */
  maxDfSize = 0;

  constructor(key: string, user: DefragUser, source: Source | null) {
    super(key);
    this.user = user;
    this.source = source;
  }
}

export class Ipv4Reassembly {
  readonly directory: FragmentDirectory<Ipv4Queue>;
  readonly #settings: DefragSettings['ipv4'];
  readonly #environment: DefragEnvironment;
  readonly #statistics: FragmentStatistics;
  readonly #sources = new Map<number, Source>();

  constructor(
    clock: Clock,
    settings: DefragSettings['ipv4'],
    environment: DefragEnvironment,
    statistics: FragmentStatistics,
  ) {
    this.#settings = settings;
    this.#environment = environment;
    this.#statistics = statistics;
    this.directory = new FragmentDirectory(clock, settings, {
      size: 200, // sizeof(struct ipq)
      expired: queue => this.#expired(queue),
      removed: queue => this.#forgetSource(queue.source),
    });
  }

  /** Takes a fragment. ACCEPT: `packet` is now the whole datagram. STOLEN: it is held, or was found bad and freed. */
  gather(packet: Packet, user: DefragUser): Verdict {
    packet.isOrphan = !this.#environment.keepsSocket;
    this.#statistics.reasmReqds++;
    const queue = this.directory.find(keyOf(packet, user), key => this.#createQueue(key, packet, user));
    if (queue !== null) return this.#queue(queue, packet) ? Verdict.ACCEPT : Verdict.STOLEN;
    this.#statistics.reasmFails++;
    return Verdict.STOLEN;
  }

  #createQueue(key: string, packet: Packet, user: DefragUser): Ipv4Queue {
    if (this.#settings.maxDist === 0) return new Ipv4Queue(key, user, null);
    const address = i32(packet.bytes, packet.start + 12);
    const source = this.#sources.get(address) ?? { address, fragments: 0, queues: 0 };
    this.#sources.set(address, source);
    source.queues++;
    return new Ipv4Queue(key, user, source);
  }

  #forgetSource(source: Source | null): void {
    if (source !== null && --source.queues === 0) this.#sources.delete(source.address);
  }

  /** Adds a fragment to a queue (`ip_frag_queue`). True when that made the datagram whole. */
  #queue(queue: Ipv4Queue, packet: Packet): boolean {
    if (this.#tooFar(queue)) {
      this.#statistics.reasmFails++;
      this.directory.restart(queue);
    }
    const { bytes, start: at } = packet;
    const flags = u16(bytes, at + 6);
    const isLast = (flags & Ipv4Flag.MORE_FRAGMENTS) === 0;
    const headers = (bytes[at] & 0xf) << 2;
    const start = (flags & OFFSET) << 3;
    let end = start + packet.end - at - headers;
    if (!isLast) end &= ~7; // what exceeds a multiple of eight is cut off
    if (!queue.extend(end, isLast) || end === start) return this.#discard(queue);

    const outcome = this.directory.insert(queue, new Fragment(packet, headers, start, end));
    if (outcome === Insert.DUPLICATE) {
      packet.reason = 'DUP_FRAG';
      return false;
    }
    if (outcome === Insert.OVERLAP) {
      this.#statistics.reasmOverlaps++;
      return this.#discard(queue);
    }
    const size = headers + end - start;
    queue.ecn |= ecnOf(bytes[at + 1]);
    queue.maxSize = Math.max(queue.maxSize, size);
    if ((flags & Ipv4Flag.DONT_FRAGMENT) !== 0) queue.maxDfSize = Math.max(queue.maxDfSize, size);
    return queue.complete && this.#reassemble(queue, packet);
  }

  /** Whether so many fragments of the same source came in between that the identification may have come round. */
  #tooFar(queue: Ipv4Queue): boolean {
    const { source } = queue;
    const { maxDist } = this.#settings;
    if (source === null || maxDist === 0) return false;
    const between = ++source.fragments - queue.seen;
    queue.seen = source.fragments;
    return !queue.empty && between > maxDist;
  }

  /** Gives a datagram up. */
  #discard(queue: Ipv4Queue): false {
    this.directory.remove(queue);
    this.#statistics.reasmFails++;
    return false;
  }

  #reassemble(queue: Ipv4Queue, packet: Packet): boolean {
    const first = queue.first();
    const header = first.packet.bytes.slice(0, first.headers);
    const ecn = ecnOfDatagram(queue.ecn);
    const length = header.length + queue.length;
    if (ecn < 0) return this.#discard(queue);
    if (length > MAX_LENGTH) {
      this.#environment.log(`IPv4: Oversized IP packet from ${formatAddress(header, 12, Family.IPV4)}`);
      return this.#discard(queue);
    }
    header[1] |= ecn;
    put16(header, 2, length);
    // The whole may not be sent in larger pieces than it came in, if the largest piece said so.
    put16(header, 6, queue.maxDfSize === queue.maxSize ? Ipv4Flag.DONT_FRAGMENT : 0);
    put16(header, 10, 0);
    put16(header, 10, checksum(header, 0, header.length));
    assemble(packet, queue, header);
    packet.fragmentMaxSize = queue.maxSize;
    this.directory.remove(queue);
    this.#statistics.reasmOKs++;
    return true;
  }

  /** The time is up (`ip_expire`). A router stays silent about datagrams that conntrack wanted whole. */
  #expired(queue: Ipv4Queue): void {
    this.#statistics.reasmFails++;
    this.#statistics.reasmTimeout++;
    if (!queue.firstIn || queue.user === DefragUser.CONNTRACK_OUT) return;
    const { packet, headers, end } = queue.first();
    packet.device = queue.device;
    packet.end = headers + end;
    this.#environment.timeExceeded(packet, queue.user === DefragUser.CONNTRACK_IN);
  }
}

/** A datagram is named by source, destination, protocol and identification (RFC 791, 2.3), and by its user. */
function keyOf({ bytes, start }: Packet, user: DefragUser): string {
  return `${user} ${i32(bytes, start + 12)} ${i32(bytes, start + 16)} ${bytes[start + 9]} ${u16(bytes, start + 4)}`;
}
