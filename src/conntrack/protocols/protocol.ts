/**
 * What conntrack asks of a transport protocol (`struct nf_conntrack_l4proto`): how to read its part of a tuple, how to
 * turn it round, and what a packet does to a connection.
 */
import type { HookState } from '../../netfilter/hooks';
import { i32 } from '../../packet/bytes';
import type { Packet } from '../../packet/packet';
import type { Conntrack } from '../conntrack';

/** What a tracker answers beside `Verdict.ACCEPT` and `Verdict.DROP`. */
export const enum Answer {
  /** The packet is INVALID and goes on without a connection (`-NF_ACCEPT`). */
  INVALID = -1,
  /** The connection was closed and is gone: look the packet up again (`-NF_REPEAT`). */
  REPEAT = -4,
}

export interface L4Protocol {
  /** The name `/proc/net/nf_conntrack` prints. */
  readonly name: string;
  /** Whether two packets may race to create the same connection without the loser being dropped. */
  readonly allowClash: boolean;
  /** The ID word of a tuple, from the transport header at `at`; undefined when it is cut off before `end`. */
  tupleId(bytes: Uint8Array, at: number, end: number): number | undefined;
  /** The ID word of the other direction; undefined when no reply can exist. */
  invertId(id: number): number | undefined;
  /** Lets a packet act on its connection, which is unconfirmed when the packet is its first. */
  packet(conntrack: Conntrack, packet: Packet, at: number, ct: number, state: HookState): number;
  /** Whether an assured connection may be evicted under pressure all the same. */
  canEarlyDrop?(words: Int32Array, base: number): boolean;
  /** Name of the connection's state, when the protocol has states. */
  stateName?(words: Int32Array, base: number): string;
  /** What `/proc/net/nf_conntrack` prints between timeout and tuples, when that is not the state. */
  details?(words: Int32Array, base: number): string;
}

/** The ports, which TCP, UDP and their kin have in the first four bytes. */
export function readPorts(bytes: Uint8Array, at: number, end: number): number | undefined {
  return end - at < 4 ? undefined : i32(bytes, at);
}

/** Swaps source and destination port. */
export function swapPorts(id: number): number {
  return (id << 16) | (id >>> 16);
}
