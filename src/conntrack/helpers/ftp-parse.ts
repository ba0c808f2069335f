/**
 * What FTP says about its data connections: the PORT and EPRT commands, and the replies to PASV and EPSV.
 *
 * Commands come from the client and replies from the server (RFC 959 section 4.1.2, RFC 1123 section 4.1.2.6,
 * RFC 2428). Only a segment's beginning is looked at, and it must hold all the numbers: one that begins like such a line
 * without completing it is `partial`, since the rest could not be recognised in a later segment (`find_pattern`).
 */
import { Family } from '../../packet/packet';
import { Dir } from '../store';
import { isDigit, scanAddress6, scanNumbers, scanPort } from './ftp-scan';

export type FtpCommand = 'PORT' | 'EPRT' | 'PASV' | 'EPSV';

/** Where the data connection is to go, and where in the segment that was said. */
export interface FtpMatch {
  readonly command: FtpCommand;
  /** Bytes from the segment's first to the numbers, and how many bytes they take: what NAT rewrites. */
  offset: number;
  length: number;
  /** Four words, as in a tuple; the sender's own where the line names none. */
  readonly address: Int32Array;
  port: number;
}

/** A segment that begins like one of the lines but does not complete it; `partial` is the line's beginning. */
export interface FtpPartial {
  readonly partial: string;
}

/** Reads the numbers at `at`, which may lie behind the end, into `match` and returns where they end, or -1. */
type NumbersReader = (match: FtpMatch, bytes: Uint8Array, at: number, end: number, family: Family) => number;

interface Line {
  readonly command: FtpCommand;
  readonly beginning: string;
  /** The numbers stand behind the first of these bytes; right behind the beginning where null. */
  readonly skipTo: number | null;
  readonly read: NumbersReader;
}

const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const OPENING_PARENTHESIS = 0x28;
const COMMA = 0x2c;
const DOT = 0x2e;
const DIGIT_ONE = 0x31;
const DIGIT_TWO = 0x32;

/** `192,0,2,10,4,1` up to the end of the line. */
const readHostPort: NumbersReader = (match, bytes, at, end) => takeHostPort(match, bytes, at, end, CARRIAGE_RETURN);

/** The same six numbers wherever the reply has its first digit: servers differ in what they write around them. */
const readPassive: NumbersReader = (match, bytes, at, end) => {
  let digit = at;
  while (digit < end && !isDigit(bytes[digit])) digit++;
  match.offset += digit - at;
  return takeHostPort(match, bytes, digit, end, null);
};

/** `|1|192.0.2.10|1025|` or `|2|2001:db8::1|1025|`, delimited by any printable character that is no digit. */
const readExtendedPort: NumbersReader = (match, bytes, at, end, family) => {
  const delimiter = bytes[at];
  if (end - at <= 3 || !isDelimiter(delimiter) || bytes[at + 2] !== delimiter) return -1;
  if (bytes[at + 1] !== (family === Family.IPV4 ? DIGIT_ONE : DIGIT_TWO)) return -1;
  const readAddress = family === Family.IPV4 ? takeAddress4 : scanAddress6;
  const stop = readAddress(match.address, bytes, at + 3, end, delimiter);
  return stop < 0 ? -1 : takePort(match, bytes, stop + 1, end, delimiter);
};

/** `|||1025|`: the address is the server's own. */
const readExtendedPassive: NumbersReader = (match, bytes, at, end) => {
  const delimiter = bytes[at];
  if (end - at <= 3 || !isDelimiter(delimiter)) return -1;
  if (bytes[at + 1] !== delimiter || bytes[at + 2] !== delimiter) return -1;
  return takePort(match, bytes, at + 3, end, delimiter);
};

const LINES: { readonly [dir in Dir]: readonly Line[] } = {
  [Dir.ORIGINAL]: [
    { command: 'PORT', beginning: 'PORT', skipTo: SPACE, read: readHostPort },
    { command: 'EPRT', beginning: 'EPRT', skipTo: SPACE, read: readExtendedPort },
  ],
  [Dir.REPLY]: [
    { command: 'PASV', beginning: '227 ', skipTo: null, read: readPassive },
    { command: 'EPSV', beginning: '229 ', skipTo: OPENING_PARENTHESIS, read: readExtendedPassive },
  ],
};

/**
 * Reads the payload `bytes[at..end)` (at least one byte) of a segment in direction `dir` of a control connection.
 * `sender` is its sender's address, in four words. Null when it begins like none of the lines.
 */
export function parseFtp(
  bytes: Uint8Array,
  at: number,
  end: number,
  dir: Dir,
  family: Family,
  sender: Int32Array,
): FtpMatch | FtpPartial | null {
  const line = LINES[dir].find(({ beginning }) => beginsLike(bytes, at, end, beginning));
  if (!line) return null;
  const numbers = findNumbers(line, bytes, at, end);
  const match: FtpMatch = { command: line.command, offset: numbers - at, length: 0, address: sender.slice(), port: 0 };
  const stop = line.read(match, bytes, numbers, end, family);
  if (stop < 0) return { partial: line.beginning };
  match.length = stop - at - match.offset;
  return match;
}

/** Whether the payload begins with `text`, in any case, or ends before it differs. */
function beginsLike(bytes: Uint8Array, at: number, end: number, text: string): boolean {
  const length = Math.min(text.length, end - at);
  for (let i = 0; i < length; i++) {
    const byte = bytes[at + i];
    const upper = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;
    if (upper !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** Where the numbers of a line begin; `end` or beyond when the payload has none. */
function findNumbers(line: Line, bytes: Uint8Array, at: number, end: number): number {
  let numbers = at + line.beginning.length;
  if (line.skipTo === null) return numbers;
  while (numbers < end && bytes[numbers] !== line.skipTo) numbers++;
  return numbers + 1;
}

function takeHostPort(match: FtpMatch, bytes: Uint8Array, at: number, end: number, stop: number | null): number {
  const numbers = new Int32Array(6);
  const after = scanNumbers(numbers, bytes, at, end, COMMA, stop);
  match.address[0] = addressWord(numbers);
  match.port = ((numbers[4] << 8) | numbers[5]) & 0xffff;
  return after;
}

function takeAddress4(address: Int32Array, bytes: Uint8Array, at: number, end: number, delimiter: number): number {
  const numbers = new Int32Array(4);
  const after = scanNumbers(numbers, bytes, at, end, DOT, delimiter);
  address[0] = addressWord(numbers);
  return after;
}

function takePort(match: FtpMatch, bytes: Uint8Array, at: number, end: number, delimiter: number): number {
  const port = scanPort(bytes, at, end, delimiter);
  if (!port) return -1;
  match.port = port.port;
  return port.after;
}

/** Numbers above 255 run into their neighbours, as in the kernel, which does not look at their size. */
function addressWord(numbers: Int32Array): number {
  return (numbers[0] << 24) | (numbers[1] << 16) | (numbers[2] << 8) | numbers[3];
}

/** Printable ASCII without space and digits (RFC 2428 section 2). */
function isDelimiter(byte: number): boolean {
  return byte >= 33 && byte <= 126 && !isDigit(byte);
}
