/** The router that the model is held against, and packets for it. */
import { IcmpType } from '../../src/packet/icmp';
import { Family } from '../../src/packet/packet';
import { fill } from '../../src/packet/payload';
import { TcpFlag } from '../../src/packet/tcp';
import { type Flow, icmpMessage, udpDatagram, type Way } from '../datagram';
import { other, TcpTalk } from '../tcp-talk';
import type { PacketEvent } from '../workload';
import { type Simulate, World } from '../world';
import type { Class } from './model';

/** The ends that talk, by name, and one flow of each protocol between them. */
export const ENDS = ['client', 'server'] as const;
export type EndName = (typeof ENDS)[number];

export class Real {
  readonly world: World;
  /** The TCP conversation at hand of each flow. */
  readonly #talks = new Map<number, TcpTalk>();

  constructor(simulate?: Simulate) {
    this.world = new World(
      { router: { seed: 1, buckets: 8, sysctls: [], helpers: [], translations: [], rulesets: [] }, events: [] },
      simulate,
    );
  }

  udp(number: number, from: EndName): Class {
    return this.#pass(udpDatagram(flowOf(number), wayOf(from), fill(8)));
  }

  ping(number: number, from: EndName, isRequest: boolean): Class {
    const type = isRequest ? IcmpType.ECHO_REQUEST : IcmpType.ECHO_REPLY;
    return this.#pass(icmpMessage(flowOf(number), wayOf(from), type, 0, Uint8Array.of(0, number, 0, 1)));
  }

  connect(number: number, from: EndName): Class[] {
    const [client, server] = flowOf(number).ends;
    const ends: Flow['ends'] = from === 'client' ? [client, server] : [server, client];
    const talk = new TcpTalk({ family: Family.IPV4, ends }, [1000 + 100 * this.world.index, 5000]);
    this.#talks.set(number, talk);
    return this.#passAll(talk.open());
  }

  /** Data from one end, and what the other acknowledges. */
  data(number: number, from: EndName): Class[] {
    const talk = this.#talks.get(number)!;
    return this.#passAll(talk.send(wayIn(talk, from), 10));
  }

  reset(number: number, from: EndName): Class[] {
    const talk = this.#talks.get(number)!;
    return this.#passAll(talk.say(wayIn(talk, from), { flags: TcpFlag.RST | TcpFlag.ACK }));
  }

  /** The other end cannot be reached at its port: an error about a datagram of `from`. */
  error(number: number, from: EndName): Class {
    const flow = flowOf(number);
    const way = wayOf(from);
    const quoted = udpDatagram(flow, way, fill(8)).bytes;
    const body = Uint8Array.of(0, 0, 0, 0, ...quoted);
    return this.#pass(icmpMessage(flow, other(way), IcmpType.UNREACHABLE, 3, body));
  }

  wait(seconds: number): void {
    this.world.give({ kind: 'wait', seconds });
  }

  /** Connections in the table whose time is not over. */
  get count(): number {
    const { conntrack } = this.world.simulation;
    // Not by a walk that removes what has expired: whoever looks something up must notice by himself.
    return this.world.allConnections().filter(ct => !conntrack.isExpired(ct)).length;
  }

  #passAll(talk: TcpTalk): Class[] {
    return talk.events.splice(0).map(event => this.#pass(event));
  }

  #pass(event: PacketEvent): Class {
    this.world.give(event);
    return { ctstate: this.world.ctstate!, ctdir: this.world.ctdir };
  }
}

function flowOf(number: number): Flow {
  return {
    family: Family.IPV4,
    ends: [
      { device: DEVICES.client, address: Uint8Array.of(192, 0, 2, 10), port: 40000 + number },
      { device: DEVICES.server, address: Uint8Array.of(198, 51, 100, 10), port: 53 },
    ],
  };
}

function wayOf(from: EndName): Way {
  return from === 'client' ? 0 : 1;
}

/** Which way an end's segments go in a conversation that either may have opened. */
function wayIn(talk: TcpTalk, from: EndName): Way {
  return talk.flow.ends[0].device === DEVICES[from] ? 0 : 1;
}

const DEVICES: Readonly<Record<EndName, string>> = { client: 'c0', server: 's0' };
