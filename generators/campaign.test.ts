/** A short campaign, and proof that one finds a defect: see `testing/broken.ts`. */
import './testing/broken';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { expect } from 'chai';
import type { FuzzOptions } from '../src/cli/fuzz';
import { fuzz } from '../src/cli/fuzz-run';
import { CaptureReader } from '../src/packet/pcap';
import { chunkSeed } from './campaign';
import { thisThread } from './pool';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ctspec-fuzz-'));
after(() => fs.rmSync(folder, { recursive: true }));

/** Runs the command in this thread, whose router is broken. */
async function broken(options: Partial<FuzzOptions>): Promise<{ status: number; output: string }> {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  const around = { write, isTerminal: false, pool: () => thisThread() };
  const status = await fuzz({ requireCoverage: [], out: path.join(folder, 'broken'), ...options }, around);
  return { status, output };
}

/** Runs the command as it is, in a process and threads of its own. */
function ctspec(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/ctspec.js', 'fuzz', ...args], {
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

test('A defect is found, made small, and written as a scenario that fails alike', async () => {
  const { status, output } = await broken({ property: 'two-buckets', runs: '100', seed: '3' });
  expect(status).to.equal(3);
  expect(output).to.match(/^\d+ runs? of seed 3, \d+ packets?: two-buckets is broken; \d+\.\d\d s$/m);

  const [, events, left] = /made small, from (\d+) events? to (\d+):/.exec(output)!.map(Number);
  expect(left).to.be.at.most(Math.min(6, events));

  const feature = /^scenario: {2}ctspec run (\S+)$/m.exec(output)![1];
  const run = spawnSync(
    process.execPath,
    [
      'node_modules/@cucumber/cucumber/bin/cucumber.js',
      ...['--require-module', 'ts-node/register', '--require', 'generators/testing/broken.ts'],
      ...['--require', 'steps/index.ts', feature],
    ],
    { encoding: 'utf8' },
  );
  expect(run.stdout).to.include('the invariant two-buckets is broken');

  const capture = new CaptureReader(fs.readFileSync(/^capture: {3}ctspec replay (\S+)$/m.exec(output)![1]));
  let packets = 0;
  while (capture.next()) packets++;
  expect(packets).to.be.within(1, left);

  const [, seed, place] = /^reproduce: ctspec fuzz --property two-buckets --seed (-?\d+) --path (\S+) # ctspec /m.exec(
    output,
  )!;
  const again = await broken({ property: 'two-buckets', seed, path: place });
  expect(again.status).to.equal(3);
  expect(output.endsWith(again.output), again.output).to.equal(true);
});

test('The same scenario holds on a router without the defect, and so does a short campaign', () => {
  const feature = fs.readdirSync(path.join(folder, 'broken')).find(name => name.endsWith('.feature'))!;
  const run = spawnSync(process.execPath, ['bin/ctspec.js', 'run', path.join(folder, 'broken', feature)]);
  expect(run.status, String(run.stdout)).to.equal(0);

  const { status, output } = ctspec('--runs', '20', '--seed', '1', '--jobs', '2');
  expect(output).to.include(': every property holds;');
  expect(status).to.equal(0);
});

test('A campaign comes out the same on any number of threads, and when it is taken up again', () => {
  const told = (text: string) => text.replace(/; \d+\.\d+ s/, '');
  const night = path.join(folder, 'night');
  const whole = ctspec('--property', 'count', '--runs', '25', '--seed', '5', '--jobs', '2');
  ctspec('--property', 'count', '--runs', '10', '--seed', '5', '--jobs', '1', '--out', night);
  const rest = ctspec('--property', 'count', '--runs', '25', '--jobs', '1', '--out', night);
  expect(told(rest.output)).to.equal(told(whole.output));
  const other = ctspec('--property', 'drops', '--out', night);
  expect(other.output).to.include('is of a campaign with the property count: name another folder for --out');
  expect(other.status).to.equal(2);
});

test('A campaign that reaches less than is required fails and names what is missing', () => {
  const { status, output } = ctspec(
    '--property',
    'count',
    '--runs',
    '5',
    '--seed',
    '1',
    '--require-coverage',
    'reasons=100',
  );
  expect(status).to.equal(1);
  expect(output).to.match(/reasons for INVALID +\d+ of \d+, less than the 100 % required; missing:\n {4}\S/);
});

test('What cannot be asked for is said in one line', () => {
  const questions: [string[], string][] = [
    [['--property', 'nonsense'], 'unknown property "nonsense" (allowed: crash, '],
    [['--runs', '0'], '--runs 0: allowed is a whole number from 1 to'],
    [['--path', '1:x'], '--path 1:x: allowed are numbers with : between them'],
    [['--require-coverage', 'colours=3'], '--require-coverage colours=3: allowed is a percentage, or KIND=PERCENT'],
    [['--differential', '--property', 'count'], '--differential checks the property kernel'],
  ];
  for (const [args, message] of questions) {
    const { status, output } = ctspec(...args);
    expect(output.trim().split('\n')).to.have.length(1);
    expect(output).to.include(message);
    expect(status).to.equal(2);
  }
});

test('Chunks have seeds of their own, the first one that of the campaign', () => {
  const seeds = Array.from({ length: 1000 }, (_, chunk) => chunkSeed(42, chunk));
  expect(seeds[0]).to.equal(42);
  expect(new Set(seeds).size).to.equal(1000);
});
