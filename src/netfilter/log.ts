/**
 * The kernel log: lines with the time of the virtual clock, as `dmesg` and /var/log/messages show them.
 */
import { type Clock, HZ } from '../clock';
import type { Packet } from '../packet/packet';
import { describePacket, LogFlags } from './log-packet';
import type { Topology } from './topology';

export interface LogLine {
  /** Seconds on the virtual clock. */
  readonly time: number;
  readonly text: string;
}

/** `net.core.message_cost` (seconds) and `net.core.message_burst` (lines). */
const RATELIMIT_INTERVAL = 5 * HZ;
const RATELIMIT_BURST = 10;

/** `NF_LOG_PREFIXLEN`, with the ending null. */
const PREFIX_LENGTH = 127;

/** By which interfaces a packet came in and goes out, -1 for none. */
export type Devices = Pick<Packet, 'device' | 'outDevice'>;

export const NOWHERE: Devices = { device: -1, outDevice: -1 };

export class KernelLog {
  readonly lines: LogLine[] = [];

  readonly #clock: Clock;
  readonly #topology: Topology;
  #begin: number | null = null;
  #printed = 0;
  #missed = 0;

  constructor(clock: Clock, topology: Topology) {
    this.#clock = clock;
    this.#topology = topology;
  }

  print(text: string): void {
    this.lines.push({ time: this.#clock.now, text });
  }

  /**
   * Prints one of the lines that any packet may cause: at most ten in five seconds, then silence, and when the next
   * one is let through, word of how many were not (`net_warn_ratelimited`, `___ratelimit`).
   */
  warnRatelimited(text: string): void {
    const now = this.#clock.jiffies;
    if (this.#begin === null) this.#begin = now;
    if (((now - this.#begin) | 0) > RATELIMIT_INTERVAL) {
      if (this.#missed > 0) this.print(`net_ratelimit: ${this.#missed} callbacks suppressed`);
      this.#begin = now;
      this.#printed = 0;
      this.#missed = 0;
    }
    if (this.#printed < RATELIMIT_BURST) {
      this.#printed++;
      this.print(text);
    } else {
      this.#missed++;
    }
  }

  /**
   * Prints a packet behind a prefix, as `nf_log_syslog` does. The kernel's own parts log with all the details
   * (`NF_LOG_DEFAULT_MASK`); a rule logs those its `flags` name. `where` it is may be left out (`NOWHERE`).
   */
  packet(packet: Packet, prefix: string, where: Devices = packet, flags: LogFlags = LogFlags.DEFAULT): void {
    const { names } = this.#topology;
    const { device, outDevice } = where;
    const from = `IN=${names[device] ?? ''} OUT=${names[outDevice] ?? ''} `;
    const link = device < 0 ? '' : linkText(this.#topology.linkHeader(device, packet.family), flags);
    this.print(prefix.slice(0, PREFIX_LENGTH) + from + link + describePacket(packet, flags));
  }
}

/** As it stands in a packet, or field by field (`dump_mac_header`). */
function linkText(header: string, flags: LogFlags): string {
  if (!(flags & LogFlags.LINK)) return `MAC=${header} `;
  const [destination, source, type] = [header.slice(0, 17), header.slice(18, 35), header.slice(36).replace(':', '')];
  return `MACSRC=${source} MACDST=${destination} MACPROTO=${type} `;
}

/** A line as `dmesg` prints it: `[   12.345678] nf_conntrack: …`. */
export function dmesgLine({ time, text }: LogLine): string {
  const microseconds = Math.floor(time * 1e6);
  const seconds = String(Math.floor(microseconds / 1e6)).padStart(5);
  return `[${seconds}.${String(microseconds % 1e6).padStart(6, '0')}] ${text}`;
}
