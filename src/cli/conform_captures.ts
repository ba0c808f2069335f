/** Generated captures, replayed on simulator and kernel, and compared packet by packet. */
import fc from 'fast-check';
import { workload } from '../../generators/arbitraries/workload';
import type { Workload } from '../../generators/workload';
import { InputError } from '../errors';
import { CaptureWriter } from '../packet/pcap-write';
import { Exit } from './exit';
import { compareReplays } from './replay_compare';
import { requireKernel } from './require_kernel';

/** Packets are so many seconds apart: no timeout passes while they come. */
const APART = 1e-6;

/** Compares so many captures on a simulator and on kernels; returns the exit status. */
export async function conformCaptures(captures: string, seed: string, backends: readonly string[]): Promise<Exit> {
  const description = backends
    .slice(1)
    .map(name => requireKernel(name))
    .join('; ');
  const [number, start] = [wholeNumber('--captures', captures), wholeNumber('--seed', seed)];
  const workloads = fc.sample(workload(), { numRuns: number, seed: start });
  let packets = 0;
  let entries = 0;
  let differing = 0;
  for (const [at, each] of workloads.entries()) {
    const helpers = each.router.helpers.map(helper => ({ ...helper }));
    const compared = await compareReplays(captureOf(each), { helpers, sysctls: {} }, backends);
    packets += compared.packets;
    entries += compared.entries;
    if (compared.divergences.length === 0) continue;
    differing++;
    console.log([`DIVERGENCE  capture ${at + 1} of seed ${start}`, ...compared.divergences, ''].join('\n'));
  }
  console.log(`${number} captures of seed ${start} on ${description}:`);
  console.log(`${packets} packets and ${entries} entries compared; ${differing} captures diverge.`);
  return differing > 0 ? Exit.DIFFERS : Exit.CONFORMS;
}

function captureOf({ events }: Workload): Uint8Array {
  const capture = new CaptureWriter();
  let packets = 0;
  for (const event of events) if (event.kind === 'packet') capture.write(event.bytes, packets++ * APART);
  return capture.bytes();
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InputError(`${option} ${text}: allowed is a whole number`);
}
