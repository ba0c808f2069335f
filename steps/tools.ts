/** What the tool `conntrack` prints and does. */
import { COMMANDS, parseCommand } from '../src/backend/print/command';
import { InputError } from '../src/errors';
import { literal } from '../src/literal';
import { step } from './support/define';
import { ExpectationError } from './support/expectation';

step(
  {
    keyword: 'Then',
    en: 'conntrack {rest} prints:',
    zh: 'conntrack {rest} 的输出为：',
    about: `What the tool conntrack prints in the router, byte for byte; * stands for a number. Options: ${COMMANDS.join(', ')} with expect for expectations, -p PROTOCOL, -f FAMILY, ADDRESS behind -s, -d (original), -r, -q (reply), PORT behind --sport, --dport, and of -o extended, xml, id, timestamp. -E prints the events since the beginning, in order; the lines of a listing may stand in any order. On a kernel the listing is the tool's own.`,
    example: `Then conntrack -L -p udp prints:
  """
  udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 use=1
  """`,
  },
  async (world, options: string, text: string) => {
    const isListing = parseCommand(options).command === '-L';
    const actual = await world.backend.conntrack(options);
    const expected = text === '' ? [] : text.split('\n');
    if (isListing ? isSameSet(expected, actual) : isSameList(expected, actual)) return;
    const shown = (lines: string[]) => (lines.length > 0 ? lines : ['nothing']);
    const title = `conntrack ${options} does not print what is expected`;
    throw new ExpectationError([title, 'expected:', ...shown(expected), 'actual:', ...shown(actual)].join('\n'));
  },
);

step(
  {
    keyword: 'When',
    en: 'conntrack {rest} is run',
    zh: '运行 conntrack {rest}',
    about:
      'Deletes the entries that the options choose (-D, with options as above), as the tool does; there must be one.',
    example: 'When conntrack -D -p udp --dport 53 is run',
  },
  async (world, options: string) => {
    if (parseCommand(options).command !== '-D') throw new InputError(`conntrack ${options}: allowed here is -D`);
    const deleted = await world.backend.conntrack(options);
    if (deleted.length === 0) throw new ExpectationError(`conntrack ${options} finds no entry to delete`);
  },
);

function isSameList(expected: string[], actual: string[]): boolean {
  return expected.length === actual.length && expected.every((line, at) => patternOf(line).test(actual[at]));
}

function isSameSet(expected: string[], actual: string[]): boolean {
  const left = [...actual];
  for (const line of expected) {
    const at = left.findIndex(each => patternOf(line).test(each));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
}

/** A line in which `*` stands for a number. */
function patternOf(line: string): RegExp {
  return new RegExp(`^${line.split('*').map(literal).join('\\d+')}$`);
}
