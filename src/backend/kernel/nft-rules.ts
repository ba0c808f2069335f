/** Rules of nftables as messages tell them, and make them (`nf_tables.h`): in a moment, where `nft` takes much longer. */
import type { Hook } from '../../netfilter/hooks';
import { type Attributes, attribute, big32, type Command, type NetlinkSocket, nest } from './netlink';

/** The subsystem, and its messages. */
export const NFTABLES = 10;
const NEW_TABLE = 0;
const NEW_CHAIN = 3;
const GET_CHAIN = 4;
const NEW_RULE = 6;
const GET_RULE = 7;
const NEW_OBJECT = 18;
const NLM_F_CREATE = 0x400;
const NLM_F_APPEND = 0x800;
/** `NFPROTO_INET` */
const INET = 1;

const TABLE_NAME = 1;

const CHAIN_TABLE = 1;
const CHAIN_NAME = 3;
const CHAIN_HOOK = 4;
const CHAIN_TYPE = 7;
const HOOK_NUMBER = 1;
const HOOK_PRIORITY = 2;

const OBJECT_TABLE = 1;
const OBJECT_NAME = 2;
const OBJECT_TYPE = 3;
const OBJECT_DATA = 4;

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

/** Does commands in tables of both families, all or none. Throws a `SystemCallError` where one is refused. */
export function change(socket: NetlinkSocket, ...commands: readonly Command[]): void {
  socket.batch(NFTABLES, INET, commands);
}

export function newTable(table: string): Command {
  return { type: NEW_TABLE, flags: NLM_F_CREATE, attributes: [attribute(TABLE_NAME, words(table))] };
}

/** A chain of type filter at a hook; what no rule decides on it lets pass. */
export function newBaseChain(table: string, chain: string, hook: Hook, priority: number): Command {
  const at = nest(CHAIN_HOOK, attribute(HOOK_NUMBER, big32(hook)), attribute(HOOK_PRIORITY, big32(priority)));
  const names = [attribute(CHAIN_TABLE, words(table)), attribute(CHAIN_NAME, words(chain))];
  return { type: NEW_CHAIN, flags: NLM_F_CREATE, attributes: [...names, at, attribute(CHAIN_TYPE, words('filter'))] };
}

/** An object that rules name, of one of the kernel's types (`NFT_OBJECT_*`). */
export function newObject(table: string, name: string, type: number, ...data: Uint8Array[]): Command {
  const names = [attribute(OBJECT_TABLE, words(table)), attribute(OBJECT_NAME, words(name))];
  const attributes = [...names, attribute(OBJECT_TYPE, big32(type)), nest(OBJECT_DATA, ...data)];
  return { type: NEW_OBJECT, flags: NLM_F_CREATE, attributes };
}

/** A rule behind those of a chain. */
export function newRule(table: string, chain: string, ...expressions: Uint8Array[]): Command {
  const names = [attribute(RULE_TABLE, words(table)), attribute(RULE_CHAIN, words(chain))];
  const attributes = [...names, nest(RULE_EXPRESSIONS, ...expressions)];
  return { type: NEW_RULE, flags: NLM_F_CREATE | NLM_F_APPEND, attributes };
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
