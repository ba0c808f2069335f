/** What rules compare: values of a packet side by side. */
import { Status } from '../conntrack/status';
import type { Template } from '../conntrack/template';
import { jhash } from '../jhash';
import type { Packet } from '../packet/packet';
import type { RulesetHost } from './host';
import { lengthOf, registersOf } from './registers';
import type { Hash, Numbers, RawBits, Selector, Value } from './ruleset';
import { isCount, readerOf, type SelectorKey } from './select';
import { transportForRules } from './transport';

type Reader<T> = (packet: Packet) => T;

/** Reads what selectors side by side select; null where the packet lacks one of them. */
export function tupleReader(selectors: readonly Selector[], host: RulesetHost): Reader<Value[] | null> {
  const readers = selectors.map(selector => valueReader(selector, host));
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
  const readers = selectors.map(selector => valueReader(selector, host));
  return packet => readers.map(each => each(packet) ?? 0).join(' ');
}

/** Reads what one selects; null where the packet lacks it. */
export function valueReader(selector: Selector, host: RulesetHost): Reader<Value | null> {
  const { mask } = selector;
  const whole = unmasked(selector, host);
  if (mask === undefined) return whole;
  return packet => {
    const value = whole(packet);
    if (value === null) return null;
    return typeof mask === 'bigint' ? (value as bigint) & mask : ((value as number) & mask) >>> 0;
  };
}

function unmasked({ key, numbers, hash, at, asksTemplate }: Selector, host: RulesetHost): Reader<Value | null> {
  if (numbers) return generator(numbers, host);
  if (hash) return hashed(hash, host);
  if (at) return rawReader(at);
  if (isCount(key)) host.conntrack.settings.acct = 1;
  const { follows } = host.conntrack.linux;
  const read = readerOf(key);
  if (asksTemplate || (follows['nft-reads-template'] && /^ct (?!state)/.test(key))) {
    const isConfirmed = asksTemplate || follows['nft-template-confirmed'];
    return packet => (packet.template === null ? read(packet, host) : ofTemplate(key, packet, isConfirmed));
  }
  return packet => read(packet, host);
}

/** What a template has is a zone, and a status (`nf_ct_tmpl_alloc`). */
function ofTemplate(key: SelectorKey, { template }: Packet, isConfirmed: boolean): Value {
  if (key === 'ct status') return Status.TEMPLATE | (isConfirmed ? Status.CONFIRMED : 0);
  if (key === 'ct zone') return (template as Template).zone.id;
  return key.includes('ip6 ') ? 0n : 0;
}

function hashed({ of, mod, seed, offset }: Hash, host: RulesetHost): Reader<number | null> {
  const valuesOf = tupleReader(of, host);
  const lengths = of.map(({ key }) => lengthOf(key));
  const start = seed ?? host.memory.random.next();
  return packet => {
    const values = valuesOf(packet);
    if (values === null) return null;
    return offset + Math.floor((jhash(registersOf(values, lengths), start) * mod) / 2 ** 32);
  };
}

/** All octets that the bits lie in must be there (`nft_payload_eval`). */
function rawReader({ base, offset, length }: RawBits): Reader<number | null> {
  const [first, end] = [offset >> 3, (offset + length + 7) >> 3];
  return packet => {
    const header = base === 'nh' ? 0 : transportForRules(packet);
    if (header < 0) return null;
    const at = packet.start + (header >> 8);
    if (at + end > packet.end) return null;
    let value = 0;
    for (let octet = first; octet < end; octet++) value = value * 256 + packet.bytes[at + octet];
    return Math.floor(value / 2 ** (8 * end - offset - length)) % 2 ** length;
  };
}

/** `nft_ng_inc_gen`, `nft_ng_random_gen` */
function generator({ mode, mod, offset }: Numbers, { memory: { random } }: RulesetHost): Reader<number> {
  let next = 0;
  return () => offset + (mode === 'random' ? random.below(mod) : next++ % mod);
}
