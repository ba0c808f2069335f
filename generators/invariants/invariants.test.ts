/** Each invariant holds for generated workloads, and breaks when the router is broken in the way it is about. */
import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { HZ } from '../../src/clock';
import { Status } from '../../src/conntrack/status';
import { Field } from '../../src/conntrack/store';
import { TupleWord } from '../../src/conntrack/tuple';
import { Hook, Verdict } from '../../src/netfilter/hooks';
import { printPacket } from '../../src/packet/notation';
import { CtInfo, Family, type Packet } from '../../src/packet/packet';
import { CaptureWriter } from '../../src/packet/pcap-write';
import { Chunk } from '../../src/packet/sctp-chunks';
import type { Simulation } from '../../src/simulation';
import { type StoryName, workload } from '../arbitraries/workload';
import { type Flow, sctpPacket, udpDatagram, type Way } from '../datagram';
import { runWorkload, type Violation } from '../run-workload';
import type { Workload, WorkloadEvent } from '../workload';
import { type Simulate, simulationFor } from '../world';
import { INVARIANTS, type Invariant } from '.';
import { roundTripThrough } from './notation-round-trip';

const SEED = 7;

function workloads(...stories: StoryName[]): Workload[] {
  const constraints = stories.length > 0 ? { stories, maxStories: 10 } : { maxStories: 10 };
  return fc.sample(workload(constraints), { seed: SEED, numRuns: 60 });
}

function invariantNamed(name: string): Invariant {
  return INVARIANTS.find(invariant => invariant.name === name)!;
}

function firstViolation(list: readonly Workload[], invariant: Invariant, simulate?: Simulate): Violation | null {
  for (const each of list) {
    const violation = runWorkload(each, { invariants: [invariant], simulate });
    if (violation !== null) return violation;
  }
  return null;
}

/** A router to which something has been done. */
function broken(damage: (simulation: Simulation) => void): Simulate {
  return router => {
    const simulation = simulationFor(router);
    damage(simulation);
    return simulation;
  };
}

/** Proofs that have been given, by the names of the invariants. */
const proven = new Set<string>();

function proof(
  name: string,
  how: string,
  stories: readonly StoryName[],
  damage: (simulation: Simulation) => void,
): void {
  proveWith(name, how, workloads(...stories), broken(damage));
}

function proveWith(name: string, how: string, list: readonly Workload[], simulate: Simulate): void {
  proven.add(name);
  test(`${name} breaks where ${how}`, () => {
    const invariant = invariantNamed(name);
    expect(firstViolation(list, invariant), 'without the damage').to.equal(null);
    const violation = firstViolation(list, invariant, simulate);
    expect(violation?.invariant).to.equal(name);
    expect(violation?.message).to.match(/^[^\n]+$/);
  });
}

test('All invariants hold for generated workloads', () => {
  fc.assert(
    fc.property(workload(), each => {
      expect(runWorkload(each)).to.equal(null);
    }),
    { seed: SEED, numRuns: 20 },
  );
});

test('A good chunk before a bad one may assure an association: that is no fault', () => {
  const setUp: Step[] = [
    [0, [Chunk.INIT]],
    [1, [Chunk.INIT_ACK]],
    [0, [Chunk.COOKIE_ECHO]],
  ];
  const router = { seed: 0, buckets: 8, sysctls: [], helpers: [], translations: [], rulesets: [] };
  for (const chunks of [[Chunk.COOKIE_ACK, Chunk.HEARTBEAT_ACK], [Chunk.COOKIE_ACK]]) {
    const events = [...setUp, [1, chunks] as Step].map(([way, types]) => association(way, types));
    expect(runWorkload({ router, events })).to.equal(null);
  }
});

type Step = readonly [Way, readonly number[]];

/** A packet with these chunks and a tag that only the set-up has right. */
function association(way: Way, types: readonly number[]) {
  const chunks = types.map(type => {
    const bytes = new Uint8Array(type === Chunk.INIT || type === Chunk.INIT_ACK ? 20 : 8);
    bytes.set([type, 0, 0, bytes.length, 0, 0, 0, 1 + way]);
    return bytes;
  });
  const tag = types[0] === Chunk.INIT ? 0 : types[0] === Chunk.COOKIE_ACK ? 99 : 2 - way;
  return sctpPacket(ASSOCIATION, way, tag, chunks);
}

const ASSOCIATION: Flow = {
  family: Family.IPV4,
  ends: [
    { device: 'c0', address: Uint8Array.of(192, 0, 2, 10), port: 40000 },
    { device: 's0', address: Uint8Array.of(198, 51, 100, 10), port: 5060 },
  ],
};

test('A table that has become too small, and whose victims are held by their children, may be over its limit', () => {
  const lowered: WorkloadEvent = { kind: 'sysctl', name: 'net.netfilter.nf_conntrack_max', value: '1' };
  const property = fc.property(workload({ stories: ['ftp-session'], maxStories: 3 }), fc.nat(40), (each, at) => {
    const events = each.events.toSpliced(at, 0, lowered);
    expect(runWorkload({ ...each, events }, { invariants: [invariantNamed('count')] })).to.equal(null);
  });
  fc.assert(property, { seed: SEED, numRuns: 200 });
});

test('A connection that goes unseen, for events are off, may leave its record to the next', () => {
  const [from, to]: Flow['ends'] = ASSOCIATION.ends;
  const another: Flow = { ...ASSOCIATION, ends: [{ ...from, port: from.port + 1 }, to] };
  const events: WorkloadEvent[] = [
    { kind: 'sysctl', name: 'net.netfilter.nf_conntrack_events', value: '0' },
    udpDatagram(ASSOCIATION, 0, new Uint8Array(1)),
    { kind: 'wait', seconds: 31 },
    udpDatagram(another, 0, new Uint8Array(1)),
    { kind: 'wait', seconds: 31 },
    udpDatagram(ASSOCIATION, 0, new Uint8Array(1)),
  ];
  const router = { seed: 0, buckets: 1, sysctls: [], helpers: [], translations: [], rulesets: [] };
  expect(runWorkload({ router, events })).to.equal(null);
});

test('Every invariant has a name of its own, a reason and a source', () => {
  expect(new Set(INVARIANTS.map(({ name }) => name)).size).to.equal(INVARIANTS.length);
  for (const { name, about, source } of INVARIANTS) {
    expect(name).to.match(/^[a-z]+(-[a-z]+)*$/);
    expect(about, name).to.match(/\.$/);
    expect(source, name).not.to.equal('');
  }
});

proof('two-buckets', 'reply tuples stand in the wrong bucket', ['udp-exchange'], ({ conntrack: { table } }) => {
  const insert = table.insert.bind(table);
  table.insert = (node, hash) => insert(node, node & 1 ? ~hash : hash);
});

proof(
  'two-buckets',
  'a connection that goes leaves its reply behind',
  ['udp-exchange', 'time-steps'],
  ({ conntrack: { table } }) => {
    const remove = table.remove.bind(table);
    table.remove = node => {
      if (!(node & 1)) remove(node);
    };
  },
);

proof('tuples-resolve', 'replies are not found', ['udp-exchange'], ({ conntrack: { table } }) => {
  const find = table.find.bind(table);
  table.find = (...key) => {
    const node = find(...key);
    return node & 1 ? 0 : node;
  };
});

proof('unique-tuples', 'a connection enters the table twice', ['udp-exchange'], ({ conntrack }) => {
  const confirm = conntrack.confirm.bind(conntrack);
  conntrack.confirm = (packet, state) => {
    const isFirst = packet.ct !== 0 && !conntrack.store.isConfirmed(packet.ct);
    const verdict = confirm(packet, state);
    if (!isFirst || !conntrack.store.isConfirmed(packet.ct)) return verdict;
    const { store, table } = conntrack;
    const twin = store.allocate();
    const from = packet.ct * Field.WORDS;
    const record = store.words.slice(from, from + Field.WORDS);
    record.fill(0, Field.NEXT, Field.REPLY);
    store.words.set(record, twin * Field.WORDS);
    for (const dir of [0, 1]) table.insert(2 * twin + dir, table.hash(record, dir * Field.REPLY));
    return verdict;
  };
});

proof('reply-inverse', 'replies are awaited at the next port', ['udp-exchange'], ({ conntrack }) => {
  const invert = conntrack.invertTuple.bind(conntrack);
  conntrack.invertTuple = (inverse, tuple) => {
    const isKnown = invert(inverse, tuple);
    inverse[TupleWord.ID]++;
    return isKnown;
  };
});

proof(
  'translated-back',
  'a byte of what is translated is lost',
  ['udp-from-outside', 'udp-exchange'],
  ({ netfilter }) => {
    const fn = (packet: Packet) => {
      packet.bytes[packet.end - 1] ^= 1;
      return Verdict.ACCEPT;
    };
    netfilter.register({ name: 'noise', hook: Hook.POSTROUTING, priority: 200, fn });
  },
);

proof('count', 'a connection that is dropped is forgotten', ['malformed', 'segments'], ({ conntrack }) => {
  const store = conntrack.store;
  const put = store.put.bind(store);
  store.put = ct => {
    if (store.isConfirmed(ct)) put(ct);
  };
});

proof('count', 'the table takes one more than it may', ['table-pressure'], ({ conntrack }) => {
  const track = conntrack.in.bind(conntrack);
  conntrack.in = (packet, state) => {
    conntrack.settings.max++;
    const verdict = track(packet, state);
    conntrack.settings.max--;
    return verdict;
  };
});

proof(
  'unconfirmed-unfound',
  'a connection enters the table with its first packet',
  ['udp-exchange'],
  ({ conntrack }) => {
    const track = conntrack.in.bind(conntrack);
    const { store, table } = conntrack;
    conntrack.in = (packet, state) => {
      const verdict = track(packet, state);
      const ct = packet.ct;
      if (ct !== 0 && !store.isConfirmed(ct)) table.insert(2 * ct, table.hash(store.words, ct * Field.WORDS));
      return verdict;
    };
  },
);

proof('no-expired', 'lookups look at no timeout', ['udp-exchange', 'time-steps'], ({ conntrack: { table } }) => {
  const find = table.find.bind(table);
  table.find = (tuple, hash, now, expired) => find(tuple, hash, now - 1000 * HZ, expired);
});

const INVALID_STORIES: StoryName[] = ['bent-tcp-conversation', 'tcp-conversation'];

proof('invalid-changes-nothing', 'an INVALID segment prolongs its connection', INVALID_STORIES, ({ conntrack }) => {
  const invalid = conntrack.invalid.bind(conntrack);
  conntrack.invalid = (packet, protocol, message) => {
    if (packet.ct !== 0) conntrack.store.words[packet.ct * Field.WORDS + Field.TIMEOUT] += HZ;
    return invalid(packet, protocol, message);
  };
});

proof('invalid-changes-nothing', 'an INVALID segment ends its connection', INVALID_STORIES, ({ conntrack }) => {
  const invalid = conntrack.invalid.bind(conntrack);
  conntrack.invalid = (packet, protocol, message) => {
    if (conntrack.store.isConfirmed(packet.ct)) conntrack.kill(packet.ct);
    return invalid(packet, protocol, message);
  };
});

proof('drops', 'INVALID packets are dropped', INVALID_STORIES, ({ conntrack }) => {
  const track = conntrack.in.bind(conntrack);
  conntrack.in = (packet, state) => {
    const verdict = track(packet, state);
    return verdict === Verdict.ACCEPT && packet.ctinfo === CtInfo.NONE ? Verdict.DROP : verdict;
  };
});

const PRESSURE: StoryName[] = ['tcp-conversation', 'table-pressure'];

proof('early-drop', 'assured connections make room', PRESSURE, ({ conntrack: { store } }) => {
  const status = store.status.bind(store);
  store.status = ct => status(ct) & ~Status.ASSURED;
});

proof('early-drop', 'who makes room stays', PRESSURE, ({ conntrack }) => {
  const kill = conntrack.kill.bind(conntrack);
  conntrack.kill = ct => conntrack.isExpired(ct) && kill(ct);
  const track = conntrack.in.bind(conntrack);
  conntrack.in = (packet, state) => {
    if (conntrack.settings.max > 0 && conntrack.store.count > conntrack.settings.max) conntrack.statistics.early_drop++;
    return track(packet, state);
  };
});

proof('living-master', 'an expected connection does not hold its master', ['ftp-session'], ({ conntrack }) => {
  const { expectations, store } = conntrack;
  const adopt = expectations.adopt.bind(expectations);
  expectations.adopt = (ct, tuple) => {
    const expectation = adopt(ct, tuple);
    if (expectation) store.extend(ct).master = 0;
    return expectation;
  };
});

proof('living-master', 'a new connection passes for a related one', ['udp-exchange'], ({ conntrack }) => {
  const track = conntrack.in.bind(conntrack);
  conntrack.in = (packet, state) => {
    const verdict = track(packet, state);
    if (packet.ctinfo === CtInfo.NEW) packet.ctinfo = CtInfo.RELATED;
    return verdict;
  };
});

proof('expectation-once', 'expectations stay when they are met', ['ftp-session'], ({ conntrack: { expectations } }) => {
  const adopt = expectations.adopt.bind(expectations);
  const remove = expectations.remove.bind(expectations);
  expectations.adopt = (ct, tuple) => {
    expectations.remove = () => {};
    const expectation = adopt(ct, tuple);
    expectations.remove = remove;
    return expectation;
  };
});

proof('expectation-once', 'expectations outlive their master', ['ftp-session', 'time-steps'], ({ conntrack }) => {
  conntrack.expectations.removeAll = () => {};
});

/** Little room, and fragments that wait. */
function withLittleRoom(each: Workload): Workload {
  const settings: WorkloadEvent[] = [
    { kind: 'sysctl', name: 'net.ipv4.ipfrag_low_thresh', value: '0' },
    { kind: 'sysctl', name: 'net.ipv4.ipfrag_high_thresh', value: '1000' },
  ];
  return { router: { ...each.router, sysctls: [] }, events: [...settings, ...each.events] };
}

proveWith(
  'reassembly-memory',
  'the threshold is not looked at',
  workloads('fragment-train').map(withLittleRoom),
  broken(({ router, defrag: { settings } }) => {
    const receive = router.receive.bind(router);
    router.receive = (packet, device) => {
      const threshold = settings.ipv4.highThresh;
      settings.ipv4.highThresh = 1e9;
      const verdict = receive(packet, device);
      settings.ipv4.highThresh = threshold;
      return verdict;
    };
  }),
);

proof('statistics', 'INVALID packets are counted twice', INVALID_STORIES, ({ conntrack }) => {
  const track = conntrack.in.bind(conntrack);
  conntrack.in = (packet, state) => {
    const verdict = track(packet, state);
    if (verdict === Verdict.ACCEPT && packet.ctinfo === CtInfo.NONE) conntrack.statistics.invalid++;
    return verdict;
  };
});

let runs = 0;
proveWith('same-trace', 'every second router is strict', workloads('tcp-conversation'), router => {
  const simulation = simulationFor(router);
  simulation.conntrack.settings.tcpLoose = runs++ & 1;
  return simulation;
});

proveWith('hash-seed', 'an odd seed makes a router strict', workloads('tcp-conversation'), router => {
  const simulation = simulationFor(router);
  simulation.conntrack.settings.tcpLoose = router.seed & 1;
  return simulation;
});

proof('built-state', 'the router counts packets and changes its mind', ['udp-exchange'], ({ conntrack }) => {
  let packets = 0;
  const track = conntrack.in.bind(conntrack);
  conntrack.in = (packet, state) => {
    if (++packets > 6) conntrack.settings.udpTimeout = 7 * HZ;
    return track(packet, state);
  };
});

proof('reassembly', 'the last byte of a reassembled datagram is lost', ['fragment-train'], ({ netfilter }) => {
  netfilter.register({
    name: 'spoil',
    hook: Hook.PREROUTING,
    priority: -399.5,
    fn: packet => {
      if (packet.fragmentMaxSize > 0) packet.bytes[packet.end - 1] ^= 1;
      return Verdict.ACCEPT;
    },
  });
});

proven.add('notation-round-trip');
test('notation-round-trip breaks where printing loses a byte', () => {
  const forgetful = roundTripThrough(
    bytes => printPacket(bytes),
    () => new Uint8Array(20),
  );
  expect(firstViolation(workloads('udp-exchange'), forgetful)?.invariant).to.equal('notation-round-trip');
});

proven.add('capture-round-trip');
test('capture-round-trip breaks where a file loses a byte, or a packet comes late', t => {
  const invariant = invariantNamed('capture-round-trip');
  const write = CaptureWriter.prototype.writeFrame;
  const damaged = t.mock.method(CaptureWriter.prototype, 'writeFrame');
  damaged.mock.mockImplementation(function (this: CaptureWriter, frame: Uint8Array, time: number) {
    write.call(this, frame.subarray(0, -1), time);
  });
  expect(firstViolation(workloads('udp-exchange'), invariant)?.message).to.match(/has become/);
  damaged.mock.mockImplementation(function (this: CaptureWriter, frame: Uint8Array, time: number) {
    write.call(this, frame, 2 * time);
  });
  expect(firstViolation(workloads('udp-exchange', 'time-steps'), invariant)?.message).to.match(/late/);
});

test('Every invariant is proven to bite', () => {
  expect([...proven].sort()).to.deep.equal(INVARIANTS.map(({ name }) => name).sort());
});
