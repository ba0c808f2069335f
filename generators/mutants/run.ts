/**
 * `npm run mutants`: seeds one defect after the other into the simulator, and has a campaign find it. Ends with 1 where
 * too many are missed.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { build, type Plugin } from 'esbuild';
import fc from 'fast-check';
import { kernelAccess } from '../../src/backend/kernel/access';
import { workload } from '../arbitraries/workload';
import { type Account, kernelAccount } from '../differential';
import { CRASH } from '../property';
import type { Found } from './attack';
import { type Defect, withDefect } from './defect';
import { DEFECTS } from './defects';

/** All but this many must be found. */
const MISSED_AT_MOST = Math.floor(DEFECTS.length / 30);
/** What the kernel says of these workloads is asked once, and held against every mutant. */
const RECORDED = [
  { seed: 30, numRuns: 150, arbitrary: workload({ maxStories: 30 }) },
  {
    seed: 31,
    numRuns: 150,
    arbitrary: workload({ maxStories: 60, stories: ['bent-tcp-conversation', 'segments', 'malformed'] }),
  },
];
/** A mutant that takes longer has lost its way. */
const MOST_MILLISECONDS = 120_000;

const ROOT = join(__dirname, '..', '..');
const { dependencies } = require('../../package.json') as { dependencies: Record<string, string> };

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'ctspec-mutants-'));
  try {
    const recorded = join(folder, 'recorded');
    writeFileSync(recorded, serialize(await recordings()));
    const unbroken = await attackOn(null, folder, recorded);
    if (unbroken.property !== null) {
      console.log(`without any defect ${unbroken.property} is broken: what mutants break would tell nothing`);
      return 1;
    }
    console.log(row('area', 'defect', 'found by', 'packets'));
    const missed = await attackAll(folder, recorded);
    const found = DEFECTS.length - missed;
    console.log(`\n${found} of ${DEFECTS.length} found, at least ${DEFECTS.length - MISSED_AT_MOST} must be`);
    return missed <= MISSED_AT_MOST ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Attacks all mutants, as many at a time as there are cores; returns how many were missed. */
async function attackAll(folder: string, recorded: string): Promise<number> {
  const waiting = [...DEFECTS];
  let missed = 0;
  const work = async () => {
    for (let defect = waiting.shift(); defect; defect = waiting.shift()) {
      const { property, packets } = await attackOn(defect, folder, recorded);
      if (property === null) missed++;
      console.log(row(defect.area, defect.name, property ?? 'NOTHING', String(packets)));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return missed;
}

async function recordings(): Promise<Account[]> {
  const access = kernelAccess();
  if ('reason' in access) {
    console.log(`invariants and model alone, for there is no kernel to ask: ${access.reason}`);
    return [];
  }
  console.log(`held against ${access.description}`);
  const accounts: Account[] = [];
  for (const { arbitrary, ...which } of RECORDED) {
    for (const each of fc.sample(arbitrary, which)) accounts.push(await kernelAccount(each));
  }
  return accounts;
}

/** Bundles the simulator with a defect, and attacks it in a process of its own. */
async function attackOn(defect: Defect | null, folder: string, recorded: string): Promise<Found> {
  const outfile = join(folder, `${defect === null ? 'unbroken' : DEFECTS.indexOf(defect)}.js`);
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['generators/mutants/attack.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: [...Object.keys(dependencies), 'ts-node'],
    nodePaths: [join(ROOT, 'node_modules')],
    logLevel: 'silent',
    plugins: defect === null ? [] : [seeding(defect)],
  });
  return attacked(outfile, recorded);
}

function seeding(defect: Defect): Plugin {
  const file = join(ROOT, 'src', defect.file);
  return {
    name: 'seed a defect',
    setup({ onLoad, onEnd }) {
      let isSeeded = false;
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (path !== file) return undefined;
        isSeeded = true;
        return { contents: withDefect(readFileSync(file, 'utf8'), defect), loader: 'ts' };
      });
      onEnd(() => {
        if (!isSeeded) throw new Error(`${defect.name}: ${defect.file} is no part of the simulator`);
      });
    },
  };
}

function attacked(bundle: string, recorded: string): Promise<Found> {
  const env = { ...process.env, NODE_PATH: join(ROOT, 'node_modules') };
  const child = spawn(process.execPath, [bundle, recorded], { env, timeout: MOST_MILLISECONDS });
  let output = '';
  child.stdout.on('data', text => {
    output += text;
  });
  return new Promise(resolve => {
    child.on('close', () => resolve(output === '' ? { property: CRASH.name, packets: 0 } : JSON.parse(output)));
  });
}

function row(area: string, defect: string, property: string, packets: string): string {
  return `${area.padEnd(16)} ${defect.padEnd(44)} ${property.padEnd(24)} ${packets.padStart(7)}`;
}

main().then(status => {
  process.exitCode = status;
});
