import { put16, u16 } from '../../src/packet/bytes';
import { checksum } from '../../src/packet/checksum';
import { Ipv4, Ipv4Flag } from '../../src/packet/ipv4';
import { type Flow, udpDatagram, type Way } from '../datagram';
import * as draw from '../draw';
import { filled } from '../filled';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

/** UDP datagrams about as long as the MTU of Ethernet, or twice as long, some of which must not be fragmented. */
export function longDatagrams(flows: draw.Drawn<Flow> = flow()): draw.Drawn<PacketEvent[]> {
  const datagrams = draw.array(
    draw.tuple(draw.constantFrom<Way>(0, 1), draw.constantFrom(1472, 1473, 1452, 1453, 3000), draw.boolean()),
    { minLength: 1, maxLength: 3 },
  );
  return draw
    .tuple(flows, datagrams)
    .map(([between, list]) =>
      list.map(([way, length, isWhole]) => unfragmented(udpDatagram(between, way, filled(length)), isWhole)),
    );
}

/** IPv6 datagrams are never fragmented on the way. */
function unfragmented(event: PacketEvent, isWhole: boolean): PacketEvent {
  const { bytes } = event;
  if (!isWhole || bytes[0] >> 4 === 6) return event;
  put16(bytes, Ipv4.FLAGS_OFFSET, u16(bytes, Ipv4.FLAGS_OFFSET) | Ipv4Flag.DONT_FRAGMENT);
  put16(bytes, Ipv4.CHECKSUM, 0);
  put16(bytes, Ipv4.CHECKSUM, checksum(bytes, 0, Ipv4.LENGTH));
  return event;
}
