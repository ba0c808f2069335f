/** Plain text: what went wrong, then the figures. */
import { countsOf, countsText, figuresOf, foldersOf, knownOf, resultsOn, troublesOf } from '../figures';
import type { Report } from '../model';
import { timePassed } from '../time-passed';

export function toText(report: Report): string {
  const { implementations, requirements, campaigns } = report;
  const figures = figuresOf(report);
  return [
    ...troublesOf(report).flatMap(({ requirement: { id, name, file, line, divergence }, result }) => [
      `${result ? result.outcome.toUpperCase() : 'DIVERGENCE'}  ${name}${result ? `  (${result.implementation})` : ''}`,
      `  ${file}:${line}  @id:${id}`,
      ...(result ? (result.reason ?? '').split('\n') : divergence).map(each => `    ${each}`.trimEnd()),
      '',
    ]),
    ...knownOf(report).flatMap(({ id, name, known }) => [`KNOWN DIVERGENCE  ${name}`, `  @id:${id}: ${known}`, '']),
    ...table(report),
    '',
    ...implementations.map(
      ({ name, seconds }) => `${name}: ${countsText(countsOf(resultsOn(requirements, name)))}; ${seconds.toFixed(2)} s`,
    ),
    ...implementations.flatMap(({ name }) => timePassed(resultsOn(requirements, name))),
    `${figures.requirements} requirements, ${figures.packets} packets observed.`,
    `Transitions reached: TCP ${figures.tcp.reached} of ${figures.tcp.all}, SCTP ${figures.sctp.reached} of ${figures.sctp.all}; ` +
      `reasons for INVALID seen: ${figures.reasons}.`,
    ...campaigns.map(
      ({ folder, seed, runs, packets, counterexamples }) =>
        `Fuzz campaign ${folder}: seed ${seed}, ${runs} runs, ${packets} packets, ${counterexamples.length} counterexamples.`,
    ),
    '',
  ].join('\n');
}

function table({ implementations, requirements }: Report): string[] {
  const rows = [...foldersOf(requirements)].map(([folder, inside]) => [
    folder,
    ...implementations.map(({ name }) => countsText(countsOf(resultsOn(inside, name)))),
  ]);
  const all = [['', ...implementations.map(({ name }) => name)], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map(row => row[column].length)));
  return all.map(row => `  ${row.map((cell, at) => cell.padEnd(widths[at])).join('  ')}`.trimEnd());
}
