/** The rules that nftables has loaded, as messages tell them (`nf_tables.h`): in a moment, where `nft list` takes much longer. */
import { type Attributes, attribute, type NetlinkSocket, nest } from './netlink';

/** The subsystem, and its messages. */
export const NFTABLES = 10;
const GET_CHAIN = 4;
const NEW_RULE = 6;
const GET_RULE = 7;
const NLM_F_CREATE_APPEND = 0xc00;
/** `NFPROTO_INET` */
const INET = 1;

const CHAIN_TABLE = 1;
const CHAIN_NAME = 3;

const RULE_TABLE = 1;
const RULE_CHAIN = 2;
const RULE_HANDLE = 3;
const RULE_EXPRESSIONS = 4;
const LIST_ELEMENT = 1;
const EXPRESSION_NAME = 1;
const EXPRESSION_DATA = 2;

const COUNTER_BYTES = 1;
const COUNTER_PACKETS = 2;

export interface LoadedRule {
  /** `NFPROTO_*` of the table. */
  readonly family: number;
  readonly table: string;
  readonly chain: string;
  readonly handle: number;
  /** What the first counter of its own has counted; null where it has none. */
  readonly counter: { readonly packets: number; readonly bytes: number } | null;
}

/** Those of all chains, each chain's in its order. */
export function loadedRules(socket: NetlinkSocket): LoadedRule[] {
  return socket.dump((NFTABLES << 8) | GET_RULE).map(({ family, attributes }) => ({
    family,
    table: attributes.string(RULE_TABLE)!,
    chain: attributes.string(RULE_CHAIN)!,
    handle: attributes.u64(RULE_HANDLE)!,
    counter: counterIn(attributes),
  }));
}

/** Adds a rule behind those of a chain, in a table of both families. */
export function addRule(socket: NetlinkSocket, table: string, chain: string, ...expressions: Uint8Array[]): void {
  socket.batch(
    NFTABLES,
    NEW_RULE,
    NLM_F_CREATE_APPEND,
    INET,
    attribute(RULE_TABLE, words(table)),
    attribute(RULE_CHAIN, words(chain)),
    nest(RULE_EXPRESSIONS, ...expressions),
  );
}

/** One of a rule's expressions, by the kernel's name for it. */
export function expression(name: string, ...data: Uint8Array[]): Uint8Array {
  return nest(LIST_ELEMENT, attribute(EXPRESSION_NAME, words(name)), nest(EXPRESSION_DATA, ...data));
}

/** A text ends with a zero. */
export function words(text: string): Uint8Array {
  return Buffer.from(`${text}\0`);
}

function counterIn(rule: Attributes): LoadedRule['counter'] {
  const counter = rule.list(RULE_EXPRESSIONS).find(each => each.string(EXPRESSION_NAME) === 'counter');
  const data = counter?.nested(EXPRESSION_DATA);
  return data ? { packets: data.u64(COUNTER_PACKETS)!, bytes: data.u64(COUNTER_BYTES)! } : null;
}

/** What the kernel calls the chains of a table that have no name of their own, in the order they were made. */
export function namelessChains(socket: NetlinkSocket, family: number, table: string): string[] {
  const names = socket
    .dump((NFTABLES << 8) | GET_CHAIN)
    .filter(chain => chain.family === family && chain.attributes.string(CHAIN_TABLE) === table)
    .map(({ attributes }) => attributes.string(CHAIN_NAME)!);
  const numberOf = (name: string) => Number(/^__chain(\d+)$/.exec(name)?.[1] ?? -1);
  return names.filter(name => numberOf(name) >= 0).sort((one, other) => numberOf(one) - numberOf(other));
}
