/** Statements of rules as functions of a packet. */
import { setEvents, setLabel, setMark, setTimeouts } from '../conntrack/assign';
import type { Conntrack } from '../conntrack/conntrack';
import { eventBits } from '../conntrack/events';
import { helperNamed } from '../conntrack/helpers';
import { assignHelper } from '../conntrack/helpers/assign';
import { attachTemplate, chooseZone, templateOf } from '../conntrack/template';
import { timeoutPolicy } from '../conntrack/timeouts';
import { translator } from '../nat/kinds';
import type { Nat } from '../nat/nat';
import { type HookState, queueTo, Verdict } from '../netfilter/hooks';
import type { KernelLog } from '../netfilter/log';
import { CtInfo, type Packet } from '../packet/packet';
import { type RulesetMemory, remembering } from './memory';
import { type Rejecter, reject } from './reject';
import type { HelperName, Interval, RuleVerdict, Selector, SetMark, Statement, Value } from './ruleset';
import { maskedValue, read, type SelectEnvironment } from './select';

/** What rules act on. */
export interface RulesetHost extends SelectEnvironment, Rejecter {
  readonly conntrack: Conntrack;
  readonly log: KernelLog;
  readonly memory: RulesetMemory;
  /** NAT, which there is once a rule translates. */
  nat(): Nat;
}

/** What becomes of the packet after a statement: the next statement, the next rule, or what the verdict says. */
export type Outcome = { kind: 'next' | 'break' } | { kind: 'verdict'; verdict: number } | RuleVerdict;

export const NEXT: Outcome = { kind: 'next' };
const BREAK: Outcome = { kind: 'break' };

export type Step = (packet: Packet, state: HookState) => Outcome;

/** What a rule's counter holds. */
export interface Count {
  packets: number;
  bytes: number;
}

/** `count`: what a statement that counts adds to. */
export function compile(statement: Statement, host: RulesetHost, count: Count): Step {
  const { conntrack } = host;
  switch (statement.kind) {
    case 'match': {
      const { of, among, negated, absent = false } = statement;
      return matching(packet => {
        const values = valuesOf(of, packet, host);
        return values === null ? absent : among.some(tuple => isWithin(values, tuple)) !== negated;
      });
    }
    case 'bits': {
      const { of, bits, negated, absent = false } = statement;
      return matching(packet => {
        const value = read(of.key, packet, host);
        return value === null ? absent : (((value as number) & bits) !== 0) !== negated;
      });
    }
    case 'label':
      return matching(labelMatch(statement, conntrack));
    case 'limit':
    case 'hashlimit':
    case 'recent':
    case 'connections':
    case 'nth':
    case 'chance':
      return matching(remembering(statement, host));
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
      return packet => {
        reject(packet, statement.answer, host);
        return { kind: 'verdict', verdict: Verdict.DROP };
      };
    case 'nat': {
      const translate = translator(host.nat(), statement.nat, statement.range);
      const { family } = statement;
      return (packet, state) => {
        if (family !== null && family !== packet.family) return BREAK;
        return { kind: 'verdict', verdict: translate(packet, state) };
      };
    }
    case 'verdict':
      return constant(outcomeOf(statement.verdict));
    case 'verdicts': {
      const map = statement.map.map(({ among, verdict }) => ({ among, outcome: outcomeOf(verdict) }));
      return packet => {
        const values = valuesOf(statement.of, packet, host);
        return (values && map.find(({ among }) => isWithin(values, among))?.outcome) ?? BREAK;
      };
    }
    default:
      return assigning(statement, host);
  }
}

type Assignment = Extract<
  Statement,
  { kind: 'set mark' | 'notrack' | 'template' | 'zone' | 'helper' | 'timeouts' | 'events' | 'add label' }
>;

/** What a statement sets on the packet, or on its connection. */
function assigning(statement: Assignment, { conntrack }: RulesetHost): Step {
  switch (statement.kind) {
    case 'set mark':
      return markSetter(statement, conntrack);
    case 'notrack':
      return acting(packet => {
        // Only before conntrack has seen it (`notrack_tg`, `nft_notrack_eval`).
        if (!packet.tracked && packet.ct === 0 && packet.template === null) packet.ctinfo = CtInfo.UNTRACKED;
      });
    case 'template': {
      const { zone: id, direction: dir, helper, events } = statement;
      const template = templateOf({
        zone: { id, dir },
        helper: helper && helperOf(helper),
        events: events && eventBits(events),
      });
      return acting(packet => attachTemplate(packet, template));
    }
    case 'zone':
      return acting(packet => chooseZone(packet, { id: statement.zone, dir: statement.direction }));
    case 'helper': {
      const helper = helperOf(statement.helper);
      return withConnection(packet => void assignHelper(conntrack.store, packet.ct, helper));
    }
    case 'timeouts': {
      const policy = timeoutPolicy(conntrack.settings, statement.protocol, statement.timeouts);
      return withConnection(packet => setTimeouts(conntrack, packet, policy));
    }
    case 'events': {
      const bits = eventBits(statement.events);
      return withConnection(packet => setEvents(conntrack, packet.ct, bits));
    }
    case 'add label':
      conntrack.hasLabels = true;
      return withConnection(packet => setLabel(conntrack, packet.ct, statement.label));
  }
}

function helperOf({ name, protocol }: HelperName) {
  return helperNamed(name, protocol);
}

function matching(holds: (packet: Packet) => boolean): Step {
  return packet => (holds(packet) ? NEXT : BREAK);
}

function acting(act: (packet: Packet, state: HookState) => void): Step {
  return (packet, state) => {
    act(packet, state);
    return NEXT;
  };
}

/** Acts on those that have a connection; the rule goes on in any case (`nft_ct_set_eval`). */
function withConnection(act: (packet: Packet) => void): Step {
  return packet => {
    if (packet.ct !== 0) act(packet);
    return NEXT;
  };
}

function constant(outcome: Outcome): Step {
  return () => outcome;
}

function outcomeOf(verdict: RuleVerdict): Outcome {
  switch (verdict.kind) {
    case 'ACCEPT':
      return { kind: 'verdict', verdict: Verdict.ACCEPT };
    case 'DROP':
      return { kind: 'verdict', verdict: Verdict.DROP };
    case 'QUEUE':
      return { kind: 'verdict', verdict: queueTo(verdict.queue, verdict.bypass) };
    case 'CONTINUE':
      return NEXT;
    default:
      return verdict;
  }
}

function valuesOf(selectors: readonly Selector[], packet: Packet, host: RulesetHost): Value[] | null {
  const values: Value[] = [];
  for (const selector of selectors) {
    const value = maskedValue(selector, packet, host);
    if (value === null) return null;
    values.push(value);
  }
  return values;
}

function isWithin(values: readonly Value[], intervals: readonly Interval[]): boolean {
  return intervals.every(([from, to], at) => values[at] >= from && values[at] <= to);
}

function labelMatch(
  { label, negated, set, absent = false }: Extract<Statement, { kind: 'label' }>,
  conntrack: Conntrack,
): (packet: Packet) => boolean {
  conntrack.hasLabels = true;
  return ({ ct }) => {
    const labels = ct === 0 ? null : (conntrack.store.extension(ct)?.labels ?? null);
    if (labels === null) return absent;
    if (set) setLabel(conntrack, ct, label);
    return ((labels[label >> 5] & (1 << (label & 31))) !== 0) !== negated;
  };
}

function markSetter({ target, keep, from, and, xor }: SetMark, conntrack: Conntrack): Step {
  const markOf = ({ ct }: Packet) =>
    read('ct mark', { ct } as Packet, { conntrack } as SelectEnvironment) as number | null;
  return packet => {
    const ofConnection = target === 'ct mark' || from === 'ct mark' ? markOf(packet) : null;
    if (ofConnection === null && (target === 'ct mark' || from === 'ct mark')) return from === target ? BREAK : NEXT;
    const old = target === 'ct mark' ? ofConnection! : packet.mark;
    const source = from === null ? 0 : from === 'ct mark' ? ofConnection! : packet.mark;
    const mark = ((old & keep) ^ ((source & and) ^ xor)) >>> 0;
    if (target === 'ct mark') setMark(conntrack, packet.ct, mark);
    else packet.mark = mark;
    return NEXT;
  };
}
