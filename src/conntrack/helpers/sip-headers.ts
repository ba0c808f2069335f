/** The headers of SIP messages (RFC 3261, 7.3, 20), found and read as the kernel does (`ct_sip_get_header` and its kin). */
import { type Family, Protocol } from '../../packet/packet';
import { digitsAt, lettersAt, numberAt, portAt, sipAddressAt, standsAt } from './sip-text';

/** A header: its name, its short form, what its value is searched for, and how much of it is taken from there on. */
interface Header {
  readonly name: string;
  readonly short?: string;
  readonly search?: string;
  /** What is skipped and what is taken; null where there is nothing to take. */
  take(text: string, at: number, family: Family): { skipped: number; length: number } | null;
}

export const CSEQ: Header = { name: 'CSeq', take: takeDigits };
export const CONTACT: Header = { name: 'Contact', short: 'm', search: 'sip:', take: takeUserAddress };
/** A contact whose port is for the reader to judge. */
export const ANY_CONTACT: Header = { ...CONTACT, take: takeUserAddressOfAnyPort };
export const FROM: Header = { name: 'From', short: 'f', search: 'sip:', take: takeUserAddress };
export const TO: Header = { name: 'To', short: 't', search: 'sip:', take: takeUserAddress };
export const VIA_UDP: Header = { name: 'Via', short: 'v', search: 'UDP ', take: takeAddress };
export const VIA_TCP: Header = { name: 'Via', short: 'v', search: 'TCP ', take: takeAddress };
export const EXPIRES: Header = { name: 'Expires', take: takeDigits };
export const CONTENT_LENGTH: Header = { name: 'Content-Length', short: 'l', take: takeDigits };

/** Where a value is; of one that could not be read, where it begins. */
export type Match = { readonly ok: boolean; readonly at: number; readonly length: number };

function takeDigits(text: string, at: number): { skipped: number; length: number } | null {
  const { length } = digitsAt(text, at);
  return length > 0 ? { skipped: 0, length } : null;
}

/** An address with its port, behind the user's name if there is one on the line. */
function takeUserAddress(
  text: string,
  at: number,
  family: Family,
  take = takeAddress,
): { skipped: number; length: number } | null {
  let skipped = 0;
  while (at + skipped < text.length && !'@\r\n'.includes(text[at + skipped])) skipped++;
  skipped = text[at + skipped] === '@' ? skipped + 1 : 0;
  const address = take(text, at + skipped, family);
  return address && { skipped, length: address.length };
}

function takeUserAddressOfAnyPort(text: string, at: number, family: Family) {
  return takeUserAddress(text, at, family, takeAddressOfAnyPort);
}

function takeAddressOfAnyPort(text: string, at: number, family: Family) {
  const address = sipAddressAt(text, at, family);
  if (!address) return null;
  const port = text[address.after] === ':' ? 1 + digitsAt(text, address.after + 1).length : 0;
  return { skipped: 0, length: address.after + port - at };
}

/** An address with its port. */
function takeAddress(text: string, at: number, family: Family): { skipped: number; length: number } | null {
  const address = sipAddressAt(text, at, family);
  const port = address && portAt(text, address.after);
  return port ? { skipped: 0, length: port.after - at } : null;
}

/** The address in the first line of a request, where it names one (`ct_sip_parse_request`). */
export function requestAddress(text: string, family: Family): { at: number; length: number } | null {
  const word = 'sip:';
  const method = lettersAt(text, 0).length;
  if (method === 0) return null;
  for (let at = method + 1; at < text.length - word.length && text[at] !== '\r' && text[at] !== '\n'; at++) {
    if (!standsAt(text, at, word)) continue;
    const found = takeUserAddress(text, at + word.length, family);
    return found && { at: at + word.length + found.skipped, length: found.length };
  }
  return null;
}

/** The first such header that begins a line behind `from`; null where there is none. */
export function findHeader(text: string, from: number, header: Header, family: Family): Match | null {
  // A line that is another begins with a character that is not looked at again, even where it ends the line.
  for (let line = nextLine(text, from); line >= 0 && line < text.length; line = nextLine(text, line + 1)) {
    if (text[line] === ' ' || text[line] === '\t') continue;
    const named = nameAt(text, line, header);
    if (named === 0) continue;
    const colon = skipBlanks(text, line + named);
    if (colon < 0 || text[colon] !== ':' || colon + 1 >= text.length) return null;
    const value = skipBlanks(text, colon + 1);
    if (value < 0) return null;
    return readValue(text, value, header, family);
  }
  return null;
}

/** The next value of a header that has several, separated by commas; null where there is none. */
function findNext(text: string, from: number, header: Header, family: Family): Match | null {
  const comma = search(text, from, text.length, ',');
  const found = comma < 0 ? -1 : search(text, comma, text.length, header.search!);
  if (found < 0) return null;
  return taken(text, found + header.search!.length, header, family);
}

/** Walks through the values of a header, those that cannot be read left out (`ct_sip_walk_headers`). */
export class HeaderWalk {
  at = 0;
  #inHeader = false;

  constructor(
    public text: string,
    readonly header: Header,
    readonly family: Family,
  ) {}

  next(): Match | null {
    if (this.#inHeader) {
      const match = this.#first(findNext);
      if (match) return match;
      this.#inHeader = false;
    }
    const match = this.#first(findHeader);
    if (match) this.#inHeader = true;
    return match;
  }

  #first(find: typeof findHeader): Match | null {
    for (let from = this.at; ; ) {
      const match = find(this.text, from, this.header, this.family);
      if (match === null || match.ok) return match;
      from = match.at;
    }
  }
}

/** The parameter `name` of a header's value that goes on at `from`: where its value begins, or -1. */
export function findParameter(text: string, from: number, name: string): { at: number; limit: number } | null {
  const comma = search(text, from, text.length, ',');
  const limit = comma < 0 ? text.length : comma;
  const found = search(text, from, limit, name);
  return found < 0 ? null : { at: found + name.length, limit };
}

/** The transport that a URI asks for, the connection's own where it does not say; null where it is another. */
export function transportOf(text: string, from: number, own: Protocol): Protocol | null {
  const parameter = findParameter(text, from, 'transport=');
  if (!parameter) return own;
  const asked = standsAt(text, parameter.at, 'TCP')
    ? Protocol.TCP
    : standsAt(text, parameter.at, 'UDP')
      ? Protocol.UDP
      : null;
  return asked === own ? own : null;
}

/** Seconds of the parameter `expires=`; undefined where there is none, null where it is no number. */
export function expiresOf(text: string, from: number): number | null | undefined {
  const parameter = findParameter(text, from, 'expires=');
  if (!parameter) return undefined;
  const { value, after } = numberAt(text.slice(0, parameter.limit), parameter.at);
  return after === parameter.at ? null : value;
}

/** Where the next line begins, -1 where none does. CR, LF and CRLF end a line. */
export function nextLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] !== '\r' && text[at] !== '\n') continue;
    const isPair = text[at] === '\r' && text[at + 1] === '\n';
    return at + (isPair ? 2 : 1);
  }
  return -1;
}

/** How many characters of the line are the header's name, 0 where it is another. */
function nameAt(text: string, line: number, { name, short }: Header): number {
  if (standsAt(text, line, name)) return name.length;
  const isShort = short !== undefined && standsAt(text, line, short) && line + short.length < text.length;
  return isShort && lettersAt(text, line + short.length) === '' ? short.length : 0;
}

function readValue(text: string, value: number, header: Header, family: Family): Match {
  if (header.search === undefined) return taken(text, value, header, family);
  const found = search(text, value, text.length, header.search);
  if (found < 0) return { ok: false, at: value, length: 0 };
  const match = taken(text, found + header.search.length, header, family);
  return match.ok ? match : { ...match, at: value };
}

function taken(text: string, at: number, header: Header, family: Family): Match {
  const part = header.take(text, at, family);
  return part ? { ok: true, at: at + part.skipped, length: part.length } : { ok: false, at, length: 0 };
}

/** Behind blanks and the ends of lines that go on (`sip_skip_whitespace`); -1 where the header ends. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at >= 0 && at < text.length && ' \r\n'.includes(text[at])) {
    at = text[at] === ' ' ? at + 1 : continuation(text, at, text.length);
  }
  return at < text.length ? at : -1;
}

/** Where a header goes on behind the line end at `at`; -1 where the next line is another (`sip_follow_continuation`). */
function continuation(text: string, at: number, limit: number): number {
  let next = at + 1;
  if (next >= limit) return -1;
  if (text[at] === '\r' && text[next] === '\n' && ++next >= limit) return -1;
  if (text[next] !== ' ' && text[next] !== '\t') return -1;
  while (next < limit && (text[next] === ' ' || text[next] === '\t')) next++;
  return next;
}

/** Where `word` stands in a header's value between `from` and `end`, which it must not reach; -1 where it does not. */
function search(text: string, from: number, end: number, word: string): number {
  const limit = end - word.length;
  for (let at = from; at < limit; at++) {
    if (text[at] !== '\r' && text[at] !== '\n') {
      if (standsAt(text, at, word)) return at;
      continue;
    }
    at = continuation(text, at, limit);
    if (at < 0) return -1;
  }
  return -1;
}
