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

function describe({ keyword, en, zh, about, example }: StepSpec): string {
  const lines = [`${keyword} ${en}`, `${CHINESE[keyword]}${zh}`, `    ${about}`];
  return `${[...lines, ...example.split('\n').map(line => `        ${line}`)].join('\n')}\n`;
}

const CHINESE: Record<StepSpec['keyword'], string> = { Given: '假如', When: '当', Then: '那么' };

function page(specs: StepSpec[]): string {
  const section = ({ keyword, en, zh, about, example }: StepSpec) =>
    `### ${keyword} ${en}\n\n${CHINESE[keyword]}${zh}\n\n${about}\n\n\`\`\`gherkin\n${example}\n\`\`\`\n`;
  return `${INTRODUCTION}\n${specs.map(section).join('\n')}`;
}

const INTRODUCTION = `# The vocabulary

Every step a scenario can be written with, in English and Chinese. \`ctspec steps\` prints the same list, and
\`ctspec steps --markdown\` this page.

In tables a blank cell is not asserted and \`-\` asserts that there is nothing; a column or a value that is not known is
an error that names the line and what is allowed. Chinese features may write these headings in Chinese: 时间 t, 流 flow,
方向 dir, 报文 packet, 入口 in, 状态 state, 标志 status, 超时 timeout, 裁决 verdict, 原因 reason, 日志 log, 路径 hooks,
出口 out, 标记 mark, 事件 events, 名称 name, 值 value, 设置 setting, 钩子 hook, 优先级 priority, 匹配 match, 回调 callback,
协议 protocol, 来 original, 回 reply, 助手 helper, 主连接 master.
`;
