/** `npm run bench`: prints what the project promises of its speed and memory, beside what it measures. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { tcpCapture } from './capture';
import { benchFuzz } from './fuzz';
import { benchKernel } from './kernel';
import { benchLab } from './lab';
import { print, timed } from './report';
import { manyScenarios, oneScenario } from './scenarios';
import { benchTable } from './table';

const CTSPEC = join(__dirname, '..', 'bin', 'ctspec.js');
const CONNECTIONS = 100_000;

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0].model}; medians, with the least and the most\n`);
const folder = mkdtempSync(join(tmpdir(), 'ctspec-bench-'));
bench().finally(() => rmSync(folder, { recursive: true }));

async function bench(): Promise<void> {
  benchReplay();
  benchTable();
  benchScenarios();
  await benchFuzz();
  await benchKernel();
  await benchLab();
}

function benchReplay(): void {
  const file = join(folder, 'tcp.pcap');
  writeFileSync(file, tcpCapture(CONNECTIONS));
  const values = timed(5, () => ctspec('replay', file, '--format', 'ndjson'));
  print({ what: 'replay of 1,000,000 packets, 100,000 TCP connections', values, unit: 's', target: 0.6 });
}

function benchScenarios(): void {
  const one = join(folder, 'one.feature');
  writeFileSync(one, oneScenario());
  print({ what: 'a run of one scenario', values: timed(5, () => ctspec('run', one)), unit: 's', target: 1 });
  const many = join(folder, 'many.feature');
  writeFileSync(many, manyScenarios(1000));
  print({ what: 'a run of 1,000 scenarios', values: timed(3, () => ctspec('run', many)), unit: 's', target: 6 });
}

/** Runs the command line, start of the process included, with nobody reading what it prints. */
function ctspec(...args: string[]): void {
  const nowhere = openSync('/dev/null', 'w');
  const { status, stderr } = spawnSync(process.execPath, [CTSPEC, ...args], { stdio: ['ignore', nowhere, 'pipe'] });
  closeSync(nowhere);
  if (status !== 0) throw new Error(`ctspec ${args[0]} ended with ${status}: ${stderr}`);
}
