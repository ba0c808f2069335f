import { describe, test } from 'node:test';
import { expect } from 'chai';
import { Hook, Verdict } from '../netfilter/hooks';
import { checksum } from '../packet/checksum';
import { parseIpv4 } from '../packet/ipv4';
import { CtInfo, type Packet } from '../packet/packet';
import { Bench, ipv4Fragment, LATE, pattern } from './fragments.fixture';

const DF = 0x4000;
const DATA = pattern(100);

function expectWhole(packet: Packet, data = DATA): void {
  const { payload, totalLength, flags, offset } = parseIpv4(packet.datagram())!;
  expect({ payload: [...payload], totalLength, flags: flags & 0x2000, offset }).to.deep.equal({
    payload: [...data],
    totalLength: packet.datagram().length,
    flags: 0,
    offset: 0,
  });
  expect(checksum(packet.bytes, packet.start, packet.start + 20)).to.equal(0);
}

describe('IPv4 reassembly', () => {
  test('holds fragments in any order until the datagram is whole', () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
      [2, 0, 1],
    ]) {
      const bench = new Bench();
      const fragments = [ipv4Fragment(DATA, 0, 32), ipv4Fragment(DATA, 32, 64), ipv4Fragment(DATA, 64, 100)];
      const [first, second, third] = order.map(i => fragments[i]);
      expect([bench.give(first), bench.give(second), bench.give(third)]).to.deep.equal([
        Verdict.STOLEN,
        Verdict.STOLEN,
        Verdict.ACCEPT,
      ]);
      expectWhole(third);
      expect(third.fragmentMaxSize).to.equal(56);
      expect(bench.defrag.memory.ipv4).to.equal(0);
      expect(bench.defrag.statistics.ipv4).to.include({ reasmReqds: 3, reasmOKs: 1, reasmFails: 0 });
    }
  });

  test('lets whole and untracked packets pass', () => {
    const bench = new Bench();
    const untracked = ipv4Fragment(DATA, 0, 32);
    untracked.ctinfo = CtInfo.UNTRACKED;
    expect([bench.give(ipv4Fragment(DATA, 0, 100)), bench.give(untracked)]).to.deep.equal([
      Verdict.ACCEPT,
      Verdict.ACCEPT,
    ]);
    expect(bench.defrag.statistics.ipv4.reasmReqds).to.equal(0);
  });

  test('the interface of the whole is that of the last fragment, its notes are those of the first', () => {
    const bench = new Bench();
    const [first, last] = [ipv4Fragment(DATA, 0, 32), ipv4Fragment(DATA, 32, 100)];
    first.mark = 5;
    last.device = 2;
    bench.give(first);
    bench.give(last);
    expect(last).to.include({ device: 2, mark: 5 });
  });

  test('a packet object used again does not change what is held', () => {
    const bench = new Bench();
    const packet = ipv4Fragment(DATA, 0, 32);
    bench.give(packet);
    packet.bytes.fill(0);
    const last = ipv4Fragment(DATA, 32, 100);
    bench.give(last);
    expectWhole(last);
  });

  test('ignores a fragment that brings nothing new', () => {
    const bench = new Bench();
    bench.give(ipv4Fragment(DATA, 0, 32));
    bench.give(ipv4Fragment(DATA, 32, 64));
    const duplicate = ipv4Fragment(DATA, 16, 48);
    expect(bench.give(duplicate)).to.equal(Verdict.STOLEN);
    expect(duplicate.reason).to.equal('DUP_FRAG');
    expect(bench.give(ipv4Fragment(DATA, 64, 100))).to.equal(Verdict.ACCEPT);
  });

  test('an overlapping fragment takes the whole datagram with it', () => {
    const bench = new Bench();
    bench.give(ipv4Fragment(DATA, 0, 32));
    bench.give(ipv4Fragment(DATA, 24, 64));
    expect(bench.defrag.queues.ipv4).to.equal(0);
    expect(bench.defrag.statistics.ipv4).to.include({ reasmOverlaps: 1, reasmFails: 1 });
  });

  test('two runs that meet are still two, so that what covers parts of both overlaps', () => {
    const bench = new Bench();
    bench.give(ipv4Fragment(DATA, 32, 64));
    bench.give(ipv4Fragment(DATA, 0, 32));
    bench.give(ipv4Fragment(DATA, 16, 48));
    expect(bench.defrag.statistics.ipv4.reasmOverlaps).to.equal(1);
  });

  test('gives a datagram up whose fragments disagree on its end', () => {
    const short = DATA.subarray(0, 64);
    for (const pieces of [
      [ipv4Fragment(DATA, 64, 80), ipv4Fragment(short, 32, 64)],
      [ipv4Fragment(short, 32, 64), ipv4Fragment(DATA, 64, 100)],
      [ipv4Fragment(short, 32, 64), ipv4Fragment(DATA, 64, 80)],
      [ipv4Fragment(DATA, 0, 0)],
    ]) {
      const bench = new Bench();
      for (const piece of pieces) expect(bench.give(piece)).to.equal(Verdict.STOLEN);
      expect(bench.defrag.queues.ipv4).to.equal(0);
      expect(bench.defrag.statistics.ipv4.reasmFails).to.equal(1);
    }
  });

  test('cuts off what exceeds a multiple of eight', () => {
    const bench = new Bench();
    bench.give(ipv4Fragment(DATA, 0, 37));
    const last = ipv4Fragment(DATA, 32, 100);
    expect(bench.give(last)).to.equal(Verdict.ACCEPT);
    expectWhole(last);
  });

  test('a datagram of more than 65535 bytes is dropped with a line in the log', () => {
    const bench = new Bench();
    const data = pattern(65528);
    bench.give(ipv4Fragment(data, 0, 60000));
    expect(bench.give(ipv4Fragment(data, 60000, 65528))).to.equal(Verdict.STOLEN);
    expect(bench.log).to.deep.equal(['IPv4: Oversized IP packet from 192.0.2.10']);
    expect(bench.defrag.memory.ipv4).to.equal(0);
  });

  test('keeps the don’t-fragment bit if the largest fragment had it', () => {
    for (const [first, last, expected] of [
      [DF, DF, DF],
      [0, DF, DF],
      [DF, 0, 0],
      [0, 0, 0],
    ]) {
      const bench = new Bench();
      bench.give(ipv4Fragment(DATA, 0, 32, { flags: first }));
      const whole = ipv4Fragment(DATA, 32, 100, { flags: last });
      bench.give(whole);
      expect(parseIpv4(whole.datagram())!.flags).to.equal(expected);
    }
  });

  test('marks congestion that one fragment met, and drops what mixes ECN with none', () => {
    const bench = new Bench();
    bench.give(ipv4Fragment(DATA, 0, 32, { tos: 2 }));
    const marked = ipv4Fragment(DATA, 32, 100, { tos: 3 });
    bench.give(marked);
    expect(parseIpv4(marked.datagram())!.tos).to.equal(3);
    bench.give(ipv4Fragment(DATA, 0, 32, { tos: 2 }));
    expect(bench.give(ipv4Fragment(DATA, 32, 100, { tos: 0 }))).to.equal(Verdict.STOLEN);
    expect(bench.defrag.statistics.ipv4).to.include({ reasmOKs: 1, reasmFails: 1 });
  });

  test('keeps datagrams apart by identification, protocol, addresses and user', () => {
    const bench = new Bench();
    bench.give(ipv4Fragment(DATA, 0, 32));
    const last = (parts = {}) => ipv4Fragment(DATA, 32, 100, parts);
    bench.give(last({ id: 8 }));
    bench.give(last({ protocol: 6 }));
    bench.give(last({ source: Uint8Array.of(192, 0, 2, 11) }));
    bench.give(last({ destination: Uint8Array.of(198, 51, 100, 11) }));
    bench.give(last(), Hook.OUTPUT);
    expect(bench.defrag.beforeInput(last())).to.equal(Verdict.STOLEN);
    expect(bench.defrag.queues.ipv4).to.equal(7);
    expect(bench.give(last())).to.equal(Verdict.ACCEPT);
  });
});

describe('the limits of IPv4 reassembly', () => {
  test('a datagram has 30 seconds from its first fragment on, whichever that is', () => {
    const bench = new Bench();
    bench.give(ipv4Fragment(DATA, 32, 64));
    bench.clock.advance(20);
    bench.give(ipv4Fragment(DATA, 64, 100));
    bench.clock.advance(10 + LATE);
    expect(bench.give(ipv4Fragment(DATA, 0, 32))).to.equal(Verdict.STOLEN);
    expect(bench.defrag.statistics.ipv4).to.include({ reasmTimeout: 1, reasmFails: 1 });
    expect(bench.timeExceeded).to.deep.equal([]);
  });

  test('asks for ICMP time exceeded, for end hosts only, about the first fragment without its surplus bytes', () => {
    const bench = new Bench();
    bench.give(ipv4Fragment(DATA, 0, 37));
    bench.clock.advance(30 + LATE);
    expect(bench.timeExceeded.map(sent => [sent.endHostOnly, sent.fragment.end])).to.deep.equal([[true, 52]]);
    expect(bench.defrag.memory.ipv4).to.equal(0);
  });

  test('is silent about what a local process sent', () => {
    const bench = new Bench();
    bench.give(ipv4Fragment(DATA, 0, 32), Hook.OUTPUT);
    bench.clock.advance(30 + LATE);
    expect(bench.timeExceeded).to.deep.equal([]);
    expect(bench.defrag.statistics.ipv4.reasmTimeout).to.equal(1);
  });

  test('takes no fragment in once the threshold is crossed, not even one that would complete a datagram', () => {
    const bench = new Bench();
    bench.settings.ipv4.highThresh = 1031;
    bench.give(ipv4Fragment(DATA, 0, 32)); // 832 bytes and 200 for the queue
    expect(bench.give(ipv4Fragment(DATA, 32, 100))).to.equal(Verdict.STOLEN);
    bench.settings.ipv4.highThresh = 1032;
    expect(bench.give(ipv4Fragment(DATA, 32, 100))).to.equal(Verdict.ACCEPT);
    bench.settings.ipv4.highThresh = 0;
    bench.give(ipv4Fragment(DATA, 0, 32));
    expect(bench.defrag.queues.ipv4).to.equal(0);
  });

  test('begins a datagram anew when too many other fragments of its source came in between', () => {
    const bench = new Bench();
    bench.settings.ipv4.maxDist = 2;
    bench.give(ipv4Fragment(DATA, 0, 32));
    bench.clock.advance(20);
    for (const id of [1, 2]) bench.give(ipv4Fragment(DATA, 0, 32, { id }));
    expect(bench.give(ipv4Fragment(DATA, 32, 100))).to.equal(Verdict.STOLEN);
    expect(bench.defrag.statistics.ipv4.reasmFails).to.equal(1);
    bench.clock.advance(29); // its time begins anew as well
    expect(bench.give(ipv4Fragment(DATA, 0, 32))).to.equal(Verdict.ACCEPT);
  });

  test('counts the fragments of other sources apart', () => {
    const bench = new Bench();
    bench.settings.ipv4.maxDist = 1;
    bench.give(ipv4Fragment(DATA, 0, 32));
    for (const id of [1, 2, 3]) bench.give(ipv4Fragment(DATA, 0, 32, { id, source: Uint8Array.of(192, 0, 2, 11) }));
    expect(bench.give(ipv4Fragment(DATA, 32, 100))).to.equal(Verdict.ACCEPT);
  });
});
