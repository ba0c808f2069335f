/** The trackers by protocol number (`nf_ct_l4proto_find`). */
import type { Linux } from '../../linux/linux';
import { Protocol } from '../../packet/packet';
import { dccp } from './dccp';
import { generic } from './generic';
import { gre } from './gre';
import { icmp } from './icmp';
import { icmpv6 } from './icmpv6';
import type { L4Protocol } from './protocol';
import { sctp } from './sctp';
import { tcp } from './tcp';
import { udp } from './udp';
import { udplite } from './udplite';

const TRACKERS: L4Protocol[] = new Array(256).fill(generic);
TRACKERS[Protocol.ICMP] = icmp;
TRACKERS[Protocol.TCP] = tcp;
TRACKERS[Protocol.UDP] = udp;
TRACKERS[Protocol.GRE] = gre;
TRACKERS[Protocol.ICMPV6] = icmpv6;
TRACKERS[Protocol.SCTP] = sctp;

const JOINING_ICMP: L4Protocol = { ...icmp, allowClash: true };
const JOINING_ICMPV6: L4Protocol = { ...icmpv6, allowClash: true };
/** Its name has outlived the tracker. */
const NO_UDPLITE: L4Protocol = { ...generic, name: udplite.name };

/** Those that a version of Linux has. */
export function trackersOf(linux: Linux): readonly L4Protocol[] {
  const { follows } = linux;
  const trackers = TRACKERS.slice();
  trackers[Protocol.UDPLITE] = follows['udplite-tracker'] ? udplite : NO_UDPLITE;
  trackers[Protocol.DCCP] = follows['dccp-tracker'] ? dccp : generic;
  if (follows['icmp-joins']) {
    trackers[Protocol.ICMP] = JOINING_ICMP;
    trackers[Protocol.ICMPV6] = JOINING_ICMPV6;
  }
  return trackers;
}
