/** IPv6 reassembly for local delivery (`net/ipv6/reassembly.c`): of fragments that conntrack has let pass as they are. */
import { Verdict } from '../netfilter/hooks';
import { u16 } from '../packet/bytes';
import { FragmentHeader, Ipv6 } from '../packet/ipv6';
import type { Packet } from '../packet/packet';
import type { DefragEnvironment } from './environment';
import { findFragmentHeader, fragmentField, transportHeaderTruncated } from './extension';
import { type Ipv6Reassembly, Outcome } from './ipv6';
import type { FragmentStatistics } from './statistics';

/** Codes of ICMPv6 parameter problem (RFC 4443, section 3.4; RFC 7112, section 5). */
const ERRONEOUS_FIELD = 0;
const INCOMPLETE_CHAIN = 3;

/** `IP6_DEFRAG_LOCAL_DELIVER`. */
const USER = 0;

/** Takes what is to be delivered locally. ACCEPT: it is no fragment, or the whole datagram. STOLEN: held. DROP: bad. */
export function gatherForDelivery(
  reassembly: Ipv6Reassembly,
  packet: Packet,
  environment: DefragEnvironment,
  statistics: FragmentStatistics,
): Verdict {
  const { bytes, start } = packet;
  const place = findFragmentHeader(packet);
  if (place === null) return Verdict.ACCEPT;
  const problem = (code: number, pointer: number) => {
    environment.parameterProblem(packet, code, pointer);
    return Verdict.DROP;
  };
  if (packet.fragmentMaxSize > 0) return problem(ERRONEOUS_FIELD, place.at); // a fragment of a fragment
  statistics.reasmReqds++;
  const noRoom = start + place.at + FragmentHeader.LENGTH > packet.end;
  if (u16(bytes, start + Ipv6.PAYLOAD_LENGTH) === 0 || noRoom) return problem(ERRONEOUS_FIELD, place.at);
  if ((fragmentField(packet, place) & ~6) === 0) {
    statistics.reasmOKs++;
    return Verdict.ACCEPT;
  }
  if (transportHeaderTruncated(packet)) return problem(INCOMPLETE_CHAIN, 0);

  const queue = reassembly.find(packet, place, USER);
  const outcome = queue === null ? Outcome.NO_MEMORY : reassembly.add(queue, packet, place);
  switch (outcome) {
    case Outcome.WHOLE:
      statistics.reasmOKs++;
      return Verdict.ACCEPT;
    case Outcome.HELD:
    case Outcome.DUPLICATE:
      return Verdict.STOLEN;
    case Outcome.BEYOND_END:
      return problem(ERRONEOUS_FIELD, place.at + FragmentHeader.OFFSET_FLAGS);
    case Outcome.UNALIGNED:
      return problem(ERRONEOUS_FIELD, Ipv6.PAYLOAD_LENGTH);
    case Outcome.OVERLAP:
      statistics.reasmOverlaps++;
  }
  if (queue !== null) reassembly.directory.remove(queue);
  statistics.reasmFails++;
  return Verdict.DROP;
}
