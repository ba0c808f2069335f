import { parseAddress } from '../../src/packet/address';
import { Icmpv6Type } from '../../src/packet/icmpv6';
import { Ipv6 } from '../../src/packet/ipv6';
import { Family } from '../../src/packet/packet';
import { type Flow, icmpMessage, udpDatagram } from '../datagram';
import * as draw from '../draw';
import { filled } from '../filled';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

interface Redirect {
  /** The router's address of its link, by which it is believed, or one that anybody may have. */
  readonly source: Uint8Array | null;
  readonly hopLimit: number;
  readonly code: number;
  /** The option behind target and destination, from the bytes of the packet it is about. */
  readonly option: (quoted: Uint8Array) => Uint8Array;
  /** How many bytes of the message are there. */
  readonly length: number;
}

/** A datagram, and another router's word that there is a better way for it (RFC 4861, 8): most are believed, some lack what it takes. */
export function neighbourRedirects(): draw.Drawn<PacketEvent[]> {
  const redirect = draw.record<Redirect>({
    source: draw.constantFrom(NEIGHBOUR, NEIGHBOUR, NEIGHBOUR, null),
    hopLimit: draw.constantFrom(255, 255, 255, 64),
    code: draw.constantFrom(0, 0, 0, 1),
    option: draw.constantFrom(...OPTIONS),
    length: draw.constantFrom(2000, 2000, 2000, 2000, 36, 37, 44, 60),
  });
  return draw
    .tuple(flow({ family: draw.constant(Family.IPV6) }), draw.array(redirect, { minLength: 1, maxLength: 2 }))
    .map(([between, redirects]) => {
      const about = udpDatagram(between, 0, filled(8));
      return [about, ...redirects.map(each => redirectAbout(about.bytes, between, each))];
    });
}

function redirectAbout(
  quoted: Uint8Array,
  { family, ends: [sender, receiver] }: Flow,
  { source, hopLimit, code, option, length }: Redirect,
): PacketEvent {
  const message = Uint8Array.of(0, 0, 0, 0, ...BETTER_ROUTER, ...receiver.address, ...option(quoted)).slice(0, length);
  const neighbour = { ...receiver, address: source ?? receiver.address };
  const event = icmpMessage({ family, ends: [neighbour, sender] }, 0, Icmpv6Type.REDIRECT, code, message);
  event.bytes[Ipv6.HOP_LIMIT] = hopLimit;
  return event;
}

const NEIGHBOUR = parseAddress('fe80::99')!;
const BETTER_ROUTER = parseAddress('fe80::98')!;

const redirectedHeader: Redirect['option'] = quoted =>
  Uint8Array.of(4, 1 + (quoted.length >> 3), 0, 0, 0, 0, 0, 0, ...quoted);

/** None, target link-layer address, one of no length, one of a kind that nobody knows, and redirected header. */
const OPTIONS: Redirect['option'][] = [
  () => new Uint8Array(0),
  () => Uint8Array.of(2, 1, 2, 0, 0, 0, 0, 9),
  () => new Uint8Array(8),
  () => Uint8Array.of(200, 1, 0, 0, 0, 0, 0, 0),
  redirectedHeader,
  redirectedHeader,
  redirectedHeader,
];
