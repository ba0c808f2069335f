/** `ctspec replay` with a kernel, or with several backends beside one another. */
import { canKeepTime, replayOnKernel } from '../backend/kernel/replay';
import { isKernel } from '../backend/kernel-name';
import { ruleOf } from '../replay';
import { Exit } from './exit';
import { checkHostSettings } from './host_settings';
import type { ReplayOptions } from './replay';
import { compareReplays, type ReplaySetup } from './replay_compare';
import { helperRuleOf, readRuleset, sysctlAssignments } from './replay_setup';
import { requireKernel } from './require_kernel';

const WITHOUT_PAUSES = 'without the pauses of the capture, so no timeout has passed';

/** Prints what the kernel says of each packet of the capture. */
export async function replayKernel(capture: Uint8Array, options: ReplayOptions): Promise<Exit> {
  const [kernel] = options.backend;
  requireKernel(kernel);
  const keepTime = canKeepTime(capture, options.backend);
  const isText = options.format === 'text';
  const setup = setupOf(options);
  let packets = 0;
  const { table } = await replayOnKernel(
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
    { ...setup, kernel, keepTime },
  );
  if (isText) print(`\n${packets} packets${keepTime ? '' : `, ${WITHOUT_PAUSES}`}`);
  if (options.table) print(isText ? ['\n/proc/net/nf_conntrack:', ...table].join('\n') : JSON.stringify({ table }));
  return Exit.CONFORMS;
}

/** Prints where backends differ from the first over a capture. */
export async function compareOn(capture: Uint8Array, options: ReplayOptions): Promise<Exit> {
  const kernels = options.backend.filter(isKernel);
  const descriptions = kernels.map(name => requireKernel(name)).join('; ');
  const { packets, entries, keptTime, divergences } = await compareReplays(capture, setupOf(options), options.backend);
  for (const line of divergences) print(line);
  print(
    `${packets} packets and ${entries} entries compared with ${descriptions}${keptTime ? '' : `, ${WITHOUT_PAUSES}`}.`,
  );
  print(divergences.length > 0 ? 'They differ.' : 'No divergence.');
  return divergences.length > 0 ? Exit.DIFFERS : Exit.CONFORMS;
}

function setupOf({ backend, helper, sysctl, ruleset, hostSettings }: ReplayOptions): ReplaySetup {
  checkHostSettings(hostSettings, backend);
  const text = ruleset === undefined ? null : readRuleset(ruleset).text;
  return { helpers: helper.map(helperRuleOf), sysctls: sysctlAssignments(sysctl), ruleset: text, hostSettings };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
