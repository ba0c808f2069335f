/**
 * TCP window tracking: is a segment one that the receiver can take, judged from the middle of the path?
 *
 * Van Rooij's method ("Real Stateful TCP Packet Filtering in IP Filter", SANE 2000), as `tcp_in_window` refines it. Of
 * each side it keeps the end of what was sent, the end of what may be sent, and the largest window it announced; a
 * segment is good when
 *
 *   I    its data begin no later than the receiver allows          seq <= sender.maxEnd
 *   II   its data end no earlier than the receiver's last window   end >= sender.end - receiver.maxWindow
 *   III  it acknowledges nothing that was not sent                 sack <= receiver.end
 *   IV   its acknowledgment is not hopelessly old                  sack >= receiver.end - max(66000, sender.maxWindow)
 */

import type { Linux } from '../../linux/linux';
import { TcpFlag } from '../../packet/tcp';
import type { Conntrack } from '../conntrack';
import { type Dir, Field } from '../store';
import { after, before, type Segment } from './tcp-segment';
import { FlagClass, TcpState } from './tcp-table';

/** TCP's words of a record. */
export const enum Tcp {
  STATE = Field.PROTO,
  /** What was seen of each side: `Seen` words, original then reply. */
  SEEN = Field.PROTO + 1,
  /** The last segment that counted, or that was let through unbelieved. */
  LAST_DIR = Field.PROTO + 13,
  LAST_CLASS = Field.PROTO + 14,
  LAST_SEQ = Field.PROTO + 15,
  LAST_ACK = Field.PROTO + 16,
  LAST_END = Field.PROTO + 17,
  LAST_WINDOW = Field.PROTO + 18,
  LAST_SCALE = Field.PROTO + 19,
  LAST_FLAGS = Field.PROTO + 20,
  /** How often the last segment came again. */
  RETRANS = Field.PROTO + 21,
}

/** What was seen of one side (`struct ip_ct_tcp_state`). */
export const enum Seen {
  END = 0,
  MAX_END = 1,
  MAX_WINDOW = 2,
  MAX_ACK = 3,
  SCALE = 4,
  FLAGS = 5,
  WORDS = 6,
}

/** Bits of `Seen.FLAGS` and `Tcp.LAST_FLAGS` (`IP_CT_TCP_FLAG_*`). */
export const enum Mark {
  WINDOW_SCALE = 0x01,
  SACK_PERMITTED = 0x02,
  CLOSE_INIT = 0x04,
  BE_LIBERAL = 0x08,
  DATA_UNACKNOWLEDGED = 0x10,
  MAX_ACK_SET = 0x20,
  CHALLENGE_ACK_EXPECTED = 0x40,
  SIMULTANEOUS_OPEN = 0x80,
}

export const enum Judgement {
  ACCEPT,
  /** Out of window, but let through: it changes nothing. */
  IGNORE,
  INVALID,
}

const MAX_ACK_WINDOW = 66000;

/** Why the last segment was not accepted, in the kernel's words. */
export let complaint = '';

/** Where the words of one side begin. */
export function seenAt(base: number, dir: Dir): number {
  return base + Tcp.SEEN + dir * Seen.WORDS;
}

/** Takes scale and SACK permission from the options of a SYN; without any option all stays as it is (`tcp_options`). */
export function takeOptions(words: Int32Array, side: number, segment: Segment): void {
  if (!segment.hasOptions) return;
  segment.scanOptions();
  words[side + Seen.SCALE] = Math.max(segment.windowScale, 0);
  words[side + Seen.FLAGS] =
    (words[side + Seen.FLAGS] & Mark.BE_LIBERAL) |
    (segment.windowScale >= 0 ? Mark.WINDOW_SCALE : 0) |
    (segment.sackPermitted ? Mark.SACK_PERMITTED : 0);
}

/** Judges a segment and, when it is accepted, moves the window on. `added`: the bytes that NAT has added to what is acknowledged. */
export function judge(
  words: Int32Array,
  base: number,
  dir: Dir,
  segment: Segment,
  { linux, settings }: Pick<Conntrack, 'linux' | 'settings'>,
  added: number,
): Judgement {
  const sender = seenAt(base, dir);
  const receiver = seenAt(base, (1 - dir) as Dir);
  const hasAck = (segment.flags & TcpFlag.ACK) !== 0;
  const syn = (segment.flags & TcpFlag.SYN) !== 0;
  let { seq, ack, end } = segment;
  let sack = words[receiver + Seen.FLAGS] & Mark.SACK_PERMITTED ? segment.highestSack() : ack;
  ack = (ack - added) | 0;
  sack = (sack - added) | 0;

  if (words[sender + Seen.MAX_WINDOW] === 0) {
    if (syn) {
      beginSide(words, sender, segment);
      agreeOnScale(words, sender, receiver, dir);
      if (!hasAck) return Judgement.ACCEPT; // simultaneous open
    } else {
      pickUpSide(words, sender, receiver, segment, sack);
    }
  } else if (after(end, words[sender + Seen.END]) && beginsAnew(words[base + Tcp.STATE], dir, syn, linux)) {
    // RFC 9293, 3.4.2: whoever begins anew must use higher sequence numbers; the options may differ too.
    beginSide(words, sender, segment);
    if (linux.follows['tcp-window-begins-with-syn']) {
      agreeOnScale(words, sender, receiver, dir);
      if (syn && dir === 1 && !hasAck) return Judgement.ACCEPT;
    }
  }

  // Without ACK there is nothing to check; some stacks send RST with ACK set and zero in it.
  if (!hasAck || (segment.flags & TcpFlag.RST && ack === 0)) ack = sack = words[receiver + Seen.END];
  // A RST in answer to a SYN knows no sequence number of its own.
  if (segment.flags & TcpFlag.RST && seq === 0 && words[base + Tcp.STATE] === TcpState.SYN_SENT) {
    seq = end = words[sender + Seen.END];
  }

  const verdict = inWindow(words, sender, receiver, seq, end, sack, linux);
  if (verdict !== Judgement.ACCEPT) {
    // Liberal means: believed to be in order, yet it teaches nothing about the window.
    return settings.tcpBeLiberal !== 0 || words[sender + Seen.FLAGS] & Mark.BE_LIBERAL ? Judgement.ACCEPT : verdict;
  }
  moveWindow(words, sender, receiver, segment, end, ack, sack);
  if (segment.flagClass === FlagClass.ACK) noteRetransmission(words, base, dir, segment, seq, ack, end);
  return Judgement.ACCEPT;
}

/** Whether a segment with later data may begin its side anew. */
function beginsAnew(state: TcpState, dir: Dir, syn: boolean, linux: Linux): boolean {
  if (linux.follows['tcp-window-begins-with-syn']) {
    return syn && (state === TcpState.SYN_SENT || state === TcpState.SYN_RECV);
  }
  return state === (dir === 0 ? TcpState.SYN_SENT : TcpState.SYN_RECV);
}

/** The first SYN or SYN/ACK of a side, or a newer one (`tcp_init_sender`). */
function beginSide(words: Int32Array, sender: number, segment: Segment): void {
  words[sender + Seen.END] = words[sender + Seen.MAX_END] = segment.end;
  words[sender + Seen.MAX_WINDOW] = segment.window || 1;
  takeOptions(words, sender, segment);
}

/** Both sides must send the option for either to scale (RFC 7323, 2.2). */
function agreeOnScale(words: Int32Array, sender: number, receiver: number, dir: Dir): void {
  if (dir === 1 && !(words[sender + Seen.FLAGS] & words[receiver + Seen.FLAGS] & Mark.WINDOW_SCALE)) {
    words[sender + Seen.SCALE] = words[receiver + Seen.SCALE] = 0;
  }
}

/** The first segment of a side whose beginning was missed: the window is guessed from it. */
function pickUpSide(words: Int32Array, sender: number, receiver: number, segment: Segment, sack: number): void {
  const window = (segment.window << words[sender + Seen.SCALE]) | 0 || 1;
  words[sender + Seen.END] = segment.end;
  words[sender + Seen.MAX_WINDOW] = window;
  words[sender + Seen.MAX_END] = (segment.end + window) | 0;
  if (words[receiver + Seen.MAX_WINDOW] === 0) {
    // Nothing was seen of the other side either: let III and IV hold until there is.
    words[receiver + Seen.END] = words[receiver + Seen.MAX_END] = sack;
  } else if (sack === ((words[receiver + Seen.END] + 1) | 0)) {
    words[receiver + Seen.END]++; // probably the answer to a keepalive
  }
}

function inWindow(
  words: Int32Array,
  sender: number,
  receiver: number,
  seq: number,
  end: number,
  sack: number,
  linux: Linux,
): Judgement {
  const receiverWindow = words[receiver + Seen.MAX_WINDOW];
  const ackWindow = Math.max(words[sender + Seen.MAX_WINDOW] >>> 0, MAX_ACK_WINDOW);
  const dataFloor = (words[sender + Seen.END] - receiverWindow - 1) | 0;
  const ackCeiling = (words[receiver + Seen.END] + 1) | 0;
  const ackFloor = (words[receiver + Seen.END] - ackWindow - 1) | 0;

  const isLenient = linux.follows['tcp-window-lenient'];
  const isOld = receiverWindow !== 0 && !after(end, dataFloor);
  const missed = isLenient ? Judgement.IGNORE : Judgement.INVALID;

  if (!before(seq, (words[sender + Seen.MAX_END] + 1) | 0)) {
    const overshot = (end - words[sender + Seen.MAX_END] + 1) >>> 0;
    const rest = receiverWindow !== 0 && after(end, dataFloor) && after(sack, ackFloor) && before(sack, ackCeiling);
    if (isLenient && rest && overshot <= receiverWindow >>> 0) {
      // More than the receiver's window allows, but only that: should it be acknowledged, the acknowledgment is good.
      words[sender + Seen.END] = end;
      words[sender + Seen.FLAGS] |= Mark.DATA_UNACKNOWLEDGED;
      complaint = `${overshot} bytes more than expected`;
      return Judgement.IGNORE;
    }
    const bound = (words[sender + Seen.MAX_END] + 1) >>> 0;
    complaint = `SEQ is over upper bound ${bound} (over the window of the receiver)`;
    return Judgement.INVALID;
  }
  // What is both is called old by those that forgive neither.
  if (!before(sack, ackCeiling) && (isLenient || !isOld)) {
    complaint = `ACK is over upper bound ${ackCeiling >>> 0} (ACKed data not seen yet)`;
    return Judgement.INVALID;
  }
  if (isOld) {
    complaint = `SEQ is under lower bound ${dataFloor >>> 0} (already ACKed data retransmitted)`;
    return missed;
  }
  if (!after(sack, ackFloor)) {
    complaint = `ignored ACK under lower bound ${ackFloor >>> 0} (possible overly delayed)`;
    return missed;
  }
  return Judgement.ACCEPT;
}

function moveWindow(
  words: Int32Array,
  sender: number,
  receiver: number,
  segment: Segment,
  end: number,
  ack: number,
  sack: number,
): void {
  // RFC 7323, 2.2: the window of a SYN is never scaled.
  const window = segment.flags & TcpFlag.SYN ? segment.window : segment.window << words[sender + Seen.SCALE];
  const reach = (window + (sack - ack)) | 0;
  if (words[sender + Seen.MAX_WINDOW] >>> 0 < reach >>> 0) words[sender + Seen.MAX_WINDOW] = reach;
  if (after(end, words[sender + Seen.END])) {
    words[sender + Seen.END] = end;
    words[sender + Seen.FLAGS] |= Mark.DATA_UNACKNOWLEDGED;
  }
  if (segment.flags & TcpFlag.ACK) {
    if (!(words[sender + Seen.FLAGS] & Mark.MAX_ACK_SET)) {
      words[sender + Seen.MAX_ACK] = ack;
      words[sender + Seen.FLAGS] |= Mark.MAX_ACK_SET;
    } else if (after(ack, words[sender + Seen.MAX_ACK])) {
      words[sender + Seen.MAX_ACK] = ack;
    }
  }

  if (words[receiver + Seen.MAX_WINDOW] !== 0 && after(end, words[sender + Seen.MAX_END])) {
    words[receiver + Seen.MAX_WINDOW] += end - words[sender + Seen.MAX_END];
  }
  if (after((sack + window) | 0, (words[receiver + Seen.MAX_END] - 1) | 0)) {
    words[receiver + Seen.MAX_END] = sack + window + (window === 0 ? 1 : 0);
  }
  if (ack === words[receiver + Seen.END]) words[receiver + Seen.FLAGS] &= ~Mark.DATA_UNACKNOWLEDGED;
}

/** Counts how often the very same ACK comes again: after some, the connection gets a shorter timeout. */
function noteRetransmission(
  words: Int32Array,
  base: number,
  dir: Dir,
  segment: Segment,
  seq: number,
  ack: number,
  end: number,
): void {
  const same =
    words[base + Tcp.LAST_DIR] === dir &&
    words[base + Tcp.LAST_SEQ] === seq &&
    words[base + Tcp.LAST_ACK] === ack &&
    words[base + Tcp.LAST_END] === end &&
    words[base + Tcp.LAST_WINDOW] === segment.window;
  if (same) {
    // Eight bits wide, as in the kernel: it wraps.
    words[base + Tcp.RETRANS] = (words[base + Tcp.RETRANS] + 1) & 0xff;
    return;
  }
  words[base + Tcp.LAST_DIR] = dir;
  words[base + Tcp.LAST_SEQ] = seq;
  words[base + Tcp.LAST_ACK] = ack;
  words[base + Tcp.LAST_END] = end;
  words[base + Tcp.LAST_WINDOW] = segment.window;
  words[base + Tcp.RETRANS] = 0;
}
