import { test } from 'node:test';
import { expect } from 'chai';
import { Topology } from './topology';

test('an interface address must be one', () => {
  expect(() => new Topology([{ name: 'x0', addresses: ['192.0.2.1/33'] }])).to.throw(
    '"192.0.2.1/33" is no address with its prefix length',
  );
  expect(() => new Topology([{ name: 'x0', addresses: ['192.0.2.1'] }])).to.throw(
    '"192.0.2.1" is no address with its prefix length',
  );
});
