import * as draw from '../draw';
import { type PacketEvent, withBytes } from '../workload';
import { bent } from './bent';
import { tcpConversation } from './tcp-conversation';
import { udpExchange } from './udp-exchange';

/** Datagrams that no honest end sends: any bytes behind an IP version, true ones that are cut short, headers that lie. */
export function malformed(): draw.Drawn<PacketEvent[]> {
  return draw.oneof(anyBytes(), cutShort(), bent(udpExchange(), 5));
}

function anyBytes(): draw.Drawn<PacketEvent[]> {
  return draw
    .tuple(
      draw.constantFrom('c0', 's0'),
      draw.constantFrom(0x45, 0x46, 0x60, 0x4f),
      draw.uint8Array({ minLength: 19, maxLength: 60 }),
    )
    .map(([device, first, rest]) => [{ kind: 'packet', device, bytes: Uint8Array.of(first, ...rest) }]);
}

/** At least one byte is left, by which one sees what it was. */
function cutShort(): draw.Drawn<PacketEvent[]> {
  return draw
    .tuple(draw.oneof(tcpConversation(), udpExchange()), draw.nat(20), draw.integer({ min: 1, max: 70 }))
    .map(([events, at, length]) => {
      const index = at % events.length;
      return events.with(index, withBytes(events[index], events[index].bytes.slice(0, length)));
    });
}
