/** Payloads: the fill pattern, and how a payload is written in the notation. */
import { latin1 } from './bytes';
import { toHex } from './wire';

/** `length` bytes of the fill pattern from its byte `from` on: the alphabet again and again, no helper's command. */
export function fill(length: number, from = 0): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = 0x61 + ((from + i) % 26);
  return bytes;
}

function isFill(bytes: Uint8Array, from: number): boolean {
  return bytes.every((byte, i) => byte === 0x61 + ((from + i) % 26));
}

/** Fewer bytes from the midst of the alphabet are more likely a word. */
const LEAST_FILL_FROM = 8;

/** So many zeros at the end are told by the length that they fill the payload up to. */
const LEAST_PADDING = 8;

/**
 * `len 40` for the fill pattern, `len 40 from 16` for a part of it, `"USER x\r\n"` for text, `0x01ff` for anything else,
 * `0x01 pad 40` where zeros fill it up, nothing for nothing.
 */
export function printPayload(bytes: Uint8Array): string {
  if (bytes.length === 0) return '';
  if (isFill(bytes, 0)) return `len ${bytes.length}`;
  const from = bytes[0] - 0x61;
  if (bytes.length >= LEAST_FILL_FROM && from > 0 && isFill(bytes, from)) return `len ${bytes.length} from ${from}`;
  return isText(bytes) ? printText(bytes) : printDigits(bytes);
}

function printDigits(bytes: Uint8Array): string {
  const used = Math.max(1, bytes.findLastIndex(byte => byte !== 0) + 1);
  const isPadded = bytes.length - used >= LEAST_PADDING;
  return isPadded ? `0x${toHex(bytes.subarray(0, used))} pad ${bytes.length}` : `0x${toHex(bytes)}`;
}

function isText(bytes: Uint8Array): boolean {
  return bytes.every(byte => (byte >= 0x20 && byte < 0x7f) || byte === 0x0d || byte === 0x0a || byte === 0x09);
}

const ESCAPES: Record<string, string> = { '\r': '\\r', '\n': '\\n', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

function printText(bytes: Uint8Array): string {
  return `"${latin1(bytes).replace(/[\r\n\t"\\]/g, char => ESCAPES[char])}"`;
}
