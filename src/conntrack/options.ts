/** How a conntrack is made. */
import type { Clock } from '../clock';
import type { Linux } from '../linux/linux';
import type { Devices } from '../netfilter/log';
import type { Packet } from '../packet/packet';
import type { Helper } from './helpers/helper';
import type { ConntrackSettings } from './settings';

/** Where log lines go: a packet with a prefix, and where it is unless told otherwise, or a line that any packet may cause. */
export interface ConntrackLog {
  packet(packet: Packet, prefix: string, where?: Devices): void;
  warnRatelimited(text: string): void;
}

export interface ConntrackOptions {
  clock: Clock;
  settings?: ConntrackSettings;
  /** Which Linux it is; the usual one unless told. */
  linux?: Linux;
  /** Keys the hash and whatever else is random. */
  seed?: number;
  buckets?: number;
  log?: ConntrackLog;
  /** Helpers that new connections to their ports are given, as kernels before 6.0 did by themselves, if the settings say so. */
  automaticHelpers?: readonly Helper[];
  /** Evict the least recently used entry when the table is full, as the article tells it, instead of early drop. */
  evictLeastRecentlyUsed?: boolean;
}

export const DEFAULT_BUCKETS = 262144;
