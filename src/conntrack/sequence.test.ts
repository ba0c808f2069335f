import { test } from 'node:test';
import { expect } from 'chai';
import { buildPacket, parsePacket, printPacket } from '../packet/notation';
import { CtInfo, Packet } from '../packet/packet';
import { adjust, adjustFrom, sequenceOffset } from './sequence';
import { Status } from './status';
import { ConnectionStore, Dir } from './store';

const ENDS = 'tcp 192.0.2.10:1024 > 198.51.100.10:21';

class Line {
  readonly store = new ConnectionStore();
  readonly ct = this.store.allocate();

  grow(sequence: number, growth: number): void {
    adjustFrom(this.store, this.#packet(''), sequence, growth);
  }

  /** What becomes of a segment; null where it is refused. */
  adjusted(segment: string, ctinfo = CtInfo.ESTABLISHED): string | null {
    const packet = this.#packet(segment, ctinfo);
    const done = adjust(this.store.extension(this.ct)!.adjustments!, packet, 20);
    return done ? printPacket(packet.datagram()).slice(ENDS.length + 1) : null;
  }

  #packet(segment: string, ctinfo = CtInfo.ESTABLISHED): Packet {
    const packet = new Packet(buildPacket(parsePacket(`${ENDS} ${segment || '.'} win 1`), {}));
    packet.ct = this.ct;
    packet.ctinfo = ctinfo;
    return packet;
  }
}

test('Up to the changed segment nothing moves, behind it all does', () => {
  const line = new Line();
  line.grow(1000, 3);
  expect(line.store.status(line.ct) & Status.SEQ_ADJUST).not.to.equal(0);
  expect(line.adjusted('. =1000:1000(0) ack =7')).to.equal('. 1000:1000(0) ack 7 win 1');
  expect(line.adjusted('. =1001:1001(0) ack =7')).to.equal('. 1004:1004(0) ack 7 win 1');
  expect(line.adjusted('R =1001:1001(0)')).to.equal('R 1004:1004(0) win 1');
});

test('The other side’s acknowledgments, selective ones too, move back', () => {
  const line = new Line();
  line.grow(1000, 3);
  expect(line.adjusted('. =7:7(0) ack =1013 <nop,nop,sack 1023:1033>', CtInfo.ESTABLISHED_REPLY)).to.equal(
    '. 7:7(0) ack 1010 win 1 <nop,nop,sack 1020:1030>',
  );
  expect(sequenceOffset(line.store, line.ct, Dir.ORIGINAL, 1012)).to.equal(3);
  expect(sequenceOffset(line.store, line.ct, Dir.ORIGINAL, 999)).to.equal(0);
});

test('A second change adds to the first, a retransmission to none', () => {
  const line = new Line();
  line.grow(1000, 3);
  line.grow(1000, 3);
  expect(line.adjusted('. =1500:1500(0) ack =7')).to.equal('. 1503:1503(0) ack 7 win 1');
  line.grow(2000, -5);
  expect(line.adjusted('. =1500:1500(0) ack =7')).to.equal('. 1503:1503(0) ack 7 win 1');
  expect(line.adjusted('. =2001:2001(0) ack =7')).to.equal('. 1999:1999(0) ack 7 win 1');
});

test('Numbers wrap', () => {
  const line = new Line();
  line.grow(4294967290, 10);
  expect(line.adjusted('. =4294967294:4294967294(0) ack =7')).to.equal('. 8:8(0) ack 7 win 1');
});

test('Broken options are refused', () => {
  const line = new Line();
  line.grow(1000, 3);
  expect(line.adjusted('. =7:7(0) ack =1 <0x05090000>')).to.equal(null);
});
