import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { buildPacket, parsePacket } from '../../packet/notation';
import { kernelAccess } from './access';
import { KernelBackend } from './kernel';

const access = kernelAccess();
const skip = 'reason' in access ? `NOT OBSERVABLE HERE: ${access.reason}: ${access.remedy}` : false;
const datagram = buildPacket(parsePacket('udp 192.0.2.10:5000 > 198.51.100.10:53 len 4'));

/** Ids of the processes a process has started and that still run. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && statusOf(name)?.parent === parent)
    .map(Number);
}

/** Null once the process has ended, whether or not anybody has taken note of it. */
function statusOf(pid: number | string): { parent: number } | null {
  try {
    const [, state, parent] = /\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))!;
    return state === 'Z' ? null : { parent: Number(parent) };
  } catch {
    return null;
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > 20_000) throw new Error('it did not come to pass');
    await setTimeout(10);
  }
}

test('what waits for a worker that ends is told, and the next router has another worker', { skip }, async () => {
  const router = new KernelBackend();
  await router.inject('c0', datagram);
  const waiting = router.advance(3).catch((error: Error) => error.message);
  const [worker] = childrenOf(process.pid);
  process.kill(worker, 'SIGKILL');
  expect(await waiting).to.equal('the kernel worker ended (SIGKILL)');
  await router.close();
  const next = new KernelBackend();
  expect((await next.inject('c0', datagram)).ctstate).to.equal('NEW');
  await next.close();
});

for (const signal of ['SIGKILL', 'SIGINT', 'SIGTERM'] as const) {
  test(`a run that ends by ${signal} takes its worker with it`, { skip }, async () => {
    const script = `
      const { KernelBackend } = require(${JSON.stringify(join(__dirname, 'kernel'))});
      const router = new KernelBackend();
      router.inject('c0', Uint8Array.from(${JSON.stringify([...datagram])})).then(() => console.log('ready'));
      setInterval(() => router.now(), 1);`;
    const run = spawn(process.execPath, ['--require', require.resolve('ts-node/register'), '--eval', script]);
    await new Promise(resolve => run.stdout.once('data', resolve));
    const [worker] = childrenOf(run.pid!);
    expect(worker).to.be.a('number');
    run.kill(signal);
    await until(() => statusOf(worker) === null);
  });
}
