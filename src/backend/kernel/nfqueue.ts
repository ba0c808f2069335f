/**
 * Packets in queues to userspace (`nfnetlink_queue`), and the handlers that decide on them. The kernel holds a packet until it
 * is told; then the packet goes on behind the rule that queued it, within the call that tells.
 */

import { Verdict } from '../../netfilter/hooks';
import { u32 } from '../../packet/bytes';
import type { Decision, HandlerPolicy } from '../backend';
import { attribute, big32, NetlinkSocket } from './netlink';
import type { NetworkNamespace } from './netns';
import { ask, type Question } from './question';

const SUBSYSTEM = 3 << 8;
const PACKET = SUBSYSTEM | 0;
const VERDICT = SUBSYSTEM | 1;
const CONFIG = SUBSYSTEM | 2;

const CFG_CMD = 1;
const CFG_PARAMS = 2;
const CFG_MAXLEN = 3;
const CMD_BIND = 1;
const COPY_PACKET = 2;
const LONGEST = 0xffff;

const PACKET_HDR = 1;
const VERDICT_HDR = 2;
const PAYLOAD = 10;

const VERDICTS: Readonly<Record<Decision, Verdict>> = {
  accept: Verdict.ACCEPT,
  drop: Verdict.DROP,
  repeat: Verdict.REPEAT,
};

/** A packet that a handler holds: its queue, and the kernel's number for it there. */
export interface Queued {
  queue: number;
  id: number;
}

export class PacketQueues {
  readonly #socket: NetlinkSocket;
  readonly #policies = new Map<number, HandlerPolicy>();

  constructor(namespace: NetworkNamespace) {
    this.#socket = namespace.run(() => new NetlinkSocket());
  }

  /** Binds a handler; `maxLength`: how many packets may wait, as the kernel has it unless told. */
  bind(queue: number, policy: HandlerPolicy, maxLength?: number): void {
    const configure = (type: number, payload: Uint8Array) =>
      this.#socket.command(CONFIG, 0, queue, attribute(type, payload));
    if (!this.#policies.has(queue)) configure(CFG_CMD, Uint8Array.of(CMD_BIND, 0, 0, 0));
    configure(CFG_PARAMS, Uint8Array.of(0, 0, LONGEST >> 8, LONGEST & 0xff, COPY_PACKET));
    if (maxLength !== undefined) configure(CFG_MAXLEN, big32(maxLength));
    this.#policies.set(queue, policy);
  }

  /** Whether there is a handler. */
  get isServed(): boolean {
    return this.#policies.size > 0;
  }

  /**
   * Has the handlers see what has come to them. Returns how many packets they have let go on their way, or ended, and the
   * last that one of them holds.
   */
  serve(): { decided: number; held: Queued | null } {
    const messages = this.isServed ? ask(this.#socket.waiting())[0] : [];
    let decided = 0;
    let held: Queued | null = null;
    for (const { type, resource: queue, attributes } of messages) {
      if (type !== PACKET) continue;
      const queued = { queue, id: u32(attributes.bytes(PACKET_HDR)!, 0) };
      const policy = this.#policies.get(queue)!;
      if (policy.kind === 'hold') {
        held = queued;
        continue;
      }
      decided++;
      ask(
        policy.kind === 'alter'
          ? this.#telling(queued, Verdict.ACCEPT, altered(attributes.bytes(PAYLOAD)!, policy))
          : this.deciding(queued, policy.kind),
      );
    }
    return { decided, held };
  }

  deciding(queued: Queued, decision: Decision): Question<void> {
    return this.#telling(queued, VERDICTS[decision]);
  }

  close(): void {
    this.#socket.close();
  }

  #telling({ queue, id }: Queued, verdict: Verdict, payload?: Uint8Array): Question<void> {
    const header = Buffer.concat([big32(verdict), big32(id)]);
    const attributes = [attribute(VERDICT_HDR, header), ...(payload ? [attribute(PAYLOAD, payload)] : [])];
    return this.#socket.telling(VERDICT, queue, ...attributes);
  }
}

function altered(packet: Uint8Array, { offset, bytes }: Extract<HandlerPolicy, { kind: 'alter' }>): Uint8Array {
  const copy = packet.slice();
  copy.set(bytes.subarray(0, Math.max(0, copy.length - offset)), offset);
  return copy;
}
