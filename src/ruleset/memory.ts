/** What rules remember from packet to packet, and the matches that ask for it. */
import type { Clock } from '../clock';
import type { Packet } from '../packet/packet';
import { Random } from '../random';
import { ConnectionList } from './connections';
import { BREAK, DROPPED, matching, NEXT, type RulesetHost, type Step } from './host';
import { KeyedLimit, limiter, quota } from './limit';
import { keyReader } from './read';
import { RecentList } from './recent';
import type { Connections, HashLimit, Limit, Quota, Recent, Statement } from './ruleset';
import { readerOf } from './select';
import { portsForLimit } from './whole';

/** What has a name is common to all rules, of IPv4 and of IPv6. */
export class RulesetMemory {
  readonly random: Random;
  readonly recent = new Map<string, RecentList>();
  readonly hashlimits = new Map<string, Pick<HashLimit, 'of' | 'ports'> & { limits: KeyedLimit }>();
  readonly #clock: Clock;

  constructor(clock: Clock, seed: number) {
    this.#clock = clock;
    this.random = new Random(seed);
  }

  recentList(name: string): RecentList {
    return made(this.recent, name, () => new RecentList(this.#clock));
  }

  hashlimit({ name, of, ports, limit, expires }: HashLimit) {
    return made(this.hashlimits, name, () => ({ of, ports, limits: new KeyedLimit(limit, expires, this.#clock) }));
  }
}

type Remembering = Extract<
  Statement,
  Limit | Quota | HashLimit | Recent | Connections | { kind: 'nth' } | { kind: 'chance' }
>;

export function remembering(statement: Remembering, host: RulesetHost): Step {
  const { conntrack, memory } = host;
  switch (statement.kind) {
    case 'limit':
      return matching(limiter(statement, conntrack.clock));
    case 'quota':
      return matching(quota(statement, conntrack.linux.follows['quota-exact']));
    case 'hashlimit':
      return hashlimitStep(statement, host);
    case 'recent':
      return matching(recentMatch(statement, host));
    case 'connections':
      return connectionsStep(statement, host);
    case 'nth': {
      const { every, first, negated } = statement;
      let count = 0;
      return matching(() => (count++ % every === first) !== negated);
    }
    case 'chance': {
      const { probability, negated } = statement;
      return matching(() => memory.random.next() < probability * 2 ** 32 !== negated);
    }
  }
}

/** A packet whose ports are cut off has no key, and is dropped (`hashlimit_mt_common`). */
function hashlimitStep(statement: HashLimit, host: RulesetHost): Step {
  const { of, ports, limits } = host.memory.hashlimit(statement);
  const key = keyReader(of, host);
  return packet => {
    const there = ports.length > 0 ? portsForLimit(packet) : NO_PORTS;
    if (there === null) return DROPPED;
    const bucket = [key(packet), ...ports.map(each => there[each])].join(' ');
    return limits.take(bucket, packet.end - packet.start) !== statement.limit.over ? NEXT : BREAK;
  };
}

const NO_PORTS = { source: 0, destination: 0 };

function recentMatch(statement: Recent, host: RulesetHost): (packet: Packet) => boolean {
  const list = host.memory.recentList(statement.list);
  list.makeRoom(statement.hits);
  const address = keyReader([statement.of], host);
  return packet => {
    const { device, outDevice } = packet;
    const ttl = (readerOf('ip ttl')(packet, host) ?? readerOf('ip6 hoplimit')(packet, host)) as number;
    // As it was before the router forwarded it.
    const isForwarded = device >= 0 && outDevice >= 0;
    return list.matches(statement, address(packet), isForwarded ? ttl + 1 : ttl);
  };
}

/** What belongs to no connection, and could begin none, is dropped (`connlimit_mt`, `nft_connlimit_do_eval`). */
function connectionsStep({ of, most, over }: Connections, host: RulesetHost): Step {
  const lists = new Map<string, ConnectionList>();
  const key = keyReader(of, host);
  return packet => {
    const list = made(lists, key(packet), () => new ConnectionList(host.conntrack));
    const count = list.countWith(packet);
    if (count === null) return DROPPED;
    return count > most === over ? NEXT : BREAK;
  };
}

function made<T>(all: Map<string, T>, name: string, make: () => T): T {
  const found = all.get(name) ?? make();
  all.set(name, found);
  return found;
}
