/** Confirmation: a connection enters the table when its first packet is about to leave (`__nf_conntrack_confirm`). */
import { HZ } from '../clock';
import { Verdict } from '../netfilter/hooks';
import { dirOf, type Packet } from '../packet/packet';
import type { Random } from '../random';
import type { Conntrack } from './conntrack';
import { EventBit } from './events';
import { Status } from './status';
import { Dir, Field, nodeTupleAt } from './store';
import { protocolOf, tupleEquals } from './tuple';

/** How long a bucket's chain may be: at least this, and a random rest so that nobody can aim at the limit. */
const MIN_CHAIN = 50;
const CHAIN_SPREAD = 30;
const TOO_LONG = -1;

/** Of a connection that NAT has looked at (`IPS_NAT_DONE_MASK`). */
const NAT_DONE = Status.SRC_NAT_DONE | Status.DST_NAT_DONE;

export class Confirmation {
  readonly #conntrack: Conntrack;
  readonly #random: Random;

  constructor(conntrack: Conntrack, random: Random) {
    this.#conntrack = conntrack;
    this.#random = random;
  }

  confirm(packet: Packet): Verdict {
    // A reply or an error attached to an unconfirmed connection does not confirm it.
    if (dirOf(packet.ctinfo) !== Dir.ORIGINAL) return Verdict.ACCEPT;
    const { store, table, statistics } = this.#conntrack;
    const ct = packet.ct;
    const base = ct * Field.WORDS;
    const words = store.words;
    if (words[base + Field.STATUS] & Status.DYING) {
      statistics.insert_failed++;
      return Verdict.DROP;
    }
    const hash = words[base + Field.HASH];
    const replyHash = table.hash(words, base + Field.REPLY);
    let taken = this.#find(hash, base + Field.ORIGINAL);
    if (taken === 0) taken = this.#find(replyHash, base + Field.REPLY);
    if (taken === TOO_LONG) {
      statistics.chaintoolong++;
      statistics.insert_failed++;
      return Verdict.DROP;
    }
    if (taken !== 0) return this.#resolveClash(packet, taken, replyHash);
    this.#insert(ct, hash, replyHash);
    return Verdict.ACCEPT;
  }

  #insert(ct: number, hash: number, replyHash: number): void {
    const { store, table, clock, settings } = this.#conntrack;
    const base = ct * Field.WORDS;
    // Until now it was how long to live; the count begins here, not when the packet came in.
    store.words[base + Field.TIMEOUT] += clock.jiffies;
    store.get(ct);
    if (settings.timestamp) store.extend(ct).started = clock.now;
    table.insert(2 * ct, hash);
    table.insert(2 * ct + 1, replyHash);
    store.words[base + Field.STATUS] |= Status.CONFIRMED;
    const extension = store.extension(ct);
    if (extension?.helper) this.#conntrack.event(ct, EventBit.HELPER);
    this.#conntrack.event(ct, extension?.master ? EventBit.RELATED : EventBit.NEW);
  }

  /** The tuplehash that has this tuple already, 0 when none has, TOO_LONG when the bucket holds too many. */
  #find(hash: number, tupleAt: number): number {
    const { store, table } = this.#conntrack;
    const words = store.words;
    let length = 0;
    let limit = 0;
    for (let node = table.first(table.bucketOf(hash)); node !== 0; node = table.next(node)) {
      if (tupleEquals(words, nodeTupleAt(node), words, tupleAt)) return node;
      if (++length <= MIN_CHAIN) continue;
      limit ||= MIN_CHAIN + this.#random.below(CHAIN_SPREAD);
      if (length > limit + 1) return TOO_LONG;
    }
    return 0;
  }

  /** Two packets of one flow raced: the later one joins the entry of the first when it can (`nf_ct_resolve_clash`). */
  #resolveClash(packet: Packet, taken: number, replyHash: number): Verdict {
    const { store, statistics } = this.#conntrack;
    const loser = packet.ct * Field.WORDS;
    if (this.#conntrack.trackerOf(protocolOf(store.words, loser)).allowClash) {
      if (this.#join(packet, taken)) return Verdict.ACCEPT;
      const replyTaken = this.#find(replyHash, loser + Field.REPLY);
      if (replyTaken > 0 ? this.#join(packet, replyTaken) : this.#insertReplyOnly(packet.ct, replyHash)) {
        return Verdict.ACCEPT;
      }
    }
    packet.reason = 'insert_failed';
    statistics.drop++;
    statistics.insert_failed++;
    return Verdict.DROP;
  }

  /** Gives the packet the winner's connection when both are the same flow, seen from the same or the other side. */
  #join(packet: Packet, taken: number): boolean {
    const { linux, store, statistics } = this.#conntrack;
    const words = store.words;
    const winner = taken >> 1;
    const a = winner * Field.WORDS;
    const b = packet.ct * Field.WORDS;
    const same =
      tupleEquals(words, a + Field.ORIGINAL, words, b + Field.ORIGINAL) &&
      tupleEquals(words, a + Field.REPLY, words, b + Field.REPLY);
    const reversed =
      tupleEquals(words, a + Field.ORIGINAL, words, b + Field.REPLY) &&
      tupleEquals(words, a + Field.REPLY, words, b + Field.ORIGINAL);
    const mayJoin = linux.follows['clash-must-match'] ? reversed : !(store.status(winner) & NAT_DONE);
    if (!same && !mayJoin) return false;
    const loser = packet.ct;
    this.#conntrack.account(winner, packet);
    this.#conntrack.attach(packet, winner, packet.ctinfo);
    store.put(loser);
    statistics.clash_resolve++;
    return true;
  }

  /** Only the original tuples clash: the loser is found by its reply alone, for one second (`nf_ct_resolve_clash_harder`). */
  #insertReplyOnly(ct: number, replyHash: number): boolean {
    const { store, table, clock, statistics } = this.#conntrack;
    const base = ct * Field.WORDS;
    store.words[base + Field.TIMEOUT] = clock.jiffies + HZ;
    store.words[base + Field.STATUS] |= Status.FIXED_TIMEOUT | Status.NAT_CLASH | Status.CONFIRMED;
    store.get(ct);
    table.insert(2 * ct + 1, replyHash);
    statistics.clash_resolve++;
    return true;
  }
}
