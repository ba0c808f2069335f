/**
 * The article's features say the same in both languages: scenario for scenario (the Chinese identifiers have `-zh`
 * behind them), step for step, with the same parameters, tables and texts. Words of a scenario's name and headings of
 * tables may differ. And features/article/README.md names every scenario, and none that does not exist.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { loadSupport } from '@cucumber/cucumber/api';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';

const require = createRequire(import.meta.url);
require('ts-node/register');

const FOLDER = 'features/article';
const STEPS = path.resolve('steps/index.ts');
const { stepDefinitions } = await loadSupport({
  sources: { defaultDialect: 'en', paths: [], names: [], tagExpression: '', order: 'defined' },
  support: { requireModules: [STEPS], requirePaths: [], importPaths: [], loaders: [] },
});
const { CHINESE_HEADINGS } = require('../../steps/support/table.ts');

const english = readLanguage('en', '');
const chinese = readLanguage('zh-CN', '-zh');
for (const [key, scenario] of english) compareScenarios(scenario, chinese.get(key), key);
for (const [key, { place }] of chinese) if (!english.has(key)) report(place, `${key} is not there in English`);
checkIndex(path.join(FOLDER, 'README.md'), new Set([...english.values()].map(({ id }) => id)));

/** The scenarios of a language by file, identifier and row: rows of an outline are told apart by their order. */
function readLanguage(language, suffix) {
  const scenarios = new Map();
  const folder = path.join(FOLDER, language);
  for (const name of fs.readdirSync(folder).sort()) {
    for (const { pickle, line } of readPickles(path.join(folder, name))) {
      const place = `${path.join(folder, name)}:${line}`;
      const tag = pickle.tags.find(each => each.name.startsWith('@id:'))?.name.slice(4) ?? '';
      if (!tag.endsWith(suffix)) report(place, `the identifier ${tag} does not end in ${suffix}`);
      const id = tag.slice(0, tag.length - suffix.length);
      let row = 1;
      while (scenarios.has(`${name} ${id}/${row}`)) row++;
      scenarios.set(`${name} ${id}/${row}`, { id, place, steps: pickle.steps.map(meaning), tags: otherTags(pickle) });
    }
  }
  return scenarios;
}

function readPickles(file) {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  const document = parser.parse(fs.readFileSync(file, 'utf8'));
  return compile(document, file, newId).map(pickle => ({ pickle, line: pickle.location.line }));
}

function otherTags({ tags }) {
  return tags
    .map(({ name }) => name)
    .filter(name => !name.startsWith('@id:'))
    .sort()
    .join(' ');
}

/** What a step says, whatever its language: its English pattern, its parameters, its table or text. */
function meaning({ text, argument }) {
  const found = stepDefinitions.filter(each => each.matchesStepName(text));
  if (found.length !== 1) return `"${text}", which is no step`;
  const parameters = found[0].expression.match(text).map(each => each.getValue(null));
  const rows = argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value)) ?? [];
  if (rows.length > 0) rows[0] = rows[0].map(heading => CHINESE_HEADINGS[heading] ?? heading);
  const grid = rows.map(cells => cells.join(' | '));
  return [englishPattern(found[0]), JSON.stringify(parameters), ...grid, argument?.docString?.content ?? ''].join('\n');
}

/** A step's two patterns have one function. */
function englishPattern({ code }) {
  return stepDefinitions.find(each => each.code === code).pattern;
}

function compareScenarios(one, other, key) {
  if (!other) return report(one.place, `${key} is not there in Chinese`);
  if (one.tags !== other.tags) report(other.place, `the tags differ from those of ${one.place}`);
  const steps = Math.max(one.steps.length, other.steps.length);
  for (let at = 0; at < steps; at++) {
    if (one.steps[at] === other.steps[at]) continue;
    report(other.place, `step ${at + 1} differs from that of ${one.place}:\n${one.steps[at]}\n${other.steps[at]}`);
  }
}

function checkIndex(file, ids) {
  const named = new Set(fs.readFileSync(file, 'utf8').match(/(?<=`)article-[a-z0-9-]+(?=`)/g));
  for (const id of named) if (!ids.has(id)) report(file, `there is no scenario ${id}`);
  for (const id of ids) if (!named.has(id)) report(file, `does not name the scenario ${id}`);
}

function report(place, message) {
  console.log(`${place}: ${message}`);
  process.exitCode = 1;
}
