/**
 * The wires around a router and the eyes in it: lets a datagram in, waits until it has gone its way, and tells the way.
 *
 * A packet passes while the call that sends it runs, so its records wait in the sockets when the call returns, those of
 * no other packet among them. Only what comes back over the loopback interface may be a moment late: it is waited for.
 */
import type { VerdictName } from '../../netfilter/hooks';
import { Family } from '../../packet/packet';
import type { Sent } from '../backend';
import { LocalProcess } from './local-process';
import { NetlinkSocket } from './netlink';
import type { NetworkNamespace } from './netns';
import { type LogRecord, listenToGroup, logRecord, NFLOG_PACKET } from './nflog';
import { PacketQueues, type Queued } from './nfqueue';
import { type Trace, traceOf } from './path';
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

/** For what is still on its way when the call that sent it returns. */
const LATE_MILLISECONDS = 50;

export class Wire {
  readonly #tuns: Tun[];
  readonly #local: LocalProcess;
  readonly #logs: NetlinkSocket;
  /** Where something of a packet's way can be read. */
  readonly #files: readonly number[];
  readonly queues: PacketQueues;

  /** Makes the interfaces of these names. */
  constructor(namespace: NetworkNamespace, names: readonly string[]) {
    [this.#tuns, this.#local, this.#logs] = namespace.run(() => [
      names.map(name => new Tun(name)),
      new LocalProcess(),
      new NetlinkSocket(),
    ]);
    this.#files = [this.#logs, ...this.#tuns].map(({ fd }) => fd);
    for (const group of [INVALID_GROUP, REPORT_GROUP]) listenToGroup(this.#logs, group);
    this.queues = new PacketQueues(namespace);
  }

  pass(injection: Injection): Passage {
    return this.goOn(this.way(injection), () => this.send(injection));
  }

  /** The way of a datagram that is to be sent. */
  way({ device }: Injection): Way {
    return { index: this.#tuns.some(({ name }) => name === device) ? this.#indexOf(device) : 0, records: [], sent: [] };
  }

  send({ device, bytes, family = familyOf(bytes) }: Injection): void {
    (this.#tuns.find(each => each.name === device) ?? this.#local).send(bytes, family);
  }

  /** What a datagram has met with until it ends, or waits in a queue, when `go` has sent it on its way, or further on. */
  goOn({ index, records, sent }: Way, go: () => void): Passage {
    this.#expectSilence();
    go();
    for (let queued: Queued | null = null; ; ) {
      const { decided, held } = this.queues.serve();
      queued = held ?? queued;
      this.#collect(records, sent);
      const trace = traceOf(records, index, LOOPBACK_INDEX);
      if (decided > 0) continue;
      if (queued || !this.#isOnItsWay(trace, sent) || !this.#waitFor(trace)) {
        return { ...trace, sent, queued, verdict: queued ? 'QUEUE' : verdictOf(trace) };
      }
    }
  }

  /** The kernel's index of an interface: it numbers them as they are made. */
  #indexOf(name: string): number {
    return LOOPBACK_INDEX + 1 + this.#tuns.findIndex(each => each.name === name);
  }

  close(): void {
    for (const tun of this.#tuns) tun.close();
    this.#local.close();
    this.#logs.close();
    this.queues.close();
  }

  /**
   * Since the last packet the router may have sent something of its own (fragments that expire are reported to their
   * sender), which nobody is told. Anything else would be part of that packet's way, which would then be told wrong.
   */
  #expectSilence(): void {
    const records: LogRecord[] = [];
    this.#collect(records, []);
    const late = records.filter(({ inDevice }) => inDevice > LOOPBACK_INDEX);
    if (late.length > 0) throw new Error(`${late.length} log records came after their packet was done`);
  }

  #collect(records: LogRecord[], sent: Sent[]): void {
    const readable = system().readable(this.#files);
    if (readable.includes(this.#logs.fd)) {
      this.#logs.drain(message => {
        if (message.type === NFLOG_PACKET) records.push(logRecord(message));
      });
    }
    for (const tun of this.#tuns.filter(({ fd }) => readable.includes(fd))) {
      for (let bytes = tun.receive(); bytes; bytes = tun.receive()) sent.push({ device: tun.name, bytes });
    }
  }

  /** Whether it passed POSTROUTING and has not been seen behind it. */
  #isOnItsWay({ outDevice, delivered }: Trace, sent: Sent[]): boolean {
    if (outDevice === LOOPBACK_INDEX) return delivered.length === 0;
    return outDevice > 0 && !sent.some(({ device }) => this.#indexOf(device) === outDevice);
  }

  #waitFor({ outDevice }: Trace): boolean {
    const tun = this.#tuns.find(({ name }) => this.#indexOf(name) === outDevice);
    return (tun ?? this.#logs).wait(LATE_MILLISECONDS);
  }
}

/** ACCEPT: it left, or reached a local process. STOLEN: conntrack's defragmentation keeps it. */
function verdictOf({ outDevice, delivered, held }: Trace): VerdictName {
  const isOut = outDevice > 0 && outDevice !== LOOPBACK_INDEX;
  if (isOut || delivered.length > 0) return 'ACCEPT';
  return held ? 'STOLEN' : 'DROP';
}

function familyOf(datagram: Uint8Array): Family {
  return datagram[0] >> 4 === 6 ? Family.IPV6 : Family.IPV4;
}
