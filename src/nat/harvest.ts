/**
 * Which closed TCP connections make room for a new one when the ports of a translation run out (`nf_nat_may_kill`,
 * `nf_seq_has_advanced`).
 */
import { TcpState } from '../conntrack/protocols/tcp-table';
import { Seen, seenAt, Tcp } from '../conntrack/protocols/tcp-window';
import { Status } from '../conntrack/status';
import { Dir, Field } from '../conntrack/store';
import { protocolOf } from '../conntrack/tuple';
import { Protocol } from '../packet/packet';

/** Whether a new connection may take the place of another: only one that a SYN opens. */
export function mayTakeOver(words: Int32Array, ct: number): boolean {
  const base = ct * Field.WORDS;
  return protocolOf(words, base) === Protocol.TCP && words[base + Tcp.STATE] === TcpState.SYN_SENT;
}

/**
 * Whether the connection `old` is over and the sequence numbers of `ct` lie behind its own, so that the server takes the
 * new SYN for what it is (RFC 9293, 3.10.7.4).
 */
export function isOutlived(words: Int32Array, old: number, ct: number): boolean {
  const base = old * Field.WORDS;
  const status = words[base + Field.STATUS];
  if (words[base + Tcp.STATE] < TcpState.TIME_WAIT) return false;
  if (status & (Status.FIXED_TIMEOUT | Status.DYING) || !(status & Status.SRC_NAT)) return false;
  const end = (of: number) => words[seenAt(of * Field.WORDS, Dir.ORIGINAL) + Seen.END];
  return ((end(ct) - end(old)) | 0) > 0;
}
