/** Differential runs: the same packets on the simulator and on the live kernel; every packet's class and both tables compared. */

import type { TupleView } from '../src/backend/backend';
import type { KernelBackend } from '../src/backend/kernel/kernel';
import type { Classification } from '../src/backend/kernel/router';
import { NotObservable } from '../src/backend/not-observable';
import { expectationOf } from '../src/backend/snapshot';
import { ctdirOf, ctstateOf } from '../src/conntrack/ctstate';
import { procLine } from '../src/conntrack/print';
import { InputError } from '../src/errors';
import { VERDICT_NAMES } from '../src/netfilter/hooks';
import { DEFAULT_MTU } from '../src/netfilter/topology';
import { u16 } from '../src/packet/bytes';
import { Ipv4 } from '../src/packet/ipv4';
import { Ipv6 } from '../src/packet/ipv6';
import type { Violation } from './run-workload';
import { USUAL_TABLE } from './scenario';
import type { Workload, WorkloadEvent, WorkloadRouter } from './workload';
import { type Simulate, World } from './world';

export const KERNEL = {
  name: 'kernel',
  about:
    'The live kernel classifies every packet as the simulator does, and ends with the same entries and expectations.',
  source: 'the kernel this machine runs; kernel:VERSION is one of the lab',
};

/** What is made alike before both are compared. */
export const NORMALISED: readonly string[] = [
  'no time passes: waits are left out, for the clock of a kernel cannot be moved',
  'sysctls that are the whole machine’s, or that this kernel lacks, are left out; so are hash seed and number of buckets',
  'datagrams of local processes are left out where a raw socket refuses them (longer than the MTU, to a group, a header cut off) or changes them',
  'behind NAT the helpers pptp and sip are left out, whose payloads the simulator does not translate',
  'where NAT gave a source another port, which one is not compared: chance chooses',
  'timeouts of entries and expectations may differ by 1 s; counts of use are not compared',
  'whether a fragment that goes no further is held or dropped is not compared: nobody is told',
  'reasons are compared where an INVALID packet goes on: why others end, nobody is told',
];

/** The first difference, or null. Throws NotObservable where there is no kernel for us. */
export async function differences(workload: Workload, simulate: Simulate, name: string): Promise<Violation | null> {
  // Where nobody asks, nothing of the kernel backend is loaded.
  const { KernelBackend } = require('../src/backend/kernel/kernel') as typeof import('../src/backend/kernel/kernel');
  const kernel = new KernelBackend({}, name);
  try {
    const { alike, classes } = await runOnKernel(kernel, workload);
    const world = new World(alike, simulate);
    for (const expected of classes) {
      while (world.step() && world.event.kind !== 'packet');
      const message = differenceOf(classOf(world), expected);
      if (message !== null) return violation(name, message, world.index);
    }
    world.finish();
    const table = (await kernel.entries()).map(({ line }) => line);
    const expected = (await kernel.expectations()).map(({ line, master }) => `${line} of ${tupleText(master)}`);
    const message =
      tableDifference('entry', tableOf(world), table, 4) ??
      tableDifference('expectation', expectationsOf(world), expected, 0);
    return message === null ? null : violation(name, message, alike.events.length - 1);
  } finally {
    await kernel.close();
  }
}

/** What the kernel says of each packet, by column of a scenario; undefined for other events. */
export async function seenByKernel(workload: Workload, name: string): Promise<(Record<string, string> | undefined)[]> {
  const { KernelBackend } = require('../src/backend/kernel/kernel') as typeof import('../src/backend/kernel/kernel');
  const kernel = new KernelBackend({}, name);
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

function violation(invariant: string, message: string, event: number): Violation {
  return { invariant, message, event };
}

/** What the kernel could be told of the workload, and how it classified the packets. */
async function runOnKernel(
  kernel: KernelBackend,
  { router, events }: Workload,
): Promise<{ alike: Workload; classes: Classification[] }> {
  const sysctls: [string, string][] = [];
  for (const [name, value] of router.sysctls) if (await isSet(kernel, name, value)) sysctls.push([name, value]);
  const helpers = router.translations.length > 0 ? router.helpers.filter(isTranslated) : router.helpers;
  for (const { name, protocol, port } of helpers) await kernel.assignHelper(name, protocol, port);
  for (const rule of router.translations) await kernel.addCallback(rule);
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
  return { alike: { router: { ...router, ...USUAL_TABLE, sysctls, helpers }, events: done }, classes };
}

/** Whether what a helper reads is translated where addresses are. */
function isTranslated({ name }: WorkloadRouter['helpers'][number]): boolean {
  return name !== 'pptp' && name !== 'sip';
}

/**
 * A raw socket refuses a header that is cut off or cannot be, and fills in what is missing in an IPv4 header
 * (`raw_send_hdrinc`, `rawv6_send_hdrinc`).
 */
export function isRefused(event: WorkloadEvent): boolean {
  if (event.kind !== 'packet' || event.device !== 'lo') return false;
  const { bytes } = event;
  const version = bytes[0] >> 4;
  if (bytes.length > DEFAULT_MTU || (version !== 4 && version !== 6)) return true;
  if (bytes.length < (version === 4 ? Ipv4.LENGTH : Ipv6.LENGTH)) return true;
  // To a group: by which link, only the socket could say, and ours is bound to none.
  if (version === 6) return bytes[Ipv6.DESTINATION] === 0xff;
  const header = 4 * (bytes[0] & 0xf);
  if (bytes[16] >= 224 || header < 20 || header > bytes.length) return true;
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

type Class = Omit<Classification, 'rulings'>;

function classOf({ packet, verdict, reason }: World): Class {
  return { ctstate: ctstateOf(packet), ctdir: ctdirOf(packet), verdict: VERDICT_NAMES[verdict!], reason };
}

function differenceOf(simulated: Class, kernel: Class): string | null {
  const [ours, theirs] = [simulated, kernel].map(classText);
  return ours === theirs ? null : `the simulator says ${ours}, the kernel ${theirs}`;
}

function classText({ ctstate, ctdir, verdict, reason }: Class): string {
  const told = ctstate === 'INVALID' && verdict === 'ACCEPT' && reason ? ` (${reason})` : '';
  if (ctstate === null && verdict !== 'ACCEPT') return 'unclassified, and no further';
  return [ctstate ?? 'unclassified', ctdir, verdict].filter(Boolean).join(' ') + told;
}

function tableOf({ simulation: { conntrack } }: World): string[] {
  return [...conntrack.connections()].map(ct => procLine(conntrack, ct));
}

function expectationsOf({ simulation: { conntrack } }: World): string[] {
  return conntrack.expectations.list().map(each => {
    const { line, master } = expectationOf(conntrack, each);
    return `${line} of ${tupleText(master)}`;
  });
}

function tupleText({ src, sport, dst, dport }: TupleView): string {
  return `${src}:${sport}>${dst}:${dport}`;
}

/** A line of the table, without what may differ. */
interface Line {
  readonly text: string;
  readonly timeout: number;
}

/** `timeoutAt` is which word of the line the timeout is. */
function lineOf(line: string, timeoutAt: number): Line {
  const words = line.trim().split(/\s+/);
  const [timeout] = words.splice(timeoutAt, 1);
  const text = words.filter(word => !word.startsWith('use=')).join(' ');
  return { text: text.replace(CHOSEN_PORT, '$1$3*'), timeout: Number(timeout) };
}

/** In the line of an entry, the port or id that replies come to, where that is another than the first packet was from. */
const CHOSEN_PORT = /( sport=(\d+) dport=\d+ .*)dport=(?!\2 )\d+|( id=(\d+) .*)id=(?!\4 )\d+/;

function tableDifference(
  noun: string,
  simulated: readonly string[],
  kernel: readonly string[],
  timeoutAt: number,
): string | null {
  const byText = (lines: readonly string[]) =>
    new Map(lines.map(line => lineOf(line, timeoutAt)).map(({ text, timeout }) => [text, timeout]));
  const ours = byText(simulated);
  const theirs = byText(kernel);
  for (const [text, timeout] of ours) {
    const other = theirs.get(text);
    if (other === undefined) return `only the simulator has the ${noun} ${text}`;
    if (Math.abs(timeout - other) > 1)
      return `the simulator gives the ${noun} ${text} ${timeout} s, the kernel ${other} s`;
  }
  const missing = [...theirs.keys()].find(text => !ours.has(text));
  return missing === undefined ? null : `only the kernel has the ${noun} ${missing}`;
}
