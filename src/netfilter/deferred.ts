/** The checksum of what a helper has changed is left to the interface that the packet leaves by (`nf_nat_csum_recalc`). */
import { put16 } from '../packet/bytes';
import { fold, pseudoHeaderSum } from '../packet/checksum';
import { type Packet, Protocol, Sum } from '../packet/packet';
import { findTransport } from '../packet/transport';

/** Of what leaves by none, because it is for the router, only the sum of the pseudo-header is there, where the checksum will be. */
export function leaveChecksumBegun({ bytes, start, end, family, sum }: Packet): void {
  if (sum !== Sum.DEFERRED) return;
  const transport = findTransport(bytes, start, end, family);
  const protocol = transport & 0xff;
  const at = start + (transport >> 8);
  const check = at + (protocol === Protocol.UDP ? 6 : 16);
  put16(bytes, check, fold(pseudoHeaderSum(bytes, start, family, protocol, end - at)));
}
