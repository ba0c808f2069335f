import { beforeEach, test } from 'node:test';
import { expect } from 'chai';
import { Clock } from '../clock';
import { Hook, type HookOps, queueTo, Verdict } from './hooks';
import { KernelLog } from './log';
import { Netfilter } from './netfilter';
import { PacketQueues, type QueuedPacket } from './queue';
import { CLIENT, datagram, packetOf, SERVER } from './test-packets';
import { Topology } from './topology';

const PACKET = () => packetOf(datagram(CLIENT, SERVER));

let netfilter: Netfilter;
let queues: PacketQueues;
let log: KernelLog;
let seen: string[];
let queued: QueuedPacket[];
let verdict: number;
let queueing: HookOps;

beforeEach(() => {
  netfilter = new Netfilter();
  log = new KernelLog(new Clock(), new Topology());
  queues = new PacketQueues(netfilter, log);
  netfilter.queues = queues;
  seen = [];
  queued = [];
  verdict = queueTo(5);
  const note = (name: string, result: () => number) => () => {
    seen.push(name);
    return result();
  };
  queueing = { name: 'queueing', hook: Hook.INPUT, priority: 0, fn: note('queueing', () => verdict) };
  netfilter.register(queueing);
  netfilter.register({ name: 'later', hook: Hook.INPUT, priority: 1, fn: note('later', () => Verdict.ACCEPT) });
  const after = [0, 1, 2, 3, 4].map(hook => note(`after ${hook}`, () => Verdict.ACCEPT));
  netfilter.attach({ after, drop: () => seen.push('dropped') });
});

const hold = (each: QueuedPacket) => queued.push(each);
const send = (packet = PACKET()) => netfilter.traverse(Hook.INPUT, packet);

test('an accepted packet goes on behind the callback that queued it', () => {
  queues.bind(5, hold);
  expect(send()).to.equal(Verdict.QUEUE);
  expect(seen).to.deep.equal(['queueing']);
  expect(queued[0].accept()).to.equal(Verdict.ACCEPT);
  expect(seen).to.deep.equal(['queueing', 'later', 'after 1']);
  expect(queues.statistics(5)).to.deep.equal({ total: 0, dropped: 0, sequence: 1 });
});

test('a dropped packet ends there', () => {
  queues.bind(5, hold);
  send();
  expect(queued[0].drop()).to.equal(Verdict.DROP);
  expect(seen).to.deep.equal(['queueing', 'dropped']);
});

test('a repeated packet meets the callback once more', () => {
  queues.bind(5, hold);
  send();
  verdict = Verdict.ACCEPT;
  expect(queued[0].repeat()).to.equal(Verdict.ACCEPT);
  expect(seen).to.deep.equal(['queueing', 'queueing', 'later', 'after 1']);
});

test('a packet may be sent on to another queue', () => {
  const others: QueuedPacket[] = [];
  queues.bind(5, hold);
  queues.bind(6, each => others.push(each));
  send();
  expect(queued[0].decide(queueTo(6))).to.equal(Verdict.QUEUE);
  expect(others[0].accept()).to.equal(Verdict.ACCEPT);
  expect(seen).to.deep.equal(['queueing', 'later', 'after 1']);
});

test('the packet that waits is a copy: the object given in may be used again', () => {
  queues.bind(5, hold);
  const packet = PACKET();
  packet.mark = 7;
  send(packet);
  const expected = packet.datagram().slice();
  packet.bytes.fill(0);
  packet.reset(new Uint8Array(0), 0, 0, 2);
  expect(queued[0].packet.datagram()).to.deep.equal(expected);
  expect(queued[0].packet.mark).to.equal(7);
});

test('a handler may put other bytes in', () => {
  queues.bind(5, hold);
  send();
  const bytes = datagram(CLIENT, SERVER, { ttl: 9 });
  let got: Uint8Array | null = null;
  netfilter.observer = (_, packet) => {
    got = packet.datagram();
  };
  queued[0].accept(bytes);
  expect(got).to.deep.equal(bytes);
});

test('a handler may decide while it is being called', () => {
  queues.bind(5, each => each.accept());
  expect(send()).to.equal(Verdict.QUEUE);
  expect(seen).to.deep.equal(['queueing', 'later', 'after 1']);
});

test('a verdict counts once', () => {
  queues.bind(5, hold);
  send();
  queued[0].accept();
  expect(() => queued[0].accept()).to.throw('packet 1 does not wait for a verdict');
});

test('where nobody listens the packet is dropped, or passes with bypass', () => {
  expect(send()).to.equal(Verdict.DROP);
  verdict = queueTo(5, true);
  expect(send()).to.equal(Verdict.ACCEPT);
  expect(seen).to.deep.equal(['queueing', 'dropped', 'queueing', 'later']);
});

test('a full queue drops, with bypass too, and says so in the log', () => {
  queues.bind(5, hold, { maxLength: 1 });
  verdict = queueTo(5, true);
  expect(send()).to.equal(Verdict.QUEUE);
  expect(send()).to.equal(Verdict.DROP);
  expect(queues.statistics(5)).to.deep.equal({ total: 1, dropped: 1, sequence: 1 });
  expect(log.lines.map(line => line.text)).to.deep.equal([
    'nfnetlink_queue: nf_queue: full at 1 entries, dropping packets(s)',
  ]);
});

test('a full queue that fails open lets packets pass', () => {
  queues.bind(5, hold, { maxLength: 1, failOpen: true });
  send();
  expect(send()).to.equal(Verdict.ACCEPT);
  expect(queues.statistics(5)).to.deep.equal({ total: 1, dropped: 0, sequence: 1 });
});

test('a queue holds 1024 packets unless told', () => {
  queues.bind(5, hold);
  for (let count = 0; count < 1024; count++) expect(send()).to.equal(Verdict.QUEUE);
  expect(send()).to.equal(Verdict.DROP);
});

test('what waits is dropped when the handler goes, or a callback does', () => {
  queues.bind(5, hold);
  send();
  queues.unbind(5);
  expect(seen).to.deep.equal(['queueing', 'dropped']);
  expect(queues.statistics(5)).to.equal(null);
  queues.bind(5, hold);
  send();
  netfilter.unregister(queueing);
  expect(seen).to.deep.equal(['queueing', 'dropped', 'queueing', 'dropped']);
  expect(queues.waiting(5)).to.deep.equal([]);
});
