/**
 * The wires around a router and the eyes in it: lets a datagram in, waits until it has gone its way, and tells the way.
 *
 * A packet passes while the call that sends it runs, so its records wait in the sockets when the call returns, those of
 * no other packet among them. Only what comes back over the loopback interface may be a moment late: it is waited for.
 */
import type { VerdictName } from '../../netfilter/hooks';
import { receiveIpv4 } from '../../netfilter/receive';
import { Family, familyOfDatagram, Packet } from '../../packet/packet';
import type { Sent } from '../backend';
import { apart, type End, EndMark } from './end-mark';
import { CLOCK_MONOTONIC } from './linux';
import { LocalProcess } from './local-process';
import { type Message, NetlinkSocket } from './netlink';
import type { NetworkNamespace } from './netns';
import { type LogRecord, listenToGroup, logRecord, NFLOG_PACKET } from './nflog';
import { PacketQueues, type Queued } from './nfqueue';
import { type Trace, traceOf } from './path';
import { answering, ask, NOTHING, type Question, together } from './question';
import { INVALID_GROUP, REPORT_GROUP } from './reporting';
import { system } from './system';
import { LOOPBACK_INDEX } from './topology';
import { Tun } from './tun';

/** A datagram and the interface it comes in by; `lo` for one that a local process sends. */
export interface Injection {
  device: string;
  bytes: Uint8Array;
  /** As which protocol the link announces it; as the one of its version unless told. */
  family?: Family;
}

/** What a datagram met with, and what left the router. */
export interface Passage extends Trace {
  verdict: VerdictName;
  sent: Sent[];
  /** Where it waits for userspace; null if it does not. */
  queued: Queued | null;
}

/** A datagram's way so far: it may stop in a queue, and go on later. */
export interface Way {
  /** Index of the interface it came in by; 0 for one of a local process. */
  readonly index: number;
  readonly records: LogRecord[];
  readonly sent: Sent[];
}

/** So many packets cause no more records and events than sockets hold. */
const AT_ONCE = 50;
/** For what is still on its way when the call that sent it returns. */
const LATE_MILLISECONDS = [1, 4, 15, 30];

export class Wire {
  readonly #tuns: Tun[];
  readonly #local: LocalProcess;
  readonly #logs: NetlinkSocket;
  readonly #end: EndMark;
  readonly #down = new Set<string>();
  /** What the clock showed behind the last packet. */
  #moment = 0;
  readonly queues: PacketQueues;

  /** Makes the interfaces of these names. */
  constructor(namespace: NetworkNamespace, names: readonly string[]) {
    [this.#tuns, this.#local, this.#logs, this.#end] = namespace.run(() => [
      names.map(name => new Tun(name)),
      new LocalProcess(),
      new NetlinkSocket(),
      new EndMark(),
    ]);
    // Complaints are few, and come by a group of their own.
    listenToGroup(this.#logs, INVALID_GROUP, true);
    listenToGroup(this.#logs, REPORT_GROUP, false);
    this.queues = new PacketQueues(namespace);
  }

  /** The way of a datagram that is to be sent. */
  way({ device }: Injection): Way {
    return { index: this.#tunOf(device) ? this.#indexOf(device) : 0, records: [], sent: [] };
  }

  /** Word of an interface that was taken down: nothing comes in by it any more. */
  tookDown(device: string): void {
    this.#down.add(device);
  }

  sending({ device, bytes, family = familyOfDatagram(bytes) }: Injection): Question<void> {
    return (this.#tunOf(device) ?? this.#local).sending(bytes, family);
  }

  /**
   * What a datagram has met with until it ends, or waits in a queue, when `go` has sent it on its way, or further on. What
   * `behind` asks for is told as it is then; where the datagram was waited for, it is asked twice.
   */
  goOn<T>(way: Way, go: Question<unknown>, behind: Question<T>): { passage: Passage; told: T } {
    const { index, records, sent } = way;
    const isSoonOver = !this.queues.isServed;
    const [, , , told] = ask(this.#silence(), go, this.#look(way), isSoonOver ? behind : NOTHING);
    let isOver = isSoonOver;
    for (let queued: Queued | null = null; ; ask(this.#look(way))) {
      const { decided, held } = this.queues.serve();
      queued = held ?? queued;
      if (decided > 0) continue;
      const isOnItsWay = () => this.#isOnItsWay(traceOf(records, index, LOOPBACK_INDEX), sent);
      if (!queued && isOnItsWay()) {
        isOver = false;
        this.#waitFor(way, isOnItsWay);
      }
      const trace = traceOf(records, index, LOOPBACK_INDEX);
      const verdict = queued ? 'QUEUE' : verdictOf(trace);
      const passage = { ...trace, sent, queued, verdict };
      const last = (isOver ? told : ask(behind)[0]) as T;
      this.#moment = system().clockGetTime(CLOCK_MONOTONIC);
      return { passage, told: last };
    }
  }

  /**
   * Lets many datagrams in one after another, none of which is to be waited for, and tells their ways. What left is let go
   * of, and `behind` asked, as often as sockets could not hold more.
   */
  passAll(injections: readonly Injection[], behind: Question<unknown>): Passage[] {
    const passages: Passage[] = [];
    for (let at = 0; at < injections.length; at += AT_ONCE) {
      passages.push(...this.#passSome(injections.slice(at, at + AT_ONCE), behind));
    }
    return passages;
  }

  #passSome(injections: readonly Injection[], behind: Question<unknown>): Passage[] {
    const ends = this.#endsOf(injections);
    const last = injections.length - 1;
    const marked = injections.flatMap((each, at) =>
      ends[at] === 'mark' ? [this.sending(each), this.#end.setting(at === last)] : [this.sending(each)],
    );
    const forgetting = together(this.#tuns.map(tun => tun.forgetting()));
    const [, , messages] = ask(this.#silence(), together(marked), this.#logs.waiting(), forgetting, behind);
    this.#moment = system().clockGetTime(CLOCK_MONOTONIC);
    return recordsIn(messages, ends).map((records, at) => {
      const trace = traceOf(records, this.way(injections[at]).index, LOOPBACK_INDEX);
      return { ...trace, sent: [], queued: null, verdict: verdictOf(trace) };
    });
  }

  /** A mark costs as much as a third of a packet, and where two arrive one behind the other it can be spared. */
  #endsOf(injections: readonly Injection[]): End[] {
    const arrives = injections.map(each => this.#surelyArrives(each));
    return injections.map((_, at) => (arrives[at] && arrives[at + 1] ? 'arrival' : 'mark'));
  }

  /** Whether a rule at PREROUTING sees it, whatever else comes of it (`ip_rcv_core`). IPv6 may be switched off. */
  #surelyArrives({ device, bytes, family = familyOfDatagram(bytes) }: Injection): boolean {
    const isUp = this.#tunOf(device) !== undefined && !this.#down.has(device);
    return isUp && family === Family.IPV4 && receiveIpv4(new Packet(bytes)) === null;
  }

  #tunOf(device: string): Tun | undefined {
    return this.#tuns.find(({ name }) => name === device);
  }

  /** The kernel's index of an interface: it numbers them as they are made. */
  #indexOf(name: string): number {
    return LOOPBACK_INDEX + 1 + this.#tuns.findIndex(each => each.name === name);
  }

  close(): void {
    for (const tun of this.#tuns) tun.close();
    this.#local.close();
    this.#logs.close();
    this.#end.close();
    this.queues.close();
  }

  /**
   * Since the last packet the router may have sent something of its own (fragments that expire are reported to their
   * sender), which nobody is told; not where its clock has stood still. Anything else would be part of that packet's way,
   * which would then be told wrong.
   */
  #silence(): Question<unknown> {
    if (system().clockGetTime(CLOCK_MONOTONIC) === this.#moment) return NOTHING;
    const records: LogRecord[] = [];
    return answering(this.#look({ records, sent: [] }), () => {
      const late = records.filter(({ inDevice }) => inDevice > LOOPBACK_INDEX);
      if (late.length > 0) throw new Error(`${late.length} log records came after their packet was done`);
    });
  }

  /** Adds what has come since the last look. */
  #look({ records, sent }: Pick<Way, 'records' | 'sent'>): Question<unknown> {
    return together<unknown>([
      this.#end.setting(),
      answering(this.#logs.waiting(), messages => records.push(...recordsIn(messages, ['mark']).flat())),
      ...this.#tuns.map(tun =>
        answering(tun.waiting(), datagrams => sent.push(...datagrams.map(bytes => ({ device: tun.name, bytes })))),
      ),
    ]);
  }

  /** Whether it passed POSTROUTING and has not been seen behind it. */
  #isOnItsWay({ outDevice, delivered }: Trace, sent: Sent[]): boolean {
    if (outDevice === LOOPBACK_INDEX) return delivered.length === 0;
    return outDevice > 0 && !sent.some(({ device }) => this.#indexOf(device) === outDevice);
  }

  /** Waits until `isOnItsWay` tells no more, in vain where the packet is lost. */
  #waitFor(way: Way, isOnItsWay: () => boolean): void {
    for (const milliseconds of LATE_MILLISECONDS) {
      system().sleepUntil(system().clockGetTime(CLOCK_MONOTONIC) + milliseconds * 1e6);
      ask(this.#look(way));
      if (!isOnItsWay()) return;
    }
  }
}

/** What was logged of packets that end so. */
function recordsIn(messages: readonly Message[], ends: readonly End[]): LogRecord[][] {
  return apart(messages.filter(({ type }) => type === NFLOG_PACKET).map(logRecord), ends);
}

/** ACCEPT: it left, or reached a local process. STOLEN: conntrack's defragmentation keeps it. */
function verdictOf({ outDevice, delivered, held }: Trace): VerdictName {
  const isOut = outDevice > 0 && outDevice !== LOOPBACK_INDEX;
  if (isOut || delivered.length > 0) return 'ACCEPT';
  return held ? 'STOLEN' : 'DROP';
}
