/** The shortest exchange of packets that leads a connection to each state, for scenarios that begin there. */
import type { FlowDirection } from '../../src/packet/notation-flow';
import { Protocol } from '../../src/packet/packet';

/** A packet: who sends it, and what it is in the notation. */
type Step = readonly [FlowDirection, string];

const SYN: Step = ['original', 'S 0:0(0) win 65535 [mss 1460]'];
const HANDSHAKE: Step[] = [
  SYN,
  ['reply', 'S. 0:0(0) ack 1 win 65535 [mss 1460]'],
  ['original', '. 1:1(0) ack 1 win 65535'],
];
/** The originator closes first. */
const CLOSING: Step[] = [
  ['original', 'F. 1:1(0) ack 1 win 65535'],
  ['reply', '. 1:1(0) ack 2 win 65535'],
  ['reply', 'F. 1:1(0) ack 2 win 65535'],
  ['original', '. 2:2(0) ack 2 win 65535'],
];

const TCP: Readonly<Record<string, readonly Step[]>> = {
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

const FOUR_PACKETS: Step[] = [
  ['original', 'sctp INIT'],
  ['reply', 'sctp INIT ACK'],
  ['original', 'sctp COOKIE ECHO "cook"'],
  ['reply', 'sctp COOKIE ACK'],
];

const SCTP: Readonly<Record<string, readonly Step[]>> = {
  NONE: [],
  CLOSED: FOUR_PACKETS.slice(0, 1),
  COOKIE_WAIT: FOUR_PACKETS.slice(0, 2),
  COOKIE_ECHOED: FOUR_PACKETS.slice(0, 3),
  ESTABLISHED: FOUR_PACKETS,
  SHUTDOWN_SENT: [...FOUR_PACKETS, ['original', 'sctp SHUTDOWN']],
  SHUTDOWN_RECD: [...FOUR_PACKETS, ['reply', 'sctp SHUTDOWN']],
  SHUTDOWN_ACK_SENT: [...FOUR_PACKETS, ['original', 'sctp SHUTDOWN'], ['reply', 'sctp SHUTDOWN ACK']],
  HEARTBEAT_SENT: [['original', 'sctp HEARTBEAT']],
};

/** By the protocol's number, then by the state's name. */
export const WAYS_TO_STATES: Readonly<Record<number, Readonly<Record<string, readonly Step[]>>>> = {
  [Protocol.TCP]: TCP,
  [Protocol.SCTP]: SCTP,
};
