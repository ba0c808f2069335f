import { test } from 'node:test';
import { expect } from 'chai';
import { helperNamed } from '../conntrack/helpers';
import { copyTuple, Dir } from '../conntrack/store';
import { TupleWord } from '../conntrack/tuple';
import { Hook, Priority, Verdict } from '../netfilter/hooks';
import { buildPacket, parsePacket, printPacket } from '../packet/notation';
import { Family, Packet } from '../packet/packet';
import { helperRules } from '../ruleset/helper-rule';
import { Simulation } from '../simulation';
import { natRange } from './range';

const HOOKS = [Hook.PREROUTING, Hook.INPUT, Hook.OUTPUT, Hook.POSTROUTING];

function registered({ netfilter }: Simulation, family: Family): number {
  return HOOKS.flatMap(hook => netfilter.callbacks(hook, family)).filter(({ name }) => name === 'nf_nat_inet_fn')
    .length;
}

function masquerading(): Simulation {
  const simulation = new Simulation({ buckets: 64 });
  const { nat } = simulation;
  nat.addChain({
    name: 'masquerade',
    family: Family.IPV4,
    hook: Hook.POSTROUTING,
    priority: Priority.NAT_SRC,
    fn: packet => nat.masquerade(packet, natRange()),
  });
  simulation.router.onDrop = packet => simulation.conntrack.release(packet);
  return simulation;
}

function send(simulation: Simulation, text: string, device = 1): Verdict {
  const packet = new Packet(buildPacket(parsePacket(text), {}));
  const verdict = simulation.router.receive(packet, device);
  if (verdict === Verdict.ACCEPT) simulation.conntrack.release(packet);
  return verdict;
}

test('A router without chains of type nat has no callbacks of NAT, and helpers have none', () => {
  const simulation = new Simulation({ buckets: 64 });
  expect(registered(simulation, Family.IPV4)).to.equal(0);
  expect(simulation.conntrack.nat).to.equal(null);
});

test('The first chain of a family brings the callbacks at all four hooks, of that family', () => {
  const simulation = masquerading();
  expect(registered(simulation, Family.IPV4)).to.equal(4);
  expect(registered(simulation, Family.IPV6)).to.equal(0);
  expect(simulation.conntrack.nat).not.to.equal(null);
});

test('A masqueraded connection goes when its address goes, others stay', () => {
  const simulation = masquerading();
  send(simulation, 'udp 192.0.2.10:40000 > 198.51.100.10:53 len 1');
  send(simulation, 'udp 198.51.100.10:40000 > 192.0.2.10:53 len 1', 2);
  const { conntrack, nat } = simulation;
  nat.forget(2, Int32Array.of(0xc6336463, 0, 0, 0));
  expect([...conntrack.connections()]).to.have.length(2);
  nat.forget(2, Int32Array.of(0xc6336401, 0, 0, 0));
  expect([...conntrack.connections()]).to.have.length(1);
  nat.forget(1);
  expect([...conntrack.connections()]).to.have.length(0);
});

test('Translations of connections that are gone are forgotten: their ports are free again', () => {
  const simulation = masquerading();
  const { conntrack } = simulation;
  for (let round = 0; round < 3; round++) {
    send(simulation, 'udp 192.0.2.10:40000 > 198.51.100.10:53 len 1');
    const [ct] = conntrack.connections();
    const reply = copyTuple(conntrack.store, ct, Dir.REPLY);
    expect(reply[TupleWord.ID] & 0xffff).to.equal(40000);
    conntrack.kill(ct);
  }
});

test('A helper changes a packet twice that is not where its bytes begin, as in a capture', () => {
  const simulation = masquerading();
  for (const ops of helperRules(simulation.conntrack.store, [{ helper: helperNamed('amanda', 'udp'), port: 10080 }])) {
    simulation.netfilter.register(ops);
  }
  send(simulation, 'udp 192.0.2.10:40000 > 198.51.100.10:10080 "REQ"');
  const answer = buildPacket(
    parsePacket('udp 198.51.100.10:10080 > 198.51.100.1:40000 "CONNECT DATA 1024 MESG 1025\\n"'),
    {},
  );
  const bytes = new Uint8Array(100 + answer.length);
  bytes.set(answer, 100);
  const packet = new Packet(bytes);
  packet.reset(bytes, 100, bytes.length, -1);
  packet.family = Family.IPV4;
  expect(simulation.router.receive(packet, 2)).to.equal(Verdict.ACCEPT);
  expect(printPacket(packet.datagram())).to.contain('"CONNECT DATA 1024 MESG 1025\\n"');
});

test('A chain that is taken out is asked no more', () => {
  const simulation = new Simulation({ buckets: 64 });
  let asked = 0;
  const chain = {
    name: 'counts',
    family: Family.IPV4,
    hook: Hook.PREROUTING,
    priority: Priority.NAT_DST,
    fn: () => {
      asked++;
      return Verdict.ACCEPT;
    },
  };
  simulation.nat.addChain(chain);
  send(simulation, 'udp 192.0.2.10:1 > 198.51.100.10:53 len 1');
  send(simulation, 'udp 192.0.2.10:1 > 198.51.100.10:53 len 1');
  expect(asked).to.equal(1);
  simulation.nat.removeChain(chain);
  send(simulation, 'udp 192.0.2.10:2 > 198.51.100.10:53 len 1');
  expect(asked).to.equal(1);
});

test('A chain may drop', () => {
  const simulation = new Simulation({ buckets: 64 });
  simulation.router.onDrop = packet => simulation.conntrack.release(packet);
  const chain = { name: 'drops', family: Family.IPV4, hook: Hook.PREROUTING, priority: 0, fn: () => Verdict.DROP };
  simulation.nat.addChain(chain);
  expect(send(simulation, 'udp 192.0.2.10:1 > 198.51.100.10:53 len 1')).to.equal(Verdict.DROP);
  expect(simulation.conntrack.count).to.equal(0);
});
