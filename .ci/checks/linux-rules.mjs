/** The table of differences between versions in docs/lab.md is that of the rules. With `--update` it is written anew. */
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('ts-node/register');
const { rulesTable } = require('../../src/linux/rules.ts');

const PAGE = 'docs/lab.md';
const BEGIN = '<!-- made by .ci/checks/linux-rules.mjs --update -->\n\n';
const END = '\n\n<!-- end -->\n';

const page = fs.readFileSync(PAGE, 'utf8');
const [from, to] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
const wanted = page.slice(0, from) + rulesTable() + page.slice(to);
if (page !== wanted) {
  if (process.argv.includes('--update')) fs.writeFileSync(PAGE, wanted);
  else {
    console.log(`${PAGE} is out of date: node .ci/checks/linux-rules.mjs --update`);
    process.exitCode = 1;
  }
}
