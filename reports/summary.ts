/** The summary that `ctspec run` ends in: what failed and why, then a line for each folder. */
import path from 'node:path';
import type { Outcome, ScenarioResult } from './results';

/** Outcomes in the order they are counted, worst last. */
const COUNTED: Outcome[] = ['passed', 'not observable', 'not run', 'failed', 'unreadable', 'broken'];

/** The text of the summary, `seconds` being the time the run took. */
export function summary(scenarios: ScenarioResult[], seconds: number): string {
  return [...troubles(scenarios), ...table(scenarios), '', total(scenarios, seconds), ''].join('\n');
}

function troubles(scenarios: ScenarioResult[]): string[] {
  const unobservable = scenarios.filter(({ outcome }) => outcome === 'not observable');
  const bad = scenarios.filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'unreadable' || outcome === 'broken',
  );
  return [
    ...unobservable.map(({ file, line, name, trouble }) => `${file}:${line}: ${name}: ${trouble!.message}`),
    ...(unobservable.length > 0 ? [''] : []),
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
