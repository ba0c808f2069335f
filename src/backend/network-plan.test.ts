import { test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../errors';
import { buildPacket, parsePacket } from '../packet/notation';
import { type Attachment, NetworkPlan } from './network-plan';

const ROWS = [
  'client - 192.0.2.10/24 2001:db8:1::10/64',
  'edge lan 192.0.2.1/24 2001:db8:1::1/64',
  'edge wan 203.0.113.1/24 2001:db8:9::1/64',
  'core wan 203.0.113.2/24 2001:db8:9::2/64',
  'core dmz 198.51.100.1/24',
  'spare lan 192.0.2.2/24',
  'spare dmz 198.51.100.2/24',
  'server - 198.51.100.10/24',
];

function plan(...rows: string[]): NetworkPlan {
  return new NetworkPlan(rows.map(attachment));
}

function attachment(row: string): Attachment {
  const [node, name, ...addresses] = row.split(' ');
  return { node, interface: name === '-' ? null : name, addresses };
}

const packet = (text: string) => buildPacket(parsePacket(text));

test('routers know the shortest way to every link, and each family has its own', () => {
  const network = plan(...ROWS);
  // As short as by core, and on a link that stands further up in the table.
  expect(network.optionsOf('edge').gateways).to.deep.equal([{ to: '198.51.100.0/24', via: '192.0.2.2' }]);
  expect(network.optionsOf('core').gateways).to.deep.equal([
    { to: '192.0.2.0/24', via: '203.0.113.1' },
    { to: '2001:db8:1::/64', via: '2001:db8:9::1' },
  ]);
  expect(network.optionsOf('spare').gateways).to.deep.equal([{ to: '203.0.113.0/24', via: '192.0.2.1' }]);
});

test('a rule takes the place of the shortest way, and the longest prefix decides', () => {
  const network = plan(...ROWS);
  const question = packet('udp 192.0.2.10:1 > 198.51.100.10:53 len 1');
  expect(network.entrance(question)).to.deep.equal({ router: 'spare', device: 'lan' });
  network.addRule({ at: 'client', to: '198.51.100.0/24', via: 'edge' });
  expect(network.entrance(question)).to.deep.equal({ router: 'edge', device: 'lan' });
  network.addRule({ at: 'client', to: 'server', via: '192.0.2.2' });
  expect(network.entrance(question)).to.deep.equal({ router: 'spare', device: 'lan' });
  network.addRule({ at: 'edge', to: 'default', via: 'core' });
  expect(network.optionsOf('edge').gateways).to.deep.equal([
    { to: '0.0.0.0/0', via: '203.0.113.2' },
    { to: '::/0', via: '2001:db8:9::2' },
    { to: '198.51.100.0/24', via: '192.0.2.2' },
  ]);
});

test('what leaves a router comes to the next one, or to a host', () => {
  const network = plan(...ROWS);
  const question = packet('udp 192.0.2.10:1 > 198.51.100.10:53 len 1');
  expect(network.next('edge', question)).to.deep.equal({ router: 'spare', device: 'lan' });
  expect(network.next('core', question)).to.equal(null);
  expect(network.next('edge', packet('udp 192.0.2.10:1 > 203.0.113.2:53 len 1'))).to.deep.equal({
    router: 'core',
    device: 'wan',
  });
});

test('where a packet comes in', () => {
  const network = plan(...ROWS);
  const entrance = (text: string) => Object.values(network.entrance(packet(text))).join(' ');
  expect(entrance('udp 203.0.113.1:1 > 192.0.2.10:2 len 1')).to.equal('edge lo');
  // A stranger on a link, and a destination that nobody knows, go to the first router there.
  expect(entrance('udp 192.0.2.77:1 > 198.51.100.10:2 len 1')).to.equal('edge lan');
  expect(entrance('udp 192.0.2.10:1 > 203.0.113.200:2 len 1')).to.equal('edge lan');
  expect(entrance('udp 192.0.2.10:1 > 192.0.2.2:2 len 1')).to.equal('spare lan');
  expect(() => entrance('udp 233.252.0.1:1 > 192.0.2.10:2 len 1')).to.throw(InputError, 'the column in must say');
  expect(network.device('core dmz')).to.deep.equal({ router: 'core', device: 'dmz' });
});

test('names', () => {
  expect(plan(...ROWS).names()).to.include({
    client: '192.0.2.10',
    client6: '2001:db8:1::10',
    edge: '192.0.2.1',
    'edge-wan': '203.0.113.1',
    'edge6-wan': '2001:db8:9::1',
    'edge-lan': '192.0.2.1',
  });
});

test('what is no network', () => {
  const faults: [rows: string[], message: string][] = [
    [['client - 192.0.2.10/24'], 'the network has no router'],
    [['a x 192.0.2.1/24', 'a - 198.51.100.1/24'], 'a has an interface with a name and one without'],
    [['a x 192.0.2.1/24', 'b x 192.0.2.1/24'], '192.0.2.1 is there twice'],
    [['a x 192.0.2.1/24', 'a x 198.51.100.1/24'], 'a x is there twice'],
    [['a x 192.0.2.1'], '"192.0.2.1" is no address with its prefix length'],
  ];
  for (const [rows, message] of faults) expect(() => plan(...rows), message).to.throw(InputError, message);
  const rule = (at: string, to: string, via: string) => () => plan(...ROWS).addRule({ at, to, via });
  expect(rule('nobody', 'server', 'edge')).to.throw(InputError, 'unknown node "nobody" (allowed: client, edge');
  expect(rule('client', 'nobody', 'edge')).to.throw(InputError, 'unknown node "nobody"');
  expect(rule('client', 'server', 'core')).to.throw(
    InputError,
    'core is no neighbour of client (allowed: edge, spare)',
  );
  expect(rule('client', '2001:db8:7::/64', 'spare')).to.throw(InputError, 'client reaches spare by no address');
});
