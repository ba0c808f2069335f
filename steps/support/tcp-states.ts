/** The shortest exchange of segments that leads a TCP connection to each state, for scenarios that begin there. */
import type { FlowDirection } from '../../src/packet/notation-flow';

/** A segment: who sends it, and what it is in the notation. */
export type Segment = readonly [FlowDirection, string];

const SYN: Segment = ['original', 'S 0:0(0) win 65535 [mss 1460]'];
const HANDSHAKE: Segment[] = [
  SYN,
  ['reply', 'S. 0:0(0) ack 1 win 65535 [mss 1460]'],
  ['original', '. 1:1(0) ack 1 win 65535'],
];
/** The originator closes first. */
const CLOSING: Segment[] = [
  ['original', 'F. 1:1(0) ack 1 win 65535'],
  ['reply', '. 1:1(0) ack 2 win 65535'],
  ['reply', 'F. 1:1(0) ack 2 win 65535'],
  ['original', '. 2:2(0) ack 2 win 65535'],
];

export const WAYS_TO_STATES: Readonly<Record<string, readonly Segment[]>> = {
  NONE: [],
  SYN_SENT: [SYN],
  SYN_RECV: HANDSHAKE.slice(0, 2),
  ESTABLISHED: HANDSHAKE,
  FIN_WAIT: [...HANDSHAKE, ...CLOSING.slice(0, 1)],
  CLOSE_WAIT: [...HANDSHAKE, ...CLOSING.slice(0, 2)],
  LAST_ACK: [...HANDSHAKE, ...CLOSING.slice(0, 3)],
  TIME_WAIT: [...HANDSHAKE, ...CLOSING],
  CLOSE: [...HANDSHAKE, ['original', 'R. 1:1(0) ack 1 win 0']],
  SYN_SENT2: [SYN, ['reply', 'S 0:0(0) win 65535 [mss 1460]']],
};
