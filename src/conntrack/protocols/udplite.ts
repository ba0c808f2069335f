/** UDP-Lite (RFC 3828): as UDP, with a checksum over part of the datagram (`nf_conntrack_udplite_packet`, until Linux 7.0). */
import { Hook, type HookState } from '../../netfilter/hooks';
import { u16 } from '../../packet/bytes';
import { type Packet, Protocol } from '../../packet/packet';
import type { Conntrack } from '../conntrack';
import { type L4Protocol, readPorts, swapPorts } from './protocol';
import { refreshByReply } from './replied';

const HEADER_BYTES = 8;

export const udplite: L4Protocol = {
  name: 'udplite',
  allowClash: true,
  tupleId: readPorts,
  invertId: swapPorts,

  packet(conntrack, packet, at, ct, state) {
    const error = headerError(conntrack, packet, at, state);
    if (error !== null) return conntrack.invalid(packet, Protocol.UDPLITE, error);
    const { udpTimeout, udpTimeoutStream } = conntrack.settings;
    const [unreplied, replied] = conntrack.store.timeouts(ct) ?? [udpTimeout, udpTimeoutStream];
    return refreshByReply(conntrack, packet, ct, unreplied, replied);
  },
};

/** The kernel's complaint about the header, or null. */
function headerError(conntrack: Conntrack, packet: Packet, at: number, state: HookState): string | null {
  const length = packet.end - at;
  if (length < HEADER_BYTES) return 'short packet';
  // RFC 3828, 3.1: zero covers the whole datagram.
  const coverage = u16(packet.bytes, at + 4) || length;
  if (coverage < HEADER_BYTES || coverage > length) return 'invalid checksum coverage';
  if (u16(packet.bytes, at + 6) === 0) return 'checksum missing';
  // The kernel sums UDP's number into the pseudo-header, not UDP-Lite's own.
  const holds = state.hook !== Hook.PREROUTING || conntrack.checksumHolds(packet, at, Protocol.UDP, at + coverage);
  return holds ? null : 'bad checksum';
}
