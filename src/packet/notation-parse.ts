/** What the grammar's actions do: check numbers, collect items into descriptions, know the messages of ICMP. */
import { ICMP_MESSAGES } from './icmp';
import { type IcmpMessage, sizeOf } from './icmp-message';
import { ICMPV6_MESSAGES } from './icmpv6';
import type {
  Endpoint,
  IcmpDescription,
  OptionDescription,
  PayloadDescription,
  TcpDescription,
} from './notation-types';

/** Where in the text something stands, as Peggy tells it. */
type Where = object;
type Fail = (message: string, where: Where) => never;

interface Item {
  key: string;
  value: unknown;
  where: Where;
}

/** The number `text` stands for, decimal or hexadecimal. */
export function numberIn(text: string, least: number, most: number, fail: (message: string) => never): number {
  const value = Number(text);
  return value >= least && value <= most ? value : fail(`${text} is not allowed here; allowed are ${least} to ${most}`);
}

/** Items by their keys, each allowed once. The parenthesis for the IP header is there in any case. */
export function collect(items: Item[], fail: Fail): Record<string, unknown> & { ip: [] } {
  const seen: Record<string, unknown> = {};
  for (const { key, value, where } of items) {
    if (key in seen) fail(`the ${NAMES[key] ?? key} is given twice; allowed is once`, where);
    seen[key] = value;
  }
  return { ip: [], ...seen };
}

/** Keys that are not the notation's own words. */
const NAMES: Record<string, string> = {
  dataOffset: 'doff',
  ackField: 'ack-field',
  window: 'win',
  urgent: 'urg',
  ip: 'parenthesis for the IP header',
};

interface Flags {
  flags: string;
  where: Where;
}

interface Range {
  absolute: boolean;
  first: number;
  last: number;
  length: number | null;
  where: Where;
}

/** A segment's description. The range's length must be that of the payload, which it gives where there is none. */
export function tcpDescription(
  { flags, where }: Flags,
  range: Range | null,
  items: Item[],
  fail: Fail,
): TcpDescription {
  const given = collect(items, fail);
  const letters = new Set(flags);
  if (letters.size !== flags.length) fail(`the flags ${flags} name one twice; allowed is once`, where);
  const description = { kind: 'tcp', flags, options: [] as OptionDescription[], ...given } as unknown as TcpDescription;
  const ack = items.find(item => item.key === 'ack');
  if (ack && !letters.has('.')) fail('ack is not allowed without the flag "."; allowed is ack-field', ack.where);
  if (!range) return description;
  description.seq = { value: range.first, absolute: range.absolute };
  const length = (range.last - range.first) >>> 0;
  if (range.length !== null && range.length !== length) {
    fail(
      `the length (${range.length}) is not allowed here; allowed is (${length}), the end less the start`,
      range.where,
    );
  }
  if (length > 65535) fail(`a segment of ${length} bytes is not allowed here; allowed are at most 65535`, range.where);
  if (!description.payload) {
    if (length > 0) description.payload = { fill: length };
  } else if (payloadLength(description.payload) !== length) {
    const payload = items.find(item => item.key === 'payload')!;
    fail(
      `a payload of ${payloadLength(description.payload)} bytes is not allowed here; allowed is one of ${length}`,
      payload.where,
    );
  }
  return description;
}

export function payloadLength(payload: PayloadDescription): number {
  if ('fill' in payload) return payload.fill;
  return 'hex' in payload ? payload.hex.length / 2 : new TextEncoder().encode(payload.text).length;
}

/** Which message of ICMP or ICMPv6 is being read, and so which words may follow. */
export class IcmpScope {
  readonly #open: { kind: 'icmp' | 'icmp6'; message: IcmpMessage | null }[] = [];

  open(kind: 'icmp' | 'icmp6'): void {
    this.#open.push({ kind, message: null });
  }

  close(): 'icmp' | 'icmp6' {
    return this.#open.pop()!.kind;
  }

  get #current() {
    return this.#open[this.#open.length - 1];
  }

  get #messages(): readonly IcmpMessage[] {
    return messagesOf(this.#current.kind);
  }

  /** A message by its name: its type, null where there is none of that name. */
  name(name: string): number | null {
    this.#current.message = this.#messages.find(message => message.name === name) ?? null;
    return this.#current.message?.type ?? null;
  }

  /** A message by its number says its fields as `rest`. */
  byNumber(): void {
    this.#current.message = null;
  }

  isByNumber(): boolean {
    return this.#current.message === null;
  }

  names(): string {
    return this.#messages.map(message => message.name).join(', ');
  }

  #field(word: string) {
    return this.#current.message?.fields.find(field => field.word === word);
  }

  isAddress(word: string): boolean {
    return typeof this.#field(word)?.size === 'string';
  }

  isNumber(word: string): boolean {
    return typeof this.#field(word)?.size === 'number';
  }

  /** The largest number the field holds. */
  most(word: string): number {
    return 2 ** (8 * sizeOf(this.#field(word)!)) - 1;
  }

  /** The code of that name; -1 where there is none. */
  code(word: string): number {
    return this.#current.message?.codes.indexOf(word) ?? -1;
  }

  /** For messages: the words that may follow. */
  allowed(): string {
    const { message } = this.#current;
    const own = message ? [...message.codes, ...message.fields.map(field => field.word)] : ['rest'];
    const quote = message && !message.quotes ? [] : ['{packet}'];
    return [...own, 'code', ...quote, 'len', 'text', 'sum', 'bad-checksum', 'trunc', '('].join(', ');
  }
}

export function messagesOf(kind: 'icmp' | 'icmp6'): readonly IcmpMessage[] {
  return kind === 'icmp' ? ICMP_MESSAGES : ICMPV6_MESSAGES;
}

/** A message's description from its items. */
export function icmpDescription(
  kind: 'icmp' | 'icmp6',
  route: { from: Endpoint; to: Endpoint } | null,
  name: { type: number; message?: string },
  items: (Item & { word?: string })[],
  fail: Fail,
): IcmpDescription {
  const fields: Record<string, number | string> = {};
  for (const { key, word, value, where } of items) {
    if (key !== 'field') continue;
    if (word! in fields) fail(`the ${word} is given twice; allowed is once`, where);
    fields[word!] = value as number | string;
  }
  const [quote, payload] = ['quote', 'payload'].map(key => items.find(item => item.key === key));
  if (quote && payload) fail('a payload is not allowed beside a quoted packet', payload.where);
  const rest = collect(
    items.filter(item => item.key !== 'field'),
    fail,
  );
  return { kind, ...name, code: 0, ...route, fields, ...rest } as unknown as IcmpDescription;
}
