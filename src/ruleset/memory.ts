/** What rules remember from packet to packet, and the matches that ask for it. */
import type { Clock } from '../clock';
import type { Packet } from '../packet/packet';
import { Random } from '../random';
import { ConnectionList } from './connections';
import type { RulesetHost } from './host';
import { KeyedLimit, limiter, quota } from './limit';
import { keyReader } from './read';
import { RecentList } from './recent';
import type { Connections, HashLimit, Limit, Quota, Recent, Selector, Statement } from './ruleset';
import { read } from './select';

/** What has a name is common to all rules, of IPv4 and of IPv6. */
export class RulesetMemory {
  readonly random: Random;
  readonly recent = new Map<string, RecentList>();
  readonly hashlimits = new Map<string, { of: readonly Selector[]; limits: KeyedLimit }>();
  readonly #clock: Clock;

  constructor(clock: Clock, seed: number) {
    this.#clock = clock;
    this.random = new Random(seed);
  }

  recentList(name: string): RecentList {
    return made(this.recent, name, () => new RecentList(this.#clock));
  }

  hashlimit({ name, of, limit, expires }: HashLimit) {
    return made(this.hashlimits, name, () => ({ of, limits: new KeyedLimit(limit, expires, this.#clock) }));
  }
}

type Remembering = Extract<
  Statement,
  Limit | Quota | HashLimit | Recent | Connections | { kind: 'nth' } | { kind: 'chance' }
>;

export function remembering(statement: Remembering, host: RulesetHost): (packet: Packet) => boolean {
  const { conntrack, memory } = host;
  switch (statement.kind) {
    case 'limit':
      return limiter(statement, conntrack.clock);
    case 'quota':
      return quota(statement, conntrack.linux.follows['quota-exact']);
    case 'hashlimit': {
      const { of, limits } = memory.hashlimit(statement);
      const key = keyReader(of, host);
      return packet => limits.take(key(packet), packet.end - packet.start) !== statement.limit.over;
    }
    case 'recent':
      return recentMatch(statement, host);
    case 'connections':
      return connectionsMatch(statement, host);
    case 'nth': {
      const { every, first, negated } = statement;
      let count = 0;
      return () => (count++ % every === first) !== negated;
    }
    case 'chance': {
      const { probability, negated } = statement;
      return () => memory.random.next() < probability * 2 ** 32 !== negated;
    }
  }
}

function recentMatch(statement: Recent, host: RulesetHost): (packet: Packet) => boolean {
  const list = host.memory.recentList(statement.list);
  list.makeRoom(statement.hits);
  const address = keyReader([statement.of], host);
  return packet => {
    const { device, outDevice } = packet;
    const ttl = (read('ip ttl', packet, host) ?? read('ip6 hoplimit', packet, host)) as number;
    // As it was before the router forwarded it.
    const isForwarded = device >= 0 && outDevice >= 0;
    return list.matches(statement, address(packet), isForwarded ? ttl + 1 : ttl);
  };
}

function connectionsMatch({ of, most, over }: Connections, host: RulesetHost): (packet: Packet) => boolean {
  const lists = new Map<string, ConnectionList>();
  const key = keyReader(of, host);
  return packet => {
    const list = made(lists, key(packet), () => new ConnectionList(host.conntrack));
    return list.countWith(packet) > most === over;
  };
}

function made<T>(all: Map<string, T>, name: string, make: () => T): T {
  const found = all.get(name) ?? make();
  all.set(name, found);
  return found;
}
