/** Markdown for a comment on a pull request: a verdict, a table by topic, and what went wrong, folded up. */
import type { PhrasingContent, RootContent, TableRow } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown as serialize } from 'mdast-util-to-markdown';
import { countsOf, countsText, figuresOf, foldersOf, knownOf, resultsOn, type Trouble, troublesOf } from '../figures';
import type { Report } from '../model';
import { timePassed } from '../time-passed';

/** A comment may be 65,536 characters long: so many troubles are told at most, each in so many lines of such a length. */
const MOST_DETAILS = 20;
const MOST_LINES = 20;
const LINE_LENGTH = 120;

export function toMarkdown(report: Report): string {
  const troubles = troublesOf(report);
  const { implementations, requirements } = report;
  const children: RootContent[] = [
    { type: 'heading', depth: 2, children: [text(headline(report, troubles.length))] },
    {
      type: 'table',
      align: ['left', ...implementations.map(() => 'left' as const)],
      children: [
        row('', ...implementations.map(({ name }) => name)),
        ...[...foldersOf(requirements)].map(([folder, inside]) =>
          row(folder, ...implementations.map(({ name }) => countsText(countsOf(resultsOn(inside, name))))),
        ),
        row('all', ...implementations.map(({ name }) => countsText(countsOf(resultsOn(requirements, name))))),
      ],
    },
    paragraph(text(figuresText(report))),
    ...implementations
      .flatMap(({ name }) => timePassed(resultsOn(requirements, name)))
      .map(line => paragraph(text(line))),
    ...troubles.slice(0, MOST_DETAILS).flatMap(trouble),
  ];
  if (troubles.length > MOST_DETAILS) children.push(paragraph(text(`… and ${troubles.length - MOST_DETAILS} more.`)));
  for (const { id, known } of knownOf(report)) {
    children.push(paragraph(text('Known divergence '), code(id), text(`: ${known}`)));
  }
  return serialize({ type: 'root', children }, { extensions: [gfmTableToMarkdown()], bullet: '-' });
}

function headline({ requirements }: Report, troubles: number): string {
  const what = `ctspec: ${requirements.length} requirements`;
  return troubles === 0 ? `✅ ${what} conform` : `❌ ${what}, ${troubles} do not conform`;
}

function figuresText(report: Report): string {
  const { packets, tcp, sctp, reasons } = figuresOf(report);
  return (
    `${packets} packets observed; transitions reached: TCP ${tcp.reached} of ${tcp.all}, SCTP ${sctp.reached} of ${sctp.all}; ` +
    `${reasons} reasons for INVALID seen.`
  );
}

function trouble({ requirement, result }: Trouble): RootContent[] {
  const { id, name, file, line, divergence } = requirement;
  const lines = result ? (result.reason ?? '').split('\n') : divergence;
  const where = result ? `${result.outcome} on ${result.implementation}` : 'divergence';
  return [
    paragraph(
      { type: 'strong', children: [text(name)] },
      text(` (${where}) `),
      code(`${file}:${line}`),
      text(' '),
      code(id),
    ),
    {
      type: 'code',
      value: lines
        .slice(0, MOST_LINES)
        .map(line => line.slice(0, LINE_LENGTH))
        .join('\n'),
    },
  ];
}

function text(value: string): PhrasingContent {
  return { type: 'text', value };
}

function code(value: string): PhrasingContent {
  return { type: 'inlineCode', value };
}

function paragraph(...children: PhrasingContent[]): RootContent {
  return { type: 'paragraph', children };
}

function row(...cells: string[]): TableRow {
  return { type: 'tableRow', children: cells.map(cell => ({ type: 'tableCell', children: [text(cell)] })) };
}
