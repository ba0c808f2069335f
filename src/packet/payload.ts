/** Payloads: the fill pattern, and how a payload is written in the notation. */
import { toHex } from './wire';

/** `length` bytes of the fill pattern: the alphabet again and again, which no helper takes for a command. */
export function fill(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = 0x61 + (i % 26);
  return bytes;
}

function isFill(bytes: Uint8Array): boolean {
  return bytes.every((byte, i) => byte === 0x61 + (i % 26));
}

/** `len 40` for the fill pattern, `"USER x\r\n"` for text, `0x01ff` for anything else, nothing for nothing. */
export function printPayload(bytes: Uint8Array): string {
  if (bytes.length === 0) return '';
  if (isFill(bytes)) return `len ${bytes.length}`;
  return isText(bytes) ? printText(bytes) : `0x${toHex(bytes)}`;
}

function isText(bytes: Uint8Array): boolean {
  return bytes.every(byte => (byte >= 0x20 && byte < 0x7f) || byte === 0x0d || byte === 0x0a || byte === 0x09);
}

const ESCAPES: Record<string, string> = { '\r': '\\r', '\n': '\\n', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

function printText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `"${text.replace(/[\r\n\t"\\]/g, char => ESCAPES[char])}"`;
}
