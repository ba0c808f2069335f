import { test } from 'node:test';
import { expect } from 'chai';
import { buildIpv4 } from '../packet/ipv4';
import { CtInfo, Packet, Protocol } from '../packet/packet';
import type { Conntrack } from './conntrack';
import { procLine } from './print';
import { Status } from './status';
import { letOut, newConntrack, pass, stateOf, takeIn } from './testing/packets';

const syn = (port: number) => `tcp client:${port} > server:80 S 0:0(0) win 64240`;
const SERVER = Uint8Array.of(198, 51, 100, 10);

const query = 'udp client:5353 > server:53 len 4';
const answer = 'udp server:53 > client:5353 len 4';

function lines(conntrack: Conntrack): string[] {
  return [...conntrack.connections()].map(ct => procLine(conntrack, ct));
}

/** A full handshake, which makes the entry assured. */
function establish(conntrack: Conntrack, port: number): void {
  pass(conntrack, syn(port));
  pass(conntrack, `tcp server:80 > client:${port} S. =100:100(0) ack =1 win 64240`);
  pass(conntrack, `tcp client:${port} > server:80 . =1:1(0) ack =101 win 64240`);
}

test('a connection whose first packet never leaves is forgotten with the packet', () => {
  const conntrack = newConntrack();
  const packet = takeIn(conntrack, query);
  expect(packet.ctinfo).to.equal(CtInfo.NEW);
  expect(conntrack.store.count).to.equal(1);
  expect(lines(conntrack)).to.deep.equal([]);
  expect(pass(conntrack, answer)).to.equal('NEW');
  conntrack.release(packet);
  expect(conntrack.store.count).to.equal(1);
});

test('an entry prints as the kernel prints it', () => {
  const conntrack = newConntrack();
  pass(conntrack, query);
  expect(lines(conntrack)).to.deep.equal([
    'ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=5353 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=5353 mark=0 zone=0 use=2',
  ]);
  pass(conntrack, 'icmp6 2001:db8:1::10 > 2001:db8:2::10 echo-request id 7 seq 1');
  expect(lines(conntrack)[1]).to.equal(
    'ipv6     10 icmpv6   58 30 src=2001:0db8:0001:0000:0000:0000:0000:0010 dst=2001:0db8:0002:0000:0000:0000:0000:0010 type=128 code=0 id=7 [UNREPLIED] src=2001:0db8:0002:0000:0000:0000:0000:0010 dst=2001:0db8:0001:0000:0000:0000:0000:0010 type=129 code=0 id=7 mark=0 zone=0 use=2',
  );
});

test('an ICMP message of zeros is INVALID as a reply to nothing, not for its checksum', () => {
  const conntrack = newConntrack();
  const fields = { protocol: Protocol.ICMP, source: Uint8Array.of(192, 0, 2, 10), destination: SERVER };
  const reasonOf = (payload: Uint8Array) => {
    const packet = new Packet(buildIpv4({ ...fields, payload }));
    conntrack.in(packet, stateOf(packet));
    expect(packet.ctinfo).to.equal(CtInfo.NONE);
    return packet.reason;
  };
  expect(reasonOf(new Uint8Array(8))).to.equal(null);
  expect(reasonOf(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1))).to.equal('bad hw icmp checksum');
});

test('two packets of a UDP flow that race share one entry', () => {
  const conntrack = newConntrack();
  const first = takeIn(conntrack, query);
  const second = takeIn(conntrack, query);
  letOut(conntrack, first);
  letOut(conntrack, second);
  expect(lines(conntrack)).to.have.length(1);
  expect(conntrack.statistics.clash_resolve).to.equal(1);
  expect(conntrack.store.count).to.equal(1);
});

test('of two TCP packets that race the later one is dropped', () => {
  const conntrack = newConntrack();
  const [first, second] = [takeIn(conntrack, syn(1)), takeIn(conntrack, syn(1))];
  letOut(conntrack, first);
  expect(letOut(conntrack, second)).to.equal(0);
  expect(conntrack.statistics).to.include({ insert_failed: 1, drop: 1, clash_resolve: 0 });
  expect(conntrack.store.count).to.equal(1);
});

test('a full table drops a new connection when every entry near it is assured, and none but new ones', () => {
  const conntrack = newConntrack({ buckets: 1 });
  conntrack.settings.max = 2;
  establish(conntrack, 1);
  establish(conntrack, 2);
  expect(pass(conntrack, syn(3))).to.equal('DROP');
  expect(conntrack.statistics).to.include({ drop: 1, early_drop: 0 });
  expect(pass(conntrack, 'tcp client:1 > server:80 . =1:1(0) ack =101 win 64240')).to.equal('ESTABLISHED');
});

test('early drop makes room from all unassured entries of the first bucket that has one', () => {
  const conntrack = newConntrack({ buckets: 1 });
  conntrack.settings.max = 3;
  for (const port of [1, 2]) pass(conntrack, syn(port));
  establish(conntrack, 3);
  expect(pass(conntrack, syn(4))).to.equal('NEW');
  expect(conntrack.statistics.early_drop).to.equal(2);
  expect(lines(conntrack)).to.have.length(2);
});

test('evicting the least recently used entry takes assured ones too, and the one that was silent longest', () => {
  const conntrack = newConntrack({ evictLeastRecentlyUsed: true });
  conntrack.settings.max = 2;
  establish(conntrack, 1);
  establish(conntrack, 2);
  pass(conntrack, 'tcp client:1 > server:80 . =1:1(0) ack =101 win 64240');
  expect(pass(conntrack, syn(3))).to.equal('NEW');
  expect(lines(conntrack).map(line => /sport=(\d+)/.exec(line)![1])).to.have.members(['1', '3']);
});

test('a table out of which five days have taken everything counts nothing', () => {
  const conntrack = newConntrack();
  for (let port = 1; port <= 100; port++) establish(conntrack, port);
  expect(conntrack.count).to.equal(100);
  conntrack.clock.advance(5 * 86400 + 1);
  expect(conntrack.count).to.equal(0);
  expect(conntrack.store.extensions.size).to.equal(0);
});

test('the hash seed moves entries to other buckets and changes nothing that a packet can tell', () => {
  const run = (seed: number) => {
    const conntrack = newConntrack({ seed });
    const states = [query, answer, query, syn(1), syn(2), answer].map(text => pass(conntrack, text));
    return { states, lines: lines(conntrack) };
  };
  expect(run(1)).to.deep.equal(run(2));
});

test('an entry that is killed while a packet holds it stays readable until the packet is gone', () => {
  const conntrack = newConntrack();
  pass(conntrack, syn(1));
  const packet = takeIn(conntrack, syn(1));
  const { ct } = packet;
  conntrack.kill(ct);
  expect(lines(conntrack)).to.deep.equal([]);
  expect(conntrack.store.status(ct) & Status.CONFIRMED).to.not.equal(0);
  expect(conntrack.store.count).to.equal(1);
  conntrack.release(packet);
  expect(conntrack.store.count).to.equal(0);
});

test('a bucket takes some fifty to eighty entries; the next connection that falls into it is dropped', () => {
  const conntrack = newConntrack({ buckets: 1 });
  let entered = 0;
  while (entered < 100 && pass(conntrack, syn(entered + 1)) === 'NEW') entered++;
  // Both tuplehashes of a connection stand in the only bucket.
  expect(2 * entered).to.be.within(50, 82);
  expect(conntrack.statistics).to.include({ chaintoolong: 1, insert_failed: 1 });
});

test('after a packet found the table full, the next scan makes room: unassured entries and closing ones go', () => {
  const conntrack = newConntrack({ buckets: 4096 });
  conntrack.settings.max = 100;
  for (let port = 1; port <= 99; port++) establish(conntrack, port);
  pass(conntrack, 'tcp client:1 > server:80 F. =1:1(0) ack =101 win 64240');
  pass(conntrack, query);
  conntrack.garbage.underPressure = true;
  conntrack.garbage.run();
  // 95 of 100 is where the scan stops, and only two of these may go.
  expect(conntrack.store.count).to.equal(98);
  expect(lines(conntrack).some(line => / FIN_WAIT | udp /.test(line))).to.equal(false);
});
