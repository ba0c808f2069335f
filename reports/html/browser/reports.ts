/** Reports for the tests in a browser: a real one, one that is as large as they get, one that is full of malice. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { coverageOf } from '../../coverage';
import { fromJson } from '../../formats/json';
import type { Report, Requirement, SeenPacket } from '../../model';
import { HOSTILE, report, requirement, result } from '../../testing/report';
import { toDocument } from '../document';

export const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ctspec-browser-'));

const KERNEL = { name: 'Linux 0.0.0', backend: 'kernel', seconds: 1 };

/** The specification on the simulator, its results once more as those of a kernel that fails somewhere. */
export async function realReport(): Promise<Report> {
  const file = path.join(folder, 'real.json');
  execFileSync(process.execPath, ['bin/ctspec.js', 'run', '--report', file], { stdio: 'ignore' });
  const real = fromJson(fs.readFileSync(file, 'utf8'), file);
  const requirements = real.requirements.map((each, at) => ({
    ...each,
    results: [...each.results, { ...each.results[0], implementation: KERNEL.name, ...(at === 0 ? FAILED : {}) }],
  }));
  const implementations = [...real.implementations, KERNEL];
  return { ...real, implementations, requirements, coverage: coverageOf(requirements), campaigns: [CAMPAIGN] };
}

const FAILED = { outcome: 'failed' as const, reason: 'expected NEW, actual INVALID', step: 1 };

const CAMPAIGN = {
  folder: 'night',
  ctspec: '0.0.0',
  seed: 7,
  properties: [{ name: 'two-buckets', about: 'Each entry is in two buckets.', source: 'article', broken: true }],
  runs: 1000,
  packets: 20000,
  seconds: 60,
  coverage: [{ title: 'transitions', reached: 100, all: 114, missing: ['reply SYN in CLOSE'] }],
  counterexamples: [{ name: 'two-buckets-1', message: 'only one', feature: 'Feature: Counterexample' }],
};

/** Two thousand scenarios, on two implementations. */
export function largeReport(real: Report): Report {
  const requirements: Requirement[] = Array.from({ length: 2000 }, (_, at) => {
    const each = real.requirements[at % real.requirements.length];
    return at < real.requirements.length ? each : { ...each, id: `${each.id}-again` };
  });
  return { ...real, requirements, coverage: coverageOf(requirements) };
}

/** Markup and code wherever a text may stand. */
export function hostileReport(): Report {
  const packet: SeenPacket = {
    number: 1,
    router: HOSTILE,
    time: 0,
    step: 0,
    device: 'c0',
    text: HOSTILE,
    bytes: Buffer.from(HOSTILE).toString('hex'),
    path: [{ hook: 'PREROUTING', ctstate: 'INVALID', ctdir: null, calls: [{ callback: HOSTILE, verdict: 'DROP' }] }],
    ctstate: 'INVALID',
    ctdir: null,
    verdict: 'DROP',
    reason: HOSTILE,
    sent: [HOSTILE],
    delivered: [HOSTILE],
    log: [HOSTILE],
    events: [HOSTILE],
    before: { line: HOSTILE, state: HOSTILE, status: [HOSTILE], timeout: 1 },
    after: null,
    compared: [{ column: HOSTILE, expected: HOSTILE, actual: HOSTILE, holds: false }],
  };
  const hostile = requirement('h1', {
    name: HOSTILE,
    feature: HOSTILE,
    file: HOSTILE,
    folder: HOSTILE,
    tags: [HOSTILE],
    steps: [{ keyword: HOSTILE, text: HOSTILE, line: 1, table: [[HOSTILE], [HOSTILE]], docString: HOSTILE }],
    results: [result({ implementation: HOSTILE, outcome: 'failed', reason: HOSTILE, packets: [packet] })],
    divergence: [HOSTILE],
  });
  const requirements = [hostile];
  const campaign = {
    ...CAMPAIGN,
    folder: HOSTILE,
    counterexamples: [{ name: HOSTILE, message: HOSTILE, feature: HOSTILE }],
  };
  return report(requirements, { ctspec: HOSTILE, coverage: coverageOf(requirements), campaigns: [campaign] });
}

/** Returns the file it was written to. */
export async function written(name: string, made: Report): Promise<string> {
  const file = path.join(folder, `${name}.html`);
  fs.writeFileSync(file, await toDocument(made));
  return file;
}
