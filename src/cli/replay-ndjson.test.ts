import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { expect } from 'chai';
import { Verdict } from '../netfilter/hooks';
import { CtInfo } from '../packet/packet';
import type { Replay } from '../replay';
import { NdjsonWriter } from './replay-ndjson';

const folder = mkdtempSync(join(tmpdir(), 'ctspec-test-'));
after(() => rmSync(folder, { recursive: true }));

/** The line written for the packet with this number, captured at this time. */
function line(packet: number, time: number, { ctinfo = CtInfo.NEW, reason = null as string | null } = {}): string {
  const file = join(folder, 'lines');
  const fd = openSync(file, 'w');
  const writer = new NdjsonWriter(fd);
  const verdict = Verdict.ACCEPT;
  writer.packet({ packet: { ctinfo, reason, tracked: true }, verdict, capture: { packet, time } } as Replay);
  writer.end(null);
  closeSync(fd);
  return readFileSync(file, 'utf8');
}

test('a line is one JSON object, with the fields in their order', () => {
  expect(line(1, 0.000123)).to.equal(
    '{"packet":1,"time":0.000123,"ctstate":"NEW","ctdir":"ORIGINAL","verdict":"ACCEPT","reason":null}\n',
  );
  expect(line(20, 3, { ctinfo: CtInfo.NONE, reason: 'bad "checksum" é' })).to.equal(
    '{"packet":20,"time":3,"ctstate":"INVALID","ctdir":null,"verdict":"ACCEPT","reason":"bad \\"checksum\\" é"}\n',
  );
});

test('numbers read as they are', () => {
  const times = [0, 0.1, 0.000001, 0.999999999, 10.01, 4294967295.5, 1.0000015, 59.12, -0.5, -3.25, -0.000001];
  times.push(2 ** 31, 9999999999.5, 1e10, -20344263647.73, 2 ** 63, -(2 ** 64));
  for (const time of times) expect(JSON.parse(line(1, time)).time).to.equal(time);
  for (const packet of [1, 9, 10, 99, 100, 1234567, 4294967295]) {
    expect(JSON.parse(line(packet, 0)).packet).to.equal(packet);
  }
});
