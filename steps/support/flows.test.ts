import { test } from 'node:test';
import { expect } from 'chai';
import { Flows, flowText, parseTuple } from './flows';

test('a flow is told by the names of its ends, or by their addresses', () => {
  const flows = new Flows();
  for (const [given, text] of [
    ['tcp client:1024 > server:80', 'tcp client:1024 > server:80'],
    ['tcp 192.0.2.10:1024 > 198.51.100.10:80', 'tcp client:1024 > server:80'],
    ['udp client6:1024 > [2001:db8:2::10]:53', 'udp client6:1024 > server6:53'],
    ['udp 203.0.113.7:1 > [::ffff]:2', null],
    ['icmp client > router', 'icmp client > router'],
    ['icmp6 client6 > server6', 'icmp6 client6 > server6'],
    ['sctp client:5000 > server:36412', 'sctp client:5000 > server:36412'],
    ['gre client2 > server', 'gre client2 > server'],
    ['ip client2 > server proto 47', 'gre client2 > server'],
    ['ip client2 > server proto 99', 'ip client2 > server proto 99'],
    ['udp [2001:db8:9::1]:5 > server6:53', 'udp [2001:db8:9::1]:5 > server6:53'],
  ] as const) {
    if (text === null) expect(() => flows.find(given), given).to.throw();
    else expect(flowText(flows.find(given)), given).to.equal(text);
  }
});

test('a flow that needs no mention is the only one', () => {
  const flows = new Flows();
  expect(flows.only).to.equal(undefined);
  flows.declare('web', 'tcp client:1024 > server:80');
  expect(flows.only?.name).to.equal('web');
  flows.declare('dns', 'udp client:1024 > server:53');
  expect(flows.only).to.equal(undefined);
});

test('flows that cannot be read, or found, are refused with what is allowed', () => {
  const flows = new Flows();
  flows.declare('web', 'tcp client:1024 > server:80');
  expect(() => flows.declare('web', 'tcp client:1 > server:2')).to.throw('there is a flow "web" already');
  expect(() => flows.find('wob')).to.throw('unknown flow "wob" (allowed: web)');
  expect(() => flows.find('tcp nobody:1 > server:2')).to.throw('"nobody" is no address and no host (allowed: client,');
});

test('tuples have one way to be written', () => {
  expect(parseTuple('192.0.2.10:1024 > server:80')).to.equal('client:1024 > server:80');
  expect(parseTuple('2001:db8:1:0::10 > server6')).to.equal('client6 > server6');
  expect(parseTuple('[2001:db8:1::10]:5 > [2001:db8:9::1]:6')).to.equal('client6:5 > [2001:db8:9::1]:6');
  expect(parseTuple('client > server type 8 code 0 id 7')).to.equal('client > server type 8 code 0 id 7');
  for (const text of ['client', 'client > ', 'client > server id 7', 'client:x > server:1']) {
    expect(() => parseTuple(text), text).to.throw();
  }
});
