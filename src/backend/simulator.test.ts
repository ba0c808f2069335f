import { test } from 'node:test';
import { expect } from 'chai';
import type { HookName } from '../netfilter/hooks';
import { buildPacket, parsePacket } from '../packet/notation';
import type { CallbackAction } from './backend';
import { Simulator } from './simulator';

const datagram = (text: string) => buildPacket(parsePacket(text));
const query = datagram('udp 192.0.2.10:1024 > 198.51.100.10:53 len 8');
const answer = datagram('udp 198.51.100.10:53 > 192.0.2.10:1024 len 8');

function withCallback(action: CallbackAction, hook: HookName = 'FORWARD', priority = 0): Simulator {
  const simulator = new Simulator();
  void simulator.addCallback({ name: 'test', hook, priority, match: 'udp', action });
  return simulator;
}

test('a forwarded packet passes three hooks and leaves by the other interface', async () => {
  const seen = await new Simulator().inject('c0', query);
  expect(seen.path.map(({ hook }) => hook)).to.deep.equal(['PREROUTING', 'FORWARD', 'POSTROUTING']);
  expect(seen).to.include({
    packet: 1,
    ctstate: 'NEW',
    ctdir: 'ORIGINAL',
    verdict: 'ACCEPT',
    reason: null,
    before: null,
  });
  expect(seen.sent.map(({ device }) => device)).to.deep.equal(['s0']);
  expect(seen.bytes).to.deep.equal(query);
  expect(seen.after).to.include({ protocol: 'udp', timeout: 30, use: 2 });
  expect(seen.after!.status).to.deep.equal(['CONFIRMED']);
});

test('before and after are the entry as the packet found it and left it', async () => {
  const simulator = new Simulator();
  await simulator.inject('c0', query);
  await simulator.advance(3);
  const seen = await simulator.inject('s0', answer);
  expect(seen.before).to.include({ timeout: 27 });
  expect(seen.before!.status).to.not.include('SEEN_REPLY');
  expect(seen.after!.status).to.include('SEEN_REPLY');
  expect(seen.events.map(({ type }) => type)).to.deep.equal(['UPDATE']);
  expect((await simulator.events()).map(({ type }) => type)).to.deep.equal(['NEW', 'UPDATE']);
});

test('a dropped packet leaves nothing behind', async () => {
  const simulator = withCallback({ kind: 'DROP' });
  const seen = await simulator.inject('c0', query);
  expect(seen).to.include({ verdict: 'DROP', ctstate: 'NEW', after: null });
  expect(seen.sent).to.deep.equal([]);
  expect(await simulator.entries()).to.deep.equal([]);
  expect(await simulator.sysctl('net.netfilter.nf_conntrack_count')).to.equal('0');
});

test('a stolen packet goes on when it is released, and its observation with it', async () => {
  const simulator = withCallback({ kind: 'STOLEN' });
  const held = await simulator.inject('c0', query);
  expect(held).to.include({ verdict: 'STOLEN' });
  expect(held.after!.status).to.not.include('CONFIRMED');
  const released = await simulator.decide(1, 'accept');
  expect(released).to.include({ packet: 1, verdict: 'ACCEPT' });
  expect(released.path.map(({ hook }) => hook)).to.deep.equal(['PREROUTING', 'FORWARD', 'POSTROUTING']);
  expect(released.after).to.include({ use: 2 });
  await expectRejection(simulator.decide(1, 'accept'), 'packet 1 is not waiting for anybody');
});

test('a handler decides at once or later, and may alter the packet', async () => {
  const simulator = withCallback({ kind: 'QUEUE', queue: 3, bypass: false });
  expect((await simulator.inject('c0', query)).verdict).to.equal('DROP');
  await simulator.handleQueue(3, { kind: 'accept' });
  expect(await simulator.inject('c0', query)).to.include({ verdict: 'ACCEPT', ctstate: 'NEW' });
  await simulator.handleQueue(3, { kind: 'drop' });
  expect((await simulator.inject('c0', query)).verdict).to.equal('DROP');
  await simulator.handleQueue(3, { kind: 'alter', offset: 28, bytes: Uint8Array.of(0xaa) });
  expect((await simulator.inject('c0', query)).sent[0].bytes[28]).to.equal(0xaa);
  await simulator.handleQueue(3, { kind: 'hold' }, 1);
  expect((await simulator.inject('c0', query)).verdict).to.equal('QUEUE');
  expect((await simulator.inject('c0', query)).verdict).to.equal('DROP');
  expect((await simulator.decide(5, 'drop')).verdict).to.equal('DROP');
});

test('a packet that its handler drops leaves the entry it belongs to', async () => {
  const simulator = withCallback({ kind: 'QUEUE', queue: 3, bypass: false });
  await simulator.handleQueue(3, { kind: 'hold' });
  await simulator.inject('c0', query);
  await simulator.decide(1, 'accept');
  const held = await simulator.inject('c0', query);
  const dropped = await simulator.decide(2, 'drop');
  expect(dropped).to.include({ packet: 2, verdict: 'DROP' });
  expect(held.before).to.not.equal(null);
  expect(dropped.after!.original).to.deep.equal(held.before!.original);
});

test('a callback that repeats is called again, for each packet anew', async () => {
  const simulator = withCallback({ kind: 'REPEAT', times: 2 });
  for (const round of [1, 2]) {
    const { calls, verdict } = await simulator.inject('c0', query);
    const verdicts = calls.filter(({ callback }) => callback === 'test').map(call => call.verdict);
    expect(verdicts, `packet ${round}`).to.deep.equal(['REPEAT', 'REPEAT', 'ACCEPT']);
    expect(verdict).to.equal('ACCEPT');
  }
});

test('a packet marked as not to be tracked is UNTRACKED and has no entry', async () => {
  const seen = await withCallback({ kind: 'NOTRACK' }, 'PREROUTING', -300).inject('c0', query);
  expect(seen).to.include({ ctstate: 'UNTRACKED', ctdir: null, verdict: 'ACCEPT', after: null });
});

test('what the router answers of its own accord is sent, but is no part of the path', async () => {
  const seen = await new Simulator().inject('c0', datagram('icmp 192.0.2.10 > 192.0.2.1 echo-request id 7 seq 1'));
  expect(seen.path.map(({ hook }) => hook)).to.deep.equal(['PREROUTING', 'INPUT']);
  expect(seen).to.include({ ctstate: 'NEW', verdict: 'ACCEPT' });
  expect(seen.delivered).to.have.length(1);
  expect(seen.sent.map(({ device }) => device)).to.deep.equal(['c0']);
});

test('an INVALID packet keeps its reason and shows the entry of its addresses untouched', async () => {
  const simulator = new Simulator();
  await simulator.inject('c0', query);
  const seen = await simulator.inject('c0', datagram('udp 192.0.2.10:1024 > 198.51.100.10:53 len 8 ulen 100'));
  expect(seen).to.include({ ctstate: 'INVALID', ctdir: null, reason: 'truncated/malformed packet' });
  expect(seen.after?.line).to.equal(seen.before?.line);
  expect(seen.after).to.not.equal(null);
});

test('every tuplehash stands in the bucket its hash says, and is found', async () => {
  const simulator = new Simulator({ buckets: 2, seed: 5 });
  for (let port = 1; port <= 9; port++) {
    await simulator.inject('c0', datagram(`udp 192.0.2.10:${port} > 198.51.100.10:53 len 8`));
  }
  const insight = await simulator.insight();
  expect(insight).to.have.length(9);
  for (const { original, reply } of insight) {
    expect(original.foundIn).to.deep.equal([original.bucket]);
    expect(reply.foundIn).to.deep.equal([reply.bucket]);
    expect([original.resolves, reply.resolves]).to.deep.equal([true, true]);
  }
});

test('a packet for which the table has no room is never classified', async () => {
  const simulator = new Simulator();
  await simulator.setSysctl('net.netfilter.nf_conntrack_max', '1');
  await simulator.inject('c0', query);
  const seen = await simulator.inject('c0', datagram('udp 192.0.2.10:1025 > 198.51.100.10:53 len 8'));
  expect(seen).to.include({ ctstate: null, ctdir: null, verdict: 'DROP', reason: 'table full, dropping packet' });
  expect(seen.log).to.deep.equal(['nf_conntrack: nf_conntrack: table full, dropping packet']);
  expect(await simulator.log()).to.deep.equal(seen.log);
});

test('bad input names what is allowed', async () => {
  const simulator = new Simulator();
  await expectRejection(simulator.inject('eth0', query), 'unknown interface "eth0" (allowed: lo, c0, s0)');
  await expectRejection(
    simulator.assignHelper('irk', 'tcp', 6667),
    'unknown helper "irk" (allowed: ftp, tftp, irc, amanda, netbios-ns, snmp, snmp_trap, sane, pptp, sip, Q.931, RAS)',
  );
});

async function expectRejection(promise: Promise<unknown>, message: string): Promise<void> {
  const error = await promise.then(
    () => null,
    reason => reason,
  );
  expect(error?.name).to.equal('InputError');
  expect(error.message).to.equal(message);
}

test('fragments over the loopback hold a reference each, also where one of them is dropped', async () => {
  const simulator = new Simulator();
  await simulator.loadRuleset(
    'table ip6 t { chain p { type filter hook prerouting priority -350; ip6 length 64 drop; } }',
  );
  const flow = 'udp [2001:db8:2::1]:1000 > [2001:db8:2::1]:2000 len 100';
  await simulator.inject('lo', datagram(`${flow} (frag 3:56@0+)`));
  const seen = await simulator.inject('lo', datagram(`${flow} (frag 3:52@56)`));
  const hooks = ['OUTPUT', 'POSTROUTING', 'PREROUTING', 'PREROUTING', 'INPUT'];
  expect(seen.path.map(({ hook }) => hook)).to.deep.equal(hooks);
  expect((await simulator.entries()).map(({ use }) => use)).to.deep.equal([2]);
});
