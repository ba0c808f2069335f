/**
 * The traversal of a hook: each callback in turn, until one of them ends the packet's way or takes it over.
 *
 * A packet that passes every callback of a hook goes on in the IP stack. The stack itself carries on with one that
 * `traverse` lets pass; for one that comes back later (released after STOLEN, reinjected after QUEUE) it has left
 * one continuation for each hook (the `okfn` of the kernel's `NF_HOOK`).
 */
import { Family, type Packet } from '../packet/packet';
import { HOOK_NAMES, type Hook, type HookFunction, type HookOps, type HookState, Verdict } from './hooks';
import type { PacketQueues } from './queue';

/** Told of every call of a callback, for traces. */
export type HookObserver = (ops: HookOps, packet: Packet, verdict: Verdict) => void;

/** The IP stack around the hooks. */
export interface Stack {
  /** What follows a hook, by hook number: takes the packet that passed it, returns what became of it. */
  readonly after: readonly ((packet: Packet) => Verdict)[];
  /** The end of a packet that is dropped (`kfree_skb`). */
  drop(packet: Packet): void;
}

/** The callbacks of one hook and one family, in the order they run. */
interface Chain {
  readonly state: HookState;
  readonly ops: HookOps[];
  readonly functions: HookFunction[];
}

/** A callback that asks for this many repetitions of itself never will have enough. */
const REPEAT_LIMIT = 1000;

const VERDICT_MASK = 0xff;

export class Netfilter {
  observer: HookObserver | null = null;
  /** Where QUEUE verdicts lead to; without it they drop. */
  queues: PacketQueues | null = null;

  /** Looks at a packet that goes on from a queue; false where that cannot be. */
  requeued: ((packet: Packet) => boolean) | null = null;

  readonly #ipv4 = HOOK_NAMES.map((_, hook) => emptyChain(hook, Family.IPV4));
  readonly #ipv6 = HOOK_NAMES.map((_, hook) => emptyChain(hook, Family.IPV6));
  #stack: Stack = NO_STACK;

  /** Puts the IP stack around the hooks. */
  attach(stack: Stack): void {
    this.#stack = stack;
  }

  /** Registers a callback; among those of equal priority the latest runs first (`nf_hook_entries_grow`). */
  register(ops: HookOps): void {
    for (const chain of this.#chains(ops)) {
      let at = 0;
      while (at < chain.ops.length && chain.ops[at].priority < ops.priority) at++;
      chain.ops.splice(at, 0, ops);
      chain.functions.splice(at, 0, ops.fn);
    }
  }

  /** Takes a callback out again. Queued packets lose their place with that and are dropped (`nf_queue_nf_hook_drop`). */
  unregister(ops: HookOps): void {
    for (const chain of this.#chains(ops)) {
      const at = chain.ops.indexOf(ops);
      if (at < 0) continue;
      chain.ops.splice(at, 1);
      chain.functions.splice(at, 1);
    }
    this.queues?.flush();
  }

  /** The callbacks of a hook in the order they run. */
  callbacks(hook: Hook, family: Family): readonly HookOps[] {
    return this.#chain(hook, family).ops;
  }

  /**
   * Takes a packet through a hook.
   *
   * ACCEPT: it passed, the caller carries on. DROP: it is gone. STOLEN: a callback keeps it. QUEUE: it waits for a
   * verdict from userspace, or has had it already. After the last two the object given in is free for another packet.
   */
  traverse(hook: Hook, packet: Packet): Verdict {
    return this.#run(packet.family === Family.IPV4 ? this.#ipv4[hook] : this.#ipv6[hook], packet, 0);
  }

  /** Lets a packet go on behind the callback that stole it, and on through the stack. Returns what became of it. */
  resume(packet: Packet, stolenBy: HookOps): Verdict {
    return this.reinject(packet, stolenBy, Verdict.ACCEPT);
  }

  /**
   * Carries out userspace's verdict on a packet that `queuedBy` had queued (`nf_reinject`): ACCEPT continues behind
   * that callback, REPEAT calls it again, QUEUE hands the packet to another queue, anything else drops.
   */
  reinject(packet: Packet, queuedBy: HookOps, verdict: number): Verdict {
    const chain = this.#chain(queuedBy.hook, packet.family);
    const at = chain.ops.indexOf(queuedBy);
    let outcome: Verdict;
    if (at < 0) outcome = this.#dropped(packet);
    else if (verdict === Verdict.REPEAT) outcome = this.#run(chain, packet, at);
    else if (verdict === Verdict.ACCEPT) outcome = this.#run(chain, packet, at + 1);
    else if ((verdict & VERDICT_MASK) === Verdict.QUEUE) outcome = this.#queued(chain, packet, at, verdict);
    else outcome = this.#dropped(packet);
    return outcome === Verdict.ACCEPT ? this.#stack.after[queuedBy.hook](packet) : outcome;
  }

  #run(chain: Chain, packet: Packet, from: number): Verdict {
    const functions = chain.functions;
    for (let at = from; at < functions.length; at++) {
      const verdict = functions[at](packet, chain.state);
      if (this.observer !== null) this.observer(chain.ops[at], packet, verdict & VERDICT_MASK);
      if (verdict !== Verdict.ACCEPT) return this.#notAccepted(chain, packet, at, verdict);
    }
    return Verdict.ACCEPT;
  }

  #notAccepted(chain: Chain, packet: Packet, at: number, verdict: number): Verdict {
    switch (verdict & VERDICT_MASK) {
      case Verdict.STOLEN:
        return Verdict.STOLEN;
      case Verdict.QUEUE:
        return this.#queued(chain, packet, at, verdict);
      case Verdict.REPEAT:
        return this.#repeated(chain, packet, at);
      default:
        return this.#dropped(packet);
    }
  }

  #queued(chain: Chain, packet: Packet, at: number, verdict: number): Verdict {
    const fate = this.queues === null ? Verdict.DROP : this.queues.enqueue(packet, chain.ops[at], verdict);
    if (fate === Verdict.QUEUE) return Verdict.QUEUE;
    return fate === Verdict.ACCEPT ? this.#run(chain, packet, at + 1) : this.#dropped(packet);
  }

  /** Calls the same callback until it says something else (the loop of the kernel's `nf_iterate`). */
  #repeated(chain: Chain, packet: Packet, at: number): Verdict {
    const ops = chain.ops[at];
    for (let round = 0; round < REPEAT_LIMIT; round++) {
      const verdict = ops.fn(packet, chain.state);
      this.observer?.(ops, packet, verdict & VERDICT_MASK);
      if (verdict === Verdict.ACCEPT) return this.#run(chain, packet, at + 1);
      if (verdict !== Verdict.REPEAT) return this.#notAccepted(chain, packet, at, verdict);
    }
    packet.reason ??= `${ops.name} repeats without end`;
    return this.#dropped(packet);
  }

  #dropped(packet: Packet): Verdict {
    this.#stack.drop(packet);
    return Verdict.DROP;
  }

  #chain(hook: Hook, family: Family): Chain {
    return family === Family.IPV4 ? this.#ipv4[hook] : this.#ipv6[hook];
  }

  #chains(ops: HookOps): Chain[] {
    const families = ops.family === undefined ? [Family.IPV4, Family.IPV6] : [ops.family];
    return families.map(family => this.#chain(ops.hook, family));
  }
}

function emptyChain(hook: Hook, family: Family): Chain {
  return { state: { hook, family }, ops: [], functions: [] };
}

const NO_STACK: Stack = { after: HOOK_NAMES.map(() => () => Verdict.ACCEPT), drop() {} };
