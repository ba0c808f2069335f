import { describe, test } from 'node:test';
import { expect } from 'chai';
import { Hook, Verdict } from '../netfilter/hooks';
import { parseAddress } from '../packet/address';
import { put16 } from '../packet/bytes';
import { buildIpv6, extensionHeader, fragmentHeader, parseIpv6 } from '../packet/ipv6';
import { Family, Protocol } from '../packet/packet';
import { Bench, IPV6_ENDS, ipv6Fragment, LATE, packetOf, pattern } from './fragments.fixture';

const DATA = pattern(100);
const ACCEPT = Verdict.ACCEPT;
const DROP = Verdict.DROP;
const STOLEN = Verdict.STOLEN;

describe('IPv6 reassembly for conntrack', () => {
  test('puts the datagram together without its Fragment header', () => {
    const bench = new Bench();
    const before = [extensionHeader(Protocol.HOPOPT, Uint8Array.of(1, 4, 0, 0, 0, 0))];
    expect(bench.give(ipv6Fragment(DATA, 32, 64, { before }))).to.equal(STOLEN);
    expect(bench.give(ipv6Fragment(DATA, 64, 100, { before }))).to.equal(STOLEN);
    const last = ipv6Fragment(DATA, 0, 32, { before });
    expect(bench.give(last)).to.equal(ACCEPT);
    const whole = parseIpv6(last.datagram())!;
    expect(whole.headers.map(header => header.type)).to.deep.equal([Protocol.HOPOPT]);
    expect(whole).to.include({ protocol: Protocol.UDP, payloadLength: 108 });
    expect([...whole.payload]).to.deep.equal([...DATA]);
    expect(last.fragmentMaxSize).to.equal(40 + 8 + 8 + 36);
    expect(bench.defrag.memory.ipv6).to.equal(0);
  });

  test('unwraps an atomic fragment', () => {
    const bench = new Bench();
    const packet = ipv6Fragment(DATA, 0, 100);
    expect(bench.give(packet)).to.equal(ACCEPT);
    expect(packet.datagram().length).to.equal(140);
  });

  test('unwraps a fragment of a fragment once', () => {
    const bench = new Bench();
    const headers = [fragmentHeader(0, false, 1), fragmentHeader(0, false, 2)];
    const packet = packetOf(buildIpv6({ ...IPV6_ENDS, headers, protocol: 17, payload: DATA }), Family.IPV6);
    expect(bench.give(packet)).to.equal(ACCEPT);
    expect(parseIpv6(packet.datagram())!.headers.map(header => header.type)).to.deep.equal([Protocol.FRAGMENT]);
  });

  test('passes a first fragment without the whole transport header on as it is', () => {
    const bench = new Bench();
    for (const [protocol, needed] of [
      [Protocol.TCP, 20],
      [Protocol.UDP, 8],
      [Protocol.ICMPV6, 8],
      [Protocol.SCTP, 1],
    ]) {
      const headers = [fragmentHeader(0, true, protocol), extensionHeader(Protocol.DSTOPTS, new Uint8Array(6))];
      const short = buildIpv6({ ...IPV6_ENDS, headers, protocol, payload: pattern(needed - 1) });
      expect(bench.give(packetOf(short, Family.IPV6))).to.equal(ACCEPT);
      expect(bench.defrag.queues.ipv6).to.equal(0);
    }
    expect(bench.give(ipv6Fragment(DATA, 0, 8, { protocol: Protocol.UDP }))).to.equal(STOLEN);
  });

  test('passes a fragment of odd length on and forgets the datagram', () => {
    const bench = new Bench();
    bench.give(ipv6Fragment(DATA, 0, 32));
    const odd = ipv6Fragment(DATA, 32, 61);
    const before = [...odd.datagram()];
    expect(bench.give(odd)).to.equal(ACCEPT);
    expect([...odd.datagram()]).to.deep.equal(before);
    expect(bench.defrag.queues.ipv6).to.equal(0);
  });

  test('drops a fragment that disagrees on the end, and keeps the datagram', () => {
    const bench = new Bench();
    bench.give(ipv6Fragment(DATA, 32, 100));
    const short = ipv6Fragment(DATA.subarray(0, 64), 32, 64);
    expect(bench.give(short)).to.equal(DROP);
    expect(short.reason).to.equal('already received last fragment');
    const long = ipv6Fragment(pattern(200), 96, 128);
    expect(bench.give(long)).to.equal(DROP);
    expect(long.reason).to.equal('last packet already reached');
    expect(bench.give(ipv6Fragment(DATA, 32, 32, { more: true }))).to.equal(DROP);
    expect(bench.give(ipv6Fragment(DATA, 0, 32))).to.equal(ACCEPT);
  });

  test('drops a fragment beyond the 65535th byte', () => {
    const bench = new Bench();
    const far = ipv6Fragment(pattern(65600), 65528, 65536, { more: false });
    expect(bench.give(far)).to.equal(DROP);
    expect(far.reason).to.equal('offset is too large');
  });

  test('drops an overlapping fragment and forgets the datagram', () => {
    const bench = new Bench();
    bench.give(ipv6Fragment(DATA, 0, 32));
    expect(bench.give(ipv6Fragment(DATA, 24, 64))).to.equal(DROP);
    expect(bench.defrag.queues.ipv6).to.equal(0);
  });

  test('ignores a duplicate', () => {
    const bench = new Bench();
    bench.give(ipv6Fragment(DATA, 0, 32));
    expect(bench.give(ipv6Fragment(DATA, 0, 32))).to.equal(STOLEN);
    expect(bench.give(ipv6Fragment(DATA, 32, 100))).to.equal(ACCEPT);
  });

  test('keeps what makes no datagram to itself', () => {
    const bench = new Bench();
    bench.give(ipv6Fragment(DATA, 0, 32, { trafficClass: 2 }));
    expect(bench.give(ipv6Fragment(DATA, 32, 100, { trafficClass: 0 }))).to.equal(STOLEN);
    expect(bench.defrag.memory.ipv6).to.equal(0);
  });

  test('drops when the threshold is crossed', () => {
    const bench = new Bench();
    bench.settings.ipv6.highThresh = 832 + 184 - 1;
    bench.give(ipv6Fragment(DATA, 0, 32));
    const last = ipv6Fragment(DATA, 32, 100);
    expect(bench.give(last)).to.equal(DROP);
    expect(last.reason).to.equal("Can't find and can't create new queue");
    bench.settings.ipv6.highThresh++;
    expect(bench.give(ipv6Fragment(DATA, 32, 100))).to.equal(ACCEPT);
  });

  test('drops a Fragment header cut short, and leaves broken chains and jumbograms alone', () => {
    const bench = new Bench();
    const packet = (next: number, payload: number[]) =>
      packetOf(buildIpv6({ ...IPV6_ENDS, protocol: next, payload: Uint8Array.from(payload) }), Family.IPV6);
    expect(bench.give(packet(Protocol.FRAGMENT, [17, 0]))).to.equal(DROP);
    expect(bench.give(packet(Protocol.FRAGMENT, [17, 0, 0, 8, 0]))).to.equal(DROP);
    expect(bench.give(packet(Protocol.FRAGMENT, [17, 0, 0, 1, 0]))).to.equal(ACCEPT);
    expect(bench.give(packet(Protocol.DSTOPTS, [44]))).to.equal(ACCEPT);
    expect(bench.give(packet(Protocol.DSTOPTS, [44, 9, 0, 0]))).to.equal(ACCEPT);
    expect(bench.give(packet(Protocol.NONE, [44, 0, 0, 0]))).to.equal(ACCEPT);
    const jumbo = ipv6Fragment(DATA, 0, 32);
    put16(jumbo.bytes, 4, 0);
    expect(bench.give(jumbo)).to.equal(ACCEPT);
    expect(bench.defrag.queues.ipv6).to.equal(0);
  });

  test('tells interfaces apart for link-local and multicast destinations only', () => {
    for (const [address, verdict] of [
      ['2001:db8:2::10', ACCEPT],
      ['fe80::1', STOLEN],
      ['ff02::1', STOLEN],
    ] as const) {
      const bench = new Bench();
      const destination = parseAddress(address)!;
      bench.give(ipv6Fragment(DATA, 0, 32, { destination }));
      const other = ipv6Fragment(DATA, 32, 100, { destination });
      other.device = 2;
      expect(bench.give(other)).to.equal(verdict);
    }
  });

  test('a datagram has 60 seconds; a router tells its source when they are over', () => {
    const bench = new Bench();
    bench.give(ipv6Fragment(DATA, 0, 32));
    bench.give(ipv6Fragment(DATA, 32, 64, { id: 8 }));
    bench.clock.advance(59);
    expect(bench.defrag.queues.ipv6).to.equal(2);
    bench.clock.advance(1 + LATE);
    expect(bench.defrag.queues.ipv6).to.equal(0);
    expect(bench.timeExceeded.map(sent => [sent.endHostOnly, sent.fragment.end])).to.deep.equal([[false, 80]]);
    expect(bench.defrag.statistics.ipv6).to.include({ reasmTimeout: 2, reasmFails: 2 });
  });

  test('does not count what a local process never finished', () => {
    const bench = new Bench();
    const sent = ipv6Fragment(DATA, 0, 32);
    sent.device = -1;
    bench.give(sent, Hook.OUTPUT);
    bench.clock.advance(60 + LATE);
    expect(bench.defrag.statistics.ipv6.reasmTimeout).to.equal(0);
  });
});

describe('IPv6 reassembly for local delivery', () => {
  const PROBLEM = [DROP, 1];

  test('puts together what conntrack did not', () => {
    const { defrag } = new Bench();
    expect(defrag.afterInput(ipv6Fragment(DATA, 0, 32))).to.equal(STOLEN);
    expect(defrag.afterInput(ipv6Fragment(DATA, 0, 32))).to.equal(STOLEN);
    const last = ipv6Fragment(DATA, 32, 100);
    expect(defrag.afterInput(last)).to.equal(ACCEPT);
    expect([...parseIpv6(last.datagram())!.payload]).to.deep.equal([...DATA]);
    expect(defrag.statistics.ipv6).to.include({ reasmReqds: 3, reasmOKs: 1 });
  });

  test('answers bad fragments with ICMPv6 parameter problem, pointing at the field', () => {
    const cases = [
      { fragment: ipv6Fragment(DATA, 0, 29), problem: [0, 4] },
      { fragment: ipv6Fragment(pattern(65600), 65528, 65536, { more: false }), problem: [0, 42] },
      { fragment: ipv6Fragment(DATA, 0, 16, { protocol: Protocol.TCP }), problem: [3, 0] },
    ];
    for (const { fragment, problem } of cases) {
      const { defrag, problems } = new Bench();
      expect([defrag.afterInput(fragment), problems.length]).to.deep.equal(PROBLEM);
      expect(problems[0]).to.deep.equal(problem);
    }
  });

  test('refuses a fragment of a fragment', () => {
    const nested = Uint8Array.of(Protocol.UDP, 0, 0, 0, 0, 0, 0, 1, ...DATA);
    const parts = { protocol: Protocol.FRAGMENT };
    for (const [fragments, pointer] of [
      [[ipv6Fragment(nested, 0, 108, parts)], 48],
      [[ipv6Fragment(nested, 0, 32, parts), ipv6Fragment(nested, 32, 108, parts)], 40],
    ] as const) {
      const { defrag, problems } = new Bench();
      expect(fragments.map(fragment => defrag.afterInput(fragment)).at(-1)).to.equal(DROP);
      expect(problems).to.deep.equal([[0, pointer]]);
    }
  });

  test('gives a datagram up whose fragments overlap or disagree on its end', () => {
    for (const bad of [ipv6Fragment(DATA, 24, 64), ipv6Fragment(DATA.subarray(0, 24), 16, 24)]) {
      const { defrag } = new Bench();
      defrag.afterInput(ipv6Fragment(DATA, 0, 32));
      expect(defrag.afterInput(bad)).to.equal(DROP);
      expect(defrag.statistics.ipv6.reasmFails).to.equal(1);
      expect(defrag.afterInput(ipv6Fragment(DATA, 32, 100))).to.equal(STOLEN);
    }
  });

  test('does not look behind an authentication header', () => {
    const { defrag } = new Bench();
    const before = [extensionHeader(Protocol.AH, new Uint8Array(22))];
    expect(defrag.afterInput(ipv6Fragment(DATA, 0, 32, { before }))).to.equal(ACCEPT);
    expect(defrag.statistics.ipv6.reasmReqds).to.equal(0);
  });

  test('passes an atomic fragment on as it is', () => {
    const { defrag } = new Bench();
    const atomic = ipv6Fragment(DATA, 0, 100);
    expect(defrag.afterInput(atomic)).to.equal(ACCEPT);
    expect(atomic.datagram().length).to.equal(148);
  });
});
