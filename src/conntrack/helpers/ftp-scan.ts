/**
 * The numbers in FTP's address lines: lists of them, ports and IPv6 addresses, read the way the kernel reads them.
 *
 * Each function reads `bytes[at..end)` from `at` on and returns where it stopped, or -1 where the text is not of its form.
 */

import { parseAddress } from '../../packet/address';
import { i32, latin1 } from '../../packet/bytes';

const ZERO = 0x30;

export function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}

/**
 * Fills `numbers` from decimal numbers with `separator` between them (`try_number`). An empty one counts as 0, and those
 * beyond 32 bits wrap. Stops on `terminator`, or on any other byte where that is null: never at the end of the text,
 * where more digits could follow in the next segment.
 */
export function scanNumbers(
  numbers: Int32Array,
  bytes: Uint8Array,
  at: number,
  end: number,
  separator: number,
  terminator: number | null,
): number {
  const last = numbers.length - 1;
  let index = 0;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (isDigit(byte)) numbers[index] = Math.imul(numbers[index], 10) + byte - ZERO;
    else if (byte === separator && index < last) index++;
    else return index === last && byte !== separator && (terminator === null || byte === terminator) ? at : -1;
  }
  return -1;
}

/**
 * A port up to and with its delimiter (`get_port`): the lower 16 bits of the number, which must not be 0.
 * Returns it and where the text goes on, or null.
 */
export function scanPort(bytes: Uint8Array, at: number, end: number, delimiter: number) {
  let port = 0;
  for (; at < end && isDigit(bytes[at]); at++) port = (port * 10 + bytes[at] - ZERO) & 0xffff;
  return at < end && bytes[at] === delimiter && port !== 0 ? { port, after: at + 1 } : null;
}

/**
 * An IPv6 address up to `delimiter` or a NUL byte (`in6_pton`), into four words; without one, up to the first byte that
 * belongs to none. Groups may have any number of leading
 * zeros, and a dotted quad at the end may be followed by a colon instead.
 */
export function scanAddress6(
  words: Int32Array,
  bytes: Uint8Array,
  at: number,
  end: number,
  delimiter: number | null,
): number {
  let stop = at;
  while (stop < end && (delimiter === null ? isOfAddress(bytes[stop]) : bytes[stop] !== delimiter && bytes[stop] !== 0))
    stop++;
  const text = latin1(bytes, at, stop);
  const literal = LITERAL.exec(text)?.[0] ?? '';
  const address = parseAddress(literal.replace(LEADING_ZEROS, '$1'));
  if (address?.length !== 16) return -1;
  for (let word = 0; word < 4; word++) words[word] = i32(address, 4 * word);
  return at + literal.length;
}

function isOfAddress(byte: number): boolean {
  return /[0-9a-f:.]/i.test(String.fromCharCode(byte));
}

/** Groups and colons, alone or with the rest of a dotted quad behind them. */
const LITERAL = /^[0-9a-f:]+(?:\.\d+\.\d+\.\d+(?=:|$)|$)/i;
const LEADING_ZEROS = /(^|[:.])0+(?=[0-9a-f])/gi;
