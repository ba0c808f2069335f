/** The summary that `ctspec run` ends in: what failed and why, then a line for each folder. */
import path from 'node:path';
import type { Outcome, ScenarioResult } from './results';
import { timePassed } from './time-passed';

/** Outcomes in the order they are counted, worst last. */
const COUNTED: Outcome[] = ['passed', 'not observable', 'not run', 'failed', 'unreadable', 'broken'];

/** The text of the summary, `seconds` being the time the run took. */
export function summary(scenarios: ScenarioResult[], seconds: number): string {
  return [
    ...unobserved(scenarios),
    ...troubles(scenarios),
    ...table(scenarios),
    '',
    ...timePassed(scenarios),
    ...runAgain(scenarios),
    total(scenarios, seconds),
    '',
  ].join('\n');
}

/** The reasons why scenarios could not be observed, each with their number, the most frequent first. */
export function unobserved(scenarios: ScenarioResult[]): string[] {
  const reasons = new Map<string, number>();
  for (const { outcome, trouble } of scenarios) {
    if (outcome !== 'not observable') continue;
    reasons.set(trouble!.message, (reasons.get(trouble!.message) ?? 0) + 1);
  }
  if (reasons.size === 0) return [];
  const sorted = [...reasons].sort(([, one], [, other]) => other - one);
  const width = String(sorted[0][1]).length;
  return ['NOT OBSERVABLE', ...sorted.map(([reason, times]) => `  ${String(times).padStart(width)}  ${reason}`), ''];
}

/** Which scenarios had to be run a second time. One that cannot be read is run again, too, but no clock is to blame. */
export function runAgain(scenarios: ScenarioResult[]): string[] {
  const again = scenarios.filter(each => each.again && each.outcome !== 'unreadable');
  if (again.length === 0) return [];
  return [`Run again, since the clock may have ticked at the wrong moment: ${again.map(each => each.id).join(', ')}.`];
}

/** What went wrong in each scenario that did not hold. */
export function troubles(scenarios: ScenarioResult[]): string[] {
  const bad = scenarios.filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'unreadable' || outcome === 'broken',
  );
  return [
    ...bad.flatMap(({ outcome, file, line, name, id, trouble }) => [
      `${outcome.toUpperCase()}  ${name}`,
      `  ${file}:${line}  @id:${id}`,
      `  ${trouble!.step}`,
      ...trouble!.message.split('\n').map(text => `    ${text}`.trimEnd()),
      '',
    ]),
  ];
}

function table(scenarios: ScenarioResult[]): string[] {
  const folders = new Map<string, ScenarioResult[]>();
  for (const scenario of scenarios) {
    const folder = path.dirname(scenario.file).replace(/^.*\bfeatures\//, '');
    if (!folders.has(folder)) folders.set(folder, []);
    folders.get(folder)!.push(scenario);
  }
  const width = Math.max(...[...folders.keys()].map(folder => folder.length));
  return [...folders].map(([folder, inside]) => {
    const steps = inside.reduce((sum, { steps }) => sum + steps.all, 0);
    return `  ${folder.padEnd(width)}  ${count(inside.length, 'scenario')}, ${count(steps, 'step')}: ${counts(inside)}`;
  });
}

function total(scenarios: ScenarioResult[], seconds: number): string {
  const passed = scenarios.reduce((sum, { steps }) => sum + steps.passed, 0);
  const all = scenarios.reduce((sum, { steps }) => sum + steps.all, 0);
  return (
    `${count(scenarios.length, 'scenario')}: ${counts(scenarios)}; ` +
    `${passed} of ${count(all, 'step')} passed; ${seconds.toFixed(2)} s`
  );
}

function counts(scenarios: ScenarioResult[]): string {
  return COUNTED.map(outcome => [outcome, scenarios.filter(scenario => scenario.outcome === outcome).length] as const)
    .filter(([, number]) => number > 0)
    .map(([outcome, number]) => `${number} ${outcome}`)
    .join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
