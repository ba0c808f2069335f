import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { expect } from 'chai';
import { Verdict } from '../netfilter/hooks';
import { CtInfo } from '../packet/packet';
import type { Replay } from '../replay';
import { isOutputError } from './output';
import { NdjsonWriter } from './replay-ndjson';
import { PACKETS_AT_ONCE } from './replay-writer';

const folder = mkdtempSync(join(tmpdir(), 'ctspec-test-'));
after(() => rmSync(folder, { recursive: true }));

/** The line written for the packet with this number, captured at this time. */
async function line(packet: number, time: number, { ctinfo = CtInfo.NEW, reason = null as string | null } = {}) {
  const file = join(folder, 'lines');
  const fd = openSync(file, 'w');
  const writer = new NdjsonWriter(fd);
  const verdict = Verdict.ACCEPT;
  writer.packet({ packet: { ctinfo, reason, tracked: true }, verdict, capture: { packet, time } } as Replay);
  await writer.end(null);
  closeSync(fd);
  return readFileSync(file, 'utf8');
}

test('a line is one JSON object, with the fields in their order', async () => {
  expect(await line(1, 0.000123)).to.equal(
    '{"packet":1,"time":0.000123,"ctstate":"NEW","ctdir":"ORIGINAL","verdict":"ACCEPT","reason":null}\n',
  );
  expect(await line(20, 3, { ctinfo: CtInfo.NONE, reason: 'bad "checksum" é' })).to.equal(
    '{"packet":20,"time":3,"ctstate":"INVALID","ctdir":null,"verdict":"ACCEPT","reason":"bad \\"checksum\\" é"}\n',
  );
});

test('numbers read as they are', async () => {
  const times = [0, 0.1, 0.000001, 0.999999999, 10.01, 4294967295.5, 1.0000015, 59.12, -0.5, -3.25, -0.000001];
  times.push(2 ** 31, 9999999999.5, 1e10, -20344263647.73, 2 ** 63, -(2 ** 64));
  for (const time of times) expect(JSON.parse(await line(1, time)).time).to.equal(time);
  for (const packet of [1, 9, 10, 99, 100, 1234567, 4294967295]) {
    expect(JSON.parse(await line(packet, 0)).packet).to.equal(packet);
  }
});

/** Has a writer told of so many packets, as a long replay does; every hundredth has a reason of its own. */
async function tellMany(writer: NdjsonWriter, packets: number): Promise<void> {
  for (let number = 1; number <= packets; number++) {
    const packet = { ctinfo: CtInfo.NONE, reason: number % 100 === 0 ? `reason ${number}` : null, tracked: true };
    writer.packet({ packet, verdict: Verdict.ACCEPT, capture: { packet: number, time: number } } as Replay);
    if (number % PACKETS_AT_ONCE === 0) await writer.handOn();
  }
  await writer.end(['a line']);
}

test('lines that a thread writes are all there, in order, before the table', async () => {
  const file = join(folder, 'many');
  const fd = openSync(file, 'w');
  const packets = 7 * PACKETS_AT_ONCE + 3;
  await tellMany(new NdjsonWriter(fd), packets);
  closeSync(fd);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines).to.have.length(packets + 1);
  expect(JSON.parse(lines.pop()!)).to.deep.equal({ table: ['a line'] });
  for (const [at, text] of lines.entries()) {
    const { packet, time, reason } = JSON.parse(text);
    const wanted = (at + 1) % 100 === 0 ? `reason ${at + 1}` : null;
    if (packet !== at + 1 || time !== at + 1 || reason !== wanted) expect.fail(`line ${at + 1} is ${text}`);
  }
});

test('what a thread cannot write is an error of the output', async () => {
  const fd = openSync('/dev/full', 'w');
  const error: unknown = await tellMany(new NdjsonWriter(fd), 2 * PACKETS_AT_ONCE).then(
    () => null,
    reason => reason,
  );
  closeSync(fd);
  expect(error).to.satisfy(isOutputError);
});
