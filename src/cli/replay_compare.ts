/** Replays a capture on the simulator and on the kernel, and compares what the two say of every packet. */
import { ofTables } from '../../reports/conformance';
import { type KernelReplayRecord, replayOnKernel } from '../backend/kernel/replay';
import { lineWithoutUse, reasonOfInvalid } from '../backend/sight';
import { ctdirOf, ctstateOf } from '../conntrack/ctstate';
import { procLine } from '../conntrack/print';
import { VERDICT_NAMES } from '../netfilter/hooks';
import { Replay, reasonOf, ruleOf } from '../replay';
import { parseRuleset } from '../ruleset/parse';
import { Sysctls } from '../sysctl';
import { assignHelper, type HelperRule } from './replay_setup';

export interface Comparison {
  packets: number;
  entries: number;
  /** False where both were given the packets without the pauses between them. */
  keptTime: boolean;
  /** What differs, ready to be printed. */
  divergences: string[];
}

export interface ReplaySetup {
  helpers: HelperRule[];
  sysctls: Record<string, string>;
  /** A ruleset as text; null for none. */
  ruleset?: string | null;
}

type Saying = Pick<KernelReplayRecord, 'ctstate' | 'ctdir' | 'verdict' | 'reason'> & { rule: string | null };

const NAMES = ['simulator', 'kernel'];

/** Throws `CaptureError` for a capture that cannot be read to its end, and `NotObservable` where there is no kernel. */
export async function compareReplays(capture: Uint8Array, setup: ReplaySetup): Promise<Comparison> {
  const onKernel: KernelReplayRecord[] = [];
  const { table, keptTime } = await replayOnKernel(capture, record => onKernel.push(record), setup);
  const replay = new Replay(capture, { keepTime: keptTime });
  const { simulation } = replay;
  const sysctls = new Sysctls(simulation);
  for (const [name, value] of Object.entries(setup.sysctls)) sysctls.set(name, value);
  for (const rule of setup.helpers) assignHelper(simulation, rule);
  if (setup.ruleset) replay.loadRuleset(parseRuleset(setup.ruleset));
  const divergences: string[] = [];
  for (const record of onKernel) {
    replay.read();
    replay.forward();
    const [ours, theirs] = [sayingOf(replay), textOf({ ...record, rule: ruleOf(record.rulings) })];
    if (ours === theirs) continue;
    divergences.push(`packet ${record.packet}`, `  simulator  ${ours}`, `  kernel     ${theirs}`);
  }
  const { conntrack } = simulation;
  const entries = [...conntrack.connections()].map(ct => lineWithoutUse(procLine(conntrack, ct)));
  divergences.push(...ofTables('entry', entries, table.map(lineWithoutUse), NAMES));
  return { packets: onKernel.length, entries: entries.length, keptTime, divergences };
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
