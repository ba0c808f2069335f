/**
 * How SIP and SDP are read: text as a string of one character a byte, of which headers are found at the beginnings of
 * lines (RFC 3261, 7.3; RFC 8866, 5). Positions count from the message's beginning.
 */
import { fromLatin1 } from '../../packet/bytes';
import { Family } from '../../packet/packet';
import { scanAddress6 } from './ftp-scan';

export const SIP_PORT = 5060;
const FIRST_PORT = 1024;
const LAST_PORT = 65535;

/** An address, and where the text goes on behind it. */
export interface Located {
  readonly address: Int32Array;
  readonly after: number;
}

/** A number, and where the text goes on; that is where it began when there is none, or one that is too large. */
export interface NumberAt {
  readonly value: number;
  readonly after: number;
}

const MOST_DIGITS = 11;
const LARGEST = 0xffffffff;

/** Decimal digits at `at` (`sip_strtouint`). */
export function numberAt(text: string, at: number): NumberAt {
  const digits = digitsAt(text, at);
  const value = Number(digits);
  if (digits.length > MOST_DIGITS || value > LARGEST) return { value: 0, after: at };
  return { value, after: at + digits.length };
}

/** The same where a number that is too large is cut to size (`simple_strtoul`). */
export function cutNumberAt(text: string, at: number): NumberAt {
  const digits = digitsAt(text, at);
  return { value: Number(BigInt.asUintN(32, BigInt(digits || 0))), after: at + digits.length };
}

export function digitsAt(text: string, at: number): string {
  DIGITS.lastIndex = at;
  return DIGITS.exec(text)![0];
}

const DIGITS = /\d*/y;
/** Letters as the kernel counts them (`isalpha`), those of Latin-1 too. */
export const LETTERS = /[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\xff]*/y;

export function lettersAt(text: string, at: number): string {
  LETTERS.lastIndex = at;
  return LETTERS.exec(text)![0];
}

/** Whether `word` stands at `at`, in any case. */
export function standsAt(text: string, at: number, word: string): boolean {
  return text.slice(at, at + word.length).toLowerCase() === word.toLowerCase();
}

/** The address at `at` of a SIP message, where IPv6 stands in brackets (`sip_parse_addr`); null where there is none. */
export function sipAddressAt(text: string, at: number, family: Family): Located | null {
  if (family === Family.IPV4) return address4At(text, at);
  if (text[at] !== '[') return null;
  const found = address6At(text, at + 1);
  return found && text[found.after] === ']' ? { ...found, after: found.after + 1 } : null;
}

/** The same of SDP, which has no brackets (`sdp_parse_addr`). */
export function sdpAddressAt(text: string, at: number, family: Family): Located | null {
  return family === Family.IPV4 ? address4At(text, at) : address6At(text, at);
}

const DOTTED_QUAD = /(\d+)\.(\d+)\.(\d+)\.(\d+)(?![\d.a-f])/iy;

function address4At(text: string, at: number): Located | null {
  DOTTED_QUAD.lastIndex = at;
  const found = DOTTED_QUAD.exec(text);
  const numbers = found?.slice(1).map(Number);
  if (!numbers?.every(number => number <= 255)) return null;
  const [a, b, c, d] = numbers;
  return { address: Int32Array.of((a << 24) | (b << 16) | (c << 8) | d, 0, 0, 0), after: at + found![0].length };
}

function address6At(text: string, at: number): Located | null {
  const address = new Int32Array(4);
  const bytes = fromLatin1(text);
  const after = scanAddress6(address, bytes, at, text.length, null);
  return after < 0 ? null : { address, after };
}

/** The port behind an address: SIP's own where none is told; null where it is out of range or at the end of the text. */
export function portAt(text: string, at: number): { port: number; after: number } | null {
  if (at >= text.length) return null;
  if (text[at] !== ':') return { port: SIP_PORT, after: at };
  const digits = digitsAt(text, at + 1);
  const after = at + 1 + digits.length;
  const port = Number(digits);
  const isValid = digits.length > 0 && digits.length <= 5 && port >= FIRST_PORT && port <= LAST_PORT;
  return isValid && after < text.length ? { port, after } : null;
}

/** The same of any number of digits, and at the end of the text, too. */
export function anyPortAt(text: string, at: number): { port: number; after: number } | null {
  if (text[at] !== ':') return { port: SIP_PORT, after: at };
  const { value: port, after } = cutNumberAt(text, at + 1);
  return port >= FIRST_PORT && port <= LAST_PORT ? { port, after } : null;
}
