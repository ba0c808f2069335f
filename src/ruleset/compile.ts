/** Statements of rules as functions of a packet. */
import { setLabel } from '../conntrack/assign';
import type { Conntrack } from '../conntrack/conntrack';
import type { Packet } from '../packet/packet';
import { assigning } from './compile-assign';
import { elementChange, lookup, mapped, translation } from './compile-sets';
import { findsText, passesTests } from './content';
import { acting, type Count, constant, DROPPED, matching, NEXT, outcomeOf, type Step, type TableHost } from './host';
import { remembering } from './memory';
import { tupleReader, valueReader } from './read';
import { reject } from './reject';
import type { Interval, Statement, Value } from './ruleset';
import { isWithin } from './sets';
import { segmentSize, wholeRouting, wholeTransport } from './whole';

/** `count`: what a statement that counts adds to. */
export function compile(statement: Statement, host: TableHost, count: Count): Step {
  const { conntrack } = host;
  switch (statement.kind) {
    case 'match':
      return matching(comparison(statement, host));
    case 'bits': {
      const { of, bits, negated, absent = false } = statement;
      const valueIn = valueReader(of, host);
      return matching(packet => {
        const value = valueIn(packet);
        return value === null ? absent : (((value as number) & bits) !== 0) !== negated;
      });
    }
    case 'whole transport':
      return wholeTransport(statement.bytes, host);
    case 'whole routing':
      return wholeRouting(host);
    case 'segment size':
      return segmentSize(statement, host);
    case 'text':
      return matching(findsText(statement, host.conntrack.linux));
    case 'words':
      return matching(passesTests(statement.tests, statement.negated));
    case 'label':
      return matching(labelMatch(statement, conntrack));
    case 'lookup':
      return lookup(statement, host);
    case 'set element':
      return elementChange(statement, host);
    case 'object':
      return host.object(statement.name);
    case 'limit':
    case 'quota':
    case 'hashlimit':
    case 'recent':
    case 'connections':
    case 'nth':
    case 'chance':
      return remembering(statement, host);
    case 'counter':
      return acting(packet => {
        count.packets++;
        count.bytes += packet.end - packet.start;
      });
    case 'log':
      return acting(packet => host.log.packet(packet, statement.prefix, packet, statement.flags));
    case 'nflog':
      return () => NEXT;
    case 'reject':
      return (packet, { hook }) => {
        reject(packet, statement.answer, hook, host);
        return DROPPED;
      };
    case 'nat':
      return translation(statement, host);
    case 'verdict':
      return constant(outcomeOf(statement.verdict));
    case 'verdicts':
      return mapped(statement.of, statement.map, host, ({ verdict }) => outcomeOf(verdict!));
    default:
      return assigning(statement, host);
  }
}

type Holds = (packet: Packet) => boolean;

/** Most rules compare one value: it is compared as it is, and no list is made of it. */
function comparison(
  { of, among, negated, absent = false }: Extract<Statement, { kind: 'match' }>,
  host: TableHost,
): Holds {
  if (of.length > 1) {
    const valuesOf = tupleReader(of, host);
    return packet => {
      const values = valuesOf(packet);
      return values === null ? absent : among.some(tuple => isWithin(values, tuple)) !== negated;
    };
  }
  const valueIn = valueReader(of[0], host);
  const intervals = among.map(([interval]) => interval);
  return packet => {
    const value = valueIn(packet);
    return value === null ? absent : isAmong(value, intervals) !== negated;
  };
}

function isAmong(value: Value, intervals: readonly Interval[]): boolean {
  for (const interval of intervals) if (value >= interval[0] && value <= interval[1]) return true;
  return false;
}

function labelMatch(
  { label, negated, set, absent = false }: Extract<Statement, { kind: 'label' }>,
  conntrack: Conntrack,
): Holds {
  conntrack.hasLabels = true;
  return ({ ct }) => {
    const labels = ct === 0 ? null : (conntrack.store.extension(ct)?.labels ?? null);
    if (labels === null) return absent;
    if (set) setLabel(conntrack, ct, label);
    return ((labels[label >> 5] & (1 << (label & 31))) !== 0) !== negated;
  };
}
