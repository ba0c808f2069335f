import { beforeEach, test } from 'node:test';
import { expect } from 'chai';
import { Clock } from '../../clock';
import { Linux } from '../../linux/linux';
import { Verdict } from '../../netfilter/hooks';
import { put16, put32 } from '../../packet/bytes';
import { CtInfo, Family, Packet, Protocol } from '../../packet/packet';
import { expectationLine } from '../expectation';
import { Expectations } from '../expectations';
import { GreKeymap } from '../gre-keymap';
import { defaultSettings } from '../settings';
import { Statistics } from '../statistics';
import { Status } from '../status';
import { ConnectionStore, Dir, Field } from '../store';
import { kindOf, newTuple, type Tuple } from '../tuple';
import { assignHelper } from './assign';
import { FtpHelper } from './ftp';
import type { Helper, HelperHost } from './helper';

const CLIENT = 0xc000020a | 0;
const SERVER = 0xc633640a | 0;

const PORT = 'PORT 192,0,2,10,4,1\r\n';
const PASV = '227 (198,51,100,10,4,1)\r\n';

function tuple(src: number, dst: number, sport: number, dport: number): Tuple {
  const words = newTuple();
  words[0] = src;
  words[4] = dst;
  words[8] = (sport << 16) | dport;
  words[9] = kindOf(Family.IPV4, Protocol.TCP);
  return words;
}

class World implements HelperHost {
  readonly linux = new Linux();
  readonly clock = new Clock();
  readonly store = new ConnectionStore();
  readonly settings = defaultSettings();
  readonly statistics = new Statistics();
  readonly log: string[] = [];
  readonly expectations = new Expectations(this);
  readonly nat = null;
  readonly greKeymap = new GreKeymap();

  find(): number {
    return 0;
  }

  kill(): boolean {
    return false;
  }

  setTimeout(): void {}

  broadcastMask(): number {
    return 0;
  }

  isSameWay(): boolean {
    return false;
  }

  warn(line: string): void {
    this.log.push(line);
  }

  helperLog(_: Packet, helper: Helper, why: string): void {
    this.log.push(`${helper.name}: ${why}`);
  }
}

/** A control connection, and what the helper says of its segments. */
class Control {
  readonly ct: number;
  /** Next sequence number of each direction. */
  readonly next = [1001, 5001];

  constructor(
    readonly world: World,
    readonly ftp = new FtpHelper(),
    clientPort = 40001,
  ) {
    const { store } = world;
    this.ct = store.allocate();
    store.words.set(tuple(CLIENT, SERVER, clientPort, 21), this.ct * Field.WORDS + Field.ORIGINAL);
    store.words.set(tuple(SERVER, CLIENT, 21, clientPort), this.ct * Field.WORDS + Field.REPLY);
    assignHelper(store, this.ct, ftp);
    store.words[this.ct * Field.WORDS + Field.STATUS] |= Status.CONFIRMED;
  }

  /** A segment: in order unless `sequence` is given. */
  say(
    dir: Dir,
    text: string,
    sequence?: number,
    ctinfo = dir ? CtInfo.ESTABLISHED_REPLY : CtInfo.ESTABLISHED,
  ): Verdict {
    // Space before and behind: offsets must be kept to.
    const bytes = new Uint8Array(7 + 40 + text.length + 5).fill(0x0a);
    const transport = 7 + 20;
    put16(bytes, transport + 2, 21);
    put32(bytes, transport + 4, sequence ?? this.next[dir]);
    bytes[transport + 12] = 0x50;
    for (let i = 0; i < text.length; i++) bytes[transport + 20 + i] = text.charCodeAt(i);
    if (sequence === undefined) this.next[dir] += text.length;
    return this.ftp.help(new Packet(bytes, 7, bytes.length - 5), transport, this.ct, ctinfo, this.world);
  }

  client(text: string, sequence?: number): Verdict {
    return this.say(Dir.ORIGINAL, text, sequence);
  }

  server(text: string, sequence?: number): Verdict {
    return this.say(Dir.REPLY, text, sequence);
  }

  expected(): string[] {
    return this.world.expectations.list().map(each => expectationLine(each, this.world.clock.jiffies));
  }
}

const FROM_SERVER = '300 l3proto = 2 proto=6 src=198.51.100.10 dst=192.0.2.10 sport=0 dport=1025 ftp';
const FROM_CLIENT = '300 l3proto = 2 proto=6 src=192.0.2.10 dst=198.51.100.10 sport=0 dport=1025 ftp';

let control: Control;

beforeEach(() => {
  control = new Control(new World());
});

test('PORT announces a connection of the server', () => {
  control.client('USER x\r\n');
  expect(control.client(PORT)).to.equal(Verdict.ACCEPT);
  expect(control.expected()).to.deep.equal([FROM_SERVER]);
});

test('227 announces a connection of the client', () => {
  control.server('220 ready\r\n');
  expect(control.server(PASV)).to.equal(Verdict.ACCEPT);
  expect(control.expected()).to.deep.equal([FROM_CLIENT]);
});

test('the first segment of a direction is not read', () => {
  control.client(PORT);
  control.server(PASV);
  expect(control.expected()).to.deep.equal([]);
});

test('a segment in the middle of a line is not read', () => {
  control.client('USER x\r\n');
  control.client('NOOP');
  expect(control.client(PORT)).to.equal(Verdict.ACCEPT);
  expect(control.expected()).to.deep.equal([]);
});

test('a line end of the other direction does not count', () => {
  control.server('220 ready\r\n');
  control.client(PORT);
  expect(control.expected()).to.deep.equal([]);
});

test('only established packets are read', () => {
  control.client('USER x\r\n');
  control.server('220 ready\r\n');
  for (const ctinfo of [CtInfo.NEW, CtInfo.RELATED]) {
    expect(control.say(Dir.ORIGINAL, PORT, 1009, ctinfo)).to.equal(Verdict.ACCEPT);
    expect(control.say(Dir.REPLY, PASV, 5012, ctinfo)).to.equal(Verdict.ACCEPT);
  }
  expect(control.expected()).to.deep.equal([]);
});

test('a segment without data is passed', () => {
  control.client('USER x\r\n');
  expect(control.client('')).to.equal(Verdict.ACCEPT);
  control.client(PORT);
  expect(control.expected()).to.deep.equal([FROM_SERVER]);
});

test('a partial command is dropped, and does not count as seen', () => {
  control.client('USER x\r\n');
  expect(control.client('PORT 192,0,2\n', 1009)).to.equal(Verdict.DROP);
  expect(control.world.log).to.deep.equal(["ftp: partial matching of `PORT'"]);
  control.client('PORT 192,0,2,10,4,1\r\n', 1009 + 13);
  expect(control.expected(), 'behind it').to.deep.equal([]);
  control.client(PORT);
  expect(control.expected(), 'in its place').to.deep.equal([FROM_SERVER]);
});

test('a third host is believed only by a loose helper', () => {
  control.client('USER x\r\n');
  expect(control.client('PORT 203,0,113,5,4,1\r\n')).to.equal(Verdict.ACCEPT);
  expect(control.expected()).to.deep.equal([]);

  const loose = new Control(new World(), new FtpHelper(true));
  loose.client('USER x\r\n');
  loose.client('PORT 203,0,113,5,4,1\r\n');
  expect(loose.expected()).to.deep.equal([FROM_SERVER.replace('192.0.2.10', '203.0.113.5')]);
});

test('what cannot be expected is dropped, its line end counts', () => {
  const second = new Control(control.world, control.ftp, 40002);
  control.client('USER x\r\n');
  second.client('USER x\r\n');
  control.client(PORT);
  expect(second.client(PORT)).to.equal(Verdict.DROP);
  expect(control.world.log).to.deep.equal(['ftp: cannot add expectation']);
  expect(control.world.expectations.list().map(({ master }) => master)).to.deep.equal([control.ct]);
  second.client('PORT 192,0,2,10,4,2\r\n');
  expect(control.expected()).to.have.lengthOf(2);
});

test('one connection at a time: a new announcement replaces the last', () => {
  control.client('USER x\r\n');
  control.client(PORT);
  control.client('PORT 192,0,2,10,4,2\r\n');
  expect(control.expected()).to.deep.equal([FROM_SERVER.replace('1025', '1026')]);
});

for (const [back, outcome] of [
  [1, [FROM_SERVER]],
  [2, []],
] as const) {
  test(`two line ends are remembered: a retransmission from ${back} lines back is ${back < 2 ? 'read' : 'not read'}`, () => {
    for (const text of ['AAAA\r\n', 'BBBB\r\n', 'CCCC\r\n']) control.client(text);
    control.client(PORT, 1019 - 6 * back);
    expect(control.expected()).to.deep.equal(outcome);
  });
}

test('a line end older than both is not taken up', () => {
  for (const text of ['AAAA\r\n', 'BBBB\r\n', 'CCCC\r\n']) control.client(text);
  control.client('AAAA\r\n', 1001);
  control.client(PORT, 1007);
  expect(control.expected()).to.deep.equal([]);
});

test('a line end seen twice is remembered once', () => {
  for (const text of ['AAAA\r\n', 'BBBB\r\n']) control.client(text);
  control.client('BBBB\r\n', 1007);
  control.client(PORT, 1007);
  expect(control.expected()).to.deep.equal([FROM_SERVER]);
});

test('the memory follows sequence numbers beyond their wrap', () => {
  control.next[Dir.ORIGINAL] = 0xfffffff0;
  for (const text of ['AAAA\r\n', 'BBBB\r\n', 'CCCC\r\n']) control.client(text);
  control.client(PORT, 2);
  expect(control.expected()).to.deep.equal([FROM_SERVER]);
});

test('a helper is assigned to unconfirmed connections of its protocol, once', () => {
  const { ftp } = control;
  const { store } = control.world;
  const ct = store.allocate();
  store.words.set(tuple(CLIENT, SERVER, 40003, 21), ct * Field.WORDS);
  expect(assignHelper(store, ct, ftp)).to.equal(true);
  expect(assignHelper(store, ct, ftp), 'again').to.equal(false);

  const confirmed = store.allocate();
  store.words.set(tuple(CLIENT, SERVER, 40004, 21), confirmed * Field.WORDS);
  store.words[confirmed * Field.WORDS + Field.STATUS] = Status.CONFIRMED;
  expect(assignHelper(store, confirmed, ftp), 'confirmed').to.equal(false);

  const udp = store.allocate();
  store.words[udp * Field.WORDS + 9] = kindOf(Family.IPV4, Protocol.UDP);
  expect(assignHelper(store, udp, ftp), 'another protocol').to.equal(false);
});
