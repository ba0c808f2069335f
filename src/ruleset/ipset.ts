/** Sets of `ipset`, as `ipset save` prints them, and how rules of iptables look into them (`-m set`, `-j SET`). */
import { InputError } from '../errors';
import { Family, Protocol } from '../packet/packet';
import { parseAddresses } from './addresses';
import { numberOf, refuse } from './iptables-words';
import { PROTOCOLS, SERVICES } from './names';
import type { Interval, Ipset, Selector, SetElement } from './ruleset';
import type { SelectorKey } from './select';

/** A line of a dump: `create NAME TYPE …` or `add NAME ELEMENT …`. */
export interface IpsetLine {
  kind: 'ipset';
  line: number;
  command: 'create' | 'add';
  name: string;
  /** Its type, or the element. */
  what: string;
  words: string[];
}

type Part = 'ip' | 'net' | 'port' | 'iface' | 'mark';

/** The types, by their parts. */
const TYPES: Readonly<Record<string, readonly Part[]>> = {
  'hash:ip': ['ip'],
  'hash:net': ['net'],
  'hash:ip,port': ['ip', 'port'],
  'hash:net,port': ['net', 'port'],
  'hash:ip,port,ip': ['ip', 'port', 'ip'],
  'hash:ip,port,net': ['ip', 'port', 'net'],
  'hash:net,net': ['net', 'net'],
  'hash:net,iface': ['net', 'iface'],
  'hash:ip,mark': ['ip', 'mark'],
  'bitmap:ip': ['ip'],
  'bitmap:port': ['port'],
};

/** Most elements, where a set says nothing of it (`IPSET_DEFAULT_MAXELEM`). */
const DEFAULT_SIZE = 65536;

const CREATE_OPTIONS = ['family', 'timeout', 'maxelem', 'hashsize', 'bucketsize', 'initval', 'range'];
const SWITCHES = ['counters', 'comment', 'forceadd'];

/** The sets after a line of the dump. Throws `InputError`. */
export function carryOutIpset(line: IpsetLine, sets: Map<string, Ipset>): void {
  const { command, name } = line;
  const there = sets.get(name);
  if (command === 'create') {
    if (there) throw new InputError(`the ipset ${name} is there already`);
    sets.set(name, created(line));
    return;
  }
  if (!there) throw new InputError(`there is no ipset ${name}`);
  const element = elementOf(there, line);
  const isThere = there.elements.some(({ among }) => among.join() === element.among.join());
  if (isThere) throw new InputError(`${line.what} is in the ipset ${name} already`);
  // The smallest network decides.
  const elements = [...there.elements, element].sort((a, b) => sizeOf(a) - sizeOf(b));
  sets.set(name, { ...there, elements });
}

function created({ name, what, words }: IpsetLine): Ipset {
  if (!Object.hasOwn(TYPES, what)) refuse('type of ipset', what, Object.keys(TYPES).join(', '));
  const options = optionsOf(words, CREATE_OPTIONS, SWITCHES);
  const family = options.get('family') ?? 'inet';
  if (family !== 'inet' && family !== 'inet6') refuse('family', family, 'inet or inet6');
  return {
    ...{ name, leadsTo: null, types: TYPES[what], also: [], elements: [] },
    family: family === 'inet' ? Family.IPV4 : Family.IPV6,
    timeout: secondsOf(options.get('timeout')),
    size: numberOf('number', options.get('maxelem') ?? String(DEFAULT_SIZE)),
  };
}

/** No time, or 0, is for ever. */
function secondsOf(text: string | undefined): number | null {
  return text === undefined ? null : numberOf('time', text) || null;
}

function optionsOf(words: readonly string[], names: readonly string[], switches: readonly string[]) {
  const options = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (names.includes(word)) options.set(word, words[++at] ?? '');
    else if (switches.includes(word)) options.set(word, '');
    else refuse('option of ipset', word, [...names, ...switches].join(', '));
  }
  return options;
}

function elementOf({ types, family }: Ipset, { what, words }: IpsetLine): SetElement {
  const options = optionsOf(words, ['timeout', 'comment', 'packets', 'bytes'], ['nomatch']);
  const parts = what.split(',');
  if (parts.length !== types.length) refuse('element', what, types.join(','));
  const among = parts.flatMap((part, at) => intervalsOf(types[at] as Part, part, family, types.length === 1));
  const given = options.get('timeout');
  const timeout = given === undefined ? null : (secondsOf(given) ?? Number.POSITIVE_INFINITY);
  return { among, verdict: null, data: null, timeout, also: [], isException: options.has('nomatch') };
}

/** A port stands beside its protocol, but in a set of nothing but ports. */
function intervalsOf(part: Part, text: string, family: Family, isAlone: boolean): Interval[] {
  switch (part) {
    case 'port': {
      const [, protocol = 'tcp', ports] = /^(?:(\w+):)?(.+)$/.exec(text)!;
      if (!PORTED.includes(PROTOCOLS[protocol])) refuse('protocol', protocol, 'tcp, udp, udplite, sctp');
      const [from, to = from] = ports.split('-').map(portOf);
      const own: Interval = [PROTOCOLS[protocol], PROTOCOLS[protocol]];
      return isAlone ? [[from, to]] : [own, [from, to]];
    }
    case 'iface':
      return [[text, text]];
    case 'mark': {
      const mark = numberOf('mark', text);
      return [[mark, mark]];
    }
    default: {
      const found = parseAddresses(text);
      if (found?.family !== family) refuse('address', text, 'one of the family of the set');
      return [found!.interval];
    }
  }
}

const PORTED: readonly number[] = [Protocol.TCP, Protocol.UDP, Protocol.UDPLITE, Protocol.SCTP];

function portOf(text: string): number {
  return Object.hasOwn(SERVICES, text) ? SERVICES[text] : numberOf('port', text, 0xffff);
}

function sizeOf({ among }: SetElement): number {
  return among.reduce((sum, [from, to]) => sum + (typeof from === 'string' ? 0 : Number(to) - Number(from)), 0);
}

/** What is looked up, by `src` or `dst` for each part of an element. */
export function ipsetSelectors({ types, family }: Ipset, directions: string): Selector[] {
  const words = directions.split(',');
  const odd = words.find(word => word !== 'src' && word !== 'dst');
  if (odd !== undefined || words.length < types.length)
    refuse('direction', directions, `src or dst for each of ${types.join(',')}`);
  return types.flatMap((part, at) =>
    selectorsOf(part as Part, words[at] === 'src', family, types.length === 1).map(key => ({ key })),
  );
}

function selectorsOf(part: Part, isSource: boolean, family: Family, isAlone: boolean): SelectorKey[] {
  switch (part) {
    case 'port': {
      const port: SelectorKey = isSource ? 'th sport' : 'th dport';
      return isAlone ? [port] : ['meta l4proto', port];
    }
    case 'iface':
      return [isSource ? 'meta iifname' : 'meta oifname'];
    case 'mark':
      return ['meta mark'];
    default:
      return [`${family === Family.IPV4 ? 'ip' : 'ip6'} ${isSource ? 'saddr' : 'daddr'}`];
  }
}

/** By what name rules know a set of `ipset`, which no set of nftables has. */
export function ipsetRef(name: string): string {
  return `ipset ${name}`;
}
