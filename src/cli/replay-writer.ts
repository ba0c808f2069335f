/** How a replay is told: a file for each format. */
import type { Replay } from '../replay';

/** What is told of each packet, and at the end. */
export interface ReplayWriter {
  /** Called between reading a packet and forwarding it, while its bytes are as they were captured. */
  before?(replay: Replay): void;
  packet(replay: Replay): void;
  /** Called after every `PACKETS_AT_ONCE` packets, for who does not write at once. */
  handOn?(): Promise<void>;
  /** The table, when it was asked for; then nothing more. */
  end(table: string[] | null, replay: Replay): void | Promise<void>;
}

/** So many packets are replayed between two looks at anything else. */
export const PACKETS_AT_ONCE = 0x4000;
