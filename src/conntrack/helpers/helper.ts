/**
 * What a helper is: the part of conntrack that reads the payload of one application protocol, to learn which
 * connections that protocol will open next (`struct nf_conntrack_helper`).
 */
import type { Verdict } from '../../netfilter/hooks';
import type { CtInfo, Packet, Protocol } from '../../packet/packet';
import type { Expectations } from '../expectations';
import type { ConnectionStore } from '../store';

/** How many connections of one class a master may expect at a time, and for how long (seconds). */
export interface ExpectPolicy {
  readonly maxExpected: number;
  readonly timeout: number;
  /** Told beside the helper's name where a helper has several classes (`sip/sdp`). */
  readonly name?: string;
}

/** What a helper may use of conntrack. */
export interface HelperHost {
  readonly store: ConnectionStore;
  readonly expectations: Expectations;
  /** Keeps why the helper drops the packet as its reason, and logs it (`nf_ct_helper_log`). */
  helperLog(packet: Packet, helper: Helper, why: string): void;
}

export interface Helper {
  readonly name: string;
  readonly protocol: Protocol;
  /** Server ports it takes by itself where helpers are assigned automatically, as up to Linux 3.4 by default. */
  readonly ports: readonly number[];
  /** By class of expectation. */
  readonly policies: readonly ExpectPolicy[];
  /** The helper's notes on a connection that it was assigned to. */
  newData(): unknown;
  /**
   * Looks at a packet of a connection that has this helper, on its way out and before the connection is confirmed.
   * `transport` is where the transport header begins in `packet.bytes`.
   */
  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict;
}
