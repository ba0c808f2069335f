/**
 * docs/reasons.md lists everything that conntrack says of a packet: each message that the sources give to `invalid` or
 * `logInvalid` is in it just once, each line of it is in the sources, and is asserted by a scenario in features/invalid.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { assertions } from './reasons/features.mjs';
import { messages } from './reasons/sources.mjs';

const require = createRequire(import.meta.url);
require('ts-node/register');
const { literal } = require('../../src/literal.ts');

const PAGE = 'docs/reasons.md';
const SOURCES = 'src/conntrack';
const FEATURES = 'features/invalid';

/** The names of the page by those of the sources. */
const PROTOCOLS = {
  TCP: 'TCP',
  UDP: 'UDP',
  UDPLITE: 'UDP-Lite',
  ICMP: 'ICMP',
  ICMPV6: 'ICMPv6',
  SCTP: 'SCTP',
  DCCP: 'DCCP',
};

/** What stands for whatever differs from packet to packet, in the page and in what is made from the sources. */
const PLACEHOLDER = /\b(?:N|HEX|STATE|ADDRESS)\b/g;

const [refusals, remarks, silent] = tables(fs.readFileSync(PAGE, 'utf8'));
const catalogue = [
  ...refusals.map(row => ({ ...row, column: 'reason' })),
  ...remarks.map(row => ({ ...row, column: 'log' })),
].map(({ cells: [protocol, text], line, column }) => ({ protocol, text: text.replaceAll('`', ''), line, column }));

const asserted = assertions(featureFiles(FEATURES));
checkSources();
for (const entry of catalogue) {
  const pattern = new RegExp(`^${literal(entry.text).replace(PLACEHOLDER, '\\S+')}$`);
  const told = ({ protocol, column, texts }) =>
    protocol === entry.protocol && column === entry.column && texts.some(text => pattern.test(text));
  if (!asserted.some(told))
    report(entry.line, `no scenario in ${FEATURES} asserts "${entry.text}" of ${entry.protocol}`);
}
for (const { cells, line } of silent) {
  const id = cells[2].replaceAll('`', '');
  const told = asserted.some(each => each.id === id && each.column === 'reason' && each.texts.includes('-'));
  if (!told) report(line, `no scenario ${id} in ${FEATURES} asserts that there is no reason`);
}

/** The sources and the page say the same. */
function checkSources() {
  const key = (protocol, text) => `${protocol}: ${text.replace(PLACEHOLDER, '{}')}`;
  const found = new Map(messages(SOURCES).map(each => [key(PROTOCOLS[each.protocol], each.text), each.place]));
  const listed = new Map();
  for (const { protocol, text, line } of catalogue) {
    const entry = key(protocol, text);
    if (listed.has(entry)) report(line, `"${text}" of ${protocol} is in line ${listed.get(entry)} already`);
    if (!found.has(entry)) report(line, `nothing in ${SOURCES} says "${text}" of ${protocol}`);
    listed.set(entry, line);
  }
  for (const [entry, place] of found) if (!listed.has(entry)) report(null, `${place}: "${entry}" is not in ${PAGE}`);
}

/** The tables of a page: of each its rows, without the heading. */
function tables(page) {
  const found = [];
  for (const [at, text] of page.split('\n').entries()) {
    if (!text.startsWith('|')) continue;
    if (/^\| *---/.test(text)) found.push([]);
    const cells = text
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim());
    if (found.length > 0 && !/^-+$/.test(cells[0]) && !isHeading(page, at)) found.at(-1).push({ cells, line: at + 1 });
  }
  return found;
}

function isHeading(page, at) {
  return /^\| *---/.test(page.split('\n')[at + 1] ?? '');
}

function featureFiles(folder) {
  return fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.feature'))
    .sort()
    .map(name => path.join(folder, name));
}

function report(line, message) {
  console.log(line === null ? message : `${PAGE}:${line}: ${message}`);
  process.exitCode = 1;
}
