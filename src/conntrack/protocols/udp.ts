/** UDP (RFC 768): a stream once packets go both ways for longer than two seconds (`nf_conntrack_proto_udp.c`). */
import { HZ } from '../../clock';
import { Hook, type HookState, Verdict } from '../../netfilter/hooks';
import { u16 } from '../../packet/bytes';
import type { Packet } from '../../packet/packet';
import { Protocol } from '../../packet/packet';
import type { Conntrack } from '../conntrack';
import { Status } from '../status';
import { Field } from '../store';
import { type L4Protocol, readPorts, swapPorts } from './protocol';
import { assure } from './replied';

/** The protocol's words of a record. */
const enum Udp {
  /** Jiffies from when on traffic both ways makes it a stream. */
  STREAM_FROM = Field.PROTO,
}

const HEADER_BYTES = 8;
/** Jiffies. A reply this soon may be the only one, as with DNS (`nf_conntrack_udp_packet`). */
export const STREAM_AFTER = 2 * HZ;

export const udp: L4Protocol = {
  name: 'udp',
  allowClash: true,
  tupleId: readPorts,
  invertId: swapPorts,

  packet(conntrack, packet, at, ct, state) {
    const error = headerError(conntrack, packet, at, state);
    if (error !== null) return conntrack.invalid(packet, Protocol.UDP, error);
    const words = conntrack.store.words;
    const base = ct * Field.WORDS;
    const now = conntrack.clock.jiffies;
    const status = words[base + Field.STATUS];
    if (!(status & Status.CONFIRMED)) words[base + Udp.STREAM_FROM] = now + STREAM_AFTER;
    const { udpTimeout, udpTimeoutStream } = conntrack.settings;
    const own = conntrack.store.timeouts(ct);
    const unreplied = own ? own[0] : udpTimeout;
    if (!(status & Status.SEEN_REPLY)) {
      conntrack.refresh(ct, packet, unreplied);
      return Verdict.ACCEPT;
    }
    const stream = ((now - words[base + Udp.STREAM_FROM]) | 0) > 0;
    conntrack.refresh(ct, packet, stream ? (own ? own[1] : udpTimeoutStream) : unreplied);
    if (stream) assure(conntrack, ct, status);
    return Verdict.ACCEPT;
  },
};

/** The kernel's complaint about the header, or null. */
function headerError(conntrack: Conntrack, packet: Packet, at: number, state: HookState): string | null {
  const length = packet.end - at;
  if (length < HEADER_BYTES) return 'short packet';
  const udpLength = u16(packet.bytes, at + 4);
  if (udpLength > length || udpLength < HEADER_BYTES) return 'truncated/malformed packet';
  // No checksum was computed: legal over IPv4 (RFC 768), and the kernel asks no more of IPv6 here.
  if (u16(packet.bytes, at + 6) === 0) return null;
  if (state.hook === Hook.PREROUTING && !conntrack.checksumHolds(packet, at, Protocol.UDP)) return 'bad checksum';
  return null;
}
