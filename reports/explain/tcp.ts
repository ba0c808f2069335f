/** What the table and the window of TCP say of a segment, in numbers. */
import type { Segment } from '../../src/conntrack/protocols/tcp-segment';
import { FLAG_CLASS_NAMES, TCP_STATE_NAMES } from '../../src/conntrack/protocols/tcp-table';
import { Mark, Seen, seenAt, Tcp } from '../../src/conntrack/protocols/tcp-window';
import type { Dir } from '../../src/conntrack/store';
import { TcpFlag } from '../../src/packet/tcp';
import { TABLES } from '../cells';

/** Acknowledgments may be this old at least (`MAXACKWINCONST`). */
const MAX_ACK_WINDOW = 66000;

export interface TableRule {
  event: string;
  state: string;
  /** The state it leads to, `ignored` or `INVALID`. */
  leads: string;
}

/** One of the four conditions of the window. Numbers are sequence numbers, modulo 2^32. */
export interface WindowRule {
  name: string;
  says: string;
  relation: '<=' | '>=';
  bound: number;
  value: number;
  holds: boolean;
}

/** `words` is the connection's record as it was; null for none. */
export function tableRule(words: Int32Array | null, dir: Dir, segment: Segment): TableRule {
  const state = words === null ? 'NONE' : TCP_STATE_NAMES[words[Tcp.STATE]];
  const event = FLAG_CLASS_NAMES[segment.flagClass];
  return { event, state, leads: TABLES.tcp.leads(dir === 0 ? 'original' : 'reply', event, state) };
}

/** None where the side has sent nothing yet, whose window begins with this segment. */
export function windowRules(words: Int32Array, dir: Dir, segment: Segment): WindowRule[] {
  const sender = seenAt(0, dir);
  const receiver = seenAt(0, (1 - dir) as Dir);
  if (words[sender + Seen.MAX_WINDOW] === 0) return [];
  const hasAck = (segment.flags & TcpFlag.ACK) !== 0;
  const acknowledges = words[receiver + Seen.FLAGS] & Mark.SACK_PERMITTED ? segment.highestSack() : segment.ack;
  const sack = hasAck ? acknowledges : words[receiver + Seen.END];
  const oldest = Math.max(MAX_ACK_WINDOW, words[sender + Seen.MAX_WINDOW] >>> 0);
  const rules: WindowRule[] = [
    rule('I', 'its data begin no later than the receiver allows', '<=', words[sender + Seen.MAX_END], segment.seq),
  ];
  if (words[receiver + Seen.MAX_WINDOW] !== 0) {
    const floor = (words[sender + Seen.END] - words[receiver + Seen.MAX_WINDOW]) | 0;
    rules.push(rule('II', 'its data end no earlier than the last window', '>=', floor, segment.end));
  }
  if (!hasAck) return rules;
  return [
    ...rules,
    rule('III', 'it acknowledges nothing that was not sent', '<=', words[receiver + Seen.END], sack),
    rule('IV', 'its acknowledgment is not too old', '>=', (words[receiver + Seen.END] - oldest) | 0, sack),
  ];
}

function rule(name: string, says: string, relation: '<=' | '>=', bound: number, value: number): WindowRule {
  const distance = (value - bound) | 0;
  const holds = relation === '<=' ? distance <= 0 : distance >= 0;
  return { name, says, relation, bound: bound >>> 0, value: value >>> 0, holds };
}
