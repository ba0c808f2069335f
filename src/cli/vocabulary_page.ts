/** The vocabulary as text, and as the page docs/vocabulary.md. */
import { loadSupport } from '@cucumber/cucumber/api';
import type { StepSpec } from '../../steps/support/define';
import { InputError } from '../errors';
import { STEPS } from './step_definitions';

export async function printVocabulary(word: string | undefined, markdown: boolean): Promise<void> {
  const specs = (await loadVocabulary()).filter(spec => word === undefined || describe(spec).includes(word));
  if (specs.length === 0) throw new InputError(`no step has the word "${word}"`);
  process.stdout.write(markdown ? page(specs) : specs.map(describe).join('\n'));
}

/** Steps can be defined only while cucumber loads them. */
async function loadVocabulary(): Promise<StepSpec[]> {
  const sources = { defaultDialect: 'en', paths: [], names: [], tagExpression: '', order: 'defined' as const };
  await loadSupport({ sources, support: { requireModules: [STEPS], requirePaths: [], importPaths: [], loaders: [] } });
  const { vocabulary }: { vocabulary: StepSpec[] } = require(STEPS);
  return vocabulary.map(spec => ({ ...spec, en: spec.en.replaceAll('\\', ''), zh: spec.zh.replaceAll('\\', '') }));
}

function describe({ keyword, en, zh, about, words = {}, example }: StepSpec): string {
  const width = Math.max(...Object.keys(words).map(word => word.length));
  const meanings = Object.entries(words).map(([word, meaning]) => `      ${word.padEnd(width)}  ${meaning}`);
  const lines = [`${keyword} ${en}`, `${CHINESE[keyword]}${zh}`, `    ${about}`, ...meanings];
  return `${[...lines, ...example.split('\n').map(line => `        ${line}`)].join('\n')}\n`;
}

const CHINESE: Record<StepSpec['keyword'], string> = { Given: '假如', When: '当', Then: '那么' };

function page(specs: StepSpec[]): string {
  const section = ({ keyword, en, zh, about, words, example }: StepSpec) =>
    [
      `### ${keyword} ${en}`,
      `${CHINESE[keyword]}${zh}`,
      about,
      ...(words ? [tableOf(words)] : []),
      fenced(example),
    ].join('\n\n');
  return `${introduction()}\n${specs.map(section).join('\n\n')}\n`;
}

function tableOf(words: Readonly<Record<string, string>>): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = Object.entries(words).map(([word, meaning]) => `| \`${cell(word)}\` | ${cell(meaning)} |`);
  return ['| | |', '| --- | --- |', ...rows].join('\n');
}

function fenced(example: string): string {
  return `\`\`\`gherkin\n${example}\n\`\`\``;
}

function introduction(): string {
  const { CHINESE_HEADINGS } = require('../../steps/support/table') as typeof import('../../steps/support/table');
  const headings = Object.entries(CHINESE_HEADINGS).map(([chinese, english]) => `${chinese} ${english}`);
  return `# The vocabulary

Every step a scenario can be written with, in English and Chinese. \`ctspec steps\` prints the same list, \`ctspec steps WORD\` those
with a word in them, and \`ctspec steps --markdown\` this page.

In tables a blank cell is not asserted and \`-\` asserts that there is nothing; a column or a value that is not known is
an error that names the line and what is allowed. Chinese features may write these headings in Chinese:
${headings.join(', ')}.
`;
}
