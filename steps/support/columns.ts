/** The columns in which tables say what is expected of packets, entries, expectations and events. */
import type { ConntrackEvent, Entry, Expectation, ExpectationEvent, Observation } from '../../src/backend/backend';
import { CT_STATES, DIRECTIONS } from '../../src/conntrack/ctstate';
import { STATUS_NAMES } from '../../src/conntrack/status';
import { InputError } from '../../src/errors';
import { HOOK_NAMES, VERDICT_NAMES } from '../../src/netfilter/hooks';
import { decisiveOf, nameOf, type Ruling } from '../../src/ruleset/ruleset';
import { parseDuration } from './duration';
import { type Flows, flowText, parseTuple, tupleFlowText, tupleText } from './flows';
import { interfaceNames } from './hosts';
import type { Column, Columns } from './match';
import { oneOf, unknown, wholeNumber } from './table';

const EVENT_TYPES = ['NEW', 'UPDATE', 'DESTROY'];
/** The states of the protocols that have states: TCP's, then SCTP's and DCCP's. */
const STATES = [
  ...['NONE', 'SYN_SENT', 'SYN_RECV', 'ESTABLISHED', 'FIN_WAIT', 'CLOSE_WAIT', 'LAST_ACK', 'TIME_WAIT', 'CLOSE'],
  'SYN_SENT2',
  ...['CLOSED', 'COOKIE_WAIT', 'COOKIE_ECHOED', 'SHUTDOWN_SENT', 'SHUTDOWN_RECD', 'SHUTDOWN_ACK_SENT'],
  ...['HEARTBEAT_SENT', 'REQUEST', 'RESPOND', 'PARTOPEN', 'OPEN', 'CLOSEREQ', 'CLOSING', 'TIMEWAIT'],
  '-',
];
const PROTOCOLS = ['tcp', 'udp', 'icmp', 'icmpv6', 'sctp', 'dccp', 'udplite', 'gre', 'unknown'];
const FAMILIES = ['ipv4', 'ipv6'];

/** What the kernel's tools call the want of a bit. */
const WANTING: Record<string, string> = { UNREPLIED: 'SEEN_REPLY', UNCONFIRMED: 'CONFIRMED', UNASSURED: 'ASSURED' };

/** A cell that holds one of a few words. */
function words<T>(what: string, allowed: readonly string[], show: (subject: T) => string | null): Column<T> {
  return { read: oneOf(what, allowed), show: subject => show(subject) ?? '-' };
}

function text<T>(show: (subject: T) => string | null): Column<T> {
  return { read: cell => cell, show: subject => show(subject) ?? '-' };
}

function number<T>(what: string, show: (subject: T) => number | null): Column<T> {
  const parse = wholeNumber(what);
  return { read: cell => (cell === '-' ? cell : String(parse(cell))), show: subject => String(show(subject) ?? '-') };
}

/** Whole seconds; `5 days` and `5d` are read as well. */
function seconds<T>(show: (subject: T) => number | null): Column<T> {
  return {
    read: cell => (cell === '-' ? cell : String(parseDuration(cell))),
    show: subject => String(show(subject) ?? '-'),
  };
}

/** Words separated by blanks, each of which must be allowed. */
function list<T>(
  what: string,
  allowed: readonly string[] | (() => readonly string[]),
  show: (subject: T) => string[],
): Column<T> {
  return {
    read: cell =>
      cell === '-'
        ? cell
        : cell
            .split(/[\s,]+/)
            .map(oneOf(what, typeof allowed === 'function' ? allowed() : allowed))
            .join(' '),
    show: subject => show(subject).join(' ') || '-',
  };
}

/** Status bits: each word asks for a bit, or with `!` for its absence; the other bits are left open. */
function status<T>(show: (subject: T) => string[] | null): Column<T> {
  const allowed = [...STATUS_NAMES, ...Object.keys(WANTING)];
  const parse = (word: string) => {
    if (!allowed.includes(word.replace(/^!/, ''))) throw new InputError(unknown('status', word, [...allowed, '!…']));
    return word;
  };
  return {
    read: cell =>
      cell === '-'
        ? cell
        : cell
            .split(/[\s,]+/)
            .map(parse)
            .join(' '),
    show: subject => show(subject)?.join(' ') ?? '-',
    fits: (expected, subject) => {
      const bits = show(subject);
      if (bits === null || expected === '-') return bits === null && expected === '-';
      return expected.split(' ').every(word => {
        if (WANTING[word]) return !bits.includes(WANTING[word]);
        return word.startsWith('!') ? !bits.includes(word.slice(1)) : bits.includes(word);
      });
    },
  };
}

/** `5`, or with the one direction it is for `5 original`, `5 reply`. */
function zone<T>(of: (subject: T) => Entry | null): Column<T> {
  return {
    read: cell => {
      if (!/^(\d+( original| reply)?|-)$/.test(cell))
        throw new InputError(`"${cell}" is no zone (allowed: as in 5, 5 original, 5 reply)`);
      return cell;
    },
    show: subject => {
      const entry = of(subject);
      return entry ? [entry.zone, entry.zoneDirection?.toLowerCase() ?? ''].join(' ').trim() : '-';
    },
  };
}

/** Numbers of labels, lowest first. */
function labels<T>(of: (subject: T) => number[]): Column<T> {
  const parse = wholeNumber('the label');
  return {
    read: cell =>
      cell === '-'
        ? cell
        : cell
            .split(/[\s,]+/)
            .map(parse)
            .join(' '),
    show: subject => of(subject).join(' ') || '-',
  };
}

/** What a rule is called, with or without its table's family in front; or what its comment says. */
export function rule<T>(of: (subject: T) => (Pick<Ruling, 'comment'> & ({ name: string } | Ruling)) | null): Column<T> {
  const name = (subject: T) => {
    const found = of(subject);
    return found === null ? '-' : 'name' in found ? found.name : nameOf(found);
  };
  return {
    read: cell => cell,
    show: name,
    fits: (expected, subject) => {
      const shown = name(subject);
      return shown === expected || shown.replace(/^\w+ /, '') === expected || of(subject)?.comment === expected;
    },
  };
}

/** What is asserted of a packet in the table that sends it. */
export const packetColumns: Columns<Observation> = {
  ctstate: words('ctstate', [...CT_STATES, '-'], ({ ctstate }) => ctstate),
  ctdir: words('ctdir', [...DIRECTIONS, '-'], ({ ctdir }) => ctdir),
  state: words('state', STATES, ({ after }) => after?.state ?? null),
  status: status(({ after }) => after?.status ?? null),
  timeout: seconds(({ after }) => after?.timeout ?? null),
  verdict: words('verdict', VERDICT_NAMES, ({ verdict }) => verdict),
  reason: text(({ reason }) => reason?.trim() ?? null),
  log: text(({ log }) => log.map(complaint).join('; ') || null),
  hooks: list('hook', HOOK_NAMES, ({ path }) => path.map(({ hook }) => hook)),
  out: list(
    'way out',
    () => [...interfaceNames(), 'local'],
    ({ sent, delivered }) => [...delivered.map(() => 'local'), ...sent.map(({ device }) => device)],
  ),
  mark: number('the mark', ({ after }) => after?.mark ?? null),
  zone: zone(({ after }) => after),
  labels: labels(({ after }) => after?.labels ?? []),
  events: list('event', EVENT_TYPES, ({ events }) => events.map(({ type }) => type)),
  rule: rule(({ rulings }) => decisiveOf(rulings)),
};

/** What conntrack says of a packet in a line of the log, without the protocol in front and the packet behind. */
function complaint(line: string): string {
  return line.replace(/^nf_ct_proto_\d+: /, '').replace(/ *IN=.*$/s, '');
}

/** What is asserted of an entry; `flow` columns know the scenario's flows. */
export function entryColumns(flows: Flows): Columns<Entry> {
  return {
    flow: flowColumn(flows, entry => entry),
    family: words('family', FAMILIES, ({ family }) => family),
    protocol: words('protocol', PROTOCOLS, ({ protocol }) => protocol),
    original: { read: parseTuple, show: ({ original }) => tupleText(original) },
    reply: { read: parseTuple, show: ({ reply }) => tupleText(reply) },
    state: words('state', STATES, ({ state }) => state),
    status: status(entry => entry.status),
    timeout: seconds(({ timeout }) => timeout),
    mark: number('the mark', ({ mark }) => mark),
    zone: zone(entry => entry),
    labels: labels(entry => entry.labels),
    age: seconds(({ age }) => age),
    use: number('the use count', ({ use }) => use),
    helper: text(({ helper }) => helper),
    master: flowColumn(flows, ({ master, protocolNumber }) => master && { original: master, protocolNumber }),
    packets: counter(({ packets }) => packets),
    bytes: counter(({ bytes }) => bytes),
  };
}

export function eventColumns(flows: Flows): Columns<ConntrackEvent> {
  const { flow, protocol, original, reply, state, status, timeout, mark, zone, labels, helper, master, ...counted } =
    entryColumns(flows);
  const { packets, bytes, age } = counted;
  const columns = { flow, protocol, original, reply, state, status, timeout, mark, zone, labels, helper, master };
  return {
    type: words('event', EVENT_TYPES, ({ type }) => type),
    ...columnsOf({ ...columns, packets, bytes, age }, ({ entry }: ConntrackEvent) => entry),
  };
}

/** The columns of what something is about. */
function columnsOf<T, Of>(columns: Columns<Of>, of: (subject: T) => Of): Columns<T> {
  const moved = ({ read, show, fits }: Column<Of>): Column<T> => ({
    read,
    show: subject => show(of(subject)),
    fits: fits && ((expected, subject) => fits(expected, of(subject))),
  });
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, moved(column)]));
}

export function expectationEventColumns(flows: Flows): Columns<ExpectationEvent> {
  return {
    type: words('event', ['NEW', 'DESTROY'], ({ type }) => type),
    ...columnsOf(expectationColumns(flows), ({ expectation }: ExpectationEvent) => expectation),
  };
}

export function expectationColumns(flows: Flows): Columns<Expectation> {
  return {
    expected: { read: readExpected, show: showExpected },
    master: flowColumn(flows, ({ master, masterProtocol }) => ({ original: master, protocolNumber: masterProtocol })),
    timeout: seconds(({ timeout }) => timeout),
    helper: text(({ helper }) => helper),
    class: text(each => each.class),
    flags: list('flag', ['PERMANENT', 'INACTIVE', 'USERSPACE'], ({ flags }) => flags),
  };
}

/** The name of a flow, or a flow written out; `-` for none. */
function flowColumn<T>(
  flows: Flows,
  of: (subject: T) => { original: Entry['original']; protocolNumber: number } | null,
): Column<T> {
  return {
    read: cell => (cell === '-' ? cell : flowText(flows.find(cell))),
    show: subject => {
      const found = of(subject);
      return found ? tupleFlowText(found.protocolNumber, found.original) : '-';
    },
  };
}

/** `3/2`: of the original direction and of the reply direction; `-` when nothing is counted. */
function counter(of: (counter: { packets: number; bytes: number }) => number): Column<Entry> {
  return {
    read: cell => {
      if (!/^(\d+\/\d+|-)$/.test(cell)) throw new InputError(`"${cell}" is no pair of counters (allowed: as in 3/2)`);
      return cell;
    },
    show: ({ counters }) => (counters ? `${of(counters.original)}/${of(counters.reply)}` : '-'),
  };
}

/** `server:* > client:1025`: `*` stands for what the expectation leaves open. */
function readExpected(cell: string): string {
  const open = /^(\S+):\* > /.exec(cell);
  if (!open) return parseTuple(cell);
  const host = open[1] === '*' ? null : open[1];
  const rest = parseTuple(`${host ?? '0.0.0.0'}:0 > ${cell.slice(open[0].length)}`);
  return rest.replace(/^(\S+):0 > /, (_, end) => `${host === null ? '*' : end}:* > `);
}

function showExpected({ tuple, mask }: Expectation): string {
  const shown = tupleText(tuple);
  if (mask.sport !== 0) return shown;
  return shown.replace(/^(\S+):\d+ > /, (_, end) => `${/^[0.:]+$/.test(mask.src) ? '*' : end}:* > `);
}
