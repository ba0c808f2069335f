/** The work behind `ctspec draw`. */
import { Collector } from '../../reports/collector';
import type { Result } from '../../reports/model';
import { hookDiagram } from '../../reports/pictures/hooks';
import { stateDiagram } from '../../reports/pictures/states';
import { tupleDiagram } from '../../reports/pictures/tuples';
import { waysOf } from '../../reports/pictures/ways';
import { perform } from '../backend/script';
import { Simulator } from '../backend/simulator';
import { InputError } from '../errors';
import { readCatalogue } from './catalogue';
import type { Picture } from './draw';
import { runScenarios } from './run_features';
import { scriptOfScenario } from './scenario_script';

export async function draw(what: Picture, scenario?: string): Promise<void> {
  const svg = await picture(what, scenario);
  process.stdout.write(`${svg.replace(/<svg[^>]*>/, `$&${DARK}`)}\n`);
}

/** A picture by itself is shown in whatever colours its viewer has. */
const DARK = '<style>@media (prefers-color-scheme: dark) { svg { color: #dde3ea } }</style>';

async function picture(what: Picture, scenario?: string): Promise<string> {
  if (what === 'tuples') {
    if (scenario === undefined) throw new InputError('tuples are those of a scenario (allowed: FILE.feature:LINE)');
    const script = await scriptOfScenario(scenario);
    if ('routers' in script) throw new InputError(`${scenario}: it has several routers (allowed: a scenario of one)`);
    const { options, calls } = script;
    const simulator = new Simulator(options);
    for (const call of calls) await perform(simulator, call);
    return tupleDiagram(simulator.simulation.conntrack);
  }
  const seen = scenario === undefined ? null : await resultOf(scenario);
  if (what === 'hooks') return hookDiagram(seen?.packets.at(-1)?.path.map(({ hook }) => hook));
  return stateDiagram(what, seen ? waysOf(what, seen) : []);
}

async function resultOf(scenario: string): Promise<Result> {
  const collector = new Collector();
  await runScenarios(readCatalogue([scenario]), { backend: 'simulator', collector });
  return collector.report().requirements[0].results[0];
}
