/** A badge as SVG: how much of what could be observed conforms. */
import { makeBadge } from 'badge-maker';
import { BAD, resultsOn, troublesOf } from '../figures';
import type { Report } from '../model';

export function toBadge(report: Report): string {
  const { implementations, requirements } = report;
  const results = implementations.flatMap(({ name }) => resultsOn(requirements, name));
  const observed = results.filter(({ outcome }) => outcome === 'passed' || BAD.includes(outcome));
  const passed = observed.filter(({ outcome }) => outcome === 'passed').length;
  const conforms = troublesOf(report).length === 0;
  return makeBadge({
    label: 'conntrack specification',
    message: observed.length === 0 ? 'nothing observed' : `${passed} of ${observed.length} conform`,
    color: observed.length === 0 ? 'lightgrey' : conforms ? 'brightgreen' : 'red',
  });
}
