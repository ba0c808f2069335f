/** The work behind `ctspec conform`. */
import { type BackendRun, type Divergence, divergences, eachScenario, table } from '../../reports/conformance';
import { timePassed, troubles, unobserved } from '../../reports/summary';
import { kernelAccess } from '../backend/kernel/access';
import { NORMALISED } from '../backend/sight';
import { readCatalogue } from './catalogue';
import type { ConformOptions } from './conform';
import { Exit } from './exit';
import { type Known, readKnown } from './known_divergences';
import { runScenarios } from './run_features';

/** Runs scenarios on every backend, prints the comparison, and returns the exit status. */
export async function conform(paths: string[], options: ConformOptions): Promise<Exit> {
  const known = readKnown(options.known);
  const selection = readCatalogue(paths, options.tags);
  const access = kernelAccess();
  const isThere = !('reason' in access);
  const runs: BackendRun[] = [];
  for (const backend of isThere ? (['simulator', 'kernel'] as const) : (['simulator'] as const)) {
    runs.push({ backend, scenarios: await runScenarios(selection, { backend, tags: options.tags, observe: true }) });
  }
  if (isThere) print([`The kernel is ${access.description}.`, '']);
  else print([`NOT OBSERVABLE HERE: ${access.reason}; ${access.remedy}. There is nothing to compare with.`, '']);
  if (options.verbose) print([...eachScenario(runs), '']);
  for (const { scenarios } of runs) print([...unobserved(scenarios)]);
  print([...table(runs), '', ...runs.flatMap(({ scenarios }) => timePassed(scenarios)), '']);
  for (const { backend, scenarios } of runs) {
    const bad = troubles(scenarios);
    if (bad.length > 0) print([`On the ${backend}:`, ...bad]);
  }
  const found = isThere ? divergences(runs[0], runs[1]) : [];
  const verdict = judge(found, runs, known);
  print(verdict.lines);
  return verdict.conforms ? Exit.CONFORMS : Exit.DIFFERS;
}

function judge(found: Divergence[], runs: BackendRun[], known: Known): { lines: string[]; conforms: boolean } {
  const isKnown = ({ scenario }: Divergence) => known.has(scenario.id);
  const fresh = found.filter(each => !isKnown(each));
  const gone = runs[0].scenarios.filter(({ id }) => known.has(id) && !found.some(({ scenario }) => scenario.id === id));
  const isBad = ({ outcome }: { outcome: string }) => ['failed', 'unreadable', 'broken'].includes(outcome);
  const conforms =
    fresh.length === 0 &&
    (runs.length === 1 || gone.length === 0) &&
    !runs.some(({ scenarios }) => scenarios.some(each => isBad(each) && !known.has(each.id)));
  const lines = [
    ...found.flatMap(each => [
      `${isKnown(each) ? 'KNOWN DIVERGENCE' : 'DIVERGENCE'}  ${each.scenario.name}`,
      `  ${each.scenario.file}:${each.scenario.line}  @id:${each.scenario.id}`,
      ...(isKnown(each) ? [`  known: ${known.get(each.scenario.id)}`] : []),
      ...each.lines.map(line => `  ${line}`),
      '',
    ]),
    ...(runs.length === 2 ? gone : []).flatMap(({ id }) => [`GONE  ${id} is known to diverge and does not: remove it`]),
    ...(runs.length === 2 ? [`Compared: ${packetsOf(runs)} packets; ${found.length} scenarios diverge.`] : []),
    ...(runs.length === 2 ? [...['Made alike before:', ...NORMALISED.map(each => `  ${each}`)]] : []),
  ];
  return { lines, conforms };
}

/** How many packets both backends have seen. */
function packetsOf([one, other]: BackendRun[]): number {
  const count = (run: BackendRun, at: number) => run.scenarios[at].observed?.packets.length ?? 0;
  return one.scenarios.reduce((sum, _, at) => sum + Math.min(count(one, at), count(other, at)), 0);
}

function print(lines: string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
}
