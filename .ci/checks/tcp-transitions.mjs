/**
 * Every cell of the TCP transition table has a row in features/tcp/transitions/ that says what the table says.
 *
 * There a state has a file. Its outlines are named `In STATE, the SIDE's <segment> <outcome>`; the columns `segment`
 * and `outcome` tell which cell a row is and where it leads, `ctstate` and `state` what is asserted of the packet.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';

const require = createRequire(import.meta.url);
require('ts-node/register');
const { FLAG_CLASS_NAMES, TCP_STATE_NAMES, transition } = require('../../src/conntrack/protocols/tcp-table.ts');

const FOLDER = 'features/tcp/transitions';
const SIDES = ['originator', 'responder'];
const SEGMENTS = FLAG_CLASS_NAMES.map(name => (name === 'NONE' ? 'segment without flags' : name));
const OUTCOMES = [...TCP_STATE_NAMES, 'IGNORE', 'INVALID'];

/** Cells without a row, and why there can be none. */
const UNREACHABLE = [
  {
    state: 'NONE',
    side: 'responder',
    why: 'NONE is the state of a connection before its first segment, and whoever sends that is the originator',
  },
];

const covered = new Map();
for (const name of fs.readdirSync(FOLDER).sort()) {
  const file = path.join(FOLDER, name);
  const { feature } = parse(file);
  const way = feature.children.find(({ background }) => background)?.background.steps.map(({ text }) => text);
  for (const { scenario } of feature.children) if (scenario) readOutline(file, scenario, way ?? []);
}
for (const state of TCP_STATE_NAMES) {
  for (const side of SIDES) {
    const unreachable = UNREACHABLE.some(cell => cell.state === state && cell.side === side);
    for (const segment of SEGMENTS) {
      const place = covered.get(`${state} ${side} ${segment}`);
      if (!place && !unreachable) report(FOLDER, `no row for ${state}, ${side}, ${segment}`);
      if (place && unreachable)
        report(place, `a row for ${state}, ${side}, ${segment}, which is held to be unreachable`);
    }
  }
}

function parse(file) {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher());
  return parser.parse(fs.readFileSync(file, 'utf8'));
}

function readOutline(file, { name, location, examples }, way) {
  const [, state, side] = /^In (\w+), the (\w+)'s <segment> <outcome>$/.exec(name) ?? [];
  const at = `${file}:${location.line}`;
  if (!TCP_STATE_NAMES.includes(state) || !SIDES.includes(side)) {
    return report(at, `"${name}" is not named In STATE, the ${SIDES.join('|')}'s <segment> <outcome>`);
  }
  if (state !== 'NONE' && !way.includes(`packets have brought the connection to ${state}`)) {
    report(at, `the background does not bring the connection to ${state}`);
  }
  for (const { tableHeader, tableBody } of examples) {
    const columns = tableHeader.cells.map(({ value }) => value);
    for (const row of tableBody) {
      const cells = Object.fromEntries(row.cells.map(({ value }, index) => [columns[index], value]));
      readRow(`${file}:${row.location.line}`, state, side, cells);
    }
  }
}

function readRow(place, state, side, { segment, outcome, ctstate, state: after }) {
  const flags = SEGMENTS.indexOf(segment);
  if (flags < 0) return report(place, `unknown segment "${segment}" (allowed: ${SEGMENTS.join(', ')})`);
  const key = `${state} ${side} ${segment}`;
  if (covered.has(key)) report(place, `${key} is at ${covered.get(key)} already`);
  covered.set(key, place);

  const told = outcomeOf(outcome);
  const table = OUTCOMES[transition(SIDES.indexOf(side), flags, TCP_STATE_NAMES.indexOf(state))];
  if (told !== table) report(place, `"${outcome}" contradicts the table, which says ${table}`);
  if ((ctstate === 'INVALID') !== (told === 'INVALID'))
    report(place, `"${outcome}" contradicts the ctstate ${ctstate}`);
  const stays = told === 'INVALID' || told === 'IGNORE';
  const gone = outcome.includes('the entry is removed') || (stays && state === 'NONE');
  const expected = gone ? '-' : stays ? state : told;
  if (after !== expected) report(place, `"${outcome}" contradicts the state ${after} after it`);
}

/** What the sentence says, in the table's words. */
function outcomeOf(sentence) {
  const match = /^(?:is (ignored|INVALID)|(?:leads to|leaves it in) (\w+))(?:,.*)?$/.exec(sentence);
  if (match?.[2]) return match[2];
  return match?.[1] === 'ignored' ? 'IGNORE' : match?.[1];
}

function report(place, message) {
  console.log(`${place}: ${message}`);
  process.exitCode = 1;
}
