/** Reassembly of IPv6 datagrams (RFC 8200, section 4.5), as far as conntrack and local delivery have it in common. */
import type { Clock } from '../clock';
import { i32, put16, u16 } from '../packet/bytes';
import { type FragmentPlace, fragmentField } from '../packet/extension';
import { FragmentHeader, Ipv6 } from '../packet/ipv6';
import type { Packet } from '../packet/packet';
import { assemble } from './assemble';
import { FragmentDirectory } from './directory';
import { ecnOf, ecnOfDatagram } from './ecn';
import type { DefragEnvironment } from './environment';
import { Fragment, FragmentQueue, Insert } from './queue';
import type { FragmentLimits } from './settings';
import type { FragmentStatistics } from './statistics';

/** What a fragment turns out to be. The two users of reassembly draw different conclusions. */
export const enum Outcome {
  /** The packet now holds the whole datagram. */
  WHOLE,
  HELD,
  DUPLICATE,
  /** No queue for it: the memory threshold is crossed. */
  NO_MEMORY,
  /** It reaches beyond the 65535 bytes a datagram may have. */
  BEYOND_END,
  /** Its length is no multiple of eight, and it is not the last one. */
  UNALIGNED,
  /** It contradicts what is known of the datagram's end, or has no data. */
  CONTRADICTS_END,
  CONTRADICTS_LAST,
  EMPTY,
  OVERLAP,
  /** All fragments are there, but what they make is no datagram. */
  REASSEMBLY_FAILED,
}

const MORE_FRAGMENTS = 1;
const MAX_PAYLOAD = 65535;

/** The address ranges whose fragments are told apart by interface: multicast ff00::/8 and link-local fe80::/10. */
function isScoped(bytes: Uint8Array, destination: number): boolean {
  return bytes[destination] === 0xff || (u16(bytes, destination) & 0xffc0) === 0xfe80;
}

class Ipv6Queue extends FragmentQueue {
  /** Where the first fragment has the next-header field that leads to its Fragment header. */
  previous = 0;
}

export class Ipv6Reassembly {
  readonly directory: FragmentDirectory<Ipv6Queue>;
  readonly #statistics: FragmentStatistics;
  readonly #environment: DefragEnvironment;

  constructor(clock: Clock, limits: FragmentLimits, environment: DefragEnvironment, statistics: FragmentStatistics) {
    this.#statistics = statistics;
    this.#environment = environment;
    this.directory = new FragmentDirectory(clock, limits, {
      size: 184, // sizeof(struct frag_queue)
      expired: queue => this.#expired(queue),
    });
  }

  /** The queue of the datagram that a fragment belongs to; null when the memory threshold is crossed. */
  find(packet: Packet, place: FragmentPlace, user: number): Ipv6Queue | null {
    const { bytes, start } = packet;
    const device = isScoped(bytes, start + Ipv6.DESTINATION) ? packet.device : 0;
    let key = `${user} ${device} ${i32(bytes, start + place.at + FragmentHeader.ID)}`;
    for (let at: number = Ipv6.SOURCE; at < Ipv6.LENGTH; at += 4) key += ` ${i32(bytes, start + at)}`;
    return this.directory.find(key, k => new Ipv6Queue(k));
  }

  /** Adds a fragment to a queue (`nf_ct_frag6_queue`, `ip6_frag_queue`); what to do with a bad one is the caller's. */
  add(queue: Ipv6Queue, packet: Packet, place: FragmentPlace): Outcome {
    packet.isOrphan = !this.#environment.keepsSocket;
    const { bytes, start: ip } = packet;
    const headers = place.at + FragmentHeader.LENGTH;
    const field = fragmentField(packet, place);
    const isLast = (field & MORE_FRAGMENTS) === 0;
    const start = field & ~7;
    // As long as the IPv6 header says: a local process may write there what it likes.
    const payload = u16(bytes, ip + Ipv6.PAYLOAD_LENGTH);
    const end = start + payload + Ipv6.LENGTH - headers;
    if (end < 0 || end > MAX_PAYLOAD) return Outcome.BEYOND_END;
    if (!isLast && (end & 7) !== 0) return Outcome.UNALIGNED;
    if (!queue.extend(end, isLast)) return isLast ? Outcome.CONTRADICTS_LAST : Outcome.CONTRADICTS_END;
    if (end === start) return Outcome.EMPTY;

    const outcome = this.directory.insert(queue, new Fragment(packet, headers, start, end));
    if (outcome !== Insert.OK) return outcome === Insert.DUPLICATE ? Outcome.DUPLICATE : Outcome.OVERLAP;
    queue.ecn |= ecnOf(u16(bytes, ip) >> 4);
    queue.maxSize = Math.max(queue.maxSize, payload);
    if (start === 0) queue.previous = place.previous;
    return queue.complete ? this.#reassemble(queue, packet) : Outcome.HELD;
  }

  #reassemble(queue: Ipv6Queue, packet: Packet): Outcome {
    const first = queue.first();
    const unfragmentable = first.headers - FragmentHeader.LENGTH;
    const ecn = ecnOfDatagram(queue.ecn);
    const payload = unfragmentable - Ipv6.LENGTH + queue.length;
    if (ecn < 0 || payload > MAX_PAYLOAD) return Outcome.REASSEMBLY_FAILED;
    const header = first.packet.bytes.slice(0, unfragmentable);
    header[queue.previous] = first.packet.bytes[unfragmentable];
    header[1] |= ecn << 4;
    put16(header, Ipv6.PAYLOAD_LENGTH, payload);
    assemble(packet, queue, header);
    packet.fragmentMaxSize = Ipv6.LENGTH + queue.maxSize;
    packet.dataAt = unfragmentable;
    this.directory.remove(queue);
    return Outcome.WHOLE;
  }

  /** The time is up (`ip6frag_expire_frag_queue`): unlike with IPv4, a router answers too. */
  #expired(queue: Ipv6Queue): void {
    if (queue.device < 0) return;
    this.#statistics.reasmFails++;
    this.#statistics.reasmTimeout++;
    if (!queue.firstIn) return;
    const { packet } = queue.first();
    packet.device = queue.device;
    this.#environment.timeExceeded(packet, false);
  }
}
