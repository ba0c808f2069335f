/** Rules that assign a helper to new connections to a port, as nftables' `ct helper set` does. */
import { assignHelper } from '../conntrack/helpers/assign';
import type { Helper } from '../conntrack/helpers/helper';
import type { ConnectionStore } from '../conntrack/store';
import { Hook, type HookOps, Verdict } from '../netfilter/hooks';
import { CtInfo, type Packet } from '../packet/packet';
import { hasPort } from './transport';

/** Behind conntrack, which must have made the connection, and before NAT. */
const PRIORITY = -140;

const DESTINATION_PORT = 2;

export interface HelperRule {
  readonly helper: Helper;
  readonly port: number;
}

/** The callbacks of such rules: at PREROUTING for what comes in, at OUTPUT for local processes. */
export function helperRules(store: ConnectionStore, rules: readonly HelperRule[]): HookOps[] {
  const fn = (packet: Packet) => {
    if (packet.ctinfo !== CtInfo.NEW && packet.ctinfo !== CtInfo.RELATED) return Verdict.ACCEPT;
    for (const { helper, port } of rules) {
      if (hasPort(packet, helper.protocol, DESTINATION_PORT, port)) assignHelper(store, packet.ct, helper);
    }
    return Verdict.ACCEPT;
  };
  const name = `ct helper set ${rules.map(({ helper }) => helper.name).join(', ')}`;
  return [Hook.PREROUTING, Hook.OUTPUT].map(hook => ({ name, hook, priority: PRIORITY, fn }));
}
