/** GRE (RFC 2784), and its enhanced form that carries PPTP (RFC 2637, 4.1), told apart by call ids (`nf_conntrack_proto_gre.c`). */
import { HZ } from '../../clock';
import { u16 } from '../../packet/bytes';
import { Field } from '../store';
import { type L4Protocol, swapPorts } from './protocol';
import { refreshByReply } from './replied';

/** The protocol's words of a record: the timeouts it was born with, in jiffies. */
const enum Gre {
  TIMEOUT = Field.PROTO,
  STREAM_TIMEOUT = Field.PROTO + 1,
}

const VERSION_MASK = 0x07;
const ENHANCED = 1;
const PPP = 0x880b;

export const gre: L4Protocol = {
  name: 'gre',
  allowClash: true,

  tupleId(bytes, at, end) {
    if (!hasCallId(bytes, at, end)) return 0;
    return u16(bytes, at + 2) === PPP ? u16(bytes, at + 6) : undefined;
  },
  invertId: swapPorts,

  packet(conntrack, packet, _at, ct) {
    const words = conntrack.store.words;
    const base = ct * Field.WORDS;
    if (!conntrack.store.isConfirmed(ct)) {
      const { greTimeout, greTimeoutStream } = conntrack.settings;
      const [unreplied, replied] = conntrack.store.timeouts(ct) ?? [greTimeout, greTimeoutStream];
      words[base + Gre.TIMEOUT] = unreplied;
      words[base + Gre.STREAM_TIMEOUT] = replied;
    }
    return refreshByReply(conntrack, packet, ct, words[base + Gre.TIMEOUT], words[base + Gre.STREAM_TIMEOUT]);
  },

  details: (words, base) =>
    `timeout=${words[base + Gre.TIMEOUT] / HZ}, stream_timeout=${words[base + Gre.STREAM_TIMEOUT] / HZ}`,
};

/** Sets the timeouts of a connection, in seconds: before an answer, and after. */
export function setGreTimeouts(words: Int32Array, ct: number, timeout: number, streamTimeout: number): void {
  words[ct * Field.WORDS + Gre.TIMEOUT] = timeout * HZ;
  words[ct * Field.WORDS + Gre.STREAM_TIMEOUT] = streamTimeout * HZ;
}

/** Plain GRE has no keys that would tell flows apart; neither has what is too short to say. */
export function hasCallId(bytes: Uint8Array, at: number, end: number): boolean {
  return end - at >= 8 && (bytes[at + 1] & VERSION_MASK) === ENHANCED;
}
