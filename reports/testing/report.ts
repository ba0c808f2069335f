/** A small report for tests: made by running scenarios, and bent where a test needs something else. */
import type { Report, Requirement, Result } from '../model';

/** Markup, code, control characters, half a surrogate pair: whatever a name or a reason could hold. */
export const HOSTILE = '</script><img src=x onerror=alert(1)>|`"\'&<b>\u0000\ud800]]>--> {{x}}';

export function result(changes: Partial<Result> = {}): Result {
  return {
    implementation: 'simulator',
    outcome: 'passed',
    reason: null,
    step: null,
    seconds: 0.5,
    again: false,
    timePassed: null,
    packets: [],
    occupancy: [],
    transitions: [],
    ...changes,
  };
}

export function requirement(id: string, changes: Partial<Requirement> = {}): Requirement {
  return {
    id,
    name: `The rule ${id}`,
    feature: 'Rules',
    file: 'features/topic/rules.feature',
    line: Number(id.replace(/\D/g, '') || 1),
    folder: 'topic',
    tags: ['@rfc:9293'],
    families: ['ipv4'],
    steps: [{ keyword: 'Given', text: 'a router', line: 3, table: null, docString: null }],
    results: [result()],
    divergence: [],
    known: null,
    ...changes,
  };
}

export function report(requirements: Requirement[], changes: Partial<Report> = {}): Report {
  const names = [...new Set(requirements.flatMap(({ results }) => results.map(each => each.implementation)))];
  return {
    format: 'ctspec report',
    version: 1,
    ctspec: '0.0.0',
    started: '2026-01-02T03:04:05.000Z',
    implementations: names.map(name => ({
      name,
      backend: name.startsWith('Linux') ? 'kernel' : 'simulator',
      seconds: 1,
    })),
    requirements,
    coverage: { transitions: [], verdicts: [], reasons: [] },
    campaigns: [],
    ...changes,
  };
}
