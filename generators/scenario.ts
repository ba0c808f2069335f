/** A workload written down: as a scenario in the words of the specification, and as a capture. */

import { InputError } from '../src/errors';
import { CaptureWriter } from '../src/packet/pcap-write';
import { Simulation } from '../src/simulation';
import { Sysctls } from '../src/sysctl';
import { deviceOf } from '../steps/support/hosts';
import { PacketCells, type Row } from './packet-cells';
import type { PacketEvent, Workload, WorkloadRouter } from './workload';

/** The table of a router of which nothing is said: as the simulator has it unless told. */
export const USUAL_TABLE = { seed: 0, buckets: 16384 } as const;

/** What a scenario says besides what happens in it. */
export interface ScenarioTexts {
  /** Unique, of lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly feature: string;
  /** Lines of free text below the name of the feature. */
  readonly description: readonly string[];
  /** States the rule. */
  readonly scenario: string;
  /** The version of Linux that the router is one of; the usual one where left out. */
  readonly linux?: string;
  /** Steps that state what must be so in the end, without their keyword. */
  readonly assertions: readonly string[];
  /** For each event of the workload what is to be seen of the packet, by column; blank where nothing is asserted. */
  readonly seen?: readonly (Readonly<Record<string, string>> | undefined)[];
}

/** The text of a feature file whose one scenario does as the workload does. */
export function featureOf(workload: Workload, texts: ScenarioTexts): string {
  const cells = new PacketCells(workload.events.filter(event => event.kind === 'packet').map(({ bytes }) => bytes));
  return [
    `Feature: ${texts.feature}`,
    ...texts.description.map(line => `  ${line}`),
    '',
    `  @id:${texts.id}`,
    `  Scenario: ${texts.scenario}`,
    ...givenSteps(workload, cells, texts.linux),
    ...whenSteps(workload, cells, texts.seen ?? []),
    ...texts.assertions.map((step, at) => `    ${at === 0 ? 'Then' : 'And'} ${step}`),
    '',
  ].join('\n');
}

/** The packets as a pcap file, at the times the workload gives them. */
export function captureOf({ events }: Workload): Uint8Array {
  const capture = new CaptureWriter();
  let time = 0;
  for (const event of events) {
    if (event.kind === 'wait') time += event.seconds;
    if (event.kind === 'packet') capture.write(event.bytes, time);
  }
  return capture.bytes();
}

function givenSteps({ router }: Workload, cells: PacketCells, linux: string | undefined): string[] {
  const settings = [
    ['setting', 'value'],
    ['hash seed', String(router.seed)],
    ['buckets', String(router.buckets)],
  ];
  const sysctls = router.sysctls.filter(([name, value]) => isAllowed(name, value));
  const { flows } = cells;
  const rules = router.translations.map(({ hook, priority, match, action: { kind, range } }) => [
    hook,
    String(priority),
    match,
    `${kind} ${range}`.trim(),
  ]);
  const given = linux === undefined ? 'Given' : 'And';
  return [
    ...(linux === undefined ? [] : [`    Given Linux ${linux}`]),
    ...(isUsual(router) ? [`    ${given} a router`] : [`    ${given} a router with:`, ...table(settings)]),
    ...(sysctls.length > 0 ? ['    And the sysctls:', ...table([['name', 'value'], ...sysctls])] : []),
    ...router.helpers.map(({ name, protocol, port }) => `    And the helper ${name} on ${protocol} port ${port}`),
    ...(rules.length > 0
      ? ['    And the callbacks:', ...table([['hook', 'priority', 'match', 'verdict'], ...rules])]
      : []),
    ...router.rulesets.flatMap(text => ['    And the ruleset:', ...docString(text)]),
    ...(flows.length === 1 ? [`    And the flow ${flows[0].text}`] : []),
    ...(flows.length > 1
      ? ['    And the flows:', ...table([['name', 'flow'], ...flows.map(({ name, text }) => [name, text])])]
      : []),
  ];
}

function isUsual({ seed, buckets }: WorkloadRouter): boolean {
  return seed === USUAL_TABLE.seed && buckets === USUAL_TABLE.buckets;
}

/** Packets that come without anything but time between them share a table. */
function whenSteps({ events }: Workload, cells: PacketCells, seen: NonNullable<ScenarioTexts['seen']>): string[] {
  const steps: string[] = [];
  let rows: Row[] = [];
  let waited = 0;
  const flush = () => {
    if (rows.length > 0) steps.push('    When these packets arrive:', ...table(packetTable(rows)));
    rows = [];
    if (waited > 0) steps.push(`    When ${secondsText(waited)} seconds pass`);
    waited = 0;
  };
  for (const [at, event] of events.entries()) {
    if (event.kind === 'wait') waited += event.seconds;
    else if (event.kind === 'packet') {
      rows.push({ ...(waited > 0 ? { t: `+${secondsText(waited)}` } : {}), ...stimulus(event, cells), ...seen[at] });
      waited = 0;
    } else if (isAllowed(event.name, event.value)) {
      flush();
      steps.push(`    When the sysctl ${event.name} is set to ${event.value}`);
    }
  }
  flush();
  return steps;
}

function stimulus({ device, bytes }: PacketEvent, cells: PacketCells): Row {
  return { ...(deviceOf(bytes) === device ? {} : { in: device }), ...cells.next() };
}

const COLUMNS = ['t', 'flow', 'dir', 'in', 'packet'];

/** The columns that some row has something in, in the usual order. */
function packetTable(rows: readonly Row[]): string[][] {
  const used = [...new Set([...COLUMNS, ...rows.flatMap(row => Object.keys(row))])];
  const columns = used.filter(column => rows.some(row => row[column]));
  return [columns, ...rows.map(row => columns.map(column => row[column] ?? ''))];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map(row => row.map(escaped));
  const widths = cells[0].map((_, column) => Math.max(...cells.map(row => row[column].length)));
  return cells.map(row => `      | ${row.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`);
}

function docString(text: string): string[] {
  const quotes = '      """';
  return [
    quotes,
    ...text
      .trimEnd()
      .split('\n')
      .map(line => `      ${line}`.trimEnd()),
    quotes,
  ];
}

/** As a cell of a Gherkin table must have it. */
function escaped(text: string): string {
  return text.replace(/[\\|]/g, '\\$&');
}

/** A length of time the way steps read it: digits and a point. */
function secondsText(seconds: number): string {
  const text = String(seconds);
  return text.includes('e') ? seconds.toFixed(12) : text;
}

/** Whether a sysctl takes a value. One that is refused changes nothing, so a scenario leaves it out. */
function isAllowed(name: string, value: string): boolean {
  try {
    new Sysctls(new Simulation({ buckets: 1 })).set(name, value);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
