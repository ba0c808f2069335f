/**
 * Which packets a callback is for, in a small subset of nft's syntax: clauses side by side, all of which must fit.
 *
 *     any
 *     iifname "c0"                oifname "s0"
 *     ip saddr 192.0.2.10         ip6 daddr 2001:db8:2::10
 *     tcp   udp dport 53   icmp   icmpv6   sctp   …
 *     ct state new,related        ct direction reply
 *     meta mark 1
 */
import { CT_STATES, ctdirOf, ctstateOf, DIRECTIONS } from '../conntrack/ctstate';
import { InputError } from '../errors';
import { formatAddress, parseAddress } from '../packet/address';
import { Family, type Packet, Protocol } from '../packet/packet';
import { hasPort, transportForRules } from '../ruleset/transport';

export type Match = (packet: Packet) => boolean;

const PROTOCOLS: Record<string, number> = {
  icmp: Protocol.ICMP,
  igmp: Protocol.IGMP,
  tcp: Protocol.TCP,
  udp: Protocol.UDP,
  dccp: Protocol.DCCP,
  gre: Protocol.GRE,
  esp: Protocol.ESP,
  ah: Protocol.AH,
  icmpv6: Protocol.ICMPV6,
  sctp: Protocol.SCTP,
  udplite: Protocol.UDPLITE,
};

const STATE_WORDS = CT_STATES.map(state => state.toLowerCase());
const DIRECTION_WORDS = DIRECTIONS.map(direction => direction.toLowerCase());
const STARTS = ['any', 'iifname', 'oifname', 'ip', 'ip6', 'ct', 'meta', ...Object.keys(PROTOCOLS)];

/** Compiles a match; `devices` are the interfaces' names by index. */
export function compileMatch(text: string, devices: readonly string[]): Match {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const matches: Match[] = [];
  while (words.length > 0) matches.push(clause(words, devices));
  if (matches.length === 0) throw new InputError('a match may not be empty (any fits every packet)');
  return packet => matches.every(match => match(packet));
}

/** Number of the transport protocol that a match asks for; throws `InputError` where it asks for none. */
export function protocolInMatch(text: string): number {
  const name = text.split(/\s+/).find(word => PROTOCOLS[word] !== undefined);
  if (name === undefined) throw new InputError(`the match "${text}" must name a transport protocol here`);
  return PROTOCOLS[name];
}

/** Takes the words of one clause off the front. */
function clause(words: string[], devices: readonly string[]): Match {
  const word = words.shift()!;
  switch (word) {
    case 'any':
      return () => true;
    case 'iifname':
    case 'oifname':
      return device(word, words, devices);
    case 'ip':
      return address(Family.IPV4, words);
    case 'ip6':
      return address(Family.IPV6, words);
    case 'ct':
      return conntrack(words);
    case 'meta':
      return mark(words);
    default:
      return transport(choose('match', word, STARTS), words);
  }
}

function choose(what: string, word: string | undefined, allowed: readonly string[]): string {
  if (word !== undefined && allowed.includes(word)) return word;
  throw new InputError(`unknown ${what} "${word ?? ''}" (allowed: ${allowed.join(', ')})`);
}

function device(side: string, words: string[], devices: readonly string[]): Match {
  const index = devices.indexOf(choose('interface', words.shift()?.replace(/"/g, ''), devices));
  return side === 'iifname' ? packet => packet.device === index : packet => packet.outDevice === index;
}

function address(family: Family, words: string[]): Match {
  const side = choose('field of an IP header', words.shift(), ['saddr', 'daddr']);
  const text = words.shift() ?? '';
  const bytes = parseAddress(text);
  if (bytes?.length !== (family === Family.IPV4 ? 4 : 16))
    throw new InputError(`"${text}" is not an address of its kind`);
  const wanted = formatAddress(bytes, 0, family);
  const offset = (family === Family.IPV4 ? 12 : 8) + (side === 'saddr' ? 0 : bytes.length);
  return packet => packet.family === family && formatAddress(packet.bytes, packet.start + offset, family) === wanted;
}

function conntrack(words: string[]): Match {
  const field = choose('field of ct', words.shift(), ['state', 'direction']);
  if (field === 'direction') {
    const wanted = choose('direction', words.shift(), DIRECTION_WORDS);
    return packet => ctdirOf(packet)?.toLowerCase() === wanted;
  }
  const wanted = (words.shift() ?? '').split(',').map(word => choose('ct state', word, STATE_WORDS));
  // To nft a packet that conntrack has not classified is invalid, too.
  return packet => wanted.includes((ctstateOf(packet) ?? 'INVALID').toLowerCase());
}

function mark(words: string[]): Match {
  choose('field of meta', words.shift(), ['mark']);
  const value = Number(words.shift() ?? '');
  if (!Number.isInteger(value)) throw new InputError('meta mark needs a whole number');
  return packet => packet.mark === value;
}

function transport(name: string, words: string[]): Match {
  const protocol = PROTOCOLS[name];
  const side = words[0];
  if (side !== 'sport' && side !== 'dport') {
    return packet => {
      const found = transportForRules(packet);
      return found >= 0 && (found & 0xff) === protocol;
    };
  }
  words.shift();
  const port = Number(words.shift() ?? '');
  if (!(Number.isInteger(port) && port >= 0 && port < 65536)) {
    throw new InputError(`${name} ${side} needs a port from 0 to 65535`);
  }
  const distance = side === 'sport' ? 0 : 2;
  return packet => hasPort(packet, protocol, distance, port);
}
