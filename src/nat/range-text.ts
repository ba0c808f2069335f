/**
 * Ranges as people write them:
 *
 *     to 198.51.100.5                              to 198.51.100.5-198.51.100.9:1024-2047 persistent
 *     to [2001:db8:2::5]:8080                      to :1024-65535 random      (the address is the router's)
 *     to 198.51.100.10:8000-8099/9000              (port 9000 becomes 8000, 9001 becomes 8001 …)
 *     to 203.0.113.0/24                            (NETMAP)
 */
import { InputError } from '../errors';
import { familyOfAddress, parseAddress } from '../packet/address';
import { i32 } from '../packet/bytes';
import type { Family } from '../packet/packet';
import { type NatRange, natRange } from './range';

/** What the text says a range is: of addresses, of ports of the router's own address, or a network. */
export type RangeKind = 'addresses' | 'own' | 'network';

export interface RangeText {
  /** Of its addresses; null where it names none. */
  readonly family: Family | null;
  readonly range: NatRange;
}

const FORMS: Record<RangeKind, string> = {
  addresses: 'to ADDRESS[-ADDRESS][:PORT[-PORT][/PORT]], then any of random, fully-random, persistent',
  own: '[to :PORT[-PORT]], then any of random, fully-random, persistent',
  network: 'to ADDRESS/LENGTH',
};
const FLAGS = ['random', 'fully-random', 'persistent'];

export function parseRange(text: string, kind: RangeKind): RangeText {
  const words = text.split(/\s+/).filter(Boolean);
  const refuse = () => new InputError(`the range "${text}": allowed is ${FORMS[kind]}`);
  const target = words[0] === 'to' ? words.splice(0, 2)[1] : '';
  if (target === undefined || words.some(word => kind === 'network' || !FLAGS.includes(word))) throw refuse();
  const flags = {
    random: words.includes('random'),
    fullyRandom: words.includes('fully-random'),
    persistent: words.includes('persistent'),
  };
  const ends = kind === 'network' ? networkEnds(target) : rangeEnds(target, kind);
  if (ends === null) throw refuse();
  const { family, ...bounds } = ends;
  return { family, range: natRange({ ...bounds, ...flags, netmap: kind === 'network' }) };
}

type Ends = { family: Family | null } & Partial<NatRange>;

const ADDRESS = String.raw`(\[[\da-f:.]+\]|[\d.]+|[\da-f]*:[\da-f]*:[\da-f:.]*)`;
const PORTS = String.raw`:(\d+)(?:-(\d+)(?:\/(\d+))?)?`;
const RANGE = new RegExp(`^(?:${ADDRESS}(?:-${ADDRESS})?)?(?:${PORTS})?$`, 'i');

function rangeEnds(target: string, kind: RangeKind): Ends | null {
  const match = RANGE.exec(target);
  if (!match || (kind === 'own') !== (match[1] === undefined)) return null;
  const [, first, last = first, from, to = from, base] = match;
  const ports = [from, to, base].map(port => (port === undefined ? null : Number(port)));
  if (ports.some(port => port !== null && port > 0xffff)) return null;
  const [minPort, maxPort, basePort] = ports;
  if (first === undefined) return { family: null, minPort, maxPort };
  const min = parseAddress(first.replace(/[[\]]/g, ''));
  const max = parseAddress(last.replace(/[[\]]/g, ''));
  if (min === null || max === null || min.length !== max.length) return null;
  return {
    family: familyOfAddress(min),
    minAddress: wordsOf(min),
    maxAddress: wordsOf(max),
    minPort,
    maxPort,
    basePort,
  };
}

function networkEnds(target: string): Ends | null {
  const [text, bits = ''] = target.split('/');
  const address = parseAddress(text);
  if (address === null || !/^\d{1,3}$/.test(bits) || Number(bits) > 8 * address.length) return null;
  const first = wordsOf(address);
  const host = first.map((_, word) => hostBits(32 * (word + 1) - Number(bits), 4 * word < address.length));
  return {
    family: familyOfAddress(address),
    minAddress: first.map((value, word) => value & ~host[word]),
    maxAddress: first.map((value, word) => value | host[word]),
  };
}

function hostBits(count: number, isUsed: boolean): number {
  if (!isUsed || count <= 0) return 0;
  return count >= 32 ? -1 : (1 << count) - 1;
}

function wordsOf(address: Uint8Array): Int32Array {
  return Int32Array.from({ length: 4 }, (_, word) => (4 * word < address.length ? i32(address, 4 * word) : 0));
}
