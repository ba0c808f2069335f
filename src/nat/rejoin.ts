/**
 * A packet that was in a queue, and whose connection somebody else's packet has meanwhile brought into the table: it takes
 * that in the place of its own, as kernels did before they left it to confirmation (`__nf_conntrack_update`).
 */
import type { Conntrack } from '../conntrack/conntrack';
import { Status } from '../conntrack/status';
import { copyTuple, Dir } from '../conntrack/store';
import type { Packet } from '../packet/packet';
import type { Nat } from './nat';
import { Manip } from './range';

/** What its own connection had changed of the packet is changed as the other has it. False where that cannot be. */
export function rejoin(conntrack: Conntrack, nat: Nat | null, packet: Packet): boolean {
  const { store } = conntrack;
  const own = packet.ct;
  if (own === 0 || store.isConfirmed(own)) return true;
  const node = conntrack.find(copyTuple(store, own, Dir.ORIGINAL));
  if (node === 0) return true;
  const status = store.status(own);
  conntrack.attach(packet, node >> 1, packet.ctinfo);
  store.put(own);
  const changes = (bit: Status, manip: Manip) => nat === null || !(status & bit) || nat.change(packet, manip);
  return changes(Status.SRC_NAT, Manip.SRC) && changes(Status.DST_NAT, Manip.DST);
}
