/** Runs a selection on several backends, so that what they have seen can be compared. */
import { implementationName } from '../../reports/collector';
import { type BackendRun, type Divergence, divergences } from '../../reports/conformance';
import { releaseOf } from '../backend/release';
import type { Selection } from './catalogue';
import { runScenarios, type ScenarioOptions } from './run_features';

/** Runs it on one; what was seen of each packet comes with it. */
export async function runOn(
  backend: string,
  selection: Selection,
  options: Omit<ScenarioOptions, 'backend' | 'observe'>,
): Promise<BackendRun> {
  const scenarios = await runScenarios(selection, { ...options, backend, observe: true });
  return { backend, name: implementationName(backend, releaseOf(backend)), scenarios };
}

/**
 * Where the two differ. A kernel's clock may tick at the wrong moment: what differs there is run once more, and what
 * differs twice is no accident. The results of `other` are replaced by those.
 */
export async function confirmedDivergences(
  one: BackendRun,
  other: BackendRun,
  { tags, hostSettings }: Pick<ScenarioOptions, 'tags' | 'hostSettings'>,
): Promise<Divergence[]> {
  const found = divergences(one, other);
  if (found.length === 0 || other.backend !== 'kernel') return found;
  const again = new Set(found.map(({ scenario }) => scenario.id));
  const entries = one.scenarios.filter(({ id }) => again.has(id)).map(each => ({ ...each, tags: [] }));
  const places = entries.map(({ file, line }) => `${file}:${line}`);
  const { scenarios } = await runOn(other.backend, { entries, places }, { tags, hostSettings });
  const fresh = new Map(scenarios.map(each => [each.id, { ...each, again: true }]));
  other.scenarios = other.scenarios.map(each => fresh.get(each.id) ?? each);
  return divergences(one, other);
}
