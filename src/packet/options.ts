/** Option lists made of kind, length and data, as IPv4 (RFC 791, 3.1) and TCP (RFC 9293, 3.1) have them. */
import { InputError } from '../errors';
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

const NO_OPTIONS = new Uint8Array(0);

/** Joins the options and pads them with zeros to a multiple of four. */
export function buildOptions(options: readonly Option[]): Uint8Array {
  if (options.length === 0) return NO_OPTIONS;
  const bytes: number[] = [];
  for (const option of options) {
    if ('raw' in option) bytes.push(...option.raw);
    else if (option.kind === NO_OPERATION || option.kind === END_OF_OPTIONS) bytes.push(option.kind);
    else bytes.push(option.kind, option.data.length + 2, ...option.data);
  }
  while (bytes.length % 4 !== 0) bytes.push(0);
  if (bytes.length > MAX_OPTIONS_LENGTH) {
    throw new InputError(`options of ${bytes.length} bytes are not allowed; allowed are at most ${MAX_OPTIONS_LENGTH}`);
  }
  return Uint8Array.from(bytes);
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
