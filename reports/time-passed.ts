/**
 * How a scenario's time has passed: on a clock that is moved, really, or, since a kernel's clock cannot be moved, by taking
 * it off the timeouts of all there is.
 */
import type { Outcome, TimePassed } from './model';

interface Timed {
  outcome: Outcome;
  timePassed: TimePassed | null;
}

/** In a few words; `-` where none has, or the scenario could not be observed. */
export function timeText({ outcome, timePassed }: Timed): string {
  if (outcome === 'not observable' || !timePassed) return '-';
  const { virtual, real, takenOff } = timePassed;
  const parts = [part('real', real), part('off timeouts', takenOff), part('virtual', virtual)];
  return parts.filter(Boolean).join(', ') || '-';
}

function part(name: string, seconds: number): string {
  return seconds > 0 ? `${Number(seconds.toFixed(3))} s ${name}` : '';
}

/** How many scenarios had time of each kind, in a line; none where all of it passed on a clock that can be moved. */
export function timePassed(scenarios: readonly Timed[]): string[] {
  const observed = scenarios.filter(({ outcome }) => outcome !== 'not observable');
  const times = observed.flatMap(each => each.timePassed ?? []);
  const takenOff = times.filter(each => each.takenOff > 0).length;
  const real = times.filter(each => each.real > 0 && each.takenOff === 0).length;
  if (takenOff + real === 0) return [];
  return [
    `Time passed really in ${real} ${real === 1 ? 'scenario' : 'scenarios'}, was taken off timeouts by ctnetlink in ${takenOff}, ` +
      `and stood still in ${observed.length - times.length}; ${scenarios.length - observed.length} were not observable.`,
  ];
}
