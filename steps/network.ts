/** The hosts and routers around a scenario, where the default router between client and server is not enough. */
import type { DataTable } from '@cucumber/cucumber';
import { NetworkPlan } from '../src/backend/network-plan';
import { InputError } from '../src/errors';
import { step } from './support/define';
import { resolveHost } from './support/hosts';
import { readTable, wholeNumber } from './support/table';

/** As long as Linux takes it, and nothing that would need quotes in a rule. */
const INTERFACE_NAME = {
  pattern: /^[A-Za-z][\w.-]{0,14}$/,
  allowed: 'a letter, then up to 14 letters, digits, _, . or -',
};
/** What the notation takes for a host. */
const NODE_NAME = { pattern: /^[A-Za-z][\w-]*$/, allowed: 'a letter, then letters, digits, _ or -' };

step(
  {
    keyword: 'Given',
    en: 'the network:',
    zh: '网络：',
    about:
      'Hosts and routers, a row for each interface. Addresses with one prefix are on one link, and everybody knows the shortest way to each link.',
    words: {
      name: 'of the host or router. It stands for its first IPv4 address, with a 6 behind it for IPv6; with an interface for the address there: edge, edge6, edge-wan, edge6-wan',
      interface: 'its name; a router’s interfaces have names, a host’s has none',
      addresses: 'with prefix lengths',
      mtu: '1500 unless told',
    },
    example: `Given the network:
  | name   | interface | addresses        |
  | client |           | 192.0.2.10/24    |
  | edge   | lan       | 192.0.2.1/24     |
  | edge   | wan       | 203.0.113.1/24   |
  | core   | wan       | 203.0.113.2/24   |
  | core   | dmz       | 198.51.100.1/24  |
  | server |           | 198.51.100.10/24 |`,
  },
  (world, table: DataTable) => {
    const attachments = readTable(world, table, ['name', 'interface', 'addresses', 'mtu']).map(row => ({
      node: row.needed('name', named('name of a host or router', NODE_NAME)),
      interface: row.value('interface', named('name of an interface', INTERFACE_NAME)) ?? null,
      addresses: row.needed('addresses', text => text.split(/\s+/)),
      mtu: row.value('mtu', wholeNumber('the MTU', 68)),
    }));
    world.describeNetwork(new NetworkPlan(attachments));
  },
);

step(
  {
    keyword: 'Given',
    en: 'the routes:',
    zh: '路由：',
    about: 'Ways in the network other than the shortest. The longest prefix decides.',
    words: {
      at: 'the host or router whose packets they are for',
      to: 'a host, a router, a network or default',
      via: 'the neighbour they go by, or its address',
    },
    example: `Given the routes:
  | at     | to            | via  |
  | server | 192.0.2.0/24  | edge |`,
  },
  (world, table: DataTable) => {
    const { plan } = world;
    for (const row of readTable(world, table, ['at', 'to', 'via'])) {
      const [at, to, via] = ['at', 'to', 'via'].map(column => row.needed(column, text => text));
      row.at(() => plan.addRule({ at, to, via }));
    }
  },
);

step(
  {
    keyword: 'Given',
    en: 'the router is {word}',
    zh: '路由器是 {word}',
    about:
      'From here on this router of the network is meant: its callbacks, sysctls, table, log, events and statistics. Until then it is the first.',
    example: 'Given the router is core',
  },
  (world, name: string) => world.meanRouter(name),
);

step(
  {
    keyword: 'When',
    en: 'the address {word} goes away',
    zh: '地址 {word} 消失',
    about: 'The router loses an address of its own, given by itself or by its name; ways that need it go, too.',
    example: 'When the address router-s0 goes away',
  },
  (world, host: string) => world.backend.removeAddress(resolveHost(host)),
);

step(
  {
    keyword: 'When',
    en: 'the interface {word} goes down',
    zh: '接口 {word} 停用',
    about: 'With it go its addresses and all ways by it; what arrives there is dropped.',
    example: 'When the interface s0 goes down',
  },
  (world, name: string) => world.backend.takeDown(name),
);

function named(what: string, { pattern, allowed }: typeof NODE_NAME): (text: string) => string {
  return text => {
    if (!pattern.test(text)) throw new InputError(`"${text}" is no ${what} (allowed: ${allowed})`);
    return text;
  };
}
