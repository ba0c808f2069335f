import { test } from 'node:test';
import { expect } from 'chai';
import { LinkType } from '../../packet/link';
import { buildPacket, parsePacket } from '../../packet/notation';
import { CaptureError } from '../../packet/pcap';
import { CaptureWriter } from '../../packet/pcap-write';
import { kernelAccess } from './access';
import { canKeepTime, type KernelReplayRecord, replayOnKernel } from './replay';

const access = kernelAccess();
const skip = 'reason' in access ? `NOT OBSERVABLE HERE: ${access.reason}: ${access.remedy}` : false;
const FTP = { name: 'ftp', protocol: 'tcp', port: 21 } as const;
const HANDSHAKE = [
  'tcp 10.0.0.1:1000 > 203.0.113.5:21 S 0:0(0)',
  'tcp 203.0.113.5:21 > 10.0.0.1:1000 S. 0:0(0) ack 1',
  'tcp 10.0.0.1:1000 > 203.0.113.5:21 . 1:1(0) ack 1',
];

function capture(texts: string[], gap: number): Uint8Array {
  const writer = new CaptureWriter({ linkType: LinkType.ETHERNET });
  texts.forEach((text, at) => {
    writer.write(buildPacket(parsePacket(text)), 1000 + at * gap);
  });
  return writer.bytes();
}

async function replay(bytes: Uint8Array, options = {}) {
  const keepTime = canKeepTime(bytes, ['kernel']);
  const records: KernelReplayRecord[] = [];
  const result = await replayOnKernel(bytes, record => records.push(record), { keepTime, ...options }).catch(
    (error: Error) => error,
  );
  return { records, result };
}

test('a capture from any network passes through, with its numbers and times', { skip }, async () => {
  const { records, result } = await replay(capture(HANDSHAKE, 0.25), { helpers: [FTP] });
  const common = { verdict: 'ACCEPT', reason: null, rulings: [] };
  expect(records).to.deep.equal([
    { packet: 1, time: 0, ctstate: 'NEW', ctdir: 'ORIGINAL', ...common },
    { packet: 2, time: 0.25, ctstate: 'ESTABLISHED', ctdir: 'REPLY', ...common },
    { packet: 3, time: 0.5, ctstate: 'ESTABLISHED', ctdir: 'ORIGINAL', ...common },
  ]);
  expect((result as { table: string[] }).table[0]).to.match(/^ipv4 +2 tcp +6 43\d{4} ESTABLISHED src=10\.0\.0\.1 /);
});

test('a capture that took long is replayed without its pauses where a clock is real', { skip }, async () => {
  const bytes = capture(HANDSHAKE, 100);
  expect(['kernel', 'kernel:6.12', 'simulator'].map(name => canKeepTime(bytes, [name]))).to.deep.equal([
    false,
    true,
    true,
  ]);
  const { records } = await replay(bytes);
  expect(records.map(({ time }) => time)).to.deep.equal([0, 100, 200]);
});

test('sysctls are set before the first packet', { skip }, async () => {
  const sysctls = { 'net.netfilter.nf_conntrack_tcp_loose': '0' };
  const { records } = await replay(capture(HANDSHAKE.slice(2), 1), { sysctls });
  expect(records[0]).to.include({ ctstate: 'INVALID', ctdir: null, verdict: 'ACCEPT' });
});

test('what is not IP is dropped unseen, and a cut capture tells the packets before the cut', { skip }, async () => {
  const writer = new CaptureWriter({ linkType: LinkType.ETHERNET });
  writer.writeFrame(Uint8Array.of(2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 6, 0, 1), 1);
  writer.write(buildPacket(parsePacket(HANDSHAKE[0])), 1);
  writer.write(buildPacket(parsePacket(HANDSHAKE[1])), 1);
  const { records, result } = await replay(writer.bytes().slice(0, -7));
  expect(records.map(({ packet, ctstate, verdict }) => [packet, ctstate, verdict])).to.deep.equal([
    [1, null, 'DROP'],
    [2, 'NEW', 'ACCEPT'],
  ]);
  expect(result).to.be.instanceOf(CaptureError);
});
