/**
 * Queues to userspace (NFQUEUE, `nfnetlink_queue`): numbered, bounded, each with one handler bound to it.
 *
 * A queued packet is a copy: it may wait for as long as the handler likes, while the traversal that queued it is over.
 */
import type { Packet } from '../packet/packet';
import { type HookOps, QUEUE_BYPASS, Verdict } from './hooks';
import type { KernelLog } from './log';
import type { Netfilter } from './netfilter';

/** `NFQNL_QMAX_DEFAULT`. */
const DEFAULT_LENGTH = 1024;

/** Userspace's side of a queue: is given each packet, decides at once or later. */
export type QueueHandler = (queued: QueuedPacket) => void;

export interface QueueOptions {
  /** How many packets may wait; 1024 unless told (`NFQA_CFG_QUEUE_MAXLEN`). */
  maxLength?: number;
  /** Let packets pass when the queue is full instead of dropping them (`NFQA_CFG_F_FAIL_OPEN`). */
  failOpen?: boolean;
}

/** A packet that waits for a verdict. */
export class QueuedPacket {
  /** Counts from 1 in each queue. */
  readonly id: number;
  readonly packet: Packet;
  /** The callback that queued it. */
  readonly at: HookOps;

  readonly #netfilter: Netfilter;
  readonly #queue: Queue;

  constructor(netfilter: Netfilter, queue: Queue, packet: Packet, at: HookOps) {
    this.#netfilter = netfilter;
    this.#queue = queue;
    this.id = ++queue.sequence;
    this.packet = packet;
    this.at = at;
  }

  /** Goes on behind the callback that queued it, with other bytes if some are given (`NFQA_PAYLOAD`). */
  accept(bytes?: Uint8Array): Verdict {
    return this.decide(Verdict.ACCEPT, bytes);
  }

  drop(): Verdict {
    return this.decide(Verdict.DROP);
  }

  /** Meets the callback that queued it once more. */
  repeat(bytes?: Uint8Array): Verdict {
    return this.decide(Verdict.REPEAT, bytes);
  }

  /** Any verdict, `queueTo(number)` included. Returns what became of the packet; a second verdict on it throws. */
  decide(verdict: number, bytes?: Uint8Array): Verdict {
    if (!this.#queue.waiting.delete(this)) throw new Error(`packet ${this.id} does not wait for a verdict`);
    const packet = this.packet;
    if (bytes !== undefined) {
      packet.bytes = bytes;
      packet.start = 0;
      packet.end = bytes.length;
    }
    const goesOn = verdict === Verdict.ACCEPT || verdict === Verdict.REPEAT;
    const isFit = !goesOn || this.#netfilter.requeued?.(packet) !== false;
    return this.#netfilter.reinject(packet, this.at, isFit ? verdict : Verdict.DROP);
  }
}

interface Queue {
  readonly handler: QueueHandler;
  readonly maxLength: number;
  readonly failOpen: boolean;
  readonly waiting: Set<QueuedPacket>;
  sequence: number;
  dropped: number;
}

export interface QueueStatistics {
  /** Packets that wait. */
  total: number;
  /** Packets dropped because the queue was full. */
  dropped: number;
  /** Id of the last packet. */
  sequence: number;
}

export class PacketQueues {
  readonly #netfilter: Netfilter;
  readonly #log: KernelLog | null;
  readonly #queues = new Map<number, Queue>();

  constructor(netfilter: Netfilter, log: KernelLog | null = null) {
    this.#netfilter = netfilter;
    this.#log = log;
  }

  /** Binds a handler to a queue. Packets of a handler bound there before are dropped. */
  bind(
    number: number,
    handler: QueueHandler,
    { maxLength = DEFAULT_LENGTH, failOpen = false }: QueueOptions = {},
  ): void {
    this.unbind(number);
    this.#queues.set(number, { handler, maxLength, failOpen, waiting: new Set(), sequence: 0, dropped: 0 });
  }

  /** Closes a queue; what waits in it is dropped (`instance_destroy`). */
  unbind(number: number): void {
    const queue = this.#queues.get(number);
    if (queue === undefined) return;
    this.#queues.delete(number);
    dropAll(queue);
  }

  /** Drops what waits, in every queue. */
  flush(): void {
    for (const queue of this.#queues.values()) dropAll(queue);
  }

  /** The packets that wait in a queue, oldest first. */
  waiting(number: number): QueuedPacket[] {
    return [...(this.#queues.get(number)?.waiting ?? [])];
  }

  /** What `/proc/net/netfilter/nfnetlink_queue` counts, or null for a queue nobody is bound to. */
  statistics(number: number): QueueStatistics | null {
    const queue = this.#queues.get(number);
    return queue ? { total: queue.waiting.size, dropped: queue.dropped, sequence: queue.sequence } : null;
  }

  /**
   * Takes a packet in by the QUEUE verdict of a callback. QUEUE: it waits, or was decided on already; ACCEPT: it goes
   * on as if nothing had been said; DROP.
   *
   * Bypass helps where nobody listens, not where the queue is full; fail-open is the other way round (`nf_queue`,
   * `__nfqnl_enqueue_packet`).
   */
  enqueue(packet: Packet, at: HookOps, verdict: number): Verdict {
    const queue = this.#queues.get(verdict >>> 16);
    if (queue === undefined) return verdict & QUEUE_BYPASS ? Verdict.ACCEPT : Verdict.DROP;
    if (queue.waiting.size >= queue.maxLength) return this.#full(queue);
    const queued = new QueuedPacket(this.#netfilter, queue, packet.clone(), at);
    queue.waiting.add(queued);
    queue.handler(queued);
    return Verdict.QUEUE;
  }

  #full(queue: Queue): Verdict {
    if (queue.failOpen) return Verdict.ACCEPT;
    queue.dropped++;
    this.#log?.warnRatelimited(`nfnetlink_queue: nf_queue: full at ${queue.waiting.size} entries, dropping packets(s)`);
    return Verdict.DROP;
  }
}

function dropAll(queue: Queue): void {
  for (const queued of [...queue.waiting]) queued.drop();
}
