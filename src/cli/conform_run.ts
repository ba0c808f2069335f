/** The work behind `ctspec conform`. */
import { type BackendRun, type Divergence, eachScenario, table } from '../../reports/conformance';
import type { ScenarioResult } from '../../reports/results';
import { runAgain, troubles, unobserved } from '../../reports/summary';
import { timePassed } from '../../reports/time-passed';
import { kernelAccess } from '../backend/kernel/access';
import { withLinux } from '../backend/kernel-name';
import { NORMALISED } from '../backend/sight';
import { readCatalogue } from './catalogue';
import type { ConformOptions } from './conform';
import { Exit } from './exit';
import { checkHostSettings } from './host_settings';
import { type Known, readKnown } from './known_divergences';
import { writeFile } from './report_files';
import { requireKernel } from './require_kernel';
import { confirmedDivergences, runOn } from './run_both';

/** Runs scenarios on every backend, prints the comparison, and returns the exit status. */
export async function conform(paths: string[], options: ConformOptions): Promise<Exit> {
  checkHostSettings(options.hostSettings, options.backend);
  const known = readKnown(options.known, options.backend);
  const selection = readCatalogue(paths, options.tags);
  const kernels = kernelsOf(options.backend);
  const isThere = kernels.length > 0;
  const runs = [await runOn(withLinux('simulator', options.linux), selection, options)];
  for (const kernel of kernels) runs.push(await runOn(kernel, selection, options));
  const found: Divergence[] = [];
  for (const run of runs.slice(1)) found.push(...(await confirmedDivergences(runs[0], run, options)));
  const conforms = judge(found, runs, known);
  const whole = eachScenario(runs);
  if (options.table) writeFile(options.table, `${whole.join('\n')}\n`);
  print([
    ...(options.verbose ? [...whole, ''] : []),
    ...runs.flatMap(({ name, scenarios }) => troublesOn(name, scenarios)),
    ...found.flatMap(each => divergenceLines(each, known.get(each.scenario.id))),
    ...runs.flatMap(({ scenarios }) => unobserved(scenarios)),
    ...(isThere ? ['Made alike before they are compared:', ...NORMALISED.map(each => `  ${each}`), ''] : []),
    ...table(runs),
    '',
    ...runs.flatMap(({ scenarios }) => [...timePassed(scenarios), ...runAgain(scenarios)]),
    ...(isThere ? goneOf(found, runs, known).map(id => `GONE  ${id} is known to diverge and does not: remove it`) : []),
    ...(isThere ? [`Compared: ${packetsOf(runs)} packets; ${found.length} scenarios diverge.`] : []),
  ]);
  return conforms ? Exit.CONFORMS : Exit.DIFFERS;
}

/** The kernels that there are, each told. Where this machine's cannot be had, that is told instead. */
function kernelsOf(names: readonly string[]): string[] {
  const access = kernelAccess();
  return names.filter(name => {
    const isMissing = name === 'kernel' && 'reason' in access;
    if (isMissing) {
      print([`NOT OBSERVABLE HERE: ${access.reason}; ${access.remedy}. There is nothing to compare with.`, '']);
    } else print([`The kernel is ${requireKernel(name)}.`, '']);
    return !isMissing;
  });
}

function judge(found: Divergence[], runs: BackendRun[], known: Known): boolean {
  const isBad = ({ id, outcome }: ScenarioResult) =>
    ['failed', 'unreadable', 'broken'].includes(outcome) && !known.has(id);
  const isFresh = found.some(({ scenario }) => !known.has(scenario.id));
  const isGone = runs.length > 1 && goneOf(found, runs, known).length > 0;
  return !isFresh && !isGone && !runs.some(({ scenarios }) => scenarios.some(isBad));
}

/** Identifiers of divergences that are known and were not found. */
function goneOf(found: Divergence[], [{ scenarios }]: BackendRun[], known: Known): string[] {
  const diverging = new Set(found.map(({ scenario }) => scenario.id));
  return scenarios.map(({ id }) => id).filter(id => known.has(id) && !diverging.has(id));
}

function troublesOn(name: string, scenarios: ScenarioResult[]): string[] {
  const bad = troubles(scenarios);
  return bad.length > 0 ? [`On ${name}:`, ...bad] : [];
}

function divergenceLines({ scenario, lines }: Divergence, reason?: string): string[] {
  return [
    `${reason === undefined ? 'DIVERGENCE' : 'KNOWN DIVERGENCE'}  ${scenario.name}`,
    `  ${scenario.file}:${scenario.line}  @id:${scenario.id}`,
    ...(reason === undefined ? [] : [`  known: ${reason}`]),
    ...lines.map(line => `  ${line}`),
    '',
  ];
}

/** How many packets the first backend and another have seen. */
function packetsOf([one, ...others]: BackendRun[]): number {
  const count = (run: BackendRun, at: number) => run.scenarios[at].observed?.packets.length ?? 0;
  const both = (other: BackendRun) =>
    one.scenarios.reduce((sum, _, at) => sum + Math.min(count(one, at), count(other, at)), 0);
  return others.reduce((sum, other) => sum + both(other), 0);
}

function print(lines: string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
}
