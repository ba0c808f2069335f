/** Puts a whole datagram in the place of the fragment that completed it (`inet_frag_reasm_prepare` and `_finish`). */

import type { Packet } from '../packet/packet';
import { packetBytes } from '../packet/room';
import { rememberGeometry } from './geometry';
import type { FragmentQueue } from './queue';
import { isPaged } from './truesize';

/**
 * Lets `packet` hold `header` and the queue's data behind it. What the stack has noted on the packet is from then on
 * what it had noted on the first fragment; the interface stays that of the last one to arrive.
 */
export function assemble(packet: Packet, queue: FragmentQueue, header: Uint8Array): void {
  const fragments = queue.fragments();
  const bytes = packetBytes(header.length + queue.length);
  bytes.set(header);
  for (const { packet: part, headers, start, end } of fragments) {
    bytes.set(part.bytes.subarray(headers, headers + end - start), header.length + start);
  }
  rememberGeometry(bytes, {
    head: header.length + fragments[0].end,
    linear: header.length + (isPaged(fragments[0].packet.end) ? 0 : fragments[0].end),
    rest: fragments.slice(1).map(({ headers, start, end }) => ({ headers, length: end - start })),
  });
  const first = fragments[0].packet;
  packet.bytes = bytes;
  packet.start = 0;
  packet.end = bytes.length;
  packet.ct = first.ct;
  packet.ctinfo = first.ctinfo;
  packet.tracked = first.tracked;
  packet.mark = first.mark;
}
