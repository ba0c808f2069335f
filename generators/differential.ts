/** Differential runs: the same packets on the simulator and on the live kernel, every packet's class and the table compared. */

import type { KernelBackend } from '../src/backend/kernel/kernel';
import type { Classification } from '../src/backend/kernel/router';
import { NotObservable } from '../src/backend/not-observable';
import { ctdirOf, ctstateOf } from '../src/conntrack/ctstate';
import { procLine } from '../src/conntrack/print';
import { InputError } from '../src/errors';
import { VERDICT_NAMES } from '../src/netfilter/hooks';
import { DEFAULT_MTU } from '../src/netfilter/topology';
import { u16 } from '../src/packet/bytes';
import type { Violation } from './run-workload';
import type { Workload, WorkloadEvent } from './workload';
import { type Simulate, World } from './world';

export const KERNEL = {
  name: 'kernel',
  about: 'The live kernel classifies every packet as the simulator does, and ends with the same entries.',
  source: 'the kernel this machine runs',
};

/** What is made alike before both are compared. */
export const NORMALISED: readonly string[] = [
  'no time passes: waits are left out, for the clock of a kernel cannot be moved',
  'sysctls that are the whole machine’s, or that this kernel lacks, are left out; so are hash seed and number of buckets',
  'datagrams of local processes are left out where a raw socket refuses them (longer than the MTU) or changes them',
  'timeouts of entries may differ by 1 s; counts of use are not compared',
  'whether a fragment that goes no further is held or dropped is not compared: nobody is told',
  'reasons are compared where an INVALID packet goes on: why others end, nobody is told',
];

/** The first difference, or null. Throws NotObservable where there is no kernel for us. */
export async function differences(workload: Workload, simulate: Simulate): Promise<Violation | null> {
  // Where nobody asks, nothing of the kernel backend is loaded.
  const { KernelBackend } = require('../src/backend/kernel/kernel') as typeof import('../src/backend/kernel/kernel');
  const kernel = new KernelBackend();
  try {
    const { alike, classes } = await runOnKernel(kernel, workload);
    const world = new World(alike, simulate);
    for (const expected of classes) {
      while (world.step() && world.event.kind !== 'packet');
      const message = differenceOf(classOf(world), expected);
      if (message !== null) return violation(message, world.index);
    }
    world.finish();
    const table = (await kernel.entries()).map(({ line }) => line);
    const message = tableDifference(tableOf(world), table);
    return message === null ? null : violation(message, alike.events.length - 1);
  } finally {
    await kernel.close();
  }
}

/** What the kernel says of each packet, by column of a scenario; undefined for other events. */
export async function seenByKernel(workload: Workload): Promise<(Record<string, string> | undefined)[]> {
  const { KernelBackend } = require('../src/backend/kernel/kernel') as typeof import('../src/backend/kernel/kernel');
  const kernel = new KernelBackend();
  try {
    const { classes } = await runOnKernel(kernel, workload);
    return workload.events.map(event => {
      if (event.kind !== 'packet' || isRefused(event)) return undefined;
      const { ctstate, ctdir, verdict } = classes.shift()!;
      return { ctstate: ctstate ?? '-', ctdir: ctdir ?? '-', verdict };
    });
  } finally {
    await kernel.close();
  }
}

function violation(message: string, event: number): Violation {
  return { invariant: KERNEL.name, message, event };
}

/** What the kernel could be told of the workload, and how it classified the packets. */
async function runOnKernel(
  kernel: KernelBackend,
  { router, events }: Workload,
): Promise<{ alike: Workload; classes: Classification[] }> {
  const sysctls: [string, string][] = [];
  for (const [name, value] of router.sysctls) if (await isSet(kernel, name, value)) sysctls.push([name, value]);
  for (const { name, protocol, port } of router.helpers) await kernel.assignHelper(name, protocol, port);
  const done: WorkloadEvent[] = [];
  const classes: Classification[] = [];
  let waiting: { device: string; bytes: Uint8Array }[] = [];
  const flush = async () => {
    if (waiting.length > 0) classes.push(...(await kernel.classify(waiting)));
    waiting = [];
  };
  for (const event of events) {
    if (event.kind === 'wait' || isRefused(event)) continue;
    if (event.kind === 'packet') waiting.push(event);
    else {
      await flush();
      if (!(await isSet(kernel, event.name, event.value))) continue;
    }
    done.push(event);
  }
  await flush();
  return { alike: { router: { ...router, sysctls }, events: done }, classes };
}

/** A raw socket fills in what it finds wrong or missing in an IPv4 header (`raw_send_hdrinc`). */
function isRefused(event: WorkloadEvent): boolean {
  if (event.kind !== 'packet' || event.device !== 'lo') return false;
  const { bytes } = event;
  if (bytes.length > DEFAULT_MTU) return true;
  if (bytes.length < 20 || bytes[0] >> 4 !== 4) return false;
  const isFragment = (u16(bytes, 6) & 0x3fff) !== 0;
  return u16(bytes, 2) !== bytes.length || (isFragment && u16(bytes, 4) === 0);
}

async function isSet(kernel: KernelBackend, name: string, value: string): Promise<boolean> {
  try {
    await kernel.setSysctl(name, value);
    return true;
  } catch (error) {
    if (error instanceof NotObservable || error instanceof InputError) return false;
    throw error;
  }
}

function classOf({ packet, verdict, reason }: World): Classification {
  return { ctstate: ctstateOf(packet), ctdir: ctdirOf(packet), verdict: VERDICT_NAMES[verdict!], reason };
}

function differenceOf(simulated: Classification, kernel: Classification): string | null {
  const [ours, theirs] = [simulated, kernel].map(classText);
  return ours === theirs ? null : `the simulator says ${ours}, the kernel ${theirs}`;
}

function classText({ ctstate, ctdir, verdict, reason }: Classification): string {
  const told = ctstate === 'INVALID' && verdict === 'ACCEPT' && reason ? ` (${reason})` : '';
  if (ctstate === null && verdict !== 'ACCEPT') return 'unclassified, and no further';
  return [ctstate ?? 'unclassified', ctdir, verdict].filter(Boolean).join(' ') + told;
}

function tableOf({ simulation: { conntrack } }: World): string[] {
  return [...conntrack.connections()].map(ct => procLine(conntrack, ct));
}

/** A line of the table, without what may differ. */
interface Line {
  readonly text: string;
  readonly timeout: number;
}

function lineOf(line: string): Line {
  const words = line.trim().split(/\s+/);
  const [timeout] = words.splice(4, 1);
  return { text: words.filter(word => !word.startsWith('use=')).join(' '), timeout: Number(timeout) };
}

function tableDifference(simulated: readonly string[], kernel: readonly string[]): string | null {
  const ours = new Map(simulated.map(lineOf).map(line => [line.text, line.timeout]));
  const theirs = new Map(kernel.map(lineOf).map(line => [line.text, line.timeout]));
  for (const [text, timeout] of ours) {
    const other = theirs.get(text);
    if (other === undefined) return `only the simulator has the entry ${text}`;
    if (Math.abs(timeout - other) > 1)
      return `the simulator gives the entry ${text} ${timeout} s, the kernel ${other} s`;
  }
  const missing = [...theirs.keys()].find(text => !ours.has(text));
  return missing === undefined ? null : `only the kernel has the entry ${missing}`;
}
