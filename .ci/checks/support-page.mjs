/**
 * docs/support.md tells the truth: of each row whose name is in bold, the second column names in `code` all that the program
 * knows (`*` stands for any letters) and nothing else, and the third nothing that it knows.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('ts-node/register');
const { literal } = require('../../src/literal.ts');
const { COMMANDS, OPTIONS } = require('../../src/backend/print/command.ts');
const { OUTPUT_WORDS } = require('../../src/backend/print/output.ts');
const { HELPERS } = require('../../src/conntrack/helpers/index.ts');
const { STATUS_NAMES } = require('../../src/conntrack/status.ts');
const { NAT_KINDS } = require('../../src/nat/kinds.ts');
const { Simulation } = require('../../src/simulation.ts');
const { Sysctls } = require('../../src/sysctl.ts');
const { Flows } = require('../../steps/support/flows.ts');
const { entryColumns } = require('../../steps/support/columns.ts');

const PAGE = 'docs/support.md';
const simulation = new Simulation();

const KNOWN = {
  protocols: Array.from({ length: 256 }, (_, protocol) => simulation.conntrack.trackerOf(protocol).name),
  helpers: HELPERS.map(({ name }) => name),
  translations: NAT_KINDS,
  status: STATUS_NAMES,
  fields: Object.keys(entryColumns(new Flows())),
  commands: COMMANDS,
  options: OPTIONS,
  forms: OUTPUT_WORDS,
  sysctls: new Sysctls(simulation).names,
};

const rows = new Map();
for (const line of fs.readFileSync(PAGE, 'utf8').split('\n')) {
  const [, name, supported, missing] = /^\| \*\*(\w+)\*\*.*? \| (.*?) \| (.*?) \|$/.exec(line) ?? [];
  if (name) rows.set(name, { supported: coded(supported), missing: coded(missing) });
}
for (const name of rows.keys()) if (!KNOWN[name]) report(`"${name}" is none of ${Object.keys(KNOWN).join(', ')}`);
for (const [name, known] of Object.entries(KNOWN)) {
  const row = rows.get(name);
  if (!row) report(`there is no row **${name}**`);
  else checkRow(name, row, [...new Set(known)]);
}

function checkRow(name, { supported, missing }, known) {
  for (const word of known)
    if (!supported.some(each => each.test(word))) report(`**${name}** does not tell of ${word}`);
  const isKnown = pattern => known.some(word => pattern.test(word));
  for (const each of supported) if (!isKnown(each)) report(`**${name}**: nothing that is known is ${each.source}`);
  for (const each of missing) if (isKnown(each)) report(`**${name}**: ${each.source} is supported`);
}

/** Patterns of the words in `code`. */
function coded(cell) {
  const words = Array.from(cell.matchAll(/`([^`]+)`/g), ([, word]) => word);
  return words.map(word => new RegExp(`^${word.split('*').map(literal).join('.*')}$`));
}

function report(what) {
  console.log(`${PAGE}: ${what}`);
  process.exitCode = 1;
}
