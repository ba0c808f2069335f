/**
 * docs/reasons.md lists why helpers drop packets: each text that a helper's source gives for it is in the last table of
 * the page, each line of that table is in the source of every helper it names, and is asserted by a scenario in
 * features/helpers.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { assertions } from './reasons/features.mjs';

const require = createRequire(import.meta.url);
require('ts-node/register');
const { literal } = require('../../src/literal.ts');

const PAGE = 'docs/reasons.md';
const SOURCES = 'src/conntrack/helpers';
const FEATURES = 'features/helpers';

/** A text in the source, as a string or a template: of a call, or of what a parser refuses. */
const TEXTS =
  /(?:helperLog\(packet, (?:this|helper), |refuse\(message, this, |refused: |\.add\(expectation\) && )(?:'([^']*)'|`((?:[^`\\]|\\`)*)`)/g;
/** What stands for whatever differs from packet to packet, in the page and in the source. */
const PLACEHOLDER = /\b(?:N|TEXT)\b|`?\$\{[^}]*\}'?/g;

const said = new Map();
for (const file of fs.readdirSync(SOURCES, { recursive: true }).filter(name => /(?<!\.test)\.ts$/.test(name))) {
  const helper = path.basename(file).replace(/(-.*)?\.ts$/, '');
  for (const [, plain, template] of fs.readFileSync(path.join(SOURCES, file), 'utf8').matchAll(TEXTS)) {
    said.set(`${helper}: ${canonical(plain ?? template.replaceAll('\\`', '`'))}`, file);
  }
}

const page = fs.readFileSync(PAGE, 'utf8');
const rows = page
  .slice(page.indexOf('| helper '))
  .split('\n')
  .slice(2)
  .filter(line => line.startsWith('|'))
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([, helpers, text]) => ({ helpers: helpers.split(', ').map(sourceName), text: canonical(text.slice(1, -1)) }));

const asserted = assertions(
  fs
    .readdirSync(FEATURES)
    .filter(name => name.endsWith('.feature'))
    .map(name => path.join(FEATURES, name)),
).flatMap(({ texts }) => texts);

const listed = new Set();
for (const { helpers, text } of rows) {
  for (const helper of helpers) {
    listed.add(`${helper}: ${text}`);
    if (!said.has(`${helper}: ${text}`)) report(`${PAGE}: ${helper} does not say "${text}"`);
  }
  const pattern = new RegExp(`^${literal(text).replaceAll('\\{\\}', '.+')}$`);
  if (!asserted.some(each => pattern.test(each))) report(`no scenario in ${FEATURES} asserts "${text}"`);
}
for (const [entry, file] of said) if (!listed.has(entry)) report(`${SOURCES}/${file}: "${entry}" is not in ${PAGE}`);

/** Q.931 is in q931.ts. */
function sourceName(helper) {
  return helper.replaceAll('.', '').toLowerCase();
}

function canonical(text) {
  return text.replace(PLACEHOLDER, '{}');
}

function report(message) {
  console.log(message);
  process.exitCode = 1;
}
