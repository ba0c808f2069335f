/** A connection that a rule answers with a reset is at its end, though conntrack sees no segment that says so. */
import { Protocol } from '../../packet/packet';
import type { Conntrack } from '../conntrack';
import { EventBit } from '../events';
import { Status } from '../status';
import { Field } from '../store';
import { TcpState } from './tcp-table';
import { Tcp } from './tcp-window';

/** `nf_conntrack_tcp_set_closing` */
export function closeTcp(conntrack: Conntrack, ct: number): void {
  const { store, settings, clock } = conntrack;
  if (!store.isConfirmed(ct) || conntrack.protocolOf(ct) !== Protocol.TCP) return;
  const { words } = store;
  const base = ct * Field.WORDS;
  const old = words[base + Tcp.STATE];
  words[base + Tcp.STATE] = TcpState.CLOSE;
  if (old === TcpState.CLOSE || store.status(ct) & Status.FIXED_TIMEOUT) return;
  const timeouts = store.timeouts(ct) ?? settings.tcpTimeouts;
  words[base + Field.TIMEOUT] = clock.jiffies + timeouts[TcpState.CLOSE];
  conntrack.event(ct, EventBit.PROTOINFO);
}
