/** A packet's way through a simulated router, written down beside whoever else listens. */
import type { Ruling } from '../../src/backend/backend';
import { TAP_PRIORITY } from '../../src/backend/simulator';
import { type CtState, ctstateOf } from '../../src/conntrack/ctstate';
import { type ConnectionStore, copyTuple, type Dir } from '../../src/conntrack/store';
import { HOOK_NAMES, type HookName, VERDICT_NAMES, type VerdictName } from '../../src/netfilter/hooks';
import { CtInfo, dirOf, type Packet, Protocol } from '../../src/packet/packet';
import { findTransport } from '../../src/packet/transport';
import type { Simulation } from '../../src/simulation';

export interface Call {
  hook: HookName;
  callback: string;
  verdict: VerdictName;
  ctstate: CtState | null;
  /** Of a chain of a ruleset: the rule, or the policy, that decided. */
  ruling: Ruling | null;
}

export interface Sent {
  device: string;
  bytes: Uint8Array;
}

/** The tuplehash by which a packet was given its connection. */
export interface Given {
  node: number;
  tuple: Int32Array;
  /** Whether it is that of the packet an ICMP error quotes. */
  isQuoted: boolean;
}

export interface Way {
  calls: Call[];
  given: Given | null;
  /** The datagrams that left, and by which interface. */
  out: Sent[];
  isDelivered: boolean;
}

/** Follows `packet` from here on. */
export function follow(simulation: Simulation, packet: Packet): Way {
  const { netfilter, router, topology, conntrack } = simulation;
  const way: Way = { calls: [], given: null, out: [], isDelivered: false };
  const { observer } = netfilter;
  const { onTransmit, onDeliver } = router;
  const { onRuling } = simulation;
  let ruling: Ruling | null = null;
  simulation.onRuling = (subject, told) => {
    onRuling?.(subject, told);
    if (subject === packet) ruling = told;
  };
  netfilter.observer = (ops, subject, verdict) => {
    observer?.(ops, subject, verdict);
    if (subject !== packet || ops.priority === TAP_PRIORITY) return;
    const call = { hook: HOOK_NAMES[ops.hook], callback: ops.name, verdict: VERDICT_NAMES[verdict] };
    way.calls.push({ ...call, ctstate: ctstateOf(subject), ruling });
    way.given ??= givenTo(conntrack.store, subject);
    ruling = null;
  };
  router.onTransmit = (index, left) => {
    onTransmit?.(index, left);
    way.out.push({ device: topology.names[index], bytes: left.slice() });
  };
  router.onDeliver = subject => {
    onDeliver?.(subject);
    way.isDelivered = true;
  };
  return way;
}

/** The tuplehash by which a packet has its connection: an ICMP error by that of the packet it quotes. */
function givenTo(store: ConnectionStore, { ct, ctinfo, bytes, start, end, family }: Packet): Given | null {
  if (ct === 0) return null;
  const protocol = findTransport(bytes, start, end, family) & 0xff;
  const isIcmp = protocol === Protocol.ICMP || protocol === Protocol.ICMPV6;
  const isQuoted = isIcmp && (ctinfo === CtInfo.RELATED || ctinfo === CtInfo.RELATED_REPLY);
  const dir = (isQuoted ? 1 - dirOf(ctinfo) : dirOf(ctinfo)) as Dir;
  return { node: 2 * ct + dir, tuple: copyTuple(store, ct, dir), isQuoted };
}
