/**
 * The types of ASN.1 that H.323 is written in, each as what reads a value of it from its packed encoding (X.691) as the
 * kernel does (`nf_conntrack_h323_asn1.c`): what no helper needs is passed over, and behind the last thing that one
 * needs nothing is read any more.
 */
import { Bits, Undecodable } from './bits';

export interface Type<T> {
  read(bits: Bits): T;
  /** It may be missing from a sequence, which says so in its first bits. */
  readonly optional?: true;
  /** It stands behind its length. */
  readonly open?: true;
  /** Here reading ends, with so many optional fields left that the first bits tell of. */
  readonly stop?: number;
}

/** What a type reads. */
export type Read<T> = T extends Type<infer V> ? V : never;

type Fields = Readonly<Record<string, Type<unknown>>>;
type Values<F extends Fields> = { [K in keyof F]?: Read<F[K]> };

/** How a length is written: in so many bits, in one aligned octet, in two, or as a length determinant. */
export type Length = number | 'octet' | 'word' | 'determinant';

export function optional<T>(type: Type<T>): Type<T> {
  return { ...type, optional: true };
}

export function open<T>(type: Type<T>): Type<T> {
  return { ...type, open: true };
}

/** What is passed over by its length. */
export const UNREAD: Type<null> = { read: () => null, open: true };
export const STOP: Type<null> = stop(0);

/** The end of what is read of a sequence in whose root so many optional fields follow. */
export function stop(optionalFields: number): Type<null> {
  return { read: () => null, stop: optionalFields };
}

/** Fields of later versions that are known and not read. */
export function unread(...names: string[]): Record<never, never> {
  return Object.fromEntries(names.map(name => [name, UNREAD]));
}

export const NULL = bitField(0);
export const BOOLEAN = bitField(1);
/** A number of one octet, or of two. */
export const OCTET = octets(1);
export const WORD = octets(2);
/** A number, or an object identifier, in as many octets as it needs. */
export const NUMBER = string(2, 8, 1);
export const OBJECT = string('octet', 8);

/** So many bits wherever they begin. */
export function bitField(count: number): Type<null> {
  return {
    read(bits) {
      bits.skip(count);
      bits.need(0);
      return null;
    },
  };
}

/** So many octets; where they stand. */
export function octets(count: number): Type<number> {
  return {
    read(bits) {
      bits.align();
      const { at } = bits;
      bits.at += count;
      bits.need(0);
      return at;
    },
  };
}

/** At least `least` characters of so many bits. */
export function string(length: Length, characterBits: number, least = 0): Type<null> {
  return {
    read(bits) {
      const count = readLength(bits, length) + least;
      bits.align();
      bits.skip(count * characterBits);
      bits.need(0);
      return null;
    },
  };
}

/**
 * A number that is read, and is at least `least`. Its octets are then passed over once more, so that there must be as
 * many behind it (`decode_int`).
 */
export function wholeNumber(least: number): Type<number> {
  return {
    read(bits) {
      const length = bits.take(2) + 1;
      bits.align();
      let value = 0;
      for (let index = 0; index < length; index++) value = (value << 8) | bits.octet();
      bits.at += length;
      bits.need(0);
      return (value + least) >>> 0;
    },
  };
}

/** Items one after the other, of which the first `most` are kept. */
export function listOf<T>(item: Type<T>, most = 0, length: Length = 'determinant'): Type<T[]> {
  return {
    read(bits) {
      const count = readLength(bits, length);
      const items: T[] = [];
      for (let index = 0; index < count; index++) {
        if (item.open) bits.align();
        const value = readField(bits, item);
        if (index < most) items.push(value);
      }
      return items;
    },
  };
}

/** Fields one after the other, then those of later versions, where the type has been prepared for them. */
export function sequence<F extends Fields, E extends Fields = Record<never, never>>(
  root: F,
  extension?: E,
): Type<Values<F> & Values<E>> {
  const fields = Object.entries(root);
  const optionalFields = fields.reduce((count, [, each]) => count + (each.optional ? 1 : (each.stop ?? 0)), 0);
  const later = laterFields(extension ?? {});
  return {
    read(bits) {
      const values: Record<string, unknown> = {};
      bits.need(0, 1);
      const isExtended = extension !== undefined && bits.take(1) === 1;
      const present = inTurn(bits.flags(optionalFields));
      const isPresent = (type: Type<unknown>) => !type.optional || present();
      if (readFields(bits, fields, isPresent, values) && isExtended) readExtension(bits, later, values);
      return values as Values<F> & Values<E>;
    },
  };
}

/** One of several types, of which later versions know more; under its name. */
export function choice<F extends Fields, E extends Fields = Record<never, never>>(
  root: F,
  extension?: E,
): Type<Values<F> & Values<E>> {
  const known = [...Object.entries(root), ...laterFields(extension ?? {})];
  const rootCount = Object.keys(root).length;
  const indexBits = Math.ceil(Math.log2(rootCount));
  return {
    read(bits) {
      bits.need(0, 1);
      const isExtended = extension !== undefined && bits.take(1) === 1;
      const index = isExtended ? rootCount + bits.take(7) : bits.take(indexBits);
      if (!isExtended && index >= rootCount) throw new Undecodable();
      const [name, type] = known[index] ?? ['later', UNREAD];
      if (isExtended && type.stop === undefined) bits.align();
      const value = type.stop !== undefined ? null : readField(bits, type);
      return { [name]: value } as Values<F> & Values<E>;
    },
  };
}

/** The value at the beginning of `bytes[at..end]`, or null where it cannot be read. */
export function decode<T>(type: Type<T>, bytes: Uint8Array, at: number, end: number): T | null {
  try {
    return type.read(new Bits(bytes, at, end));
  } catch (error) {
    if (error instanceof Undecodable) return null;
    throw error;
  }
}

function readLength(bits: Bits, length: Length): number {
  if (typeof length === 'number') return bits.take(length);
  bits.align();
  if (length === 'determinant') return bits.determinant();
  bits.need(length === 'octet' ? 1 : 2);
  return length === 'octet' ? bits.octet() : (bits.octet() << 8) | bits.octet();
}

/** False where reading has come to its end. */
function readFields(
  bits: Bits,
  fields: readonly [string, Type<unknown>][],
  isPresent: (type: Type<unknown>) => boolean,
  values: Record<string, unknown>,
): boolean {
  for (const [name, type] of fields) {
    if (type.stop !== undefined) return false;
    if (isPresent(type)) values[name] = readField(bits, type);
  }
  return true;
}

/** The fields of later versions are open. */
function laterFields(fields: Fields): [string, Type<unknown>][] {
  return Object.entries(fields).map(([name, type]) => [name, open(type)]);
}

/** Those that this version does not know are passed over, whether there or not (`decode_seq`). */
function readExtension(bits: Bits, known: readonly [string, Type<unknown>][], values: Record<string, unknown>): void {
  const count = bits.take(7) + 1;
  if (count > 32) throw new Undecodable();
  const present = inTurn(bits.flags(count));
  bits.align();
  if (!readFields(bits, known.slice(0, count), present, values)) return;
  for (let index = known.length; index < count; index++) readField(bits, UNREAD);
}

/** Tells of one flag after the other, from the topmost bit on, whether it is set. */
function inTurn(flags: number): () => boolean {
  let left = flags;
  return () => {
    const isSet = left < 0;
    left <<= 1;
    return isSet;
  };
}

function readField<T>(bits: Bits, type: Type<T>): T {
  if (!type.open) return type.read(bits);
  const length = bits.determinant();
  bits.need(length);
  const end = bits.at + length;
  const value = type.read(bits);
  bits.at = end;
  if (type.read !== UNREAD.read) bits.bit = 0;
  return value;
}
