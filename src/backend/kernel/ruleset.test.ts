import { test } from 'node:test';
import { expect } from 'chai';
import type { CallbackRule } from '../backend';
import { NotObservable } from '../not-observable';
import { reportOf } from './reporting';
import { callbackRules } from './ruleset';

const rule = (match: string, action: CallbackRule['action'] = { kind: 'DROP' }) =>
  callbackRules({ name: 'a rule', hook: 'FORWARD', priority: -5, match, action }, 1);

test('the word of a report says what conntrack thinks of the packet', () => {
  expect(reportOf('arrived')).to.deep.equal({ stage: 'arrived' });
  expect(reportOf('INVALID')).to.deep.equal({ stage: 'classified', ctstate: 'INVALID', ctdir: null });
  expect(reportOf('NEW REPLY')).to.deep.equal({ stage: 'classified', ctstate: 'NEW', ctdir: 'REPLY' });
});

test('a match becomes one of nft', () => {
  expect(rule('any')).to.contain('hook forward priority -5; policy accept;\n    drop\n');
  expect(rule('tcp')).to.contain(' meta l4proto tcp drop\n');
  expect(rule('icmpv6')).to.contain(' meta l4proto ipv6-icmp drop\n');
  expect(rule('iifname "c0" udp dport 53')).to.contain(' iifname "c0" udp dport 53 drop\n');
  expect(rule('ct state new,related', { kind: 'MARK', value: 7 })).to.contain(
    ' ct state new,related meta mark set 7\n',
  );
});

test('what no rule can do is not observable', () => {
  expect(() => rule('any', { kind: 'STOLEN' })).to.throw(NotObservable, 'STOLEN');
});
