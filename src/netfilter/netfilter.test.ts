import { test } from 'node:test';
import { expect } from 'chai';
import { Family } from '../packet/packet';
import { Hook, type HookOps, QUEUE_BYPASS, queueTo, Verdict } from './hooks';
import { Netfilter } from './netfilter';
import { CLIENT, CLIENT6, datagram, packetOf, SERVER, SERVER6 } from './test-packets';

const PACKET = () => packetOf(datagram(CLIENT, SERVER));

/** A Netfilter whose callbacks at FORWARD return, call by call, the verdicts given; and what happens, in order. */
function scene(verdicts: Record<string, number[]>): {
  netfilter: Netfilter;
  ops: Record<string, HookOps>;
  seen: string[];
} {
  const netfilter = new Netfilter();
  const seen: string[] = [];
  const ops: Record<string, HookOps> = {};
  Object.entries(verdicts).forEach(([name, answers], priority) => {
    let calls = 0;
    const fn = () => {
      seen.push(name);
      return answers[Math.min(calls++, answers.length - 1)];
    };
    ops[name] = { name, hook: Hook.FORWARD, priority, fn };
    netfilter.register(ops[name]);
  });
  const after = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'].map(hook => () => {
    seen.push(`after ${hook}`);
    return Verdict.ACCEPT;
  });
  netfilter.attach({ after, drop: () => seen.push('dropped') });
  return { netfilter, ops, seen };
}

test('callbacks run from the lowest priority to the highest, of equal ones the latest first', () => {
  const { netfilter, seen } = scene({});
  for (const [name, priority] of [
    ['b', 0],
    ['a', -5],
    ['d', 7],
    ['c', 0],
  ] as const) {
    const fn = () => {
      seen.push(name);
      return Verdict.ACCEPT;
    };
    netfilter.register({ name, hook: Hook.FORWARD, priority, fn });
  }
  expect(netfilter.traverse(Hook.FORWARD, PACKET())).to.equal(Verdict.ACCEPT);
  expect(seen).to.deep.equal(['a', 'c', 'b', 'd']);
  expect(netfilter.callbacks(Hook.FORWARD, Family.IPV6).map(each => each.name)).to.deep.equal(['a', 'c', 'b', 'd']);
});

test('a callback of one family does not see packets of the other', () => {
  const { netfilter, seen } = scene({});
  const fn = () => {
    seen.push('called');
    return Verdict.ACCEPT;
  };
  netfilter.register({ name: 'six', hook: Hook.INPUT, priority: 0, family: Family.IPV6, fn });
  netfilter.traverse(Hook.INPUT, PACKET());
  expect(seen).to.deep.equal([]);
  netfilter.traverse(Hook.INPUT, packetOf(datagram(CLIENT6, SERVER6)));
  expect(seen).to.deep.equal(['called']);
});

test('DROP ends the packet: no later callback sees it', () => {
  const { netfilter, seen } = scene({ a: [Verdict.DROP], b: [Verdict.ACCEPT] });
  expect(netfilter.traverse(Hook.FORWARD, PACKET())).to.equal(Verdict.DROP);
  expect(seen).to.deep.equal(['a', 'dropped']);
});

test('a stolen packet goes on behind the callback that took it, and on through the stack', () => {
  const { netfilter, ops, seen } = scene({ a: [Verdict.STOLEN], b: [Verdict.ACCEPT] });
  const packet = PACKET();
  expect(netfilter.traverse(Hook.FORWARD, packet)).to.equal(Verdict.STOLEN);
  expect(seen).to.deep.equal(['a']);
  expect(netfilter.resume(packet, ops.a)).to.equal(Verdict.ACCEPT);
  expect(seen).to.deep.equal(['a', 'b', 'after FORWARD']);
});

test('REPEAT calls the same callback again', () => {
  const { netfilter, seen } = scene({ a: [Verdict.REPEAT, Verdict.REPEAT, Verdict.ACCEPT], b: [Verdict.ACCEPT] });
  expect(netfilter.traverse(Hook.FORWARD, PACKET())).to.equal(Verdict.ACCEPT);
  expect(seen).to.deep.equal(['a', 'a', 'a', 'b']);
});

test('a repeated callback may end in any other verdict', () => {
  const { netfilter, seen } = scene({ a: [Verdict.REPEAT, Verdict.DROP], b: [Verdict.ACCEPT] });
  expect(netfilter.traverse(Hook.FORWARD, PACKET())).to.equal(Verdict.DROP);
  expect(seen).to.deep.equal(['a', 'a', 'dropped']);
});

test('a callback that repeats without end drops the packet', () => {
  const { netfilter, seen } = scene({ a: [Verdict.REPEAT] });
  const packet = PACKET();
  expect(netfilter.traverse(Hook.FORWARD, packet)).to.equal(Verdict.DROP);
  expect(packet.reason).to.equal('a repeats without end');
  expect(seen[seen.length - 1]).to.equal('dropped');
});

test('QUEUE drops where there are no queues', () => {
  const { netfilter } = scene({ a: [queueTo(3)], b: [Verdict.ACCEPT] });
  expect(netfilter.traverse(Hook.FORWARD, PACKET())).to.equal(Verdict.DROP);
  expect(queueTo(3, true)).to.equal((3 << 16) | QUEUE_BYPASS | Verdict.QUEUE);
});

test('a packet whose callback has gone is dropped when it comes back', () => {
  const { netfilter, ops, seen } = scene({ a: [Verdict.STOLEN], b: [Verdict.ACCEPT] });
  const packet = PACKET();
  netfilter.traverse(Hook.FORWARD, packet);
  netfilter.unregister(ops.a);
  expect(netfilter.resume(packet, ops.a)).to.equal(Verdict.DROP);
  expect(seen).to.deep.equal(['a', 'dropped']);
});

test('the observer is told each call and its verdict', () => {
  const { netfilter } = scene({ a: [Verdict.REPEAT, Verdict.ACCEPT], b: [queueTo(7)] });
  const told: string[] = [];
  netfilter.observer = (ops, _packet, verdict) => told.push(`${ops.name} ${verdict}`);
  netfilter.traverse(Hook.FORWARD, PACKET());
  expect(told).to.deep.equal(['a 4', 'a 1', 'b 3']);
});
