/** What scenarios assert of packets in the columns `reason` and `log`, outlines row by row. */
import fs from 'node:fs';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator } from '@cucumber/messages';

const PROTOCOLS = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP', icmp: 'ICMP', icmp6: 'ICMPv6' };
const BY_NUMBER = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 33: 'DCCP', 58: 'ICMPv6', 132: 'SCTP', 136: 'UDP-Lite' };

/** `{ id, protocol, column, texts }` for every cell that is not blank; several lines of the log are several texts. */
export function assertions(files) {
  return files.flatMap(file => pickles(file).flatMap(pickle => ofPickle(pickle)));
}

function pickles(file) {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  return compile({ ...parser.parse(fs.readFileSync(file, 'utf8')), uri: file }, file, newId);
}

function ofPickle({ tags, steps }) {
  const id = tags.find(({ name }) => name.startsWith('@id:'))?.name.slice(4);
  const found = [];
  for (const { text, argument } of steps) {
    if (text !== 'these packets arrive:') continue;
    const [headings, ...rows] = argument.dataTable.rows.map(({ cells }) => cells.map(({ value }) => value.trim()));
    for (const row of rows) {
      const protocol = protocolOf(row[headings.indexOf('packet')]);
      for (const column of ['reason', 'log']) {
        const cell = row[headings.indexOf(column)];
        if (cell) found.push({ id, protocol, column, texts: cell.split('; ') });
      }
    }
  }
  return found;
}

/** A packet in the notation begins with its protocol; a segment of TCP alone does not. */
function protocolOf(packet) {
  const number = /^ip\b.*?\bproto (\d+)/.exec(packet)?.[1];
  return number ? BY_NUMBER[number] : (PROTOCOLS[packet.split(' ')[0]] ?? 'TCP');
}
