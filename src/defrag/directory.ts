/** The incomplete datagrams of one kind, with their timers and the memory they hold (`struct fqdir`). */
import type { Clock } from '../clock';
import { startTimer } from '../timer-wheel';
import { type Fragment, type FragmentQueue, Insert } from './queue';
import type { FragmentLimits } from './settings';

/** What a kind of queue brings along. */
export interface QueueKind<Q extends FragmentQueue> {
  /** Bytes accounted for a queue without its fragments. */
  readonly size: number;
  /** The datagram has not become whole in time; its queue is out of the directory already, its fragments still there. */
  expired(queue: Q): void;
  /** The queue is taken out of the directory. */
  removed?(queue: Q): void;
}

export class FragmentDirectory<Q extends FragmentQueue> {
  /** Bytes held, as the kernel accounts them (`FRAG: … memory` in `/proc/net/sockstat`). */
  memory = 0;
  readonly #queues = new Map<string, Q>();
  readonly #clock: Clock;
  readonly #limits: FragmentLimits;
  readonly #kind: QueueKind<Q>;

  constructor(clock: Clock, limits: FragmentLimits, kind: QueueKind<Q>) {
    this.#clock = clock;
    this.#limits = limits;
    this.#kind = kind;
  }

  /** Number of incomplete datagrams (`FRAG: inuse`). */
  get size(): number {
    return this.#queues.size;
  }

  /** The queue of a datagram, a new one if need be; null when the memory threshold is crossed (`inet_frag_find`). */
  find(key: string, create: (key: string) => Q): Q | null {
    if (this.#limits.highThresh === 0 || this.memory > this.#limits.highThresh) return null;
    return this.#queues.get(key) ?? this.#add(create(key));
  }

  insert(queue: Q, fragment: Fragment): Insert {
    const outcome = queue.insert(fragment);
    if (outcome === Insert.OK) this.memory += fragment.truesize;
    return outcome;
  }

  /** Lets go of the fragments but not of the queue, which has its full time again. */
  restart(queue: Q): void {
    this.#flush(queue);
    queue.reset();
    this.#startTimer(queue);
  }

  /** Takes a queue out, fragments and all (`inet_frag_kill`, `inet_frag_destroy`). */
  remove(queue: Q): void {
    this.#detach(queue);
    this.#flush(queue);
  }

  #add(queue: Q): Q {
    this.#queues.set(queue.key, queue);
    this.memory += this.#kind.size;
    this.#startTimer(queue);
    return queue;
  }

  #startTimer(queue: Q): void {
    if (queue.timer !== null) this.#clock.cancel(queue.timer);
    queue.timer = startTimer(this.#clock, this.#limits.timeout, () => {
      this.#detach(queue);
      this.#kind.expired(queue);
      this.#flush(queue);
    });
  }

  #detach(queue: Q): void {
    if (queue.timer !== null) this.#clock.cancel(queue.timer);
    queue.timer = null;
    this.#queues.delete(queue.key);
    this.memory -= this.#kind.size;
    this.#kind.removed?.(queue);
  }

  #flush(queue: Q): void {
    this.memory -= queue.truesize;
    queue.flush();
  }
}
