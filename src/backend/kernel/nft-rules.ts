/** The rules that nftables has loaded, as messages tell them (`nf_tables.h`): in a moment, where `nft list` takes much longer. */
import { attribute, type NetlinkSocket, nest } from './netlink';

/** The subsystem, and its messages. */
const NFTABLES = 10;
const NEW_RULE = 6;
const GET_RULE = 7;
const NLM_F_CREATE_APPEND = 0xc00;
/** `NFPROTO_INET` */
const INET = 1;

const RULE_TABLE = 1;
const RULE_CHAIN = 2;
const RULE_HANDLE = 3;
const RULE_EXPRESSIONS = 4;
const LIST_ELEMENT = 1;
const EXPRESSION_NAME = 1;
const EXPRESSION_DATA = 2;

export interface RuleHandle {
  /** `NFPROTO_*` of the table. */
  readonly family: number;
  readonly table: string;
  readonly chain: string;
  readonly handle: number;
}

/** Those of all chains, each chain's in its order. */
export function ruleHandles(socket: NetlinkSocket): RuleHandle[] {
  return socket.dump((NFTABLES << 8) | GET_RULE).map(({ family, attributes }) => ({
    family,
    table: attributes.string(RULE_TABLE)!,
    chain: attributes.string(RULE_CHAIN)!,
    handle: attributes.u64(RULE_HANDLE)!,
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
