/** Matches of iptables that look into what a packet holds, its IP header included: `string` and `u32`. */
import type { Linux } from '../linux/linux';
import { u32 } from '../packet/bytes';
import type { Packet } from '../packet/packet';
import type { TextSearch, WordTest } from './ruleset';

/** The text lies between two distances from the IP header (`skb_find_text`). */
export function findsText(
  { text, from, to, ignoresCase, negated }: TextSearch,
  { follows }: Linux,
): (packet: Packet) => boolean {
  const fold = ignoresCase ? upperCase : (octet: number) => octet;
  const wanted = text.map(fold);
  const behind = follows['text-within'] ? to : to + wanted.length;
  return ({ bytes, start, end }) => {
    const last = Math.min(start + behind, end) - wanted.length;
    for (let at = start + from; at <= last; at++) {
      let found = 0;
      while (found < wanted.length && fold(bytes[at + found]) === wanted[found]) found++;
      if (found === wanted.length) return !negated;
    }
    return negated;
  };
}

function upperCase(octet: number): number {
  return octet >= 0x61 && octet <= 0x7a ? octet - 0x20 : octet;
}

/** Each of the words, read and changed step by step, lies in one of its intervals (`u32_match_it`). */
export function passesTests(tests: readonly WordTest[], negated: boolean): (packet: Packet) => boolean {
  return packet => tests.every(test => passes(test, packet)) !== negated;
}

function passes({ place, steps, among }: WordTest, { bytes, start, end }: Packet): boolean {
  const length = end - start;
  const wordAt = (at: number) => (at + 4 <= length ? u32(bytes, start + at) : null);
  let base = 0;
  let word = wordAt(place);
  for (const { operator, number } of steps) {
    if (word === null) return false;
    if (operator === '&') word = (word & number) >>> 0;
    else if (operator === '<<') word = (word << number) >>> 0;
    else if (operator === '>>') word >>>= number;
    else {
      // From here on the next words are counted.
      base += word;
      word = wordAt(base + number);
    }
  }
  return among.some(([from, to]) => word !== null && word >= from && word <= to);
}
