/** IPv6 reassembly for conntrack (`net/ipv6/netfilter/nf_conntrack_reasm.c`). */
import { Verdict } from '../netfilter/hooks';
import { u16 } from '../packet/bytes';
import { findFragmentHeader, transportHeaderTruncated } from '../packet/extension';
import { FragmentHeader, Ipv6 } from '../packet/ipv6';
import type { Packet } from '../packet/packet';
import { type Ipv6Reassembly, Outcome } from './ipv6';

/**
 * Takes a packet that has extension headers. ACCEPT: it is no fragment, or has become the whole datagram, or is a
 * fragment so bad that it is passed on as it is. STOLEN: it is held, or was a duplicate. DROP: it is bad.
 */
export function gatherForConntrack(reassembly: Ipv6Reassembly, packet: Packet, user: number): Verdict {
  if (u16(packet.bytes, packet.start + Ipv6.PAYLOAD_LENGTH) === 0) return Verdict.ACCEPT; // a jumbogram is never fragmented (RFC 2675)
  const place = findFragmentHeader(packet);
  if (place === null || transportHeaderTruncated(packet)) return Verdict.ACCEPT;
  if (packet.start + place.at + FragmentHeader.LENGTH > packet.end) return Verdict.DROP;
  const queue = reassembly.find(packet, place, user);
  if (queue === null) return drop(packet, "Can't find and can't create new queue");
  switch (reassembly.add(queue, packet, place)) {
    case Outcome.WHOLE:
      return Verdict.ACCEPT;
    case Outcome.HELD:
      return Verdict.STOLEN;
    case Outcome.DUPLICATE:
      packet.reason = 'DUP_FRAG';
      return Verdict.STOLEN;
    case Outcome.REASSEMBLY_FAILED:
      reassembly.directory.remove(queue);
      return Verdict.STOLEN;
    case Outcome.UNALIGNED:
      reassembly.directory.remove(queue);
      return Verdict.ACCEPT;
    case Outcome.OVERLAP:
      reassembly.directory.remove(queue);
      return Verdict.DROP;
    case Outcome.BEYOND_END:
      return drop(packet, 'offset is too large');
    case Outcome.CONTRADICTS_LAST:
      return drop(packet, 'already received last fragment');
    case Outcome.CONTRADICTS_END:
      return drop(packet, 'last packet already reached');
    default:
      return Verdict.DROP;
  }
}

function drop(packet: Packet, reason: string): Verdict {
  packet.reason = reason;
  return Verdict.DROP;
}
