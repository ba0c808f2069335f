/**
 * What conntrack can be told by sysctl, with the kernel's defaults. Timeouts are in jiffies, as they are used.
 *
 * The names, limits and units that a user sees are in `../sysctl.ts`.
 */
import { HZ } from '../clock';
import { Linux } from '../linux/linux';

/** Indexes into the TCP timeouts: the states, then the two shorter timers. */
export const enum TcpTimeout {
  RETRANS = 10,
  UNACK = 11,
}

export interface ConntrackSettings {
  max: number;
  expectMax: number;
  /** Verify transport checksums at PREROUTING. */
  checksum: number;
  /** Protocol number whose INVALID packets are logged; 255 for all, 0 for none. */
  logInvalid: number;
  acct: number;
  timestamp: number;
  events: number;
  genericTimeout: number;
  icmpTimeout: number;
  icmpv6Timeout: number;
  udpTimeout: number;
  udpTimeoutStream: number;
  greTimeout: number;
  greTimeoutStream: number;
  tcpTimeouts: Int32Array;
  tcpLoose: number;
  tcpBeLiberal: number;
  tcpMaxRetrans: number;
  tcpIgnoreInvalidRst: number;
  sctpTimeouts: Int32Array;
  dccpTimeouts: Int32Array;
  /** Changes nothing: no packet in the middle of a connection is taken for one anyway. */
  dccpLoose: number;
  /** Give helpers to connections to their well-known ports, where conntrack is told of these. */
  automaticHelpers: number;
}

const jiffies = (...seconds: number[]) => Int32Array.from(seconds, s => s * HZ);

export function defaultSettings({ follows } = new Linux()): ConntrackSettings {
  return {
    max: 262144,
    expectMax: 4096,
    checksum: 1,
    logInvalid: 0,
    acct: 0,
    timestamp: 0,
    events: follows['events-when-asked'] ? 2 : 1,
    genericTimeout: 600 * HZ,
    icmpTimeout: 30 * HZ,
    icmpv6Timeout: 30 * HZ,
    udpTimeout: 30 * HZ,
    udpTimeoutStream: 120 * HZ,
    greTimeout: 30 * HZ,
    greTimeoutStream: 180 * HZ,
    // NONE, SYN_SENT, SYN_RECV, ESTABLISHED, FIN_WAIT, CLOSE_WAIT, LAST_ACK, TIME_WAIT, CLOSE, SYN_SENT2, then RETRANS and UNACK
    tcpTimeouts: jiffies(0, 120, 60, 432000, 120, 60, 30, 120, 10, 120, 300, 300),
    tcpLoose: 1,
    tcpBeLiberal: 0,
    tcpMaxRetrans: 3,
    tcpIgnoreInvalidRst: 0,
    // NONE, CLOSED, COOKIE_WAIT, COOKIE_ECHOED, ESTABLISHED, SHUTDOWN_SENT, SHUTDOWN_RECD, SHUTDOWN_ACK_SENT, HEARTBEAT_SENT
    sctpTimeouts: jiffies(0, 10, 3, 3, 210, 3, 3, 3, 30),
    // NONE, REQUEST, RESPOND, PARTOPEN, OPEN, CLOSEREQ, CLOSING, TIMEWAIT
    dccpTimeouts: jiffies(240, 240, 480, 480, 43200, 64, 64, 240),
    dccpLoose: 1,
    automaticHelpers: 0,
  };
}
