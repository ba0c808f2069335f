/** Replays a capture on several backends, and compares what they say of every packet. */
import { ofTables } from '../../reports/conformance';
import { canKeepTime, type KernelReplayRecord, replayOnKernel } from '../backend/kernel/replay';
import { isKernel, simulatedVersion } from '../backend/kernel-name';
import { lineWithoutUse, reasonOfInvalid } from '../backend/sight';
import { ctdirOf, ctstateOf } from '../conntrack/ctstate';
import { procLine } from '../conntrack/print';
import { Linux } from '../linux/linux';
import { VERDICT_NAMES } from '../netfilter/hooks';
import { Replay, reasonOf, ruleOf } from '../replay';
import { parseRuleset } from '../ruleset/parse';
import { Sysctls } from '../sysctl';
import { assignHelper, type HelperRule } from './replay_setup';

export interface Comparison {
  packets: number;
  entries: number;
  /** False where all were given the packets without the pauses between them. */
  keptTime: boolean;
  /** What differs, ready to be printed. */
  divergences: string[];
}

export interface ReplaySetup {
  helpers: HelperRule[];
  sysctls: Record<string, string>;
  /** A ruleset as text; null for none. */
  ruleset?: string | null;
  hostSettings?: boolean;
}

type Saying = Pick<KernelReplayRecord, 'ctstate' | 'ctdir' | 'verdict' | 'reason'> & { rule: string | null };

/** What a backend says of a capture. */
export interface Replayed {
  name: string;
  packets: { packet: number; saying: string }[];
  table: string[];
}

/**
 * Compares what the first of these backends says with each of the others. Throws `CaptureError` for a capture that cannot
 * be read to its end, and `NotObservable` where there is no kernel.
 */
export async function compareReplays(
  capture: Uint8Array,
  setup: ReplaySetup,
  names: readonly string[],
): Promise<Comparison> {
  const keptTime = canKeepTime(capture, names);
  const replays: Replayed[] = [];
  // What a kernel cannot read to its end, the simulator need not begin with.
  for (const name of [...names].sort((one, other) => Number(isKernel(other)) - Number(isKernel(one)))) {
    replays.push(await replayedBy(name, capture, setup, keptTime));
  }
  const [first, ...others] = names.map(name => replays.find(each => each.name === name)!);
  const divergences = others.flatMap(other => differences(first, other));
  return { packets: first.packets.length, entries: first.table.length, keptTime, divergences };
}

/** Has a backend replay a capture. */
export function replayedBy(
  name: string,
  capture: Uint8Array,
  setup: ReplaySetup,
  keepTime: boolean,
): Promise<Replayed> {
  const replay = isKernel(name) ? replayedByKernel : replayedBySimulator;
  return replay(name, capture, setup, keepTime);
}

function differences(one: Replayed, other: Replayed): string[] {
  const width = Math.max(one.name.length, other.name.length);
  const packets = one.packets.flatMap(({ packet, saying }, at) => {
    const theirs = other.packets[at].saying;
    if (saying === theirs) return [];
    return [`packet ${packet}`, `  ${one.name.padEnd(width)}  ${saying}`, `  ${other.name.padEnd(width)}  ${theirs}`];
  });
  return [...packets, ...ofTables('entry', one.table, other.table, [one.name, other.name])];
}

async function replayedByKernel(
  name: string,
  capture: Uint8Array,
  setup: ReplaySetup,
  keepTime: boolean,
): Promise<Replayed> {
  const packets: Replayed['packets'] = [];
  const take = (record: KernelReplayRecord) =>
    packets.push({ packet: record.packet, saying: textOf({ ...record, rule: ruleOf(record.rulings) }) });
  const { table } = await replayOnKernel(capture, take, { ...setup, kernel: name, keepTime });
  return { name, packets, table: table.map(lineWithoutUse) };
}

async function replayedBySimulator(
  name: string,
  capture: Uint8Array,
  setup: ReplaySetup,
  keepTime: boolean,
): Promise<Replayed> {
  const replay = new Replay(capture, { keepTime, linux: new Linux(simulatedVersion(name)) });
  const { simulation } = replay;
  const sysctls = new Sysctls(simulation);
  for (const [name, value] of Object.entries(setup.sysctls)) sysctls.set(name, value);
  for (const rule of setup.helpers) assignHelper(simulation, rule);
  if (setup.ruleset) replay.loadRuleset(parseRuleset(setup.ruleset));
  const packets: Replayed['packets'] = [];
  while (replay.read()) {
    replay.forward();
    packets.push({ packet: packets.length + 1, saying: sayingOf(replay) });
  }
  const { conntrack } = simulation;
  return { name, packets, table: [...conntrack.connections()].map(ct => lineWithoutUse(procLine(conntrack, ct))) };
}

function sayingOf({ packet, verdict, rule }: Replay): string {
  return textOf({
    ctstate: ctstateOf(packet),
    ctdir: ctdirOf(packet),
    verdict: VERDICT_NAMES[verdict],
    reason: reasonOf(packet, verdict),
    rule: rule ?? null,
  });
}

/** A kernel tells the reason of INVALID packets only, and cannot tell a fragment that is refused from one that is held. */
function textOf({ ctstate, ctdir, verdict, reason, rule }: Saying): string {
  const kept = ctstate === null && verdict === 'STOLEN' ? 'DROP' : verdict;
  const told = reasonOfInvalid(ctstate, reason);
  const why = told === null ? '' : ` (${told})`;
  return [ctstate ?? 'unclassified', ctdir, kept, rule && `by ${rule}`].filter(Boolean).join(' ') + why;
}
