/** The choice of address and port of a translation, such that the reply's tuple stays the only one of its kind (`get_unique_tuple`). */
import type { Conntrack } from '../conntrack/conntrack';
import { Status } from '../conntrack/status';
import { copyTuple, Dir, nodeTupleAt, tupleAt } from '../conntrack/store';
import { newTuple, protocolOf, putDestinationPort, type Tuple, TupleWord, tupleEquals } from '../conntrack/tuple';
import { chooseAddress } from './best-address';
import { isOutlived, mayTakeOver } from './harvest';
import { choiceOf, isPortInRange, Part, partOf, portIn, putPort } from './port';
import { hasAddress, isRandom, Manip, type NatRange } from './range';
import type { Sources } from './sources';

/** Ports tried from a random one on; where all are taken it is tried again from another, half as many. */
const MAX_ATTEMPTS = 128;
/** Fewer than these are not worth another round. */
const MIN_ATTEMPTS = 16;
/** In so many last attempts a closed connection may be driven out. */
const HARDER_ATTEMPTS = MAX_ATTEMPTS / 4;

/** Where among `count` ports from `first` on a search for a free one begins, counted from the first: chance decides. */
export type PortChance = (first: number, count: number) => number;

export class UniqueTuples {
  readonly #conntrack: Conntrack;
  readonly #sources: Sources;
  readonly #chance: PortChance;
  readonly #reply = newTuple();

  constructor(conntrack: Conntrack, sources: Sources, chance: PortChance) {
    this.#conntrack = conntrack;
    this.#sources = sources;
    this.#chance = chance;
  }

  /** Fills `tuple`, which holds what `ct` looks like behind the router so far, with what it is to look like. */
  choose(tuple: Tuple, range: NatRange, ct: number, manip: Manip): void {
    if (manip === Manip.SRC && !isRandom(range) && this.#keepSource(tuple, range, ct)) return;
    chooseAddress(tuple, range, manip);
    if (!isRandom(range) && this.#fits(tuple, range, ct, manip)) return;
    this.#choosePort(tuple, range, ct, manip);
  }

  /** Leaves the source as it is, or gives it the mapping it has already, where the range allows and nobody has it. */
  #keepSource(tuple: Tuple, range: NatRange, ct: number): boolean {
    if (isInRange(this.#conntrack, tuple, range)) return !this.#isTakenByAnother(tuple, ct);
    const { store } = this.#conntrack;
    const mapped = newTuple();
    for (const other of this.#sources.sharing(ct)) {
      if (!this.#conntrack.invertTuple(mapped, copyTuple(store, other, Dir.REPLY))) continue;
      takeDestination(mapped, tuple);
      if (!isInRange(this.#conntrack, mapped, range)) continue;
      if (this.#isTaken(mapped, ct)) return false;
      tuple.set(mapped);
      return true;
    }
    return false;
  }

  /** Whether the port may stay. */
  #fits(tuple: Tuple, range: NatRange, ct: number, manip: Manip): boolean {
    if (range.minPort === null) return !this.#isTaken(tuple, ct);
    if (range.basePort !== null || !isPortInRange(this.#conntrack, tuple, range, manip)) return false;
    return range.minPort === range.maxPort || !this.#isTaken(tuple, ct);
  }

  /** Tries ports until one is free; at worst what it ends with is taken, and the packet fails to be confirmed. */
  #choosePort(tuple: Tuple, range: NatRange, ct: number, manip: Manip): void {
    const part = partOf(this.#conntrack, protocolOf(tuple));
    // Without a master it is no PPTP, and plain GRE has no key.
    if (part === null || (part === Part.KEY && !this.#conntrack.store.extension(ct)?.master)) return;
    const port = portIn(tuple, manip);
    const choice = choiceOf(range, part, manip, port);
    if (choice === null) return;
    const { first, count } = choice;
    let offset = 0;
    if (range.basePort !== null) offset = (port - range.basePort) & 0xffff;
    else if (isRandom(range) || manip === Manip.SRC || !this.#conntrack.linux.follows['nat-first-port'])
      offset = this.#chance(first, count);
    for (let attempts = Math.min(count, MAX_ATTEMPTS); ; attempts >>= 1, offset = this.#chance(first, count)) {
      for (let left = attempts; left > 0; left--, offset = (offset + 1) & 0xffff) {
        putPort(tuple, manip, first + (offset % count));
        if (!this.#isTakenFor(tuple, ct, left)) return;
      }
      if (attempts >= count || attempts < MIN_ATTEMPTS) return;
    }
  }

  /** Whether another connection has the reply of this tuple already (`nf_conntrack_tuple_taken`). */
  #isTaken(tuple: Tuple, ct: number): boolean {
    const { table, store, statistics } = this.#conntrack;
    if (!this.#conntrack.invertTuple(this.#reply, tuple)) return false;
    const words = store.words;
    let node = table.first(table.bucketOf(table.hash(this.#reply)));
    while (node !== 0) {
      const other = node >> 1;
      const next = table.next(node);
      if (other !== ct && this.#conntrack.isExpired(other)) {
        this.#conntrack.kill(other);
        return this.#isTaken(tuple, ct);
      }
      const isSame = other !== ct && tupleEquals(words, nodeTupleAt(node), this.#reply, 0);
      // Two packets of one flow that raced: they are told apart when they are confirmed.
      if (isSame && !tupleEquals(words, tupleAt(other, Dir.ORIGINAL), words, tupleAt(ct, Dir.ORIGINAL))) {
        statistics.found++;
        return true;
      }
      node = next;
    }
    return false;
  }

  /**
   * The same for a connection that would keep its own source: it may, where what has its tuple is only the same flow
   * seen from the other side and neither is translated (`nf_nat_used_tuple_new`).
   */
  #isTakenByAnother(tuple: Tuple, ct: number): boolean {
    if (!this.#isTaken(tuple, ct)) return false;
    const { store } = this.#conntrack;
    if (!this.#conntrack.trackerOf(protocolOf(tuple)).allowClash || store.status(ct) & TRANSLATED) return true;
    const node = this.#conntrack.find(tuple) || this.#conntrack.find(this.#reply);
    if (node === 0) return false;
    const other = node >> 1;
    if (store.status(other) & TRANSLATED) return true;
    return !tupleEquals(store.words, tupleAt(other, Dir.ORIGINAL), store.words, tupleAt(ct, Dir.REPLY));
  }

  /** The same in a search with so many attempts left; in the last ones a closed TCP connection makes room (`nf_nat_used_tuple_harder`). */
  #isTakenFor(tuple: Tuple, ct: number, left: number): boolean {
    const { linux, store } = this.#conntrack;
    const mayHarvest = linux.follows['nat-port-harvest'] && left <= HARDER_ATTEMPTS && mayTakeOver(store.words, ct);
    if (!mayHarvest) return this.#isTaken(tuple, ct);
    if (!this.#conntrack.invertTuple(this.#reply, tuple)) return false;
    const node = this.#conntrack.find(this.#reply);
    if (node === 0) return false;
    if ((node & 1) === Dir.ORIGINAL || !isOutlived(store.words, node >> 1, ct)) return true;
    return !this.#conntrack.kill(node >> 1);
  }
}

/** Status of what is not as it was on the wire. */
const TRANSLATED = Status.SRC_NAT | Status.DST_NAT | Status.SEQ_ADJUST;

/** Whether the source of the tuple needs no change. */
function isInRange(conntrack: Conntrack, tuple: Tuple, range: NatRange): boolean {
  return hasAddress(range, tuple, TupleWord.SRC) && isPortInRange(conntrack, tuple, range, Manip.SRC);
}

/** Gives a tuple the destination of another. */
function takeDestination(tuple: Tuple, from: Tuple): void {
  for (let word = 0; word < 4; word++) tuple[TupleWord.DST + word] = from[TupleWord.DST + word];
  putDestinationPort(tuple, from[TupleWord.ID] & 0xffff);
  tuple[TupleWord.KIND] = from[TupleWord.KIND];
}
