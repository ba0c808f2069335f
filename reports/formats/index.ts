/** The formats by the extension of the file they go to. */

import { toDocument } from '../html/document';
import type { Report } from '../model';
import { toBadge } from './badge';
import { toJson } from './json';
import { toJunit } from './junit';
import { toMarkdown } from './markdown';
import { toText } from './text';

export interface Format {
  /** What the formatter for cucumber is called. */
  name: string;
  extension: string;
  /** The file of a whole report. */
  file: string;
  about: string;
  render(report: Report): string | Promise<string>;
}

export const FORMATS: readonly Format[] = [
  { name: 'html', extension: '.html', file: 'report.html', about: 'a page to look at, offline', render: toDocument },
  { name: 'json', extension: '.json', file: 'report.json', about: 'everything, for programs', render: toJson },
  { name: 'junit', extension: '.xml', file: 'junit.xml', about: 'JUnit XML, for CI systems', render: toJunit },
  { name: 'markdown', extension: '.md', file: 'report.md', about: 'for a pull request', render: toMarkdown },
  { name: 'badge', extension: '.svg', file: 'badge.svg', about: 'a badge', render: toBadge },
  { name: 'text', extension: '.txt', file: 'report.txt', about: 'a summary in plain text', render: toText },
];
