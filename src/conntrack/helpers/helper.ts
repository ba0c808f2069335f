/**
 * What a helper is: the part of conntrack that reads the payload of one application protocol, to learn which
 * connections that protocol will open next (`struct nf_conntrack_helper`).
 */
import type { Linux } from '../../linux/linux';
import type { Verdict } from '../../netfilter/hooks';
import type { CtInfo, Family, Packet, Protocol } from '../../packet/packet';
import type { Expectation } from '../expectation';
import type { Expectations } from '../expectations';
import type { GreKeymap } from '../gre-keymap';
import type { ConnectionStore } from '../store';
import type { Tuple } from '../tuple';

/** How many connections of one class a master may expect at a time, and for how long (seconds). */
export interface ExpectPolicy {
  readonly maxExpected: number;
  readonly timeout: number;
  /** Told beside the helper's name where a helper has several classes (`sip/sdp`). */
  readonly name?: string;
}

/**
 * What a helper may have NAT do, where there is any (the kernel's `nf_nat_*_hook`). A place in a payload is told by its
 * offset from the payload's first byte and its length in bytes; `transport` is where the transport header begins in
 * `packet.bytes`, which are other bytes afterwards.
 */
export interface HelperNat {
  /** Puts `text` in the place of some of a segment's payload, and has later sequence numbers moved; false where it gets too long (`nf_nat_mangle_tcp_packet`). */
  mangleTcp(packet: Packet, transport: number, place: Place, text: Uint8Array): boolean;
  /** The same with sequence numbers left as they are: several changes of one segment count as one. */
  replaceTcp(packet: Packet, transport: number, place: Place, text: Uint8Array): boolean;
  /** Has sequence numbers behind a segment moved whose payload has grown by so many bytes (`nf_ct_seqadj_set`). */
  adjustSequence(packet: Packet, transport: number, growth: number): void;
  /** Puts `text` in the place of some of a UDP datagram's payload (`nf_nat_mangle_udp_packet`). */
  mangleUdp(packet: Packet, transport: number, place: Place, text: Uint8Array): boolean;
  /** Writes length and checksum of UDP into a header, be it that of another protocol (the same, of nothing). */
  rewriteUdp(packet: Packet, transport: number, protocol: Protocol): void;
  /** Takes the expectation in with the port given, or another where that is expected already; returns it, 0 where there is none (`nf_nat_exp_find_port`). */
  expectFrom(expectation: Expectation, port: number): number;
  /** For `Expectation.arrived`: the connection is translated as its master is, and to `savedPort` (`nf_nat_follow_master`). */
  followMaster(ct: number, expectation: Expectation): void;
  /** For other ways than the master's: translates one end of a new connection to one address, and port unless null (`nf_nat_setup_info`). */
  translate(ct: number, end: 'source' | 'destination', address: Int32Array, port: number | null): void;
}

export interface Place {
  readonly offset: number;
  readonly length: number;
}

/** What a helper may use of conntrack. */
export interface HelperHost {
  readonly linux: Linux;
  readonly store: ConnectionStore;
  readonly expectations: Expectations;
  /** Null in a router without NAT. */
  readonly nat: HelperNat | null;
  readonly greKeymap: GreKeymap;
  /** The tuplehash of a tuple in the table, 0 when there is none. */
  find(tuple: Tuple): number;
  /** Takes a connection out of the table. */
  kill(ct: number): boolean;
  /** Sets what is left to live (jiffies), and counts no packet (`nf_ct_refresh`). */
  setTimeout(ct: number, timeout: number): void;
  /**
   * The mask of the network to all of whose hosts a local process sends this packet (`struct in_ifaddr`); 0 where it is
   * no such packet.
   */
  broadcastMask(packet: Packet): number;
  /** Whether the router sends packets to two addresses, of four words each, to the same neighbour. */
  isSameWay(one: Int32Array, other: Int32Array, family: Family): boolean;
  /**
   * Keeps why the helper drops the packet as its reason, unless it has one, and logs it, with what ends the message there
   * (`nf_ct_helper_log`).
   */
  helperLog(packet: Packet, helper: Helper, why: string, ending?: string): void;
  /** Writes a line to the kernel log. */
  warn(line: string): void;
}

export interface Helper {
  readonly name: string;
  readonly protocol: Protocol;
  readonly families: readonly Family[];
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
  /** Told when a connection that has this helper has left the table (`nf_ct_helper_destroy`). */
  destroyed?(ct: number, host: HelperHost): void;
}
