/** Differential runs: the same packets on the simulator and on the live kernel; every packet's class and both tables compared. */

import type { Sent, TupleView } from '../src/backend/backend';
import type { Classification } from '../src/backend/kernel/classification';
import { flowOf, quotedFlowOf } from '../src/backend/kernel/flow';
import type { KernelBackend } from '../src/backend/kernel/kernel';
import { labVersion } from '../src/backend/kernel-name';
import { NotObservable } from '../src/backend/not-observable';
import { HZ } from '../src/clock';
import { ctdirOf, ctstateOf } from '../src/conntrack/ctstate';
import { InputError } from '../src/errors';
import { VERDICT_NAMES } from '../src/netfilter/hooks';
import { DEFAULT_MTU } from '../src/netfilter/topology';
import { i32, u16 } from '../src/packet/bytes';
import { checksum } from '../src/packet/checksum';
import { Ipv4 } from '../src/packet/ipv4';
import { Ipv6 } from '../src/packet/ipv6';
import { isByMemory } from './by-memory';
import { otherMoments } from './moments';
import type { Violation } from './run-workload';
import { USUAL_TABLE } from './scenario';
import { sentDifference } from './sent-difference';
import { expectationsOf, tableDifference, tableOf, tupleText } from './table-difference';
import type { PacketEvent, Workload, WorkloadEvent } from './workload';
import { type Simulate, World } from './world';

export const KERNEL = {
  name: 'kernel',
  about:
    'The live kernel classifies every packet as the simulator does, sends the same on, and ends with the same entries and expectations.',
  source: 'the kernel this machine runs; kernel:VERSION is one of the lab',
};

/** What is made alike before both are compared. */
export const NORMALISED: readonly string[] = [
  'in the lab waits of up to an hour take a moment longer, so that nothing ends just as a packet comes; on this machine’s kernel they are left out, for its clock cannot be moved; a difference is one that is there with a jiffy before each packet, too, and in the lab whenever garbage is collected',
  'sysctls that are the whole machine’s, or that this kernel lacks, and the size of the table are left out; so is the hash seed, and in the lab the memory for fragments',
  'datagrams of local processes are left out where a raw socket refuses them (longer than the MTU, to a group, a header cut off) or changes them',
  'where NAT gave a source another port, a helper what it expects, and before Linux 6.12 a destination, which one is not compared: chance chooses, and the simulator follows where it can; beside NAT a difference is one that is there with other ports, too',
  'what leaves is compared but for what the router numbers, and before Linux 6.1 the reserved bits of its resets over IPv6, which are as memory had them; its own ICMP errors where both send them, for the clock rates them',
  'before Linux 6.1 a SIP description that names no stream gets an address from memory that nobody has written, before 6.12 the end of an offer of IRC is looked for there, too, and on all such memory decides whether answers to a NetBIOS or SNMP question that is asked again may come for longer: what comes after them is not compared',
  'timeouts of less than 10 s are not set, for the clock of a kernel cannot be held either',
  'timeouts of entries and expectations, and ages, may differ by 1 s and what it took; counts of use are not compared, nor expectations that have expired and are about to go',
  'whether a fragment that goes no further is held or dropped is not compared: nobody is told',
  'reasons are compared where an INVALID packet goes on: why others end, nobody is told',
];

/** How the kernel took a workload: what of it could be told to it, and what came of that. */
export interface Account {
  readonly alike: Workload;
  readonly classes: readonly Classification[];
  /** Lines of the tables in the end. */
  readonly entries: readonly string[];
  readonly expectations: readonly string[];
  /** Of each entry the port or id that its replies come to, by its first packet's tuple. */
  readonly choices: ReadonlyMap<string, number | null>;
  /** What the kernel's clock went on by meanwhile. */
  readonly seconds: number;
}

/** The first difference, or null. `name` is the kernel's. Throws NotObservable where there is no such kernel for us. */
export async function differences(workload: Workload, simulate: Simulate, name: string): Promise<Violation | null> {
  const account = await kernelAccount(workload, name);
  const found = differenceFrom(account, simulate, name);
  if (found === null || isOneOfTime(account, simulate, name)) return null;
  const { translations, rulesets } = workload.router;
  if (translations.length + rulesets.length === 0) return found;
  // A port that NAT chose may have been that of other packets, on either router: both choose anew.
  if (isOneOfChance(account, simulate, name)) return null;
  return isOneOfChance(await kernelAccount(workload, name), simulate, name) ? null : found;
}

/** Whether the simulator does as the kernel did at other moments. */
function isOneOfTime(account: Account, simulate: Simulate, name: string): boolean {
  for (const other of otherMoments(account.alike, simulate, labVersion(name) !== null)) {
    if (differenceFrom({ ...account, alike: other.workload }, other.simulate, name) === null) return true;
  }
  return false;
}

/** Whether the simulator does as the kernel did where it chooses otherwise. */
function isOneOfChance(account: Account, simulate: Simulate, name: string): boolean {
  const seeds = Array.from({ length: CHOICES }, (_, at) => at + 1);
  return seeds.some(
    seed => differenceFrom({ ...account, alike: withSeed(account.alike, seed) }, simulate, name) === null,
  );
}

/** So often the simulator chooses for each time the kernel does. */
const CHOICES = 8;

function withSeed({ router, events }: Workload, seed: number): Workload {
  return { router: { ...router, seed }, events };
}

/** Gives a workload to the kernel of this name. Throws NotObservable where there is none for us. */
export async function kernelAccount(workload: Workload, name: string = KERNEL.name): Promise<Account> {
  const kernel = classifier(name);
  try {
    await kernel.now();
    const started = performance.now();
    const { alike, classes } = await runOnKernel(kernel, workload);
    const table = await kernel.entries();
    const entries = table.map(({ line }) => line);
    const choices = new Map(table.map(({ original, reply }) => [keyOf(original), reply.icmp?.id ?? reply.dport]));
    const expectations = (await kernel.expectations()).map(({ line, master }) => `${line} of ${tupleText(master)}`);
    return { alike, classes, entries, choices, expectations, seconds: (performance.now() - started) / 1000 };
  } finally {
    await kernel.close();
  }
}

/** A router on the kernel of this name that classifies. Where nobody asks, nothing of the kernel backend is loaded. */
function classifier(name: string): KernelBackend {
  const kernel = require('../src/backend/kernel/kernel') as typeof import('../src/backend/kernel/kernel');
  return new kernel.KernelBackend({}, name, false, 'classes');
}

/** The first difference between the kernel's account of a workload and the simulator's run of it, or null. */
export function differenceFrom(account: Account, simulate: Simulate, name: string = KERNEL.name): Violation | null {
  const { alike, classes, entries, choices, expectations, seconds } = account;
  const world = new World(alike, simulate);
  const { conntrack, router, topology } = world.simulation;
  const { follows } = conntrack.linux;
  const sent: Sent[] = [];
  router.onTransmit = (device, bytes) => sent.push({ device: topology.names[device], bytes: bytes.slice() });
  let kernel: readonly Sent[] = [];
  let isOfMemory = false;
  world.simulation.portChance = (first, count) => {
    const { bytes } = world.event as PacketEvent;
    const { packet } = world;
    // Another may have been chosen already, and those are no choice either.
    const wanted = [...portsOf(bytes), ...portsOf(packet.bytes.subarray(packet.start, packet.end))];
    const flow = flowOf(bytes);
    const seen = kernel.flatMap(each => portsOf(each.bytes)).filter(port => !wanted.includes(port));
    return offsetOf([...seen, flow && choices.get(keyOf(flow.tuple))], first, count);
  };
  for (const expected of classes) {
    kernel = expected.sent ?? [];
    do sent.length = 0;
    while (world.step() && world.event.kind !== 'packet');
    const { bytes } = world.event as PacketEvent;
    isOfMemory ||= isByMemory(world, sent);
    const message =
      differenceOf(classOf(world), expected) ?? sentDifference(bytes, sent, kernel, follows['reset-reserved-clear']);
    if (message === null) continue;
    return isOfMemory ? null : violation(name, message, world.index);
  }
  world.finish();
  if (isOfMemory) return null;
  const isByChance = !follows['nat-first-port'];
  const message =
    tableDifference('entry', tableOf(world), entries, { timeoutAt: 4, seconds, isByChance }) ??
    tableDifference('expectation', expectationsOf(world).filter(isNotDue), expectations.filter(isNotDue), {
      timeoutAt: 0,
      seconds,
      isByChance,
    });
  return message === null ? null : violation(name, message, alike.events.length - 1);
}

/** When the timer of an expectation that has expired fires, depends on when the machine was started (`timer-wheel.ts`). */
function isNotDue(expectation: string): boolean {
  return Number.parseInt(expectation, 10) > 0;
}

function keyOf({ src, dst, sport, dport, icmp }: TupleView): string {
  return [src, dst, ...(icmp ? [icmp.type, icmp.code, icmp.id] : [sport, dport])].join(' ');
}

/** Where the first of these that may be chosen lies among those to choose from; at their beginning where none is. */
function offsetOf(ports: readonly (number | null | undefined)[], first: number, count: number): number {
  const chosen = ports.find(port => port != null && port >= first && port < first + count) ?? first;
  return chosen - first;
}

/** Ports and ids of a datagram, and of one that it quotes: what was delivered is seen in the error about it only. */
function portsOf(bytes: Uint8Array): (number | null | undefined)[] {
  const flows = [flowOf(bytes), quotedFlowOf(bytes)];
  return flows.flatMap(flow => [flow?.tuple.icmp?.id, flow?.tuple.sport, flow?.tuple.dport]);
}

/** What the kernel says of each packet, by column of a scenario; undefined for other events. */
export async function seenByKernel(workload: Workload, name: string): Promise<(Record<string, string> | undefined)[]> {
  const kernel = classifier(name);
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
  if (router.helpers.length > 0) await kernel.assignHelpers(router.helpers);
  for (const rule of router.translations) await kernel.addCallback(rule);
  for (const text of router.rulesets) await kernel.loadRuleset(text);
  // When timers fire depends on what the clock shows, and the simulator's begins at 0.
  const done: WorkloadEvent[] = [{ kind: 'wait', seconds: ((await kernel.ticks()) % LONG) / HZ }];
  const classes: Classification[] = [];
  let waiting: { device: string; bytes: Uint8Array }[] = [];
  const flush = async () => {
    if (waiting.length > 0) classes.push(...(await kernel.classify(waiting, true)));
    waiting = [];
  };
  for (const event of events) {
    if (isRefused(event)) continue;
    if (event.kind !== 'packet') await flush();
    switch (event.kind) {
      case 'packet':
        waiting.push(event);
        done.push(event);
        break;
      case 'sysctl':
        if (await isSet(kernel, event.name, event.value)) done.push(event);
        break;
      case 'wait': {
        const wait = { ...event, seconds: event.seconds + MOMENT };
        if (await isPassed(kernel, wait.seconds)) done.push(wait);
      }
    }
  }
  await flush();
  return { alike: { router: { ...router, ...USUAL_TABLE, sysctls }, events: done }, classes };
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
  if (i32(bytes, Ipv4.SOURCE) === 0 || checksum(bytes, 0, header) !== 0) return true;
  const isFragment = (u16(bytes, 6) & 0x3fff) !== 0;
  return u16(bytes, 2) !== bytes.length || (isFragment && u16(bytes, 4) === 0);
}

/** Jiffies after which the timer wheel is as it was for all that is due within days. */
const LONG = 2 ** 24;

/** Seconds: more than a workload takes a guest, and in no sum of a few of them a whole one. */
const MOMENT = 0.3;
/** Five days of a guest take seconds. */
const LONGEST_WAIT = 3600 + MOMENT;

async function isPassed(kernel: KernelBackend, seconds: number): Promise<boolean> {
  if (labVersion(kernel.name) === null || seconds > LONGEST_WAIT) return false;
  await kernel.advance(seconds);
  return true;
}

const SHORTEST_TIMEOUT = 10;
/** Which of its entries a full table throws out, the hash decides, and that is chance. */
const SIZE = /nf_conntrack_(max|buckets)$/;

/** How much memory a fragment takes depends on how a kernel was built, and the simulator goes by one. */
const MEMORY = /_thresh$/;

async function isSet(kernel: KernelBackend, name: string, value: string): Promise<boolean> {
  if (SIZE.test(name) || (MEMORY.test(name) && kernel.name !== KERNEL.name)) return false;
  if (/time/.test(name) && !name.endsWith('timestamp') && Number(value) < SHORTEST_TIMEOUT) return false;
  try {
    await kernel.setSysctl(name, value);
    return true;
  } catch (error) {
    if (error instanceof NotObservable || error instanceof InputError) return false;
    throw error;
  }
}

type Class = Omit<Classification, 'rulings' | 'sent'>;

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
