/** The work behind `ctspec draw`. */
import { World } from '../../generators/world';
import { Collector } from '../../reports/collector';
import type { Result } from '../../reports/model';
import { hookDiagram } from '../../reports/pictures/hooks';
import { stateDiagram } from '../../reports/pictures/states';
import { tupleDiagram } from '../../reports/pictures/tuples';
import { InputError } from '../errors';
import { readCatalogue } from './catalogue';
import type { Picture } from './draw';
import { runScenarios } from './run_features';
import { workloadOf } from './scenario_workload';

export async function draw(what: Picture, scenario?: string): Promise<void> {
  process.stdout.write(`${await picture(what, scenario)}\n`);
}

async function picture(what: Picture, scenario?: string): Promise<string> {
  if (what === 'tuples') {
    if (scenario === undefined) throw new InputError('tuples are those of a scenario (allowed: FILE.feature:LINE)');
    const world = new World(await workloadOf(scenario)).finish();
    return tupleDiagram(world.simulation.conntrack);
  }
  const seen = scenario === undefined ? null : await resultOf(scenario);
  if (what === 'hooks') return hookDiagram(seen?.packets.at(-1)?.path.map(({ hook }) => hook));
  return stateDiagram(
    what,
    seen?.transitions.filter(({ protocol }) => protocol === what),
  );
}

async function resultOf(scenario: string): Promise<Result> {
  const collector = new Collector();
  await runScenarios(readCatalogue([scenario]), { backend: 'simulator', collector });
  return collector.report().requirements[0].results[0];
}
