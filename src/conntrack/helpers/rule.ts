/** A rule that assigns a helper to new connections to a port, as nftables' `ct helper set` does. */
import { Hook, type HookOps, Verdict } from '../../netfilter/hooks';
import { CtInfo, type Packet } from '../../packet/packet';
import type { ConnectionStore } from '../store';
import { Field } from '../store';
import { TupleWord } from '../tuple';
import { assignHelper } from './assign';
import type { Helper } from './helper';

/** Behind conntrack, which must have made the connection, and before NAT. */
const PRIORITY = -140;

/** The callbacks of such a rule: at PREROUTING for what comes in, at OUTPUT for local processes. */
export function helperRule(store: ConnectionStore, helper: Helper, port: number): HookOps[] {
  const fn = (packet: Packet) => {
    const isNew = packet.ctinfo === CtInfo.NEW || packet.ctinfo === CtInfo.RELATED;
    if (isNew && destinationPort(store, packet.ct) === port) assignHelper(store, packet.ct, helper);
    return Verdict.ACCEPT;
  };
  const name = `ct helper set ${helper.name}`;
  return [Hook.PREROUTING, Hook.OUTPUT].map(hook => ({ name, hook, priority: PRIORITY, fn }));
}

function destinationPort(store: ConnectionStore, ct: number): number {
  return store.words[ct * Field.WORDS + Field.ORIGINAL + TupleWord.ID] & 0xffff;
}
