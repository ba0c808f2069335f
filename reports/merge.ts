/** Makes one report of several: shards of a run, runs beside one another, runs on several implementations. */
import { coverageOf } from './coverage';
import type { Implementation, Report, Requirement } from './model';

/** Of two results for the same requirement on the same implementation the later report's counts. Throws for none. */
export function mergeReports(reports: readonly Report[]): Report {
  const [first, ...others] = reports;
  if (first === undefined) throw new Error('there is no report to merge');
  const requirements = new Map<string, Requirement>();
  for (const { requirements: more } of reports) {
    for (const each of more) requirements.set(each.id, merged(requirements.get(each.id), each));
  }
  const all = [...requirements.values()].sort(byPlace);
  return {
    ...first,
    started: reports.map(({ started }) => started).sort()[0],
    implementations: implementationsOf(reports),
    requirements: all,
    coverage: others.length === 0 ? first.coverage : coverageOf(all),
    campaigns: reports.flatMap(({ campaigns }) => campaigns),
  };
}

function merged(one: Requirement | undefined, other: Requirement): Requirement {
  if (one === undefined) return other;
  const fresh = new Set(other.results.map(({ implementation }) => implementation));
  const kept = one.results.filter(({ implementation }) => !fresh.has(implementation));
  const families = new Set([...one.families, ...other.families]);
  return {
    ...other,
    families: (['ipv4', 'ipv6'] as const).filter(family => families.has(family)),
    results: [...kept, ...other.results],
    divergence: other.divergence.length > 0 ? other.divergence : one.divergence,
    known: other.known ?? one.known,
  };
}

function implementationsOf(reports: readonly Report[]): Implementation[] {
  const byName = new Map<string, Implementation>();
  for (const { implementations } of reports) {
    for (const each of implementations) {
      const seconds = (byName.get(each.name)?.seconds ?? 0) + each.seconds;
      byName.set(each.name, { ...each, seconds });
    }
  }
  return [...byName.values()];
}

/** Shards come in any order; the specification has one. */
function byPlace(one: Requirement, other: Requirement): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line;
}
