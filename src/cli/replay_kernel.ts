/** `ctspec replay` with the live kernel: alone, or beside the simulator. */
import { replayOnKernel } from '../backend/kernel/replay';
import { ruleOf } from '../replay';
import { Exit } from './exit';
import type { ReplayOptions } from './replay';
import { compareReplays, type ReplaySetup } from './replay_compare';
import { helperRuleOf, readRuleset, sysctlAssignments } from './replay_setup';
import { requireKernel } from './require_kernel';

const WITHOUT_PAUSES = 'without the pauses of the capture, so no timeout has passed';

/** Prints what the kernel says of each packet of the capture. */
export async function replayKernel(capture: Uint8Array, options: ReplayOptions): Promise<Exit> {
  requireKernel();
  const isText = options.format === 'text';
  const setup = setupOf(options);
  let packets = 0;
  const { table, keptTime } = await replayOnKernel(
    capture,
    record => {
      packets++;
      const { packet, time, ctstate, ctdir, verdict, reason, rulings } = record;
      const rule = !setup.ruleset ? undefined : ruleOf(rulings);
      const notes = [reason, rule].filter(Boolean).join(': ');
      const said = [ctstate ?? '-', ctdir ?? '-', verdict];
      const line = `${time.toFixed(6).padStart(13)}  ${said[0].padEnd(12)}${said[1].padEnd(9)}${said[2].padEnd(7)}${notes}`;
      print(isText ? line.trimEnd() : JSON.stringify({ packet, time, ctstate, ctdir, verdict, reason, rule }));
    },
    setup,
  );
  if (isText) print(`\n${packets} packets${keptTime ? '' : `, ${WITHOUT_PAUSES}`}`);
  if (options.table) print(isText ? ['\n/proc/net/nf_conntrack:', ...table].join('\n') : JSON.stringify({ table }));
  return Exit.CONFORMS;
}

/** Prints where simulator and kernel differ over a capture. */
export async function compareOnBoth(capture: Uint8Array, options: ReplayOptions): Promise<Exit> {
  const description = requireKernel();
  const { packets, entries, keptTime, divergences } = await compareReplays(capture, setupOf(options));
  for (const line of divergences) print(line);
  print(
    `${packets} packets and ${entries} entries compared with ${description}${keptTime ? '' : `, ${WITHOUT_PAUSES}`}.`,
  );
  print(divergences.length > 0 ? 'They differ.' : 'No divergence.');
  return divergences.length > 0 ? Exit.DIFFERS : Exit.CONFORMS;
}

function setupOf({ helper, sysctl, ruleset }: ReplayOptions): ReplaySetup {
  const text = ruleset === undefined ? null : readRuleset(ruleset).text;
  return { helpers: helper.map(helperRuleOf), sysctls: sysctlAssignments(sysctl), ruleset: text };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
