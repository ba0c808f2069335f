/** Runs killed at random moments: `KILLS=50 node --require ts-node/register --test src/backend/kernel/kills.test.ts` kills fifty. */
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { kernelAccess, whyNoHostSettings } from './access';

const KILLS = Number(process.env.KILLS ?? 5);
const LONGEST_RUN = 4000;
/** A run goes on for longer once it has made a namespace. */
const AMID = 300;
const access = kernelAccess();
const skip = 'reason' in access ? `NOT OBSERVABLE HERE: ${access.reason}: ${access.remedy}` : false;
const CTSPEC = join(__dirname, '..', '..', '..', 'bin', 'ctspec.js');
const FEATURES = ['features/table/full-table.feature', 'features/table/expiry.feature', 'features/udp'];
const SETTINGS = ['netfilter/nf_conntrack_max', 'netfilter/nf_conntrack_buckets', 'core/message_cost'];

/** Ids of the processes of a group that still run. */
function ofGroup(group: number): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => groupOf(pid) === group);
}

/** Null once the process has ended. */
function groupOf(pid: number): number | null {
  try {
    const [, state, group] = /\) (\S) \d+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))!;
    return state === 'Z' ? null : Number(group);
  } catch {
    return null;
  }
}

/** The network namespaces that processes of a group are in. */
function namespacesOf(group: number): string[] {
  return ofGroup(group).flatMap(pid => {
    try {
      return [readlinkSync(`/proc/${pid}/ns/net`)];
    } catch {
      return [];
    }
  });
}

/** All that a run could leave on the machine itself. */
function machine(): string[] {
  const printed = (...[name, ...options]: string[]) => spawnSync(name, options, { encoding: 'utf8' }).stdout;
  const settings = SETTINGS.map(name => readFileSync(`/proc/sys/net/${name}`, 'utf8'));
  return [printed('ip', '-o', 'link'), printed('ip', 'netns'), printed('nft', 'list', 'ruleset'), ...settings];
}

test(`of ${KILLS} runs that are killed, nothing is left`, { skip }, async () => {
  const before = machine();
  const options = whyNoHostSettings() === null ? ['--host-settings'] : [];
  const own = readlinkSync('/proc/self/ns/net');
  let seen = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const run = spawn(process.execPath, [CTSPEC, 'run', '--backend', 'kernel', ...options, ...FEATURES], {
      stdio: 'ignore',
      detached: true,
    });
    const exited = new Promise(resolve => run.once('exit', resolve));
    const made = () => namespacesOf(run.pid!).filter(namespace => namespace !== own).length;
    // How soon there is one depends on the machine, and one is to be met: every second run is killed when it has one.
    const isAmid = kill % 2 === 0;
    while (isAmid && made() === 0 && run.exitCode === null) await setTimeout(10);
    await Promise.race([setTimeout(Math.random() * (isAmid ? AMID : LONGEST_RUN)), exited]);
    seen += made();
    run.kill('SIGKILL');
    for (let waited = 0; ofGroup(run.pid!).length > 0; waited += 10) {
      expect(waited, 'workers outlive their run').to.be.at.most(20_000);
      await setTimeout(10);
    }
  }
  expect(seen, 'no run was killed while it had a namespace').to.be.at.least(1);
  // Another run may have the machine alone for a moment.
  for (let waited = 0; waited < 5000 && String(machine()) !== String(before); waited += 10) await setTimeout(10);
  expect(machine()).to.deep.equal(before);
});
