/** What rules compare: values of a packet side by side. */
import type { Packet } from '../packet/packet';
import type { RulesetHost } from './host';
import type { Numbers, Selector, Value } from './ruleset';
import { isCount, read } from './select';

type Reader<T> = (packet: Packet) => T;

/** Reads what selectors side by side select; null where the packet lacks one of them. */
export function tupleReader(selectors: readonly Selector[], host: RulesetHost): Reader<Value[] | null> {
  const readers = selectors.map(selector => reader(selector, host));
  return packet => {
    const values: Value[] = [];
    for (const each of readers) {
      const value = each(packet);
      if (value === null) return null;
      values.push(value);
    }
    return values;
  };
}

/** The same as the text of a key, where what a packet has not is taken for 0. */
export function keyReader(selectors: readonly Selector[], host: RulesetHost): Reader<string> {
  const readers = selectors.map(selector => reader(selector, host));
  return packet => readers.map(each => each(packet) ?? 0).join(' ');
}

function reader({ key, mask, numbers }: Selector, host: RulesetHost): Reader<Value | null> {
  if (numbers) return generator(numbers, host);
  if (isCount(key)) host.conntrack.settings.acct = 1;
  if (mask === undefined) return packet => read(key, packet, host);
  return packet => {
    const value = read(key, packet, host);
    if (value === null) return null;
    return typeof mask === 'bigint' ? (value as bigint) & mask : ((value as number) & mask) >>> 0;
  };
}

/** `nft_ng_inc_gen`, `nft_ng_random_gen` */
function generator({ mode, mod, offset }: Numbers, { memory: { random } }: RulesetHost): Reader<number> {
  let next = 0;
  return () => offset + (mode === 'random' ? random.below(mod) : next++ % mod);
}
