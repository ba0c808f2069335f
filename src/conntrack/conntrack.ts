/**
 * The core of connection tracking: finds or makes the connection of each packet, has its protocol judge it, and enters
 * it into the table once the packet has made it through (`nf_conntrack_core.c`).
 */
import type { Clock } from '../clock';
import { Linux } from '../linux/linux';
import { inWords, wordingsOf } from '../linux/words';
import { Hook, type HookState, Priority, Verdict } from '../netfilter/hooks';
import { NOWHERE } from '../netfilter/log';
import type { Netfilter } from '../netfilter/netfilter';
import { LOOPBACK } from '../netfilter/route';
import { checksum, pseudoHeaderSum } from '../packet/checksum';
import { CtInfo, dirOf, Family, type Packet, Protocol, Sum } from '../packet/packet';
import { findTransport } from '../packet/transport';
import { Random } from '../random';
import { Confirmation } from './confirm';
import { Creation, NO_ROOM } from './creation';
import { EventBit, type EventListener, eventType } from './events';
import { LeastRecentlyUsed } from './eviction';
import { Expectations } from './expectations';
import { GarbageCollector } from './garbage';
import { GreKeymap } from './gre-keymap';
import type { Helper, HelperHost, HelperNat } from './helpers/helper';
import { type ConntrackLog, type ConntrackOptions, DEFAULT_BUCKETS } from './options';
import { trackersOf } from './protocols';
import { hasCallId } from './protocols/gre';
import { icmpError } from './protocols/icmp';
import { icmpv6Error } from './protocols/icmpv6';
import { Answer, type L4Protocol } from './protocols/protocol';
import { adjust } from './sequence';
import { type ConntrackSettings, defaultSettings } from './settings';
import { Statistics } from './statistics';
import { isInTable, Status } from './status';
import { ConnectionStore, type Dir, type Extension, Field } from './store';
import { ConnectionTable } from './table';
import type { Template } from './template';
import { invertAddresses, kindOf, newTuple, protocolOf, readAddresses, type Tuple, TupleWord } from './tuple';
import { findInZone } from './zone';

export class Conntrack implements HelperHost {
  readonly clock: Clock;
  readonly linux: Linux;
  readonly settings: ConntrackSettings;
  readonly store = new ConnectionStore(ct => this.#freed(ct));
  readonly table: ConnectionTable;
  readonly statistics = new Statistics();
  readonly expectations: Expectations;
  readonly greKeymap = new GreKeymap();
  readonly garbage: GarbageCollector;
  readonly log: ConntrackLog | null;
  readonly #trackers: readonly L4Protocol[];
  readonly #wordings: ReturnType<typeof wordingsOf>;
  /** NAT for helpers, once there are chains of its type. */
  nat: HelperNat | null = null;
  /** As `HelperHost` has it; only routes know. */
  broadcastMask: (packet: Packet) => number = () => 0;
  isSameWay: HelperHost['isSameWay'] = () => false;
  /** Told of every event, when somebody listens. */
  listener: EventListener | null = null;
  /** Told of every look into TCP's table of states, when somebody counts which of them are reached. */
  onTransition: ((dir: Dir, flagClass: number, state: number) => void) | null = null;

  /** Whether new connections have room for labels: once a rule names one (`net->ct.labels_used`). */
  hasLabels = false;

  readonly #confirmation: Confirmation;
  readonly #creation: Creation;
  readonly #recent: LeastRecentlyUsed | null;
  readonly #tuple = newTuple();
  readonly #expired = (ct: number) => void this.kill(ct);

  constructor(options: ConntrackOptions) {
    this.clock = options.clock;
    this.linux = options.linux ?? new Linux();
    this.#trackers = trackersOf(this.linux);
    this.#wordings = wordingsOf(this.linux);
    this.settings = options.settings ?? defaultSettings(this.linux);
    this.log = options.log ?? null;
    const seed = options.seed ?? 0;
    this.table = new ConnectionTable(this.store, options.buckets ?? DEFAULT_BUCKETS, seed);
    this.expectations = new Expectations(this);
    this.garbage = new GarbageCollector(this);
    this.#confirmation = new Confirmation(this, new Random(seed));
    this.#recent = options.evictLeastRecentlyUsed ? new LeastRecentlyUsed() : null;
    this.#creation = new Creation(this, options.automaticHelpers ?? [], this.#recent);
  }

  trackerOf(protocol: number): L4Protocol {
    return this.#trackers[protocol];
  }

  /** Puts the callbacks where the kernel has them (`ipv4_conntrack_ops`, `ipv6_conntrack_ops`). */
  register(netfilter: Netfilter): void {
    const trackIn = (packet: Packet, state: HookState) => this.in(packet, state);
    const confirm = (packet: Packet, state: HookState) => this.confirm(packet, state);
    for (const hook of [Hook.PREROUTING, Hook.OUTPUT]) {
      netfilter.register({ name: 'nf_conntrack_in', hook, priority: Priority.CONNTRACK, fn: trackIn });
    }
    for (const hook of [Hook.INPUT, Hook.POSTROUTING]) {
      netfilter.register({ name: 'nf_confirm', hook, priority: Priority.CONNTRACK_CONFIRM, fn: confirm });
    }
  }

  /** Classifies a packet: the callback at PREROUTING and OUTPUT (`nf_conntrack_in`). */
  in(packet: Packet, state: HookState): number {
    if (isSettled(packet)) return Verdict.ACCEPT;
    this.garbage.runIfDue();
    packet.reason = null;
    const verdict = this.#classify(packet, state);
    if (packet.template !== null) packet.template = null;
    packet.tracked = verdict === Verdict.ACCEPT;
    return verdict;
  }

  #classify(packet: Packet, state: HookState): number {
    const found = findTransport(packet.bytes, packet.start, packet.end, state.family);
    if (found < 0) {
      this.statistics.invalid++;
      return Verdict.ACCEPT;
    }
    const protocol = found & 0xff;
    const at = packet.start + (found >> 8);
    if (protocol === Protocol.ICMP || protocol === Protocol.ICMPV6) {
      const answer = this.#handleIcmp(packet, at, protocol, state);
      if (answer <= 0) {
        this.statistics.error++;
        return -answer;
      }
      if (isSettled(packet)) return Verdict.ACCEPT;
    }
    return this.#track(packet, at, protocol, state);
  }

  /** Runs the helper, then enters a new connection into the table: the callback at INPUT and POSTROUTING (`nf_confirm`). */
  confirm(packet: Packet, state: HookState): number {
    if (packet.ct === 0) return Verdict.ACCEPT;
    const extension = this.store.extension(packet.ct);
    if (extension) {
      const verdict = this.#help(packet, state, extension);
      if (verdict !== Verdict.ACCEPT) return verdict;
    }
    if (!this.store.isConfirmed(packet.ct)) {
      const verdict = this.#confirmation.confirm(packet);
      if (verdict !== Verdict.ACCEPT) return verdict;
    }
    if (this.listener !== null) this.#deliver(packet.ct);
    return Verdict.ACCEPT;
  }

  /** Has the helper read the packet, and its sequence numbers adjusted where NAT has changed what was before it. */
  #help(packet: Packet, state: HookState, { helper, adjustments }: Extension): number {
    const isAdjusted = adjustments !== null && packet.device !== LOOPBACK && packet.outDevice !== LOOPBACK;
    if ((!helper && !isAdjusted) || packet.ctinfo === CtInfo.RELATED_REPLY) return Verdict.ACCEPT;
    const found = findTransport(packet.bytes, packet.start, packet.end, state.family);
    if (found < 0) return Verdict.ACCEPT;
    const verdict = helper?.help(packet, packet.start + (found >> 8), packet.ct, packet.ctinfo, this) ?? Verdict.ACCEPT;
    if (verdict !== Verdict.ACCEPT || !isAdjusted) return verdict;
    // The helper may have moved the packet.
    if (adjust(adjustments, packet, packet.start + (found >> 8))) return Verdict.ACCEPT;
    this.statistics.drop++;
    return Verdict.DROP;
  }

  /** Lets go of a packet's connection at the end of its life; an unconfirmed connection goes with it. */
  release(packet: Packet): void {
    if (packet.ct !== 0) this.#detach(packet);
  }

  /** Gives the packet a connection, holding a reference to it. */
  attach(packet: Packet, ct: number, ctinfo: CtInfo): void {
    this.store.get(ct);
    packet.ct = ct;
    packet.ctinfo = ctinfo;
  }

  /** The unexpired tuplehash of a tuple, 0 when there is none (`nf_conntrack_find_get`). */
  find(tuple: Tuple): number {
    return this.table.find(tuple, this.table.hash(tuple), this.clock.jiffies, this.#expired);
  }

  /** The same in the packet's zone, where a rule has given it one (`nf_ct_zone_tmpl`). */
  findFor(packet: Packet, tuple: Tuple): number {
    return packet.template === null ? this.find(tuple) : findInZone(this, tuple, (packet.template as Template).zone);
  }

  /** Reads the tuple of the datagram at `ip`, inside the packet; false when it has none (`nf_ct_get_tuplepr`). */
  readTuple(packet: Packet, ip: number, family: Family, tuple: Tuple): boolean {
    const found = findTransport(packet.bytes, ip, packet.end, family);
    return found >= 0 && this.#readTuple(packet, ip, ip + (found >> 8), family, found & 0xff, tuple);
  }

  /** The tuple of the other direction; false when its protocol knows no reply (`nf_ct_invert_tuple`). */
  invertTuple(inverse: Tuple, tuple: Tuple): boolean {
    const id = this.trackerOf(protocolOf(tuple)).invertId(tuple[TupleWord.ID]);
    if (id === undefined) return false;
    invertAddresses(inverse, tuple);
    inverse[TupleWord.ID] = id;
    return true;
  }

  protocolOf(ct: number): Protocol {
    return protocolOf(this.store.words, ct * Field.WORDS);
  }

  /** Sets what is left to live, and counts the packet when counters are on (`nf_ct_refresh_acct`). `timeout` is in jiffies. */
  refresh(ct: number, packet: Packet, timeout: number): void {
    this.setTimeout(ct, timeout);
    if (this.store.words[ct * Field.WORDS + Field.EXTENDED]) this.account(ct, packet);
  }

  setTimeout(ct: number, timeout: number): void {
    const words = this.store.words;
    const base = ct * Field.WORDS;
    const status = words[base + Field.STATUS];
    if (!(status & Status.FIXED_TIMEOUT)) {
      words[base + Field.TIMEOUT] = status & Status.CONFIRMED ? this.clock.jiffies + timeout : timeout;
    }
  }

  account(ct: number, packet: Packet): void {
    const counters = this.store.extension(ct)?.counters;
    if (!counters) return;
    const at = 2 * dirOf(packet.ctinfo);
    counters[at]++;
    counters[at + 1] += packet.end - packet.start;
  }

  /** Takes a connection out of the table; false when that has been done before (`nf_ct_delete`). */
  kill(ct: number): boolean {
    const words = this.store.words;
    const base = ct * Field.WORDS;
    if (words[base + Field.STATUS] & Status.DYING) return false;
    words[base + Field.STATUS] |= Status.DYING;
    if (this.listener !== null) this.#report(ct, EventBit.DESTROY);
    this.table.remove(2 * ct);
    this.table.remove(2 * ct + 1);
    if (words[base + Field.EXTENDED]) this.#leaving(ct);
    this.#recent?.forget(ct);
    this.store.put(ct);
    return true;
  }

  /** Notes an event; it is told when the packet that caused it is confirmed. */
  event(ct: number, bit: EventBit): void {
    if (this.listener !== null) this.store.words[ct * Field.WORDS + Field.EVENTS] |= bit;
  }

  /** Keeps the kernel's reason with the packet and logs it; the tracker then returns the answer (`nf_l4proto_log_invalid`). */
  invalid(packet: Packet, protocol: number, message: string): Answer {
    // A line feed at its end belongs to the log.
    packet.reason = inWords(this.#wordings, protocol, message)?.trimEnd() ?? null;
    this.logInvalid(packet, protocol, message);
    return Answer.INVALID;
  }

  logInvalid(packet: Packet, protocol: number, message: string): void {
    const wanted = this.settings.logInvalid;
    if (wanted !== protocol && wanted !== ALL_PROTOCOLS) return;
    const words = inWords(this.#wordings, protocol, message);
    const where = this.linux.follows['complaint-interfaces'] ? packet : NOWHERE;
    if (words !== null) this.log?.packet(packet, `nf_ct_proto_${protocol}: ${words} `, where);
  }

  /** A helper's complaint about a packet that it drops; it does not tell where (`nf_ct_helper_log`). */
  helperLog(packet: Packet, helper: Helper, why: string, ending = ''): void {
    packet.reason ??= why;
    const who = this.linux.follows['helper-words'] ? `nf_ct_${helper.name}:` : `helper ${helper.name}`;
    this.log?.packet(packet, `${who} dropping packet: ${why}${ending} `, NOWHERE);
  }

  /** Writes a line to the kernel log. */
  warn(line: string): void {
    this.log?.warnRatelimited(line);
  }

  /** Whether the transport checksum over the bytes up to `coveredTo` is right, or nobody asks; the packet remembers the sum of all (`nf_checksum`). */
  checksumHolds(packet: Packet, at: number, protocol: number, coveredTo?: number): boolean {
    if (!this.settings.checksum) return true;
    if (packet.sum === Sum.DEFERRED) return true;
    if (coveredTo === undefined || coveredTo === packet.end) packet.sum = Sum.KNOWN;
    return this.isChecksumRight(packet, at, protocol, coveredTo);
  }

  /** The same, whether asked for or not. */
  isChecksumRight({ bytes, start, end, family }: Packet, at: number, protocol: number, coveredTo?: number): boolean {
    // Of a part, the kernel has length and protocol change places on IPv4, and keeps eight bits of what it takes for the
    // protocol (`nf_ip_checksum_partial`).
    const length = coveredTo !== undefined && family === Family.IPV4 ? (end - at) & 0xff : end - at;
    // The kernel sums up the IPv4 header too (`nf_ip_checksum`), whose sum is 0xffff: so a message of zeros alone passes.
    const isPlain = protocol === Protocol.ICMP && family === Family.IPV4;
    const pseudo = isPlain ? 0xffff : pseudoHeaderSum(bytes, start, family, protocol, length);
    return checksum(bytes, at, coveredTo ?? end, pseudo) === 0;
  }

  /** Confirmed connections in the order of their records; expired ones are removed on the way, as a reader of /proc does. */
  *connections(): IterableIterator<number> {
    for (let ct = 1; ct < this.store.limit; ct++) {
      if (!isInTable(this.store.status(ct))) continue;
      if (this.isExpired(ct)) this.kill(ct);
      else yield ct;
    }
  }

  /** Connections as `nf_conntrack_count` counts them, unconfirmed ones included, but for those that have expired. */
  get count(): number {
    let expired = 0;
    for (let ct = 1; ct < this.store.limit; ct++) if (isInTable(this.store.status(ct)) && this.isExpired(ct)) expired++;
    return this.store.count - expired;
  }

  isExpired(ct: number): boolean {
    return ((this.store.words[ct * Field.WORDS + Field.TIMEOUT] - this.clock.jiffies) | 0) <= 0;
  }

  #handleIcmp(packet: Packet, at: number, protocol: number, state: HookState): number {
    if (protocol === Protocol.ICMP && state.family === Family.IPV4) return icmpError(this, packet, at, state);
    if (protocol === Protocol.ICMPV6 && state.family === Family.IPV6) return icmpv6Error(this, packet, at, state);
    return Verdict.ACCEPT;
  }

  #track(packet: Packet, at: number, protocol: number, state: HookState): number {
    const tracker = this.trackerOf(protocol);
    for (;;) {
      const ct = this.#resolve(packet, at, protocol, state);
      if (ct === NO_ROOM) {
        this.statistics.drop++;
        return Verdict.DROP;
      }
      if (ct === 0) {
        this.statistics.invalid++;
        return Verdict.ACCEPT;
      }
      const answer = tracker.packet(this, packet, at, ct, state);
      if (answer > 0) break;
      this.#detach(packet);
      packet.ctinfo = CtInfo.NONE;
      if (answer === Answer.REPEAT) continue;
      this.statistics.invalid++;
      if (answer === Verdict.DROP) this.statistics.drop++;
      return -answer;
    }
    if (packet.ctinfo === CtInfo.ESTABLISHED_REPLY) this.#noteReply(packet.ct);
    this.#recent?.touch(packet.ct);
    return Verdict.ACCEPT;
  }

  #noteReply(ct: number): void {
    const at = ct * Field.WORDS + Field.STATUS;
    if (this.store.words[at] & Status.SEEN_REPLY) return;
    this.store.words[at] |= Status.SEEN_REPLY;
    this.event(ct, EventBit.REPLY);
  }

  /** Gives the packet its connection, made on the spot when there is none: 0 when it can have none (`resolve_normal_ct`). */
  #resolve(packet: Packet, at: number, protocol: number, state: HookState): number {
    const tuple = this.#tuple;
    if (!this.#readTuple(packet, packet.start, at, state.family, protocol, tuple)) return 0;
    let hash = this.table.hash(tuple);
    let node: number;
    if (packet.template === null) node = this.table.find(tuple, hash, this.clock.jiffies, this.#expired);
    else {
      node = this.findFor(packet, tuple);
      hash = this.table.hash(tuple);
    }
    if (node === 0) return this.#creation.create(packet, tuple, hash);
    const ct = node >> 1;
    if (node & 1) {
      this.attach(packet, ct, CtInfo.ESTABLISHED_REPLY);
      return ct;
    }
    const status = this.store.status(ct);
    // Once packets have gone both ways it is ESTABLISHED for good.
    if (status & Status.SEEN_REPLY) this.attach(packet, ct, CtInfo.ESTABLISHED);
    else this.attach(packet, ct, status & Status.EXPECTED ? CtInfo.RELATED : CtInfo.NEW);
    return ct;
  }

  #readTuple(packet: Packet, ip: number, at: number, family: Family, protocol: number, tuple: Tuple): boolean {
    const id = this.trackerOf(protocol).tupleId(packet.bytes, at, packet.end);
    if (id === undefined) return false;
    readAddresses(tuple, packet.bytes, ip, family);
    tuple[TupleWord.ID] = id;
    tuple[TupleWord.KIND] = kindOf(family, protocol);
    if (protocol === Protocol.GRE && hasCallId(packet.bytes, at, packet.end)) this.greKeymap.addSourceKey(tuple);
    return true;
  }

  /** A connection with an extension has left the table; what its helper ends with it may be looked up there. */
  #leaving(ct: number): void {
    this.store.extension(ct)!.helper?.destroyed?.(ct, this);
    this.expectations.removeAll(ct);
  }

  /** A connection with an extension is about to be gone (`nf_ct_destroy`). */
  #freed(ct: number): void {
    this.expectations.removeAll(ct);
    this.greKeymap.freed(this.store, ct);
  }

  #detach(packet: Packet): void {
    const ct = packet.ct;
    packet.ct = 0;
    this.store.put(ct);
  }

  #deliver(ct: number): void {
    const at = ct * Field.WORDS + Field.EVENTS;
    const bits = this.store.words[at];
    // Of one that the packet itself has ended, DESTROY was the last word; one that never began is not heard of, though a
    // reset that answers its packet passes by (`nf_ct_deliver_cached_events`).
    if (bits === 0 || !isInTable(this.store.status(ct))) return;
    this.store.words[at] = 0;
    this.#report(ct, bits);
  }

  #report(ct: number, bits: number): void {
    const extension = this.store.extension(ct);
    if (extension && !(bits & extension.events)) return;
    this.listener!(eventType(bits), ct, bits);
  }
}

/** Whether conntrack has no more to say: the packet has its connection, or is to have none. */
function isSettled(packet: Packet): boolean {
  return packet.ct !== 0 || packet.ctinfo === CtInfo.UNTRACKED;
}

/** `nf_conntrack_log_invalid` set to IPPROTO_RAW asks for all. */
const ALL_PROTOCOLS = 255;
