/** Holds what two backends have seen of the same scenarios against each other. */
import path from 'node:path';
import { chosenPorts, type Renaming } from '../src/backend/chosen-ports';
import { isAlike, type Observed, unmatched } from '../src/backend/sight';
import type { Outcome, ScenarioResult } from './results';
import { timeText } from './time-passed';

/** One backend's results, in the same order as every other's. */
export interface BackendRun {
  backend: string;
  /** What is printed of it: a kernel with its release. */
  name: string;
  scenarios: ScenarioResult[];
}

/** Where two backends differ in a scenario, ready to be printed. */
export interface Divergence {
  scenario: ScenarioResult;
  lines: string[];
}

/** Each scenario in which `other` has seen something else than `one`. */
export function divergences(one: BackendRun, other: BackendRun): Divergence[] {
  return one.scenarios.flatMap((scenario, at) => {
    const lines = differences(scenario, other.scenarios[at], [one.name, other.name]);
    return lines.length > 0 ? [{ scenario, lines }] : [];
  });
}

/**
 * A scenario that could not be observed to its end is compared as far as both have come; a packet that waited there in a
 * queue may have gone on where it could.
 */
function differences(one: ScenarioResult, other: ScenarioResult, names: string[]): string[] {
  if (!one.observed || !other.observed) return [];
  const isWhole = one.outcome !== 'not observable' && other.outcome !== 'not observable';
  const rename = chosenPorts(one.observed, other.observed);
  const packets = ofPackets(one.observed, other.observed, rename, names, isWhole);
  if (!isWhole) return packets;
  return [
    ...packets,
    ...ofTables('entry', one.observed.entries, other.observed.entries.map(rename), names),
    ...ofTables('expectation', one.observed.expectations, other.observed.expectations.map(rename), names),
  ];
}

function ofPackets(one: Observed, other: Observed, rename: Renaming, names: string[], isWhole: boolean): string[] {
  const both = Math.min(one.packets.length, other.packets.length);
  return one.packets.slice(0, both).flatMap(({ packet, seen }, at) => {
    const others = other.packets[at].seen;
    if (!isWhole && [seen, others].some(({ verdict }) => verdict === 'QUEUE')) return [];
    const differing = Object.keys(seen).filter(what => !isAlike(seen[what], rename(others[what])));
    if (differing.length === 0) return [];
    return [`packet ${at + 1}: ${packet}`, ...differing.flatMap(what => sides(what, seen[what], others[what], names))];
  });
}

export function ofTables(what: string, ones: readonly string[], others: readonly string[], names: string[]): string[] {
  const alone = unmatched(ones, others);
  return alone.flatMap((lines, at) => lines.map(line => `  only ${names[at]} has the ${what} ${line}`));
}

/** What each backend says of one thing. */
export function sides(what: string, one: string, other: string, names: string[]): string[] {
  const width = Math.max(...names.map(name => name.length));
  return [
    `  ${what}`,
    ...[one, other].map((text, at) => `    ${names[at].padEnd(width)}  ${text.replace(/\n/g, '; ')}`),
  ];
}

const SHORT: Record<Outcome, string> = {
  passed: 'passes',
  failed: 'fails',
  'not observable': 'not observable',
  'not run': 'not run',
  unreadable: 'unreadable',
  broken: 'broken',
};

/** A line for each folder and one for all: how many scenarios passed, failed, and were not observable on each backend. */
export function table(runs: BackendRun[]): string[] {
  const folders = [...new Set(runs[0].scenarios.map(folderOf))];
  const rows = [...folders, null].map(folder => [
    folder ?? 'all',
    ...runs.map(({ scenarios }) => counts(scenarios.filter(each => folder === null || folderOf(each) === folder))),
  ]);
  return columns([['', ...runs.map(({ name }) => name)], ...rows]);
}

/** A line for each scenario: what became of it on each backend, how time passed on the last, and why it could not be observed. */
export function eachScenario(runs: BackendRun[]): string[] {
  const last = runs[runs.length - 1];
  const rows = runs[0].scenarios.map(({ id, name }, at) => [
    id,
    ...runs.map(({ scenarios }) => SHORT[scenarios[at].outcome]),
    timeText(last.scenarios[at]),
    [name, ...runs.flatMap(({ scenarios }) => reasonOf(scenarios[at]))].join(': '),
  ]);
  return columns([['scenario', ...runs.map(each => each.name), 'time', ''], ...rows]);
}

function reasonOf({ outcome, trouble }: ScenarioResult): string[] {
  return outcome === 'not observable' ? [trouble!.message] : [];
}

function folderOf({ file }: ScenarioResult): string {
  return path.dirname(file).replace(/^.*\bfeatures\//, '');
}

function counts(scenarios: ScenarioResult[]): string {
  const outcomes = (Object.keys(SHORT) as Outcome[]).map(
    outcome => [scenarios.filter(each => each.outcome === outcome).length, SHORT[outcome]] as const,
  );
  return outcomes.flatMap(([number, outcome]) => (number > 0 ? [`${number} ${outcome}`] : [])).join(', ');
}

function columns(rows: string[][]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
  return rows.map(row => `  ${row.map((cell, at) => cell.padEnd(widths[at])).join('  ')}`.trimEnd());
}
