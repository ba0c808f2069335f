/** What versions say of packets in other words than the usual one, or not at all. */
import { Protocol } from '../packet/packet';
import type { Linux } from './linux';
import type { RuleName } from './rules';

interface Wording {
  /** Versions that do not follow it have other words. */
  rule: RuleName;
  protocol: Protocol;
  usual: RegExp;
  /** Theirs; null where they say nothing. */
  other: string | null;
}

const WORDINGS: readonly Wording[] = [
  tcp('tcp-words', /^packet \(index \d\) in dir \d invalid, state \S+$/, 'invalid state'),
  tcp('tcp-words', /^packet \(index \d\) in dir \d ignored, state (\S+)$/, 'invalid packet ignored in state $1 '),
  tcp('tcp-words', /^(SEQ|ACK) is (over|under) (upper|lower) bound \d+ /, '$1 is $2 the $3 bound '),
  tcp('tcp-words', /^ignored ACK under lower bound .*$/, 'ACK is under the lower bound (possible overly delayed ACK)'),
  tcp('tcp-lowered-words', /^packet .* lower timeout to \d+$/, 'lowered timeout to UNACK'),
  tcp('tcp-invalid-new', /^invalid new$/, null),
  {
    rule: 'sctp-words',
    protocol: Protocol.SCTP,
    usual: /^(do_basic|verification tag|Invalid, old_state)/,
    other: null,
  },
];

function tcp(rule: RuleName, usual: RegExp, other: string | null): Wording {
  return { rule, protocol: Protocol.TCP, usual, other };
}

/** The wordings of a version that are not the usual ones. */
export function wordingsOf({ follows }: Linux): readonly Wording[] {
  return WORDINGS.filter(({ rule }) => !follows[rule]);
}

/** What is said by these wordings in place of the usual words; null for nothing. */
export function inWords(wordings: readonly Wording[], protocol: number, usual: string): string | null {
  const wording = wordings.find(each => each.protocol === protocol && each.usual.test(usual));
  if (!wording) return usual;
  return wording.other === null ? null : usual.replace(wording.usual, wording.other);
}
