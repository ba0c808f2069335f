/** The rules that nftables has loaded, as messages tell them (`nf_tables.h`): in a moment, where `nft list` takes much longer. */
import type { NetlinkSocket } from './netlink';

/** The subsystem, and its messages. */
export const NFTABLES = 10;
export const NEW_RULE = 6;
const GET_RULE = 7;

export const RULE_TABLE = 1;
export const RULE_CHAIN = 2;
const RULE_HANDLE = 3;
export const RULE_EXPRESSIONS = 4;

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
