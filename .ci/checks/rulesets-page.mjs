/** The tables of docs/rulesets.md are what the parsers of rulesets know. With `--update` they are written anew. */
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('ts-node/register');
const { supportTables } = require('../../src/ruleset/support.ts');

const PAGE = 'docs/rulesets.md';
const BEGIN = '<!-- made by .ci/checks/rulesets-page.mjs --update -->\n\n';
const END = '\n\n<!-- end -->\n';

const page = fs.readFileSync(PAGE, 'utf8');
const [from, to] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
const wanted = page.slice(0, from) + supportTables() + page.slice(to);
if (page !== wanted) {
  if (process.argv.includes('--update')) fs.writeFileSync(PAGE, wanted);
  else {
    console.log(`${PAGE} is out of date: node .ci/checks/rulesets-page.mjs --update`);
    process.exitCode = 1;
  }
}
