import { newTuple, TupleWord } from '../../src/conntrack/tuple';
import { manipulate } from '../../src/nat/manipulate';
import { Manip } from '../../src/nat/range';
import { parseAddress } from '../../src/packet/address';
import { i32 } from '../../src/packet/bytes';
import { Family, familyOfDatagram, Packet, Protocol } from '../../src/packet/packet';
import type * as draw from '../draw';
import { type PacketEvent, withBytes } from '../workload';
import { OUTSIDE_IPV4, OUTSIDE_IPV6 } from './translation';

/** The same exchange as a server sees it whose clients are translated: it answers to the address it knows them by. */
export function fromOutside(exchange: draw.Drawn<PacketEvent[]>): draw.Drawn<PacketEvent[]> {
  return exchange.map(events => events.map(event => (event.device === 's0' ? readdressed(event) : event)));
}

function readdressed(event: PacketEvent): PacketEvent {
  const packet = new Packet(event.bytes.slice());
  packet.family = familyOfDatagram(packet.bytes);
  const isIpv4 = packet.family === Family.IPV4;
  const transport = isIpv4 ? (packet.bytes[0] & 0x0f) << 2 : 40;
  const protocol: Protocol = packet.bytes[isIpv4 ? 9 : 6];
  if (!PORTED.includes(protocol) || transport + 4 > packet.end) return event;
  const address = isIpv4 ? OUTSIDE[0] : OUTSIDE[1];
  const target = newTuple();
  for (let word = 0; 4 * word < address.length; word++) target[TupleWord.DST + word] = i32(address, 4 * word);
  target[TupleWord.ID] = i32(packet.bytes, transport);
  return manipulate({ packet, ip: 0, target, manip: Manip.DST }, protocol) ? withBytes(event, packet.bytes) : event;
}

const PORTED: readonly Protocol[] = [Protocol.TCP, Protocol.UDP, Protocol.UDPLITE, Protocol.SCTP];
const OUTSIDE = [OUTSIDE_IPV4, OUTSIDE_IPV6].map(text => parseAddress(text)!);
