/** The matches of iptables that look into what a packet holds: `string`, `u32` and, for one octet, `tos`. */
import { InputError } from '../errors';
import { Family } from '../packet/packet';
import { type Extension, numberOf, type Place, refuse, wordIn } from './iptables-words';
import { SERVICE_BITS, TYPES_OF_SERVICE } from './names';
import type { Statement, WordTest } from './ruleset';

const FARTHEST = 0xffff;
const LONGEST_TEXT = 128;

/** `|16 03|abc`: between bars two digits stand for an octet. */
function hexText(text: string): number[] {
  const parts = text.split('|');
  if (parts.length % 2 === 0) refuse('text', text, 'octets between two bars, as in |16 03|abc');
  return parts.flatMap((part, at) => (at % 2 === 0 ? octetsOf(part) : hexOctets(part)));
}

function hexOctets(part: string): number[] {
  const digits = part.replace(/ /g, '');
  if (!/^([\da-f]{2})*$/i.test(digits)) refuse('text', `|${part}|`, 'two digits for each octet');
  return (digits.match(/../g) ?? []).map(octet => Number.parseInt(octet, 16));
}

function octetsOf(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}

const string: Extension = {
  options: ['--string', '--hex-string', '--algo', '--from', '--to'],
  switches: ['--icase'],
  build: given => {
    const plain = given.option('--string');
    const option = plain ?? given.option('--hex-string') ?? refuse('match', 'string', 'with --string or --hex-string');
    // How it is searched for makes no difference.
    wordIn('algorithm', given.needed('--algo'), ['bm', 'kmp']);
    const text = plain ? octetsOf(option.argument) : hexText(option.argument);
    if (text.length === 0 || text.length > LONGEST_TEXT) throw new InputError(`a text has 1 to ${LONGEST_TEXT} octets`);
    const [from, to] = ['--from', '--to'].map((name, at) =>
      numberOf('distance', given.text(name) ?? String(at * FARTHEST), FARTHEST),
    );
    if (from > to) throw new InputError('--from is no farther than --to');
    return [{ kind: 'text', text, from, to, ignoresCase: given.has('--icase'), negated: option.negated }];
  },
};

const WORD_TEST = /^\s*(\w+)((?:\s*(?:&|<<|>>|@)\s*\w+)*)\s*=\s*([\w\s:,]+)$/;

/** `6&0xFF=1 && 0>>22&0x3C@0>>16=1:1023`: a place, what is done with the word there, and the numbers it may come to. */
function wordTest(text: string): WordTest {
  const allowed = 'PLACE=NUMBERS, with &, <<, >> or @ and a number behind the place';
  const [, place, rest, numbers] = WORD_TEST.exec(text) ?? refuse('test', text, allowed);
  const steps = [...rest.matchAll(/(&|<<|>>|@)\s*(\w+)/g)].map(([, operator, number]) => ({
    operator: operator as WordTest['steps'][number]['operator'],
    number: wordNumber(number),
  }));
  const among = numbers.split(',').map((each): [number, number] => {
    const [from, to = from, ...more] = each.split(':').map(number => wordNumber(number.trim()));
    return more.length === 0 && from <= to ? [from, to] : refuse('test', text, 'FIRST:LAST, the lower number first');
  });
  return { place: wordNumber(place), steps, among };
}

/** As C writes numbers: octal with a zero in front. */
function wordNumber(text: string): number {
  return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : numberOf('number', text);
}

const u32: Extension = {
  options: ['--u32'],
  build: given => {
    const { argument, negated } = given.option('--u32') ?? refuse('match', 'u32', 'with --u32');
    return [{ kind: 'words', tests: argument.split('&&').map(wordTest), negated }];
  },
};

/** `0x10/0x3f`, or the name of a service. */
function tosMatch(text: string, negated: boolean, { family }: Place): Statement {
  const isName = !/^\d/.test(text);
  const [value, mask = 0xff] = isName
    ? [TYPES_OF_SERVICE[wordIn('service', text, Object.keys(TYPES_OF_SERVICE))], SERVICE_BITS]
    : text.split('/').map(part => numberOf('service', part, 0xff));
  const at = { base: 'nh', offset: family === Family.IPV4 ? 8 : 4, length: 8 } as const;
  return { kind: 'match', of: [{ key: '@nh', at, mask }], among: [[[value, value]]], negated };
}

const tos: Extension = {
  options: ['--tos'],
  build: (given, place) => {
    const { argument, negated } = given.option('--tos') ?? refuse('match', 'tos', 'with --tos');
    return [tosMatch(argument, negated, place)];
  },
};

export const CONTENT_MATCHES: Readonly<Record<string, Extension>> = { string, u32, tos };
