/**
 * Which flow a datagram is of, read off its bytes: what to ask the kernel's table for.
 *
 * For an ICMP error it is the flow of the packet it quotes, in the direction that was answered with the error.
 */
import { formatAddress } from '../../packet/address';
import { u16 } from '../../packet/bytes';
import { Family, Protocol } from '../../packet/packet';
import { findTransport } from '../../packet/transport';
import type { TupleView } from '../backend';

/** One direction of a connection. */
export interface Flow {
  family: Family;
  protocol: number;
  tuple: TupleView;
}

const ICMP_ERRORS = [3, 4, 5, 11, 12];
/** ICMP types that ask, and what answers them. */
const ICMP_ANSWERS = new Map([
  [8, 0],
  [13, 14],
  [15, 16],
  [17, 18],
  [128, 129],
  [139, 140],
]);
const ICMP_QUESTIONS = new Map([...ICMP_ANSWERS].map(([question, answer]) => [answer, question]));

/** Null where none can be read: a later fragment, a header cut off. */
export function flowOf(bytes: Uint8Array, ip = 0): Flow | null {
  const family = bytes[ip] >> 4 === 6 ? Family.IPV6 : Family.IPV4;
  const addressBytes = family === Family.IPV4 ? 4 : 16;
  const addresses = ip + (family === Family.IPV4 ? 12 : 8);
  if (addresses + 2 * addressBytes > bytes.length) return null;
  const found = findTransport(bytes, ip, bytes.length, family);
  if (found < 0) return null;
  const protocol = found & 0xff;
  const at = ip + (found >> 8);
  const tuple: TupleView = {
    src: formatAddress(bytes, addresses, family),
    dst: formatAddress(bytes, addresses + addressBytes, family),
    sport: null,
    dport: null,
    icmp: null,
  };
  switch (protocol) {
    case Protocol.TCP:
    case Protocol.UDP:
    case Protocol.UDPLITE:
    case Protocol.SCTP:
    case Protocol.DCCP:
      if (at + 4 > bytes.length) return null;
      return { family, protocol, tuple: { ...tuple, sport: u16(bytes, at), dport: u16(bytes, at + 2) } };
    case Protocol.ICMP:
    case Protocol.ICMPV6:
      return icmpFlow(bytes, at, { family, protocol, tuple });
    case Protocol.GRE:
      return greFlow(bytes, at, { family, protocol, tuple });
    default:
      return { family, protocol, tuple };
  }
}

/** The direction that answers a flow. */
export function inverse({ family, protocol, tuple }: Flow): Flow {
  const { icmp } = tuple;
  const answer = icmp && (ICMP_ANSWERS.get(icmp.type) ?? ICMP_QUESTIONS.get(icmp.type) ?? icmp.type);
  return {
    family,
    protocol,
    tuple: {
      src: tuple.dst,
      dst: tuple.src,
      sport: tuple.dport,
      dport: tuple.sport,
      icmp: icmp && { ...icmp, type: answer! },
    },
  };
}

function icmpFlow(bytes: Uint8Array, at: number, flow: Flow): Flow | null {
  if (at + 8 > bytes.length) return null;
  const type = bytes[at];
  const isError = flow.protocol === Protocol.ICMP ? ICMP_ERRORS.includes(type) : type < 128;
  if (isError) {
    const quoted = flowOf(bytes, at + 8);
    return quoted && inverse(quoted);
  }
  return { ...flow, tuple: { ...flow.tuple, icmp: { type, code: bytes[at + 1], id: u16(bytes, at + 4) } } };
}

/** Version 1 of GRE (PPTP, RFC 2637) has a call id, which is the destination's key; plain GRE has none. */
function greFlow(bytes: Uint8Array, at: number, flow: Flow): Flow | null {
  if (at + 4 > bytes.length) return null;
  const isPptp = (bytes[at + 1] & 7) === 1;
  const key = isPptp && at + 8 <= bytes.length ? u16(bytes, at + 6) : 0;
  return { ...flow, tuple: { ...flow.tuple, sport: 0, dport: key } };
}
