/** The command `conntrack` with the options that make sense for a router: what it prints on standard output. */
import { InputError } from '../../errors';
import type { Backend, ConntrackEvent, Entry, Expectation, ExpectationEvent } from '../backend';
import { expectationEventText, expectationText, expectationXml } from './expectation';
import { type Output, parseOutput, toolProtocolName } from './output';
import { eventLine, listedLine } from './plain';
import { eventXml, listedXml, xmlDocument } from './xml';

export const COMMANDS = ['-L', '-E', '-S', '-C'] as const;
export const TABLES = ['conntrack', 'expect'] as const;

export interface ToolCommand {
  command: (typeof COMMANDS)[number];
  table: (typeof TABLES)[number];
  protocol: string | null;
  family: Entry['family'] | null;
  output: Output;
}

/** Reads `-L -p tcp -o xml`, `-E expect`, … */
export function parseCommand(text: string): ToolCommand {
  const [command, ...words] = text.trim().split(/\s+/);
  const known = COMMANDS.find(each => each === command);
  if (!known) throw new InputError(`conntrack ${command} is not known here (allowed: ${COMMANDS.join(', ')})`);
  const table = TABLES.find(each => each === words[0]);
  if (table) words.shift();
  const options: Record<string, string> = {};
  while (words.length > 0) {
    const [option, value] = words.splice(0, 2);
    if (!['-p', '-f', '-o'].includes(option) || value === undefined) {
      throw new InputError(`conntrack ${option} is not known here (allowed: -p PROTOCOL, -f FAMILY, -o OUTPUT)`);
    }
    options[option] = value;
  }
  const family = options['-f'] ?? null;
  if (family !== null && family !== 'ipv4' && family !== 'ipv6') {
    throw new InputError(`conntrack -f ${family}: allowed are ipv4 and ipv6`);
  }
  const output = parseOutput(options['-o']);
  return { command: known, table: table ?? 'conntrack', protocol: options['-p'] ?? null, family, output };
}

/** The lines it prints. */
export async function printed(backend: Backend, wanted: ToolCommand): Promise<string[]> {
  const { command, table, output } = wanted;
  switch (command) {
    case '-C':
      return [String(table === 'expect' ? (await backend.expectations()).length : (await backend.entries()).length)];
    case '-S':
      return [statisticsLine(await backend.statistics())];
    case '-L':
      if (table === 'expect') return listedExpectations(await backend.expectations(), wanted);
      return listed(await backend.entries(), wanted);
    case '-E':
      if (table === 'expect') return expectationEvents(await backend.expectationEvents(), output);
      return events(await backend.events(), wanted);
  }
}

/** The lines of `conntrack -L`. */
export function listed(all: Entry[], wanted: ToolCommand): string[] {
  const entries = all.filter(each => isWanted(each, wanted));
  if (wanted.output.xml) return xmlDocument('conntrack', entries.map(listedXml));
  return entries.map(each => listedLine(each, wanted.output));
}

/** The lines of `conntrack -L expect`. */
export function listedExpectations(expectations: Expectation[], { output }: ToolCommand): string[] {
  if (!output.xml) return expectations.map(expectationText);
  return xmlDocument(
    'expect',
    expectations.map(each => expectationXml(each, null)),
  );
}

/** A line without the seconds in it, which run on while a scenario's stand still. */
export function withoutTimes(line: string): string {
  return line.replace(TIMES, '$1$2');
}

const TIMES = /^((?:ipv[46] +\d+ )?\w+ +\d+ )\d+|^\d+(?= proto=)|(<timeout>|<deltatime>|delta-time=)\d+/g;

function events(all: ConntrackEvent[], wanted: ToolCommand): string[] {
  const seen = all.filter(({ entry }) => isWanted(entry, wanted));
  if (wanted.output.xml) return xmlDocument('conntrack', seen.map(eventXml));
  return seen.map(each => eventLine(each, wanted.output));
}

function expectationEvents(all: ExpectationEvent[], output: Output): string[] {
  if (!output.xml) return all.map(each => expectationEventText(each, output));
  return xmlDocument(
    'expect',
    all.map(each => expectationXml(each.expectation, each.type)),
  );
}

function isWanted(entry: Entry, { protocol, family }: ToolCommand): boolean {
  const isProtocol =
    protocol === null || [toolProtocolName(entry.protocolNumber), String(entry.protocolNumber)].includes(protocol);
  return isProtocol && (family === null || entry.family === family);
}

/** The counters of connections; the tool prints a line for each processor, here there is one. */
function statisticsLine(statistics: Record<string, number>): string {
  const counters = Object.entries(statistics).filter(([name]) => !name.startsWith('expect_'));
  return `cpu=0   \t${counters.map(([name, value]) => `${name}=${value} `).join('')}`;
}
