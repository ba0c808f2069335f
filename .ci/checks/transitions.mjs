/**
 * Every cell of the transition tables of TCP and SCTP has a row in features/…/transitions/ that says what the table says.
 *
 * There a state has a file. Its outlines are named `In STATE, the SIDE's <segment> <outcome>` (of SCTP `<chunk>`); the
 * columns `segment` and `outcome` tell which cell a row is and where it leads, `ctstate` and `state` what is asserted of
 * the packet.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';

const require = createRequire(import.meta.url);
require('ts-node/register');
const { DIRECTIONS, isPossible, TABLES } = require('../../reports/cells.ts');

const SIDES = ['originator', 'responder'];

/** What packets are called in each table, and where the rows have other names for them. */
const PROTOCOLS = [
  { protocol: 'tcp', noun: 'segment', names: { NONE: 'segment without flags' } },
  { protocol: 'sctp', noun: 'chunk', names: {} },
];

for (const each of PROTOCOLS) checkTable(each);

function checkTable({ protocol, noun, names }) {
  const { states, events, leads } = TABLES[protocol];
  const folder = `features/${protocol}/transitions`;
  const nameOf = event => names[event] ?? event;
  const covered = new Map();
  for (const name of fs.readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    const { feature } = parse(file);
    const way = feature.children.find(({ background }) => background)?.background.steps.map(({ text }) => text) ?? [];
    for (const { scenario } of feature.children) if (scenario) readOutline(file, scenario, way);
  }
  for (const [at, side] of SIDES.entries()) {
    for (const state of states.filter(each => isPossible(DIRECTIONS[at], each))) {
      for (const event of events.filter(each => !covered.has(`${state} ${side} ${nameOf(each)}`))) {
        report(folder, `no row for ${state}, ${side}, ${nameOf(event)}`);
      }
    }
  }

  function readOutline(file, { name, location, examples }, way) {
    const [, state, side, word] = /^In (\w+), the (\w+)'s <(\w+)> <outcome>$/.exec(name) ?? [];
    const at = `${file}:${location.line}`;
    if (!states.includes(state) || !SIDES.includes(side) || word !== noun) {
      return report(at, `"${name}" is not named In STATE, the ${SIDES.join('|')}'s <${noun}> <outcome>`);
    }
    if (!isPossible(DIRECTIONS[SIDES.indexOf(side)], state)) {
      return report(at, `whoever sends first is the originator: the ${side} has no cells in ${state}`);
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

  function readRow(place, state, side, { [noun]: packet, outcome, ctstate, state: after }) {
    const event = events.find(each => nameOf(each) === packet);
    if (!event) return report(place, `unknown ${noun} "${packet}" (allowed: ${events.map(nameOf).join(', ')})`);
    const key = `${state} ${side} ${packet}`;
    if (covered.has(key)) report(place, `${key} is at ${covered.get(key)} already`);
    covered.set(key, place);

    const told = outcomeOf(outcome);
    const table = leads(DIRECTIONS[SIDES.indexOf(side)], event, state);
    if (told !== table) report(place, `"${outcome}" contradicts the table, which says ${table}`);
    if ((ctstate === 'INVALID') !== (told === 'INVALID'))
      report(place, `"${outcome}" contradicts the ctstate ${ctstate}`);
    const stays = told === 'INVALID' || told === 'ignored';
    const gone = outcome.includes('the entry is removed') || (stays && state === 'NONE');
    const expected = gone ? '-' : stays ? state : told;
    if (after !== expected) report(place, `"${outcome}" contradicts the state ${after} after it`);
  }
}

function parse(file) {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher());
  return parser.parse(fs.readFileSync(file, 'utf8'));
}

/** What the sentence says, in the table's words. */
function outcomeOf(sentence) {
  const match = /^(?:is (ignored|INVALID)|(?:leads to|leaves it in) (\w+))(?:,.*)?$/.exec(sentence);
  return match?.[2] ?? match?.[1];
}

function report(place, message) {
  console.log(`${place}: ${message}`);
  process.exitCode = 1;
}
