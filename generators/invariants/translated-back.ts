import { Status } from '../../src/conntrack/status';
import { copyTuple } from '../../src/conntrack/store';
import { manipulate } from '../../src/nat/manipulate';
import { knownAs } from '../../src/nat/port';
import { Manip } from '../../src/nat/range';
import { Verdict } from '../../src/netfilter/hooks';
import { put16, u16 } from '../../src/packet/bytes';
import { CtInfo, dirOf, Family, Packet, Protocol } from '../../src/packet/packet';
import { packetBytes } from '../../src/packet/room';
import { toHex } from '../../src/packet/wire';
import type { PacketEvent } from '../workload';
import type { World } from '../world';
import type { EventInvariant } from './invariant';

export const translatedBack: EventInvariant = {
  kind: 'event',
  name: 'translated-back',
  about:
    'A translated packet, translated back, is the packet that came, but for its time to live and its class, which ' +
    'rules may set, as long as none sets the segments’ size: NAT changes addresses, ports and what sums them up, and loses nothing.',
  source: 'nf_nat_manip_pkt',
  check(world) {
    const { conntrack } = world.simulation;
    if (!isTranslated(world)) return null;
    const { packet, ct, event } = world;
    const datagram = packet.datagram();
    back.reset(copyOf(datagram), 0, datagram.length, -1);
    back.family = packet.family;
    const target = copyTuple(conntrack.store, ct, dirOf(packet.ctinfo));
    const protocol = knownAs(conntrack, conntrack.protocolOf(ct));
    for (const manip of [Manip.SRC, Manip.DST]) manipulate({ packet: back, ip: 0, target, manip }, protocol);
    const found = comparable(back.datagram(), packet.family);
    const came = comparable(copyOf((event as PacketEvent).bytes.subarray(0, found.length)), packet.family);
    if (Buffer.compare(came, found) === 0) return null;
    return `translated back it is ${toHex(found)}, but what came was ${toHex(came)}`;
  },
};

const back = new Packet();

function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = packetBytes(bytes.length);
  copy.set(bytes);
  return copy;
}

/** Forwarded whole, translated, its segments' size left alone, and of a connection that can be asked still; SCTP's CRC is made right on the way. */
function isTranslated({ packet, ct, event, verdict, simulation: { conntrack }, workload }: World): boolean {
  if (event.kind !== 'packet' || verdict !== Verdict.ACCEPT || ct === 0 || packet.outDevice <= 0) return false;
  const { store } = conntrack;
  const status = store.status(ct);
  if (packet.fragmentMaxSize > 0 || status & (Status.SEQ_ADJUST | Status.DYING)) return false;
  // What a helper reads it may rewrite as well.
  if (store.extension(ct)?.helper) return false;
  if (packet.ctinfo === CtInfo.RELATED || packet.ctinfo === CtInfo.RELATED_REPLY) return false;
  if (event.bytes.length < packet.end - packet.start || conntrack.protocolOf(ct) === Protocol.SCTP) return false;
  if ((status & (Status.SRC_NAT | Status.DST_NAT)) === 0) return false;
  return !workload.router.rulesets.some(text => text.includes('TCPMSS'));
}

/** Without time to live and class, the IPv4 header's checksum and its options, which record routes; 0 and 0xffff are one sum. */
function comparable(bytes: Uint8Array, family: Family): Uint8Array {
  const isIpv4 = family === Family.IPV4;
  bytes[isIpv4 ? 8 : 7] = 0;
  put16(bytes, 0, u16(bytes, 0) & (isIpv4 ? 0xff00 : 0xf00f));
  if (isIpv4) put16(bytes, 10, 0);
  if (isIpv4) bytes.fill(0, 20, (bytes[0] & 0x0f) << 2);
  for (let at = isIpv4 ? 20 : 40; at + 1 < bytes.length; at += 2) if (u16(bytes, at) === 0xffff) put16(bytes, at, 0);
  return bytes;
}
