/** What the simulator's tables and the kernel's differ in, but for what may differ. */
import type { TupleView } from '../src/backend/backend';
import { expectationOf } from '../src/backend/snapshot';
import type { Expectation } from '../src/conntrack/expectation';
import { procLine } from '../src/conntrack/print';
import { TupleWord } from '../src/conntrack/tuple';
import type { World } from './world';

/** The simulator's entries, a line each. */
export function tableOf({ simulation: { conntrack } }: World): string[] {
  return [...conntrack.connections()].map(ct => procLine(conntrack, ct));
}

/** Its expectations, a line each, with their masters. */
export function expectationsOf({ simulation: { conntrack } }: World): string[] {
  return conntrack.expectations.list().map(each => {
    const { line, master } = expectationOf(conntrack, each);
    return `${withRange(line, each)} of ${tupleText(master)}`;
  });
}

/** Where the port that a helper read of was taken, chance has chosen among those from it on (`nf_nat_exp_find_port`). */
function withRange(line: string, { savedPort, tuple }: Expectation): string {
  const port = tuple[TupleWord.ID] & 0xffff;
  return savedPort === 0 || savedPort >= port ? line : line.replace(`dport=${port}`, `dport=${savedPort}-65535`);
}

export function tupleText({ src, sport, dst, dport }: TupleView): string {
  return `${src}:${sport}>${dst}:${dport}`;
}

/** A line of the table, without what may differ. */
interface Line {
  readonly text: string;
  readonly timeout: number;
  /** Seconds since it was made; 0 where that is not noted. */
  readonly age: number;
}

function lineOf(line: string, { timeoutAt, isByChance }: Times): Line {
  const words = line.trim().split(/\s+/);
  const [timeout] = words.splice(timeoutAt, 1);
  const age = Number(/delta-time=(\d+)/.exec(line)?.[1] ?? 0);
  const text = words
    .filter(word => !word.startsWith('use='))
    .join(' ')
    .replace(/delta-time=\d+/, 'delta-time=*');
  const withoutPort = text.replace(CHOSEN_PORT, '$1$3*').replace(EXPECTED_PORT, withoutChosen);
  const told = isByChance ? withoutPort.replace(CHOSEN_DESTINATION, '$1*$3') : withoutPort;
  return { text: told, timeout: Number(timeout), age };
}

/** In the line of an expectation, the port to which answers to its master's own port are expected. */
const EXPECTED_PORT = /dport=(\S+)( .*\b(?:netbios-ns|snmp|tftp) of \S*:(\d+)>)/;

function withoutChosen(all: string, port: string, rest: string, own: string): string {
  return port === own ? all : `dport=*${rest}`;
}

/** In the line of an entry, the port or id that replies come to, where that is another than the first packet was from. */
const CHOSEN_PORT = /( sport=(\d+) dport=\d+ .*)dport=(?!\2 )\d+|( id=(\d+) .*)id=(?!\4 )\d+/;

/** The port that replies come from, where that is another than the first packet went to. */
const CHOSEN_DESTINATION = /( dport=(\d+) .*\bsport=)(?!\2 )\d+( )/;

interface Times {
  /** Which word of a line the timeout is. */
  readonly timeoutAt: number;
  /** By how much time went on for the kernel alone. */
  readonly seconds: number;
  /** Whether chance chooses ports of a destination, too. */
  readonly isByChance: boolean;
}

/** The first difference of two tables, or null. */
export function tableDifference(
  noun: string,
  simulated: readonly string[],
  kernel: readonly string[],
  times: Times,
): string | null {
  const { seconds } = times;
  const theirs = new Map(kernel.map(line => lineOf(line, times)).map(line => [line.text, line]));
  const ours = withChosen(
    simulated.map(line => lineOf(line, times)),
    theirs,
  );
  const isNear = (more: number, less: number) => more - less >= -1 && more - less <= 1 + seconds;
  for (const [text, { timeout, age }] of ours) {
    const other = theirs.get(text);
    if (other === undefined) return `only the simulator has the ${noun} ${text}`;
    if (!isNear(timeout, other.timeout))
      return `the simulator gives the ${noun} ${text} ${timeout} s, the kernel ${other.timeout} s`;
    if (!isNear(other.age, age))
      return `to the simulator the ${noun} ${text} is ${age} s old, to the kernel ${other.age} s`;
  }
  const missing = [...theirs.keys()].find(text => !ours.has(text));
  return missing === undefined ? null : `only the kernel has the ${noun} ${missing}`;
}

/** The port of a line that chance has chosen, as a range. */
const RANGE = /dport=(\d+)-(\d+)/;

/** By text, where each line with a range names a port of it that only the kernel has, if there is one left. */
function withChosen(ours: readonly Line[], theirs: ReadonlyMap<string, Line>): Map<string, Line> {
  const named = new Map<string, Line>();
  const [ranges, plain] = [ours.filter(({ text }) => RANGE.test(text)), ours.filter(({ text }) => !RANGE.test(text))];
  for (const line of plain) named.set(line.text, line);
  for (const line of ranges) {
    const chosen = [...theirs.keys()].find(other => !named.has(other) && isOfRange(other, line.text));
    named.set(chosen ?? line.text, line);
  }
  return named;
}

function isOfRange(line: string, withRange: string): boolean {
  const [range, first, last] = RANGE.exec(withRange)!;
  const port = Number(/dport=(\d+)/.exec(line)?.[1]);
  return port >= Number(first) && port <= Number(last) && line === withRange.replace(range, `dport=${port}`);
}
