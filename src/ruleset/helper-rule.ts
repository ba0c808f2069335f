/** A rule that assigns a helper to new connections to a port, as nftables' `ct helper set` does. */
import { assignHelper } from '../conntrack/helpers/assign';
import type { Helper } from '../conntrack/helpers/helper';
import type { ConnectionStore } from '../conntrack/store';
import { Hook, type HookOps, Verdict } from '../netfilter/hooks';
import { CtInfo, type Packet } from '../packet/packet';
import { hasPort } from './transport';

/** Behind conntrack, which must have made the connection, and before NAT. */
const PRIORITY = -140;

const DESTINATION_PORT = 2;

/** The callbacks of such a rule: at PREROUTING for what comes in, at OUTPUT for local processes. */
export function helperRule(store: ConnectionStore, helper: Helper, port: number): HookOps[] {
  const fn = (packet: Packet) => {
    const isNew = packet.ctinfo === CtInfo.NEW || packet.ctinfo === CtInfo.RELATED;
    if (isNew && hasPort(packet, helper.protocol, DESTINATION_PORT, port)) assignHelper(store, packet.ct, helper);
    return Verdict.ACCEPT;
  };
  const name = `ct helper set ${helper.name}`;
  return [Hook.PREROUTING, Hook.OUTPUT].map(hook => ({ name, hook, priority: PRIORITY, fn }));
}
