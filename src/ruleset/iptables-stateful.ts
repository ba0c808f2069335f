/** The matches of iptables that remember something from packet to packet. */
import { InputError } from '../errors';
import { Family } from '../packet/packet';
import { byteRate } from './byte-rate';
import { type Extension, type Given, numberOf, type Place, refuse, wordIn } from './iptables-words';
import type { ByteRate, HashLimit, Limit, Recent, Selector } from './ruleset';
import type { SelectorKey } from './select';

const UNITS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86400 };

/** `5`, `5/second`, `5/min` … */
function rateOf(text: string): { rate: number; seconds: number } {
  const allowed = 'NUMBER/second, minute, hour or day';
  const [, rate, unit = 'second'] = /^(\d+)(?:\/([a-z]+))?$/i.exec(text) ?? refuse('limit', text, allowed);
  const name = Object.keys(UNITS).find(each => each.startsWith(unit.toLowerCase()));
  if (!name || Number(rate) === 0) refuse('limit', text, allowed);
  return { rate: Number(rate), seconds: UNITS[name!] };
}

function burstOf(text: string | null): number {
  return numberOf('burst', text ?? '5');
}

const limit: Extension = {
  options: ['--limit', '--limit-burst'],
  build: given => {
    const rate = rateOf(given.text('--limit') ?? '3/hour');
    return [{ kind: 'limit', ...rate, burst: burstOf(given.text('--limit-burst')), over: false }];
  },
};

/** A network of the family, as the mask of its addresses. */
function networkMask(length: number, family: Family): number | bigint {
  if (family === Family.IPV6) return ((1n << 128n) - 1n) ^ ((1n << BigInt(128 - length)) - 1n);
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
}

function bitsOf(family: Family): number {
  return family === Family.IPV4 ? 32 : 128;
}

/** An address of the packet, of which a mask may leave the network only. */
function addressOf(end: 'saddr' | 'daddr', mask: string | null, family: Family): Selector {
  const key: SelectorKey = `${family === Family.IPV4 ? 'ip' : 'ip6'} ${end}`;
  const most = bitsOf(family);
  const length = mask === null ? most : numberOf('mask', mask, most);
  return length === most ? { key } : { key, mask: networkMask(length, family) };
}

const HASHLIMIT_OPTIONS = [
  ...['--hashlimit-upto', '--hashlimit-above', '--hashlimit', '--hashlimit-burst', '--hashlimit-mode'],
  ...['--hashlimit-srcmask', '--hashlimit-dstmask', '--hashlimit-name', '--hashlimit-htable-size'],
  ...['--hashlimit-htable-max', '--hashlimit-htable-expire', '--hashlimit-htable-gcinterval'],
];

const MODES = ['srcip', 'srcport', 'dstip', 'dstport'];

function hashlimitKey(given: Given, family: Family): Pick<HashLimit, 'of' | 'ports'> {
  const words = given.text('--hashlimit-mode')?.split(',') ?? [];
  const modes = words.map(word => wordIn('mode', word, MODES));
  const has = (mode: string) => modes.includes(mode);
  return {
    of: [
      ...(has('srcip') ? [addressOf('saddr', given.text('--hashlimit-srcmask'), family)] : []),
      ...(has('dstip') ? [addressOf('daddr', given.text('--hashlimit-dstmask'), family)] : []),
    ],
    ports: [...(has('srcport') ? ['source' as const] : []), ...(has('dstport') ? ['destination' as const] : [])],
  };
}

/** Of packets, or of bytes; and for how long a key is remembered by default: for the unit of its rate, of bytes longer. */
function bucketOf(rate: string, burst: string | null, over: boolean): { bucket: Limit | ByteRate; expires: number } {
  const bytes = bytesOf(rate, '/s');
  if (bytes === null) {
    const { rate: count, seconds } = rateOf(rate);
    return { bucket: { kind: 'limit', rate: count, seconds, burst: burstOf(burst), over }, expires: seconds };
  }
  const most = burst === null ? null : (bytesOf(burst, '') ?? refuse('burst', burst, 'as in 10kb'));
  const bucket = byteRate(bytes, most, over) ?? refuse('burst', burst!, 'what comes in a second at least');
  return { bucket, expires: most === null ? EXPIRY : EXPIRY_OF_BURST };
}

/** Seconds (`XT_HASHLIMIT_BYTE_EXPIRE`, `XT_HASHLIMIT_BYTE_EXPIRE_BURST`). */
const EXPIRY = 15;
const EXPIRY_OF_BURST = 60;

/** `512b/s`, `10kb/s`, `1mb/s`; null for what is not of bytes. */
function bytesOf(text: string, behind: string): number | null {
  const [, count, unit] = /^(\d+)([km]?)b(.*)$/i.exec(text) ?? [];
  if (count === undefined || Number(count) === 0 || !text.endsWith(`b${behind}`)) return null;
  return Number(count) * { '': 1, k: 1024, m: 1024 * 1024 }[unit.toLowerCase() as '' | 'k' | 'm'];
}

const hashlimit: Extension = {
  options: HASHLIMIT_OPTIONS,
  build: (given, { family }) => {
    const over = given.option('--hashlimit-above');
    const upto = given.option('--hashlimit-upto') ?? given.option('--hashlimit');
    const rate = over ?? upto ?? refuse('match', 'hashlimit', 'with --hashlimit-upto or --hashlimit-above');
    const name = given.needed('--hashlimit-name');
    const isOver = (over !== null) !== rate.negated;
    const { bucket, expires: usual } = bucketOf(rate.argument, given.text('--hashlimit-burst'), isOver);
    const expire = given.text('--hashlimit-htable-expire');
    const expires = expire === null ? usual : numberOf('time', expire) / 1000;
    return [{ kind: 'hashlimit', name: `${family} ${name}`, ...hashlimitKey(given, family), limit: bucket, expires }];
  },
};

const ACTS = { '--set': 'set', '--rcheck': 'check', '--update': 'update', '--remove': 'remove' } as const;

function recentMask(text: string | null, family: Family): string | null {
  if (text === null) return null;
  const bits = text.includes('.') ? text.split('.').map(byte => Number(byte).toString(2).padStart(8, '0')) : null;
  const network = bits?.join('').replace(/0+$/, '');
  if (network !== undefined && !network.includes('0')) return String(network.length);
  // As iptables prints those of IPv6: ffff:… with zeros behind.
  const groups = /^((?:ffff:)*)(?:ffff|:)$/.exec(text);
  if (family === Family.IPV6 && groups) return String((groups[1].length / 5) * 16 + (text.endsWith('::') ? 0 : 16));
  return refuse('mask', text, 'one whose bits stand together');
}

const recent: Extension = {
  options: ['--name', '--seconds', '--hitcount', '--mask'],
  switches: [...Object.keys(ACTS), '--reap', '--rttl', '--rsource', '--rdest'],
  build: (given, { family }: Place) => {
    const names = Object.keys(ACTS) as (keyof typeof ACTS)[];
    const acts = names.filter(each => given.has(each));
    if (acts.length !== 1) throw new InputError(`recent needs one of ${names.join(', ')}`);
    const [name] = acts;
    const isNote = name === '--set' || name === '--remove';
    const odd = ['--seconds', '--hitcount', '--reap', '--rttl'].find(each => given.has(each) && isNote);
    if (odd) throw new InputError(`${odd} is for --rcheck and --update`);
    if (given.has('--reap') && !given.has('--seconds')) throw new InputError('--reap needs --seconds');
    const end = given.has('--rdest') ? 'daddr' : 'saddr';
    const statement: Recent = {
      kind: 'recent',
      list: given.text('--name') ?? 'DEFAULT',
      act: ACTS[name],
      of: addressOf(end, recentMask(given.text('--mask'), family), family),
      seconds: numberOf('time', given.text('--seconds') ?? '0'),
      hits: numberOf('hitcount', given.text('--hitcount') ?? '0', 0xffff),
      reap: given.has('--reap'),
      withTtl: given.has('--rttl'),
      negated: given.option(name)!.negated,
    };
    return [statement];
  },
};

const statistic: Extension = {
  options: ['--mode', '--probability', '--every', '--packet'],
  build: given => {
    if (wordIn('mode', given.needed('--mode'), ['random', 'nth']) === 'random') {
      const { argument, negated } = given.option('--probability') ?? refuse('mode', 'random', 'with --probability');
      const probability = /^\d*\.?\d+$/.test(argument) ? Number(argument) : Number.NaN;
      if (!(probability <= 1)) refuse('probability', argument, 'from 0 to 1');
      return [{ kind: 'chance', probability, negated }];
    }
    const { argument, negated } = given.option('--every') ?? refuse('mode', 'nth', 'with --every');
    const every = numberOf('number', argument);
    const first = numberOf('packet', given.text('--packet') ?? '0');
    if (every === 0 || first >= every) throw new InputError('--every is at least 1, and --packet less than that');
    return [{ kind: 'nth', every, first, negated }];
  },
};

const connlimit: Extension = {
  options: ['--connlimit-above', '--connlimit-upto', '--connlimit-mask'],
  switches: ['--connlimit-saddr', '--connlimit-daddr'],
  build: (given, { family }) => {
    const above = given.option('--connlimit-above');
    const { argument, negated } =
      above ?? given.option('--connlimit-upto') ?? refuse('match', 'connlimit', 'with --connlimit-above or -upto');
    const end = given.has('--connlimit-daddr') ? 'daddr' : 'saddr';
    const key = [addressOf(end, given.text('--connlimit-mask'), family), { key: 'ct zone' } as const];
    const most = numberOf('number', argument);
    return [{ kind: 'connections', of: key, most, over: (above !== null) !== negated }];
  },
};

export const STATEFUL_MATCHES: Readonly<Record<string, Extension>> = {
  limit,
  hashlimit,
  recent,
  statistic,
  connlimit,
};
