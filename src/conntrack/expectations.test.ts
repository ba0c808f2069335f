import { beforeEach, test } from 'node:test';
import { expect } from 'chai';
import { Clock } from '../clock';
import { Linux } from '../linux/linux';
import { Family, Protocol } from '../packet/packet';
import { type Announced, Expectation, ExpectFlag, expectationLine } from './expectation';
import { Expectations } from './expectations';
import { giveHelper } from './helpers/assign';
import type { Helper } from './helpers/helper';
import { defaultSettings } from './settings';
import { Statistics } from './statistics';
import { Status } from './status';
import { ConnectionStore, Field } from './store';
import { kindOf, newTuple, type Tuple } from './tuple';

const CLIENT = 0xc000020a | 0;
const SERVER = 0xc633640a | 0;
const OTHER = 0xc633640b | 0;

const helper = (maxExpected: number, ...names: string[]): Helper => ({
  name: 'test',
  protocol: Protocol.TCP,
  families: [Family.IPV4, Family.IPV6],
  ports: [],
  policies: [{ maxExpected, timeout: 300 }, ...names.map(name => ({ maxExpected, timeout: 60, name }))],
  newData: () => null,
  help: () => 1,
});

let clock: Clock;
let store: ConnectionStore;
let statistics: Statistics;
let expectations: Expectations;
let settings: ReturnType<typeof defaultSettings>;
let log: string[];

beforeEach(() => {
  clock = new Clock();
  store = new ConnectionStore();
  statistics = new Statistics();
  settings = defaultSettings();
  log = [];
  expectations = listOf(new Linux());
});

function listOf(linux: Linux): Expectations {
  return new Expectations({ linux, store, clock, settings, statistics, warn: line => log.push(line) });
}

function tuple(src: number, dst: number, sport: number, dport: number, protocol = Protocol.TCP): Tuple {
  const words = newTuple();
  words[0] = src;
  words[4] = dst;
  words[8] = (sport << 16) | dport;
  words[9] = kindOf(Family.IPV4, protocol);
  return words;
}

/** A confirmed connection from the client to the server, with this helper. */
function master(of: Helper, port = 40001): number {
  const ct = store.allocate();
  store.words.set(tuple(CLIENT, SERVER, port, 21), ct * Field.WORDS);
  store.words[ct * Field.WORDS + Field.STATUS] = Status.CONFIRMED;
  giveHelper(store, ct, of);
  return ct;
}

const address = (word: number) => Int32Array.of(word, 0, 0, 0);

/** A connection from the server to this port of the client. */
function announce(ct: number, port: number, change: Partial<Announced> = {}, expectClass = 0, flags = 0): Expectation {
  const announced = {
    protocol: Protocol.TCP,
    source: address(SERVER),
    sourcePort: null,
    destination: address(CLIENT),
    destinationPort: port,
    ...change,
  };
  return new Expectation(store, ct, store.extension(ct)!.helper!, announced, expectClass, flags);
}

const LINE = 'l3proto = 2 proto=6 src=198.51.100.10 dst=192.0.2.10 sport=0 dport=1025';
const lines = () => expectations.list().map(expectation => expectationLine(expectation, clock.jiffies));
const ports = () => expectations.list().map(({ tuple: words }) => words[8] & 0xffff);
const meet = (src: number, port: number, sport = 20) =>
  expectations.adopt(store.allocate(), tuple(src, CLIENT, sport, port));

test('a connection that comes is related to its master, takes its mark and keeps it alive', () => {
  const ct = master(helper(1));
  store.words[ct * Field.WORDS + Field.MARK] = 42;
  expect(expectations.add(announce(ct, 1025))).to.equal(null);
  const data = store.allocate();
  expect(expectations.adopt(data, tuple(SERVER, CLIENT, 20, 1025))).not.to.equal(null);
  const base = data * Field.WORDS;
  expect(store.status(data)).to.equal(Status.EXPECTED);
  expect(store.words[base + Field.MARK]).to.equal(42);
  expect(store.extension(data)!.master).to.equal(ct);
  expect(store.words[ct * Field.WORDS + Field.USE]).to.equal(2);
  expect(expectations.count).to.equal(0);
  expect(meet(SERVER, 1025), 'a second one').to.equal(null);
  expect(statistics).to.include({ expect_new: 1, expect_create: 1, expect_delete: 1 });
});

test('any source port will do, but no other address, port or protocol', () => {
  const ct = master(helper(1));
  expectations.add(announce(ct, 1025));
  expect(meet(OTHER, 1025)).to.equal(null);
  expect(meet(SERVER, 1026)).to.equal(null);
  expect(expectations.adopt(store.allocate(), tuple(SERVER, CLIENT, 20, 1025, Protocol.UDP))).to.equal(null);
  expect(meet(SERVER, 1025, 54321)).not.to.equal(null);
});

test('a source that is left open matches anybody', () => {
  expectations.add(announce(master(helper(1)), 1025, { source: null }));
  expect(meet(OTHER, 1025)).not.to.equal(null);
});

test('a source port that is named must be met', () => {
  expectations.add(announce(master(helper(1)), 1025, { sourcePort: 20 }));
  expect(meet(SERVER, 1025, 21)).to.equal(null);
  expect(meet(SERVER, 1025, 20)).not.to.equal(null);
});

test('the connection gets the helper that the expectation names', () => {
  const ct = master(helper(1));
  const expectation = announce(ct, 1025);
  expectation.assignHelper = helper(2);
  expectations.add(expectation);
  const data = store.allocate();
  expectations.adopt(data, tuple(SERVER, CLIENT, 20, 1025));
  expect(store.extension(data)!.helper).to.equal(expectation.assignHelper);
  // HELPER says that a rule gave it.
  expect(store.status(data)).to.equal(Status.EXPECTED);
});

test('PERMANENT stays when it is met, INACTIVE is not met', () => {
  const ct = master(helper(2));
  expectations.add(announce(ct, 2001, {}, 0, ExpectFlag.PERMANENT));
  expectations.add(announce(ct, 2002, {}, 0, ExpectFlag.INACTIVE));
  expect(meet(SERVER, 2001)).not.to.equal(null);
  expect(meet(SERVER, 2001)).not.to.equal(null);
  expect(meet(SERVER, 2002)).to.equal(null);
});

test('nothing is expected by a master that is unconfirmed or dying', () => {
  const ct = master(helper(1));
  expectations.add(announce(ct, 1025));
  const status = ct * Field.WORDS + Field.STATUS;
  store.words[status] = Status.HELPER;
  expect(meet(SERVER, 1025)).to.equal(null);
  store.words[status] = Status.HELPER | Status.CONFIRMED | Status.DYING;
  expect(meet(SERVER, 1025)).to.equal(null);
  expect(ports()).to.deep.equal([1025]);
});

test('the same expectation again starts anew', () => {
  const ct = master(helper(9));
  const events: string[] = [];
  expectations.add(announce(ct, 1025));
  expectations.listener = (type, { expires }) => events.push(`${type} ${expires / 250}`);
  clock.advance(100);
  expect(expectations.add(announce(ct, 1025))).to.equal(null);
  expect(events).to.deep.equal(['DESTROY 300', 'NEW 400']);
  expect(expectations.count).to.equal(1);
});

test('the same one in another class is refused', () => {
  const ct = master(helper(9, 'other'));
  expectations.add(announce(ct, 1025));
  expect(expectations.add(announce(ct, 1025, {}, 1))).to.equal('EALREADY');
});

test('two that could take the same packet clash, whoever expects them', () => {
  const any = helper(9);
  const ct = master(any);
  expectations.add(announce(ct, 1025));
  expect(expectations.add(announce(master(any, 40002), 1025)), 'of another master').to.equal('EBUSY');
  expect(expectations.add(announce(ct, 1025, { source: null })), 'from anywhere').to.equal('EBUSY');
  expect(expectations.add(announce(ct, 1025, { sourcePort: 20 })), 'from one port').to.equal('EBUSY');
  expect(expectations.add(announce(ct, 1025, { source: address(OTHER) })), 'from elsewhere').to.equal(null);
  expect(expectations.add(announce(ct, 1025, { protocol: Protocol.UDP })), 'of another protocol').to.equal(null);
});

test('a master that expects as many as it may loses its oldest of the class', () => {
  const ct = master(helper(2, 'other'));
  expectations.add(announce(ct, 1025));
  expectations.add(announce(ct, 1026));
  expectations.add(announce(ct, 2000, {}, 1));
  expect(expectations.add(announce(ct, 1027))).to.equal(null);
  expect(ports().sort()).to.deep.equal([1026, 1027, 2000]);
});

test('the list as a whole has a limit', () => {
  settings.expectMax = 2;
  const any = helper(1);
  const ct = master(any);
  expectations.add(announce(ct, 1025));
  expectations.add(announce(master(any, 40002), 1026));
  expect(expectations.add(announce(master(any, 40003), 1027))).to.equal('EMFILE');
  expect(log).to.deep.equal(['nf_conntrack: expectation table full']);
  expect(expectations.add(announce(ct, 1028)), 'in place of its own').to.equal(null);
  expect(ports().sort()).to.deep.equal([1026, 1028]);
});

test('a master without a helper expects nothing', () => {
  const ct = master(helper(1));
  const expectation = announce(ct, 1025);
  store.extend(ct).helper = null;
  expect(expectations.add(expectation)).to.equal('ESHUTDOWN');
});

test('an expectation is there until its timer fires, which is later than it expires', () => {
  const ct = master(helper(1));
  const gone: number[] = [];
  expectations.listener = type => type === 'DESTROY' && gone.push(clock.now);
  clock.advanceTo(0.1);
  expectations.add(announce(ct, 1025));
  clock.advanceTo(311);
  expect(lines()).to.deep.equal([`-10 ${LINE} test`]);
  expect(meet(SERVER, 1025)).not.to.equal(null);
  expectations.add(announce(ct, 1026));
  clock.advanceTo(1000);
  expect(gone).to.deep.equal([311, 622.592]);
  expect(expectations.count).to.equal(0);
});

test('the end of a master takes with it what it expects', () => {
  const any = helper(9);
  const ct = master(any);
  expectations.add(announce(ct, 1025));
  expectations.add(announce(ct, 1026));
  expectations.add(announce(master(any, 40002), 1027));
  expectations.removeAll(ct);
  expect(ports()).to.deep.equal([1027]);
  clock.advance(1000);
  expect(statistics.expect_delete).to.equal(3);
});

test('an expectation prints as in /proc/net/nf_conntrack_expect', () => {
  const ct = master(helper(9, 'class'));
  expectations.add(announce(ct, 1025));
  const [expectation] = expectations.list();
  expect(expectationLine(expectation, 0)).to.equal(`300 ${LINE} test`);
  expect(expectationLine(expectation, 1)).to.equal(`299 ${LINE} test`);
  const flags = ExpectFlag.PERMANENT | ExpectFlag.INACTIVE;
  expect(expectationLine(announce(ct, 1025, {}, 0, flags), 0)).to.equal(`0 ${LINE} PERMANENT,INACTIVE test`);
  expect(expectationLine(announce(ct, 1025, {}, 1), 0)).to.equal(`0 ${LINE} test/class`);
});

test('On Linux 7.3 what has expired is not there any more, and is counted until somebody comes across it', () => {
  expectations = listOf(new Linux('7.3'));
  const events: string[] = [];
  expectations.listener = (type, { tuple: words }) => events.push(`${type} ${words[8] & 0xffff}`);
  const ct = master(helper(2));
  for (const port of [1025, 1026]) expectations.add(announce(ct, port));
  clock.advanceTo(299.9);
  expect(ports()).to.have.members([1025, 1026]);
  clock.advanceTo(300);
  expect(ports()).to.deep.equal([]);
  expect(expectations.find(tuple(SERVER, CLIENT, 20, 1025))).to.equal(null);
  expect(expectations.count).to.equal(2);
  expect(meet(SERVER, 1025)).to.equal(null);
  expect(events).to.deep.equal(['NEW 1025', 'NEW 1026', 'DESTROY 1025']);
  expectations.reap(ct, clock.jiffies - 1);
  expect(expectations.count, 'before its time').to.equal(1);
  expectations.reap(ct);
  expect(events.at(-1)).to.equal('DESTROY 1026');
  expect(statistics.expect_delete).to.equal(2);
});

test('On Linux 7.3 what is gone makes room before the oldest does, and for the same once more', () => {
  expectations = listOf(new Linux('7.3'));
  const ct = master(helper(2));
  for (const port of [1025, 1026]) expectations.add(announce(ct, port));
  expectations.takeBack(expectations.find(tuple(SERVER, CLIENT, 20, 1026))!);
  expect(ports()).to.deep.equal([1025]);
  expect(expectations.count).to.equal(2);
  expect(expectations.add(announce(ct, 1027))).to.equal(null);
  expect(ports()).to.have.members([1025, 1027]);
  expectations.takeBack(expectations.find(tuple(SERVER, CLIENT, 20, 1027))!);
  expect(expectations.add(announce(master(helper(2), 40002), 1027)), 'of another master').to.equal(null);
  expect(ports()).to.have.members([1025, 1027]);
  expect(expectations.count).to.equal(2);
});

test('Before, what is taken back goes at once', () => {
  const ct = master(helper(2));
  expectations.add(announce(ct, 1025));
  expectations.takeBack(expectations.list()[0]);
  expect(expectations.count).to.equal(0);
});
