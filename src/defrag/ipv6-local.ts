/** IPv6 reassembly for local delivery (`net/ipv6/reassembly.c`): of fragments that conntrack has let pass as they are. */
import { Verdict } from '../netfilter/hooks';
import { u16 } from '../packet/bytes';
import { type FragmentPlace, findFragmentHeader, fragmentField, transportHeaderTruncated } from '../packet/extension';
import { FragmentHeader, Ipv6 } from '../packet/ipv6';
import { type Packet, Protocol } from '../packet/packet';
import type { DefragEnvironment } from './environment';
import { type Ipv6Reassembly, Outcome } from './ipv6';
import type { FragmentStatistics } from './statistics';

/** Codes of ICMPv6 parameter problem (RFC 4443, section 3.4; RFC 7112, section 5). */
const ERRONEOUS_FIELD = 0;
const INCOMPLETE_CHAIN = 3;

/** `IP6_DEFRAG_LOCAL_DELIVER`. */
const USER = 0;

export class Ipv6Delivery {
  readonly #reassembly: Ipv6Reassembly;
  readonly #environment: DefragEnvironment;
  readonly #statistics: FragmentStatistics;

  constructor(reassembly: Ipv6Reassembly, environment: DefragEnvironment, statistics: FragmentStatistics) {
    this.#reassembly = reassembly;
    this.#environment = environment;
    this.#statistics = statistics;
  }

  /** Takes what is to be delivered. ACCEPT: it is no fragment, or the whole datagram. STOLEN: held. DROP: bad. */
  gather(packet: Packet): Verdict {
    // What conntrack has put together may not be a fragment again: whoever reads its headers says so.
    const place = packet.dataAt > 0 ? null : next(packet);
    if (place === null) return Verdict.ACCEPT;
    this.#statistics.reasmReqds++;
    const noRoom = packet.start + place.at + FragmentHeader.LENGTH > packet.end;
    if (noRoom || u16(packet.bytes, packet.start + Ipv6.PAYLOAD_LENGTH) === 0) {
      return this.#problem(packet, ERRONEOUS_FIELD, place.at);
    }
    const isAtomic = (fragmentField(packet, place) & ~6) === 0;
    if (isAtomic) {
      const behind = { previous: place.at, at: place.at + FragmentHeader.LENGTH };
      return this.#whole(packet, next(packet, behind));
    }
    if (transportHeaderTruncated(packet)) return this.#problem(packet, INCOMPLETE_CHAIN, 0);
    return this.#add(packet, place);
  }

  #add(packet: Packet, place: FragmentPlace): Verdict {
    const queue = this.#reassembly.find(packet, place, USER);
    const outcome = queue === null ? Outcome.NO_MEMORY : this.#reassembly.add(queue, packet, place);
    switch (outcome) {
      case Outcome.WHOLE:
        return this.#whole(packet, next(packet));
      case Outcome.HELD:
      case Outcome.DUPLICATE:
        return Verdict.STOLEN;
      case Outcome.BEYOND_END:
        return this.#problem(packet, ERRONEOUS_FIELD, place.at + FragmentHeader.OFFSET_FLAGS);
      case Outcome.UNALIGNED:
        return this.#problem(packet, ERRONEOUS_FIELD, Ipv6.PAYLOAD_LENGTH);
      case Outcome.OVERLAP:
        this.#statistics.reasmOverlaps++;
    }
    if (queue !== null) this.#reassembly.directory.remove(queue);
    this.#statistics.reasmFails++;
    return Verdict.DROP;
  }

  /** A datagram that was in fragments may not be a fragment itself. */
  #whole(packet: Packet, inner: FragmentPlace | null): Verdict {
    this.#statistics.reasmOKs++;
    packet.dataAt = 0;
    return inner === null ? Verdict.ACCEPT : this.#problem(packet, ERRONEOUS_FIELD, inner.at);
  }

  #problem(packet: Packet, code: number, pointer: number): Verdict {
    this.#environment.parameterProblem(packet, code, pointer);
    return Verdict.DROP;
  }
}

/** The next Fragment header; without IPsec nobody reads on behind an authentication header. */
function next(packet: Packet, from?: FragmentPlace): FragmentPlace | null {
  return findFragmentHeader(packet, Protocol.AH, from);
}
