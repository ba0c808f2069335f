/**
 * Speed of campaigns: generated packets a second on one core, every property checked, and beside the kernel. In a thread of
 * its own, as in a campaign: what else this process has done would slow it down by a third.
 */
import { KERNEL } from '../generators/differential';
import { type Pool, threads } from '../generators/pool';
import { kernelAccess } from '../src/backend/kernel/access';
import { print } from './report';

const SEED = 1;
const RUNS = 200;
const KERNEL_RUNS = 20;
const CHUNKS = 5;
/** A campaign lasts minutes: what is measured is its pace once all that it runs has been compiled. */
const WARM_UP = 3;

/** Microseconds of a packet: 10 are 100,000 packets a second. */
export async function benchFuzz(): Promise<void> {
  const pool = threads(1);
  await benchChunks(pool);
  await pool.close();
}

async function benchChunks(pool: Pool): Promise<void> {
  for (let chunk = 0; chunk < WARM_UP; chunk++) await perPacket(pool, null, RUNS);
  const values = await chunks(pool, null, RUNS);
  print({ what: 'a generated packet, every property checked', values, unit: 'µs', target: 10 });
  const access = kernelAccess();
  if ('reason' in access) return console.log(`against the kernel: not observable here (${access.reason})`);
  await perPacket(pool, KERNEL.name, KERNEL_RUNS);
  print({
    what: 'a generated packet, simulator and kernel compared',
    values: await chunks(pool, KERNEL.name, KERNEL_RUNS),
    unit: 'µs',
    target: 1000,
  });
}

async function chunks(pool: Pool, property: string | null, runs: number): Promise<number[]> {
  const values: number[] = [];
  for (let chunk = 0; chunk < CHUNKS; chunk++) values.push(await perPacket(pool, property, runs, SEED + chunk));
  return values;
}

async function perPacket(pool: Pool, property: string | null, runs: number, seed = SEED): Promise<number> {
  const started = performance.now();
  const { packets, failure } = await pool.run({ kind: 'chunk', property, seed, runs });
  if (failure) throw new Error(`${failure.violation.invariant} is broken at ${failure.path} of seed ${seed}`);
  return ((performance.now() - started) * 1000) / packets;
}
