/** What a workload looks like from outside, as text: two runs that behave alike have the same. */
import { procLine } from '../src/conntrack/print';
import { VERDICT_NAMES } from '../src/netfilter/hooks';
import type { World } from './world';

/** A line an event; then the connections that are left. */
export function traceOf(world: World): string[] {
  const lines: string[] = [];
  world.finish(() => lines.push(eventLine(world)));
  const { conntrack } = world.simulation;
  const table = [...conntrack.connections()].map(ct => procLine(conntrack, ct));
  return [...lines, ...table.sort()];
}

/** Class, direction, verdict and reason. */
function eventLine({ index, ctstate, ctdir, verdict, reason }: World): string {
  const became = verdict === null ? null : VERDICT_NAMES[verdict];
  return `event ${index}: ${ctstate} ${ctdir} ${became} ${reason}`;
}

/** The first line that differs, as a message; null when none does. `what`: how the second one came about. */
export function difference(a: readonly string[], b: readonly string[], what: string): string | null {
  const at = a.findIndex((line, index) => line !== b[index]);
  if (at < 0 && a.length >= b.length) return null;
  const line = at < 0 ? a.length : at;
  return `${a[line] ?? 'nothing'}; ${what} ${b[line] ?? 'nothing'}`;
}
