/** Option lists made of kind, length and data, as IPv4 (RFC 791, 3.1) and TCP (RFC 9293, 3.1) have them. */
import { InputError } from '../errors';
import { NO_BYTES, packetBytes } from './room';
import { toHex } from './wire';

/** One option. `raw` bytes stand for what is no well-formed option: they are copied as they are. */
export type Option = { kind: number; data: Uint8Array } | { raw: Uint8Array };

export const END_OF_OPTIONS = 0;
export const NO_OPERATION = 1;

/** The four bits for a header's length count up to 15 words, of which five are the header without options. */
const MAX_OPTIONS_LENGTH = 40;

/** Splits `bytes`; from the first malformed option on, and from an end of options on, the rest is one raw item. */
export function parseOptions(bytes: Uint8Array): Option[] {
  const options: Option[] = [];
  let at = 0;
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === NO_OPERATION) {
      options.push({ kind, data: bytes.subarray(at, at) });
      at++;
      continue;
    }
    const length = at + 1 < bytes.length ? bytes[at + 1] : 0;
    if (kind === END_OF_OPTIONS || length < 2 || at + length > bytes.length) break;
    options.push({ kind, data: bytes.subarray(at + 2, at + length) });
    at += length;
  }
  const rest = bytes.subarray(at);
  // What only pads the header to a multiple of four is left to the builder.
  if (rest.length > 0 && !(rest.length < 4 && rest.every(byte => byte === 0))) options.push({ raw: rest });
  return options;
}

/** Joins the options and pads them with zeros to a multiple of four. */
export function buildOptions(options: readonly Option[]): Uint8Array {
  if (options.length === 0) return NO_BYTES;
  let length = 0;
  for (const option of options) length += lengthOf(option);
  length = (length + 3) & ~3;
  if (length > MAX_OPTIONS_LENGTH) {
    throw new InputError(`options of ${length} bytes are not allowed; allowed are at most ${MAX_OPTIONS_LENGTH}`);
  }
  const bytes = packetBytes(length);
  let at = 0;
  for (const option of options) {
    putOption(bytes, at, option);
    at += lengthOf(option);
  }
  return bytes;
}

function lengthOf(option: Option): number {
  if ('raw' in option) return option.raw.length;
  return isAlone(option.kind) ? 1 : option.data.length + 2;
}

function putOption(bytes: Uint8Array, at: number, option: Option): void {
  if ('raw' in option) {
    bytes.set(option.raw, at);
    return;
  }
  bytes[at] = option.kind;
  if (isAlone(option.kind)) return;
  bytes[at + 1] = option.data.length + 2;
  bytes.set(option.data, at + 2);
}

/** Whether an option of this kind has no length and no data. */
function isAlone(kind: number): boolean {
  return kind === NO_OPERATION || kind === END_OF_OPTIONS;
}

/** `<nop,opt 7 0x0102>`; `name` gives the protocol's own word for an option, null where it has none. */
export function printOptions(
  options: readonly Option[],
  name: (kind: number, data: Uint8Array) => string | null,
): string {
  const text = (option: Option) => {
    if ('raw' in option) return `0x${toHex(option.raw)}`;
    if (option.kind === NO_OPERATION) return 'nop';
    if (option.kind === END_OF_OPTIONS) return 'eol';
    return (
      name(option.kind, option.data) ?? `opt ${option.kind}${option.data.length > 0 ? ` 0x${toHex(option.data)}` : ''}`
    );
  };
  return `<${options.map(text).join(',')}>`;
}
