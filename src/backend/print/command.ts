/** The command `conntrack` with the options that make sense for a router: what it prints on standard output, and does. */
import { InputError } from '../../errors';
import type { Backend, ConntrackEvent, Entry, Expectation, ExpectationEvent } from '../backend';
import { expectationEventText, expectationText, expectationXml, familyOf } from './expectation';
import { type Output, parseOutput, toolProtocolName } from './output';
import { eventLine, listedLine } from './plain';
import { eventXml, listedXml, xmlDocument } from './xml';

export const COMMANDS = ['-L', '-D', '-E', '-S', '-C'] as const;
export const TABLES = ['conntrack', 'expect'] as const;

export interface ToolCommand {
  command: (typeof COMMANDS)[number];
  table: (typeof TABLES)[number];
  protocol: string | null;
  family: Entry['family'] | null;
  /** What entries must have, by the options that ask for it (see `FILTERS`). */
  filters: Record<string, string>;
  output: Output;
}

/** Options that choose entries, with what each looks at. */
const FILTERS: Record<string, (entry: Entry) => string | number | null> = {
  '-s': ({ original }) => original.src,
  '-d': ({ original }) => original.dst,
  '-r': ({ reply }) => reply.src,
  '-q': ({ reply }) => reply.dst,
  '--sport': ({ original }) => original.sport,
  '--dport': ({ original }) => original.dport,
};
export const OPTIONS = ['-p', '-f', '-o', ...Object.keys(FILTERS)];

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
    if (!OPTIONS.includes(option) || value === undefined) {
      throw new InputError(`conntrack ${option} is not known here (allowed: ${OPTIONS.join(', ')}, each with a value)`);
    }
    options[option] = value;
  }
  if (table === 'expect' && known === '-D') throw new InputError('conntrack -D expect is not known here');
  const protocol = options['-p'] ?? null;
  const filters = Object.fromEntries(Object.entries(options).filter(([option]) => option in FILTERS));
  if (protocol === null && Object.keys(filters).some(option => option.startsWith('--'))) {
    throw new InputError('conntrack --sport and --dport need -p with a protocol');
  }
  const family = options['-f'] ?? null;
  if (family !== null && family !== 'ipv4' && family !== 'ipv6') {
    throw new InputError(`conntrack -f ${family}: allowed are ipv4 and ipv6`);
  }
  const output = parseOutput(options['-o']);
  return { command: known, table: table ?? 'conntrack', protocol, family, filters, output };
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
    case '-D': {
      const entries = (await backend.entries()).filter(each => isWanted(each, wanted));
      for (const entry of entries) await backend.remove(entry);
      return listed(entries, wanted);
    }
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

/** The lines of `conntrack -L expect`: those of IPv4, unless another family is asked for. */
export function listedExpectations(all: Expectation[], { output, family }: ToolCommand): string[] {
  const expectations = all.filter(each => familyOf(each) === (family ?? 'ipv4'));
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

const TIMES =
  /^((?:ipv[46] +\d+ )?\w+ +\d+ )\d+|^\d+(?= (?:l3proto = \d+ )?proto=)|(<timeout>|<deltatime>|delta-time=)\d+/g;

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

function isWanted(entry: Entry, { protocol, family, filters }: ToolCommand): boolean {
  const isProtocol =
    protocol === null || [toolProtocolName(entry.protocolNumber), String(entry.protocolNumber)].includes(protocol);
  const isFiltered = Object.entries(filters).every(([option, value]) => String(FILTERS[option](entry)) === value);
  return isProtocol && isFiltered && (family === null || entry.family === family);
}

/** The counters of connections; the tool prints a line for each processor, here there is one. */
function statisticsLine(statistics: Record<string, number>): string {
  const counters = Object.entries(statistics).filter(([name]) => !name.startsWith('expect_'));
  return `cpu=0   \t${counters.map(([name, value]) => `${name}=${value} `).join('')}`;
}
