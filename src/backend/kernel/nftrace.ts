/** Traces of packets through rules (`nf_tables_trace.c`): what `nft monitor trace` prints. */
import { attribute, big32, type Message, type NetlinkSocket, nest } from './netlink';
import { change, expression, NFTABLES, newRule } from './nft-rules';
import { BEGINNING, REPORT_TABLE } from './reporting';

export const TRACE_GROUPS = [9];
export const LONGEST_TRACE = 1 << 13;

const TRACE = (NFTABLES << 8) | 17;

const enum Attribute {
  TABLE = 1,
  CHAIN = 2,
  RULE_HANDLE = 3,
  TYPE = 4,
  VERDICT = 5,
  ID = 6,
  IIF = 10,
  POLICY = 16,
}

const TYPES = ['unknown', 'policy', 'return', 'rule'] as const;
const VERDICT_CODE = 1;

/** What a packet met with in a chain. */
export interface TraceRecord {
  /** Tells packets apart; one that comes back over the loopback interface gets another. */
  readonly id: number;
  readonly type: (typeof TYPES)[number];
  /** `NFPROTO_*` of the table: 1 is inet. */
  readonly family: number;
  readonly table: string;
  readonly chain: string;
  /** The rule that matched; null where none did. */
  readonly handle: number | null;
  /** Of the rule or the policy: below 0 is no end (`NFT_CONTINUE`, `NFT_JUMP` …). */
  readonly verdict: number;
  /** Index of the interface it came in by; 0 for none, or where another record of this chain has told it. */
  readonly inDevice: number;
}

/** Null for a message of another kind. */
export function traceRecord({ type, family, attributes }: Message): TraceRecord | null {
  if (type !== TRACE) return null;
  const kind = TYPES[attributes.u32(Attribute.TYPE) ?? 0] ?? 'unknown';
  const verdict = attributes.nested(Attribute.VERDICT)?.u32(VERDICT_CODE) ?? attributes.u32(Attribute.POLICY) ?? 0;
  return {
    id: attributes.u32(Attribute.ID)!,
    type: kind,
    family,
    table: attributes.string(Attribute.TABLE) ?? '',
    chain: attributes.string(Attribute.CHAIN) ?? '',
    handle: attributes.u64(Attribute.RULE_HANDLE) ?? null,
    verdict: verdict | 0,
    inDevice: attributes.u32(Attribute.IIF) ?? 0,
  };
}

/** `NFT_REG32_00`, and attributes of the two expressions. */
const REGISTER = 8;
const IMMEDIATE_REGISTER = 1;
const IMMEDIATE_DATA = 2;
const DATA_VALUE = 1;
const META_KEY = 2;
const META_SOURCE = 3;
const NFTRACE = 12;

/** From here on packets are traced, from where they begin their way: `meta nftrace set 1`. */
export function beginTracing(socket: NetlinkSocket): void {
  const one = expression(
    'immediate',
    attribute(IMMEDIATE_REGISTER, big32(REGISTER)),
    nest(IMMEDIATE_DATA, attribute(DATA_VALUE, Uint8Array.of(1, 0, 0, 0))),
  );
  const set = expression('meta', attribute(META_KEY, big32(NFTRACE)), attribute(META_SOURCE, big32(REGISTER)));
  change(socket, newRule(REPORT_TABLE, BEGINNING, one, set));
}
