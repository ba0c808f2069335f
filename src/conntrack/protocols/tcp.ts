/**
 * TCP (RFC 9293): the table says where flags lead, the window says whether to believe them, and a number of special
 * cases keep conntrack in step with ends that see more, or less, than it does (`nf_conntrack_proto_tcp.c`).
 */
import { HZ } from '../../clock';
import { Hook, type HookState, Verdict } from '../../netfilter/hooks';
import { dirOf, type Packet, Protocol } from '../../packet/packet';
import type { Conntrack } from '../conntrack';
import { EventBit } from '../events';
import { sequenceOffset } from '../sequence';
import { TcpTimeout } from '../settings';
import { Status } from '../status';
import { Dir, Field } from '../store';
import { Answer, type L4Protocol, readPorts, swapPorts } from './protocol';
import { before, flagsAreValid, HEADER_BYTES, Segment } from './tcp-segment';
import { FlagClass, TCP_STATE_NAMES, TcpState, transition } from './tcp-table';
import { complaint, Judgement, judge, Mark, Seen, seenAt, Tcp, takeOptions } from './tcp-window';

/** The segment at hand: one object for all. */
const segment = new Segment();

export const tcp: L4Protocol = {
  name: 'tcp',
  allowClash: false,
  tupleId: readPorts,
  invertId: swapPorts,

  packet(conntrack, packet, at, ct, state) {
    if (packet.end - at < HEADER_BYTES) return Answer.INVALID;
    segment.read(packet.bytes, at, packet.end - at);
    const error = headerError(conntrack, packet, at, state);
    if (error !== null) return conntrack.invalid(packet, Protocol.TCP, error);

    const words = conntrack.store.words;
    const base = ct * Field.WORDS;
    if (!(words[base + Field.STATUS] & Status.CONFIRMED)) {
      const answer = open(conntrack, packet, words, base);
      if (answer !== Verdict.ACCEPT) return answer;
    }
    return track(conntrack, packet, ct, dirOf(packet.ctinfo));
  },

  canEarlyDrop: (words, base) => isClosing(words[base + Tcp.STATE]),
  stateName: (words, base) => nameOf(words[base + Tcp.STATE]),
};

/** The kernel's complaint about the header, or null (`tcp_error`). */
function headerError(conntrack: Conntrack, packet: Packet, at: number, state: HookState): string | null {
  if (segment.headerBytes < HEADER_BYTES || packet.end - at < segment.headerBytes) return 'truncated packet';
  if (state.hook === Hook.PREROUTING && !conntrack.checksumHolds(packet, at, Protocol.TCP)) return 'bad checksum';
  if (!flagsAreValid(segment.flags)) return 'invalid tcp flag combination';
  return null;
}

/** The first segment of a connection: a SYN opens it, an ACK picks it up in the middle (`tcp_new`). */
function open(conntrack: Conntrack, packet: Packet, words: Int32Array, base: number): number {
  const next = nextState(conntrack, Dir.ORIGINAL, TcpState.NONE);
  if (next === TcpState.INVALID) return conntrack.invalid(packet, Protocol.TCP, 'invalid new');
  if (next !== TcpState.SYN_SENT && !conntrack.settings.tcpLoose) return Answer.INVALID;

  const sender = seenAt(base, Dir.ORIGINAL);
  words[sender + Seen.END] = words[sender + Seen.MAX_END] = segment.end;
  words[sender + Seen.MAX_WINDOW] = segment.window || 1;
  if (next === TcpState.SYN_SENT) {
    takeOptions(words, sender, segment);
  } else {
    // The handshake was missed, and with it the scale: assume SACK, and check the window liberally.
    words[sender + Seen.MAX_END] += words[sender + Seen.MAX_WINDOW];
    const marks = Mark.SACK_PERMITTED | Mark.BE_LIBERAL;
    words[sender + Seen.FLAGS] = words[seenAt(base, Dir.REPLY) + Seen.FLAGS] = marks;
  }
  words[base + Tcp.LAST_CLASS] = FlagClass.NONE;
  return Verdict.ACCEPT;
}

/** Where the table says that the segment leads. */
function nextState(conntrack: Conntrack, dir: Dir, state: TcpState): TcpState {
  if (conntrack.onTransition !== null) conntrack.onTransition(dir, segment.flagClass, state);
  return transition(dir, segment.flagClass, state);
}

/** What the segment does to its connection (`nf_conntrack_tcp_packet`). */
function track(conntrack: Conntrack, packet: Packet, ct: number, dir: Dir): number {
  const words = conntrack.store.words;
  const base = ct * Field.WORDS;
  const flags = segment.flagClass;
  let old: TcpState = words[base + Tcp.STATE];
  let next = nextState(conntrack, dir, old);
  let believed = false;

  switch (next) {
    case TcpState.SYN_SENT:
      if (old < TcpState.TIME_WAIT) break;
      // RFC 9293, 3.6.1: a SYN may reopen a connection in TIME-WAIT.
      if (mayReopen(words, base, dir)) return conntrack.kill(ct) ? Answer.REPEAT : Verdict.DROP;
      return ignore(conntrack, packet, words, base, dir, old);
    case TcpState.IGNORE:
      if (!answersIgnoredSyn(words, base, dir)) return ignore(conntrack, packet, words, base, dir, old);
      resynchronise(words, base, dir);
      old = TcpState.SYN_SENT;
      next = TcpState.SYN_RECV;
      break;
    case TcpState.INVALID:
      return conntrack.invalid(packet, Protocol.TCP, refusal(flags, dir, 'invalid', old));
    case TcpState.TIME_WAIT:
      if (!isChallengeAck(words, base, dir, old)) break;
      words[base + Tcp.LAST_FLAGS] &= ~Mark.CHALLENGE_ACK_EXPECTED;
      conntrack.logInvalid(packet, Protocol.TCP, 'challenge-ack ignored');
      return Verdict.ACCEPT;
    case TcpState.SYN_SENT2:
      words[base + Tcp.LAST_FLAGS] |= Mark.SIMULTANEOUS_OPEN;
      break;
    case TcpState.SYN_RECV:
      // The table is too small for a simultaneous open: the ACK of the reply side completes it.
      if (dir === Dir.REPLY && flags === FlagClass.ACK && words[base + Tcp.LAST_FLAGS] & Mark.SIMULTANEOUS_OPEN) {
        next = TcpState.ESTABLISHED;
      }
      break;
    case TcpState.CLOSE:
      if (flags !== FlagClass.RST) break;
      switch (judgeReset(conntrack, words, base, dir, old)) {
        case Reset.INVALID:
          return conntrack.invalid(packet, Protocol.TCP, 'invalid rst');
        case Reset.BELIEVED:
          believed = true;
          break;
        case Reset.CHALLENGED:
          next = old;
      }
  }

  if (!believed) {
    const isAdjusted = (words[base + Field.STATUS] & Status.SEQ_ADJUST) !== 0;
    const added = isAdjusted ? sequenceOffset(conntrack.store, ct, (1 - dir) as Dir, segment.ack - 1) : 0;
    const judgement = judge(words, base, dir, segment, conntrack, added);
    if (judgement === Judgement.IGNORE) {
      conntrack.logInvalid(packet, Protocol.TCP, complaint);
      return Verdict.ACCEPT;
    }
    if (judgement === Judgement.INVALID) {
      const lowered = lowerTimeout(conntrack, words, base, dir);
      conntrack.invalid(packet, Protocol.TCP, complaint);
      if (lowered) conntrack.logInvalid(packet, Protocol.TCP, lowering(conntrack, words, base, dir));
      return Answer.INVALID;
    }
  }
  return advance(conntrack, packet, ct, dir, old, next);
}

function refusal(flags: FlagClass, dir: Dir, how: string, state: TcpState): string {
  return `packet (index ${flags}) in dir ${dir} ${how}, state ${nameOf(state)}`;
}

function nameOf(state: number): string {
  return TCP_STATE_NAMES[state];
}

function isClosing(state: TcpState): boolean {
  return state >= TcpState.FIN_WAIT && state <= TcpState.CLOSE;
}

/** Whether a SYN may take the place of this closed connection: it was closed or aborted in order. */
function mayReopen(words: Int32Array, base: number, dir: Dir): boolean {
  const marks = words[seenAt(base, Dir.ORIGINAL) + Seen.FLAGS] | words[seenAt(base, Dir.REPLY) + Seen.FLAGS];
  const lastWasOwnReset = words[base + Tcp.LAST_DIR] === dir && words[base + Tcp.LAST_CLASS] === FlagClass.RST;
  return (marks & Mark.CLOSE_INIT) !== 0 || lastWasOwnReset;
}

/**
 * Lets a segment pass that may mean conntrack is out of step: a SYN on a live connection, an unexpected SYN/ACK, an ACK
 * that answers a SYN. What it said is kept, for the answer will show who was right.
 */
function ignore(
  conntrack: Conntrack,
  packet: Packet,
  words: Int32Array,
  base: number,
  dir: Dir,
  old: TcpState,
): number {
  const flags = segment.flagClass;
  words[base + Tcp.LAST_CLASS] = flags;
  words[base + Tcp.LAST_DIR] = dir;
  words[base + Tcp.LAST_SEQ] = segment.seq;
  words[base + Tcp.LAST_END] = segment.end;
  words[base + Tcp.LAST_WINDOW] = segment.window;
  if (flags === FlagClass.SYN && dir === Dir.ORIGINAL) {
    segment.scanOptions();
    words[base + Tcp.LAST_SCALE] = Math.max(segment.windowScale, 0);
    words[base + Tcp.LAST_FLAGS] =
      (segment.windowScale >= 0 ? Mark.WINDOW_SCALE : 0) |
      (segment.sackPermitted ? Mark.SACK_PERMITTED : 0) |
      // RFC 5961, 4: the other end may answer with a challenge ACK, which must not pass for the ACK of the last FIN.
      (old === TcpState.LAST_ACK ? Mark.CHALLENGE_ACK_EXPECTED : 0);
  }
  // Perhaps a challenge ACK to this very SYN: the RST that follows would carry its acknowledgment number.
  if (old === TcpState.SYN_SENT && flags === FlagClass.ACK && dir === Dir.REPLY) {
    words[base + Tcp.LAST_ACK] = segment.ack;
  }
  conntrack.logInvalid(packet, Protocol.TCP, refusal(flags, dir, 'ignored', old));
  return Verdict.ACCEPT;
}

/** Whether this SYN/ACK acknowledges a SYN that was let through unbelieved: then both ends are in step and we are not. */
function answersIgnoredSyn(words: Int32Array, base: number, dir: Dir): boolean {
  return (
    segment.flagClass === FlagClass.SYNACK &&
    words[base + Tcp.LAST_CLASS] === FlagClass.SYN &&
    words[base + Tcp.LAST_DIR] !== dir &&
    segment.ack === words[base + Tcp.LAST_END]
  );
}

/** Begins anew from what the ignored SYN said. */
function resynchronise(words: Int32Array, base: number, dir: Dir): void {
  const opener = seenAt(base, words[base + Tcp.LAST_DIR]);
  words[opener + Seen.END] = words[opener + Seen.MAX_END] = words[base + Tcp.LAST_END];
  words[opener + Seen.MAX_WINDOW] = words[base + Tcp.LAST_WINDOW] || 1;
  words[opener + Seen.SCALE] = words[base + Tcp.LAST_SCALE];
  words[base + Tcp.LAST_FLAGS] &= ~Mark.CHALLENGE_ACK_EXPECTED;
  words[opener + Seen.FLAGS] = words[base + Tcp.LAST_FLAGS];

  const answerer = seenAt(base, dir);
  const liberal = words[answerer + Seen.FLAGS] & Mark.BE_LIBERAL;
  words.fill(0, answerer, answerer + Seen.WORDS);
  words[answerer + Seen.FLAGS] = liberal;
}

function isChallengeAck(words: Int32Array, base: number, dir: Dir, old: TcpState): boolean {
  return (
    old === TcpState.LAST_ACK &&
    segment.flagClass === FlagClass.ACK &&
    words[base + Tcp.LAST_DIR] !== dir &&
    words[base + Tcp.LAST_CLASS] === FlagClass.SYN &&
    (words[base + Tcp.LAST_FLAGS] & Mark.CHALLENGE_ACK_EXPECTED) !== 0
  );
}

const enum Reset {
  /** The window is to decide. */
  UNDECIDED,
  INVALID,
  /** It answers something that was let through: the window need not be asked. */
  BELIEVED,
  /** Not quite the number the other end expects: the state stays until its challenge ACK is answered (RFC 5961, 3.2). */
  CHALLENGED,
}

/** What a RST is worth, before its window is looked at. */
function judgeReset(conntrack: Conntrack, words: Int32Array, base: number, dir: Dir, old: TcpState): Reset {
  // The tuple may be in use again already: nothing kept about the old connection can be compared.
  const isReused = conntrack.linux.follows['tcp-reset-reused'];
  if (isReused && isClosing(old)) return Reset.BELIEVED;

  const other = seenAt(base, (1 - dir) as Dir);
  const lastClass = words[base + Tcp.LAST_CLASS];
  const status = words[base + Field.STATUS];
  const established = old === TcpState.ESTABLISHED && (status & Status.ASSURED) !== 0;
  if (words[other + Seen.FLAGS] & Mark.MAX_ACK_SET && !(isReused && lastClass === FlagClass.SYN)) {
    const maxAck = words[other + Seen.MAX_ACK];
    if (isReused && segment.seq === 0 && !established) return Reset.UNDECIDED;
    if (before(segment.seq, maxAck) && !conntrack.settings.tcpIgnoreInvalidRst) return Reset.INVALID;
    const followsOwnData =
      lastClass === FlagClass.ACK && words[base + Tcp.LAST_DIR] === dir && segment.seq === words[base + Tcp.LAST_END];
    if (!established || segment.seq === maxAck || followsOwnData) return Reset.UNDECIDED;
    return Reset.CHALLENGED;
  }
  const isAnswer = words[base + Tcp.LAST_DIR] !== dir || !conntrack.linux.follows['tcp-reset-answers-other'];
  const answersSyn = status & Status.SEEN_REPLY && lastClass === FlagClass.SYN && isAnswer;
  const answersAck = !(status & Status.ASSURED) && lastClass === FlagClass.ACK;
  if ((answersSyn || answersAck) && segment.ack === words[base + Tcp.LAST_END]) return Reset.BELIEVED;
  // The reset that answers a challenge ACK let through earlier.
  const answersChallenge =
    conntrack.linux.follows['tcp-reset-answers-challenge'] &&
    old === TcpState.SYN_SENT &&
    lastClass === FlagClass.ACK &&
    words[base + Tcp.LAST_DIR] === Dir.REPLY &&
    segment.seq === words[base + Tcp.LAST_ACK];
  return answersChallenge ? Reset.BELIEVED : Reset.UNDECIDED;
}

/** From this segment on the connection is in its next state (the end of `nf_conntrack_tcp_packet`). */
function advance(conntrack: Conntrack, packet: Packet, ct: number, dir: Dir, old: TcpState, next: TcpState): number {
  const words = conntrack.store.words;
  const base = ct * Field.WORDS;
  const flags = segment.flagClass;
  words[base + Tcp.LAST_CLASS] = flags;
  words[base + Tcp.LAST_DIR] = dir;
  words[base + Tcp.STATE] = next;
  if (old !== next) {
    // Who closes first may reopen.
    if (next === TcpState.FIN_WAIT) words[seenAt(base, dir) + Seen.FLAGS] |= Mark.CLOSE_INIT;
    conntrack.event(ct, EventBit.PROTOINFO);
  }

  const timeouts = conntrack.store.timeouts(ct) ?? conntrack.settings.tcpTimeouts;
  let timeout = timeoutFor(conntrack, timeouts, words, base, next);
  const status = words[base + Field.STATUS];
  if (!(status & Status.SEEN_REPLY)) {
    // A RST as the only answer: nothing was ever established, and nothing is worth keeping.
    if (flags === FlagClass.RST) {
      conntrack.account(ct, packet);
      conntrack.kill(ct);
      return Verdict.ACCEPT;
    }
    // A SYN sent again must not keep the entry alive for ever.
    if (flags === FlagClass.SYN && old === TcpState.SYN_SENT) return Verdict.ACCEPT;
    // Picked up in the middle, and nobody answers: no five days for that.
    if (next === TcpState.ESTABLISHED) timeout = Math.min(timeout, timeouts[TcpTimeout.UNACK]);
  } else if (!(status & Status.ASSURED) && next === TcpState.ESTABLISHED) {
    if (old === TcpState.SYN_RECV || old === TcpState.ESTABLISHED) {
      words[base + Field.STATUS] |= Status.ASSURED;
      conntrack.event(ct, EventBit.ASSURED);
    }
  }
  conntrack.refresh(ct, packet, timeout);
  return Verdict.ACCEPT;
}

/** The state's timeout, or a shorter one when the connection looks stuck. */
function timeoutFor(
  conntrack: Conntrack,
  timeouts: Int32Array,
  words: Int32Array,
  base: number,
  next: TcpState,
): number {
  const timeout = timeouts[next];
  const marks = words[seenAt(base, Dir.ORIGINAL) + Seen.FLAGS] | words[seenAt(base, Dir.REPLY) + Seen.FLAGS];
  const retrans = timeouts[TcpTimeout.RETRANS];
  const unack = timeouts[TcpTimeout.UNACK];
  if (words[base + Tcp.RETRANS] >= conntrack.settings.tcpMaxRetrans && timeout > retrans) return retrans;
  if (segment.flagClass === FlagClass.RST) {
    // One that was believed but did not close: either it was a forgery, or nothing more will come.
    if (conntrack.linux.follows['tcp-reset-shortens']) return timeouts[TcpState.CLOSE];
    if (next !== TcpState.CLOSE) return Math.min(timeout, unack);
  }
  if (marks & Mark.DATA_UNACKNOWLEDGED && timeout > unack) return unack;
  // Window closed: as good as no answer. Before the first ACK there is no window, which counts as closed too.
  if (words[base + Tcp.LAST_WINDOW] === 0 && timeout > retrans) return retrans;
  return timeout;
}

/**
 * A FIN or RST outside the window: both ends may know better than we do. When the other side has sent one too, the
 * connection gets less time (`nf_tcp_handle_invalid`).
 */
function lowerTimeout(conntrack: Conntrack, words: Int32Array, base: number, dir: Dir): boolean {
  const status = words[base + Field.STATUS];
  if (!conntrack.linux.follows['tcp-lowered-timeout']) return false;
  if (!(status & Status.ASSURED) || status & Status.FIXED_TIMEOUT) return false;
  if (!endsConnection(segment.flagClass)) return false;
  if (words[base + Tcp.LAST_DIR] === dir || !endsConnection(words[base + Tcp.LAST_CLASS])) {
    words[base + Tcp.LAST_CLASS] = segment.flagClass;
    words[base + Tcp.LAST_DIR] = dir;
    return false;
  }
  const now = conntrack.clock.jiffies;
  const left = (words[base + Field.TIMEOUT] - now) | 0;
  const unack = unackTimeout(conntrack, base);
  if (left < LOWER_FROM || left <= unack) return false;
  words[base + Field.TIMEOUT] = now + unack;
  return true;
}

function unackTimeout(conntrack: Conntrack, base: number): number {
  return (conntrack.store.timeouts(base / Field.WORDS) ?? conntrack.settings.tcpTimeouts)[TcpTimeout.UNACK];
}

/** The new timeout is told in jiffies. */
function lowering(conntrack: Conntrack, words: Int32Array, base: number, dir: Dir): string {
  const unack = unackTimeout(conntrack, base);
  const answered = words[base + Tcp.LAST_CLASS];
  return `packet (index ${segment.flagClass}, dir ${dir}) response for index ${answered} lower timeout to ${unack}`;
}

/** Two minutes are short enough already. */
const LOWER_FROM = 120 * HZ;

function endsConnection(flags: FlagClass): boolean {
  return flags === FlagClass.FIN || flags === FlagClass.RST;
}
