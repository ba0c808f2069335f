import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { whyNoHostSettings } from './access';
import { KernelBackend } from './kernel';

const why = whyNoHostSettings();
const skip = why === null ? false : `NOT OBSERVABLE HERE: ${why}`;
const NAME = 'net.netfilter.nf_conntrack_expect_max';
const current = () => readFileSync(`/proc/sys/${NAME.replaceAll('.', '/')}`, 'utf8').trim();
/** More of these does nobody any harm. */
const OTHER = '5000';
const machine = () => new KernelBackend({}, 'kernel', true);

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > 20_000) throw new Error('it did not come to pass');
    await setTimeout(10);
  }
}

test('what a scenario sets of the whole machine is seen by its router, and gone with it', { skip }, async () => {
  const before = current();
  const router = machine();
  await router.setSysctl(NAME, OTHER);
  expect(current()).to.equal(OTHER);
  expect(await router.sysctl(NAME)).to.equal(OTHER);
  await router.close();
  expect(current()).to.equal(before);
});

test('while one has the machine alone, others wait', { skip }, async () => {
  const router = machine();
  await router.setSysctl(NAME, OTHER);
  const order: string[] = [];
  const script = `
    const { KernelBackend } = require(${JSON.stringify(join(__dirname, 'kernel'))});
    new KernelBackend().now().then(() => console.log('ready'));`;
  const run = spawn(process.execPath, ['--require', require.resolve('ts-node/register'), '--eval', script]);
  run.stdout.once('data', () => order.push('the other'));
  await setTimeout(3000);
  order.push('this');
  await router.close();
  await until(() => order.length === 2);
  expect(order).to.deep.equal(['this', 'the other']);
});

/** Starts a run that changes a setting; resolves once it has, to the run and the id of its worker. */
async function runThatChanges(): Promise<{ run: ReturnType<typeof spawn>; worker: number }> {
  const script = `
    const { KernelBackend } = require(${JSON.stringify(join(__dirname, 'kernel'))});
    const router = new KernelBackend({}, 'kernel', true);
    router.setSysctl('${NAME}', '${OTHER}').then(() => console.log('ready'));
    setInterval(() => {}, 1000);`;
  const run = spawn(process.execPath, ['--require', require.resolve('ts-node/register'), '--eval', script]);
  await new Promise(resolve => run.stdout.once('data', resolve));
  const worker = Number(readFileSync(`/proc/${run.pid}/task/${run.pid}/children`, 'utf8').trim());
  return { run, worker };
}

for (const signal of ['SIGKILL', 'SIGINT', 'SIGTERM'] as const) {
  test(`a run that ends by ${signal} leaves the machine as it was`, { skip }, async () => {
    const before = current();
    const { run } = await runThatChanges();
    expect(current()).to.equal(OTHER);
    run.kill(signal);
    await until(() => current() === before);
  });
}

test('what a killed worker leaves, the next one puts back', { skip }, async () => {
  const before = current();
  const { run, worker } = await runThatChanges();
  run.kill('SIGSTOP');
  process.kill(worker, 'SIGKILL');
  await setTimeout(100);
  const next = new KernelBackend();
  await next.now();
  await next.close();
  run.kill('SIGKILL');
  await until(() => current() === before);
});

test('nor does a worker that was there before take it for what is to be put back', { skip }, async () => {
  const before = current();
  const early = machine();
  await early.now();
  await early.close();
  const { run, worker } = await runThatChanges();
  process.kill(worker, 'SIGKILL');
  run.kill('SIGKILL');
  const late = machine();
  await late.setSysctl(NAME, '6000');
  await late.close();
  expect(current()).to.equal(before);
});
