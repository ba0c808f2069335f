/**
 * The expectations that wait for their connections (`nf_conntrack_expect.c`).
 *
 * They are found by the destination of a new connection's first packet, the part of the tuple that no mask leaves open,
 * and belong to the connection whose helper announced them, their master: they go when it goes.
 */
import { type Clock, HZ } from '../clock';
import type { Linux } from '../linux/linux';
import { startTimer } from '../timer-wheel';
import { type Expectation, ExpectFlag } from './expectation';
import { giveHelper } from './helpers/assign';
import type { ConntrackSettings } from './settings';
import { halfSipHash } from './siphash';
import type { Statistics } from './statistics';
import { Status } from './status';
import { type ConnectionStore, Field } from './store';
import { type Tuple, TupleWord, tupleEquals, zoneOf } from './tuple';
import { setZone } from './zone';

/** What the expectations need of conntrack. */
export interface ExpectationsHost {
  readonly linux: Linux;
  readonly store: ConnectionStore;
  readonly clock: Clock;
  readonly settings: ConntrackSettings;
  readonly statistics: Statistics;
  /** Writes a line to the kernel log. */
  warn(line: string): void;
}

/** Why an expectation was not taken in, by the kernel's error names. */
export type ExpectFailure =
  /** The master has no helper any more. */
  | 'ESHUTDOWN'
  /** The same one is there already, in another class or of another master. */
  | 'EALREADY'
  /** A packet could meet both this one and one that is there. */
  | 'EBUSY'
  /** `nf_conntrack_expect_max` is reached. */
  | 'EMFILE';

/** How one is taken in. */
export interface AddOptions {
  /** The same one of another master stands for it (`NF_CT_EXP_F_SKIP_MASTER`). */
  readonly ofAnyMaster?: boolean;
  /** A rule says what is expected. */
  readonly withoutHelper?: boolean;
}

/** Told of each expectation that comes (`IPEXP_NEW`) or goes (`IPEXP_DESTROY`), for whatever reason. */
export type ExpectationListener = (type: 'NEW' | 'DESTROY', expectation: Expectation) => void;

export class Expectations {
  count = 0;
  listener: ExpectationListener | null = null;

  readonly #host: ExpectationsHost;
  /** By hash of the destination, the newest first. */
  readonly #byDestination = new Map<number, Expectation[]>();
  /** By master, the newest first. */
  readonly #byMaster = new Map<number, Expectation[]>();

  constructor(host: ExpectationsHost) {
    this.#host = host;
  }

  /**
   * Takes in a new expectation, and returns null or why not (`nf_ct_expect_related`). The same one again starts anew;
   * where the master expects as many of the class as it may, its oldest makes room.
   */
  add(expectation: Expectation, options: AddOptions = {}): ExpectFailure | null {
    const failure = this.#makeRoom(expectation, 1, options);
    if (failure === null) this.#insert(expectation);
    return failure;
  }

  /**
   * Takes in both of a pair or none. Where they come together, one is no hindrance to the other
   * (`nf_ct_expect_related_pair`).
   */
  addPair(first: Expectation, second: Expectation, options: AddOptions = {}): ExpectFailure | null {
    if (!this.#host.linux.follows['expectation-pairs']) return this.addInTurn(first, second, options);
    const failure = this.#makeRoom(first, 2, options) ?? this.#makeRoom(second, 2, options);
    if (failure !== null) return failure;
    this.#insert(first);
    this.#insert(second);
    return null;
  }

  /** Takes in one and then the other; the first goes again where the second is not taken in. */
  addInTurn(first: Expectation, second: Expectation, options: AddOptions = {}): ExpectFailure | null {
    const failure = this.add(first, options);
    if (failure !== null) return failure;
    const other = this.add(second, options);
    if (other !== null) this.takeBack(first);
    return other;
  }

  /** What must be before an expectation is taken in, of so many that are (`__nf_ct_expect_check`). */
  #makeRoom(
    expectation: Expectation,
    coming: number,
    { ofAnyMaster = false, withoutHelper = false }: AddOptions,
  ): ExpectFailure | null {
    const { store, settings } = this.#host;
    if (!withoutHelper && !store.extension(expectation.master)?.helper) return 'ESHUTDOWN';
    const failure = this.#replaceSame(expectation, ofAnyMaster);
    if (failure) return failure;
    const isOneTooMany = () => this.#expecting(expectation).length + coming > policyOf(expectation).maxExpected;
    if (isOneTooMany()) this.reap(expectation.master);
    const oldest = isOneTooMany() ? this.#expecting(expectation).at(-1) : null;
    if (oldest) this.remove(oldest);
    if (this.count < settings.expectMax) return null;
    this.#host.warn('nf_conntrack: expectation table full');
    return 'EMFILE';
  }

  #insert(expectation: Expectation): void {
    this.#startTimer(expectation, policyOf(expectation).timeout);
    addFirst(this.#byDestination, destinationHash(expectation.tuple), expectation);
    addFirst(this.#byMaster, expectation.master, expectation);
    this.count++;
    this.#host.statistics.expect_create++;
    this.listener?.('NEW', expectation);
  }

  /**
   * Makes the new connection `ct`, whose first packet has this tuple, the expected one, if it is: with a master, whose
   * mark it takes and which it keeps alive, and with the helper the expectation names (`init_conntrack`). To
   * expectations a zone is the same in both directions.
   */
  adopt(ct: number, tuple: Tuple, zone = 0): Expectation | null {
    const expectation = this.count === 0 ? null : this.#take(inZone(tuple, zone));
    if (!expectation) return null;
    const { linux, store, statistics } = this.#host;
    const { master, assignHelper, helper } = expectation;
    const given = assignHelper ?? (linux.follows['expectation-one-helper'] ? helper : null);
    store.get(master);
    store.extend(ct).master = master;
    store.words[ct * Field.WORDS + Field.STATUS] |= Status.EXPECTED;
    store.words[ct * Field.WORDS + Field.MARK] = store.words[master * Field.WORDS + Field.MARK];
    if (given) {
      giveHelper(store, ct, given);
      if (linux.follows['expected-helper-status']) store.words[ct * Field.WORDS + Field.STATUS] |= Status.HELPER;
    }
    statistics.expect_new++;
    expectation.arrived?.(ct, expectation);
    return expectation;
  }

  /** Removes what `master` expects: it is leaving the table (`nf_ct_remove_expectations`). */
  removeAll(master: number): void {
    if (this.count === 0) return;
    for (const expectation of this.of(master)) this.remove(expectation);
  }

  /** Removes what `master` expects no longer, at a jiffy (`nf_ct_expectation_gc`). */
  reap(master: number, now = this.#host.clock.jiffies): void {
    if (this.count === 0 || !this.#areReaped) return;
    for (const expectation of this.of(master)) if (this.#isGone(expectation, now)) this.remove(expectation);
  }

  /** Nothing is to come of one that was just taken in (`nf_ct_unexpect_related`). */
  takeBack(expectation: Expectation): void {
    if (this.#areReaped) expectation.isDead = true;
    else this.remove(expectation);
  }

  remove(expectation: Expectation): void {
    removeFrom(this.#byDestination, destinationHash(expectation.tuple), expectation);
    removeFrom(this.#byMaster, expectation.master, expectation);
    if (expectation.timer) this.#host.clock.cancel(expectation.timer);
    this.count--;
    this.#host.statistics.expect_delete++;
    this.listener?.('DESTROY', expectation);
  }

  /** The newest that a packet with this tuple could meet, inactive ones too (`__nf_ct_expect_find`). */
  find(tuple: Tuple): Expectation | null {
    if (this.count === 0) return null;
    return this.#sameDestination(tuple).find(other => covers(other, tuple) && !this.#isGone(other)) ?? null;
  }

  /** Lets one that is in the list live for so many seconds from now. */
  refresh(expectation: Expectation, seconds: number): void {
    if (expectation.timer) this.#host.clock.cancel(expectation.timer);
    this.#startTimer(expectation, seconds);
  }

  /** What a master expects, the newest first: a copy, which may be walked while the list changes. */
  of(master: number): Expectation[] {
    return this.#byMaster.get(master)?.slice() ?? [];
  }

  /** All that are shown. */
  list(): Expectation[] {
    const shown: Expectation[] = [];
    for (const waiting of this.#byDestination.values()) {
      for (const each of waiting) if (!this.#isGone(each)) shown.push(each);
    }
    return shown;
  }

  /**
   * Removes the one that a packet with this tuple meets, and returns it (`nf_ct_find_expectation`). Nothing is expected
   * by a master whose own first packet has not left yet, nor by one on its way out.
   */
  #take(tuple: Tuple): Expectation | null {
    const found = this.#firstOf(tuple, other => !(other.flags & ExpectFlag.INACTIVE) && covers(other, tuple));
    const { store } = this.#host;
    if (!found || !store.isConfirmed(found.master) || store.isDying(found.master)) return null;
    if (!(found.flags & ExpectFlag.PERMANENT)) this.remove(found);
    return found;
  }

  /** Removes the same expectation, where it is there already; fails on one that could take the same packet. */
  #replaceSame(expectation: Expectation, ofAnyMaster: boolean): ExpectFailure | null {
    const { master } = expectation;
    const isIt = (other: Expectation) => (ofAnyMaster || other.master === master) && isSame(other, expectation);
    const clashes = (other: Expectation) => agree(other.tuple, expectation.tuple, other.mask, expectation.mask);
    const found = this.#firstOf(expectation.tuple, other => isIt(other) || clashes(other));
    if (!found) return null;
    if (!isIt(found)) return 'EBUSY';
    if (found.class !== expectation.class || found.master !== master) return 'EALREADY';
    this.remove(found);
    return null;
  }

  /** The newest to this destination of which it is true; who looks for it clears away what is in front of it and gone. */
  #firstOf(tuple: Tuple, isIt: (other: Expectation) => boolean): Expectation | null {
    for (const other of this.#sameDestination(tuple)) {
      if (this.#isGone(other)) this.remove(other);
      else if (isIt(other)) return other;
    }
    return null;
  }

  /** What its master expects of its class, the newest first. */
  #expecting(expectation: Expectation): Expectation[] {
    return this.of(expectation.master).filter(other => other.class === expectation.class);
  }

  /** Where it has a timer nobody looks whether it has expired: it is there until that fires. */
  #startTimer(expectation: Expectation, seconds: number): void {
    const { clock } = this.#host;
    expectation.expires = (clock.jiffies + seconds * HZ) | 0;
    if (this.#areReaped) return;
    expectation.timer = startTimer(clock, seconds, () => this.remove(expectation));
  }

  /** Whether one that is still in the list is as good as not there (`nf_ct_exp_is_expired`). */
  #isGone({ isDead, expires }: Expectation, now = this.#host.clock.jiffies): boolean {
    return this.#areReaped && (isDead || ((expires - now) | 0) <= 0);
  }

  /** Whether they have no timers. */
  get #areReaped(): boolean {
    return this.#host.linux.follows['expectations-reaped'];
  }

  #sameDestination(tuple: Tuple): Expectation[] {
    return this.#byDestination.get(destinationHash(tuple))?.slice() ?? [];
  }
}

function policyOf({ helper, class: number }: Expectation) {
  return helper.policies[number];
}

function inZone(tuple: Tuple, zone: number): Tuple {
  if (zoneOf(tuple) === zone) return tuple;
  const moved = tuple.slice();
  setZone(moved, zone);
  return moved;
}

/** Whether a packet with this tuple is what the expectation announces (`nf_ct_tuple_mask_cmp`). */
function covers({ tuple, mask }: Expectation, packet: Tuple): boolean {
  return agree(tuple, packet, mask, mask);
}

function isSame(a: Expectation, b: Expectation): boolean {
  return tupleEquals(a.tuple, 0, b.tuple, 0) && tupleEquals(a.mask, 0, b.mask, 0);
}

/** Whether two tuples are equal in the bits that both masks have. */
function agree(a: Tuple, b: Tuple, maskA: Tuple, maskB: Tuple): boolean {
  return a.every((bits, word) => ((bits ^ b[word]) & maskA[word] & maskB[word]) === 0);
}

function addFirst(lists: Map<number, Expectation[]>, key: number, expectation: Expectation): void {
  const list = lists.get(key);
  if (list) list.unshift(expectation);
  else lists.set(key, [expectation]);
}

function removeFrom(lists: Map<number, Expectation[]>, key: number, expectation: Expectation): void {
  const rest = lists.get(key)!.filter(other => other !== expectation);
  if (rest.length > 0) lists.set(key, rest);
  else lists.delete(key);
}

function destinationHash(tuple: Tuple): number {
  for (let word = 0; word < 4; word++) DESTINATION[word] = tuple[TupleWord.DST + word];
  DESTINATION[4] = tuple[TupleWord.ID] & 0xffff;
  DESTINATION[5] = tuple[TupleWord.KIND];
  return halfSipHash(DESTINATION, 0, DESTINATION.length, 0, 0);
}

const DESTINATION = new Int32Array(6);
