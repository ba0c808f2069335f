import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { LinkType } from './link';
import { Family } from './packet';
import { CaptureError, CaptureReader } from './pcap';
import { type CaptureFormat, CaptureWriter } from './pcap-write';
import { fromHex } from './wire';

const UDP4 = fromHex('4500001c00010000401100000a0000010a00000204d2162e00080000');
const UDP6 = fromHex(`600000000008114020010db8${'00'.repeat(11)}0120010db8${'00'.repeat(11)}0204d2162e00080000`);

const FORMATS: Required<CaptureFormat>[] = (['pcap', 'pcap-ns', 'pcapng'] as const).flatMap(format =>
  [LinkType.RAW, LinkType.ETHERNET].flatMap(linkType =>
    [false, true].map(bigEndian => ({ format, linkType, bigEndian })),
  ),
);

function readAll(bytes: Uint8Array) {
  const reader = new CaptureReader(bytes);
  const packets: { packet: number; time: number; family: number; datagram: string; cut: boolean }[] = [];
  while (reader.next()) {
    const { packet, time, family, cut } = reader;
    packets.push({ packet, time, family, cut, datagram: hex(bytes.subarray(reader.start, reader.end)) });
  }
  return packets;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('What is written in any format is read again, at its time and without the link layer', () => {
  for (const format of FORMATS) {
    const writer = new CaptureWriter(format);
    writer.write(UDP4, 1_700_000_000.999999);
    writer.write(UDP6, 1_700_000_001);
    writer.writeFrame(fromHex('00'.repeat(14)), 1_700_000_000.25, 1500);
    const [first, second, third] = readAll(writer.bytes());
    const where = JSON.stringify(format);
    expect(first, where).to.deep.equal({ packet: 1, time: 0, family: Family.IPV4, datagram: hex(UDP4), cut: false });
    expect(second, where).to.include({ packet: 2, family: Family.IPV6, datagram: hex(UDP6), cut: false });
    expect(second.time, where).to.be.closeTo(0.000001, 1e-7);
    expect(third, where).to.include({ packet: 3, family: 0, cut: true });
    expect(third.time, where).to.be.closeTo(-0.749999, 1e-7);
  }
});

test('Times are the nearest numbers to what the capture says', () => {
  const times = [0, ...Array.from({ length: 50 }, (_, i) => (i * 2_345_679 + 123) / 1e6), 432000.000001];
  const writer = new CaptureWriter({ format: 'pcap' });
  for (const time of times) writer.write(UDP4, 1_000_000_000 + time);
  expect(readAll(writer.bytes()).map(packet => packet.time)).to.deep.equal(times);
});

test('Padding of the link layer is no part of the datagram', () => {
  const writer = new CaptureWriter();
  writer.writeFrame(Uint8Array.of(...UDP4, 0, 0, 0), 0);
  writer.writeFrame(UDP4.subarray(0, 24), 0, 28);
  const [padded, cut] = readAll(writer.bytes());
  expect(padded.datagram).to.equal(hex(UDP4));
  expect(cut).to.include({ datagram: hex(UDP4.subarray(0, 24)), cut: true });
});

test('A capture cut anywhere gives the packets before the cut, then the error', () => {
  for (const format of FORMATS) {
    const writer = new CaptureWriter(format);
    const ends = [writer.bytes().length];
    for (let i = 0; i < 3; i++) {
      writer.write(UDP4, i);
      ends.push(writer.bytes().length);
    }
    const whole = writer.bytes();
    for (let length = ends[0]; length < whole.length; length++) {
      const complete = ends.filter(end => end <= length).length - 1;
      const reader = new CaptureReader(whole.subarray(0, length));
      for (let i = 0; i < complete; i++) expect(reader.next()).to.equal(true);
      if (ends.includes(length)) expect(reader.next()).to.equal(false);
      else
        expect(() => reader.next())
          .to.throw(CaptureError, 'the capture is truncated')
          .with.property('packet', complete + 1);
    }
  }
});

test('Bytes changed anywhere end in an error of one line or in other packets, never in a hang', () => {
  const change = fc.tuple(fc.nat(400), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff));
  fc.assert(
    fc.property(fc.constantFrom(...FORMATS), fc.array(change, { minLength: 1, maxLength: 4 }), (format, changes) => {
      const writer = new CaptureWriter(format);
      for (let i = 0; i < 3; i++) writer.write(UDP4, i);
      const bytes = writer.bytes();
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      try {
        const packets = readAll(bytes);
        expect(packets.length).to.be.at.most(3);
      } catch (error) {
        expect(error).to.be.instanceOf(CaptureError);
        expect((error as Error).message).to.match(/^packet \d+, byte \d+: [^\n]+$/);
      }
    }),
    { numRuns: 1000 },
  );
});

test('What is no capture is refused, with what is', () => {
  const open = (bytes: Uint8Array) => () => new CaptureReader(bytes);
  const header = new CaptureWriter().bytes();
  const changed = (at: number, value: number) => header.map((byte, i) => (i === at ? value : byte));
  expect(open(new Uint8Array(0))).to.throw(CaptureError, 'the file is empty');
  expect(open(fromHex('1f8b0800'))).to.throw(CaptureError, 'compressed with gzip');
  expect(open(fromHex('7f454c46'))).to.throw(CaptureError, 'it begins with 7f454c46); allowed are pcap');
  expect(open(header.subarray(0, 10))).to.throw(CaptureError, 'the file header is truncated');
  expect(open(changed(4, 3))).to.throw(CaptureError, 'pcap version 3; allowed is 2');
  expect(open(changed(20, 147))).to.throw(
    CaptureError,
    'packet 1, byte 20: unknown link type 147; allowed are Ethernet',
  );
});

test('An absurd length is refused before anything is read by it', () => {
  const writer = new CaptureWriter();
  writer.write(UDP4, 0);
  const bytes = writer.bytes();
  bytes.set([0xff, 0xff, 0xff, 0xff], 24 + 8);
  const reader = new CaptureReader(bytes);
  expect(() => reader.next()).to.throw(CaptureError, 'packet 1, byte 24: captured length 4294967295');
});
