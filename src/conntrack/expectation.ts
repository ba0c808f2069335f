/** An expectation: the announcement of a connection that a helper has read of (`struct nf_conntrack_expect`). */
import { HZ, type Timer } from '../clock';
import type { Protocol } from '../packet/packet';
import type { Helper } from './helpers/helper';
import { tupleText } from './print';
import { type ConnectionStore, copyTuple, Dir } from './store';
import { familyOf, kindOf, newTuple, protocolOf, type Tuple, TupleWord } from './tuple';
import { zoneOfConnection } from './zone';

/** `enum nf_ct_expect_flags`, by the kernel's numbers. */
export const enum ExpectFlag {
  /** It stays when a connection has come. */
  PERMANENT = 1 << 0,
  /** No connection matches it. */
  INACTIVE = 1 << 1,
  /** A program made it, not a helper. */
  USERSPACE = 1 << 2,
}

/** By bit number. */
const FLAG_NAMES = ['PERMANENT', 'INACTIVE', 'USERSPACE'] as const;

/** What the first packet of the announced connection looks like; null where anything goes. Addresses are four words. */
export interface Announced {
  readonly protocol: Protocol;
  readonly source: Int32Array | null;
  readonly sourcePort: number | null;
  readonly destination: Int32Array;
  readonly destinationPort: number;
}

export class Expectation {
  /** The tuple of the first packet. */
  readonly tuple: Tuple = newTuple();
  /** The bits of that tuple that count: all but those of a source that is left open. */
  readonly mask: Tuple = newTuple().fill(-1);
  /** The helper that the connection gets when it comes. */
  assignHelper: Helper | null = null;
  /** Direction of the connection relative to the master's, which NAT follows. */
  dir = Dir.ORIGINAL;
  /** Port that the helper read of, before NAT chose another; and address, where the helper needs both. */
  savedPort = 0;
  savedAddress: Int32Array = new Int32Array(4);
  /** Called with the new connection when it has come (`expectfn`). */
  arrived: ((ct: number, expectation: Expectation) => void) | null = null;
  /** In jiffies; it goes somewhat later, when its timer fires, or somebody comes by. */
  expires = 0;
  /** Where expectations have one, set while it is in the list. */
  timer: Timer | null = null;
  /** Whether it was taken back, and only waits for somebody to come by (`NF_CT_EXPECT_DEAD`). */
  isDead = false;
  /** Which of the helper's policies it falls under. */
  readonly class: number;

  /** Of the family and zone of `master`, whose helper is `helper`. */
  constructor(
    store: ConnectionStore,
    readonly master: number,
    readonly helper: Helper,
    announced: Announced,
    expectClass = 0,
    public flags = 0,
  ) {
    this.class = expectClass;
    const { protocol, source, sourcePort, destination, destinationPort } = announced;
    const original = copyTuple(store, master, Dir.ORIGINAL);
    if (source) this.tuple.set(source, TupleWord.SRC);
    else this.mask.fill(0, TupleWord.SRC, TupleWord.SRC + 4);
    if (sourcePort === null) this.mask[TupleWord.ID] = 0xffff;
    this.tuple.set(destination, TupleWord.DST);
    this.tuple[TupleWord.ID] = ((sourcePort ?? 0) << 16) | destinationPort;
    this.tuple[TupleWord.KIND] = kindOf(familyOf(original), protocol, zoneOfConnection(store, master).id);
  }
}

export function flagNames(expectation: Expectation): string[] {
  return FLAG_NAMES.filter((_, bit) => expectation.flags & (1 << bit));
}

/**
 * The line of `/proc/net/nf_conntrack_expect` at `now` (jiffies), without the line feed (`exp_seq_show`). Seconds are
 * negative between expiry and removal. `helper`: the one it is said to be of.
 */
export function expectationLine(expectation: Expectation, now: number, helper = expectation.helper): string {
  const { tuple } = expectation;
  const left = Math.trunc(((expectation.expires - now) | 0) / HZ);
  const flags = flagNames(expectation).join(',');
  const { name } = helper.policies[expectation.class];
  let line = `${left} l3proto = ${familyOf(tuple)} proto=${protocolOf(tuple)} ${tupleText(tuple, 0)}`;
  if (flags) line += `${flags} `;
  line += helper.name;
  return name ? `${line}/${name}` : line;
}
