/** Statements that look into sets and maps, or fill them. */
import { translator } from '../nat/kinds';
import type { NatRange } from '../nat/range';
import type { HookState } from '../netfilter/hooks';
import type { Packet } from '../packet/packet';
import { BREAK, NEXT, type Outcome, type Step, type TableHost } from './host';
import { tupleReader } from './read';
import type { Selector, SetElementChange, SetRef, Statement } from './ruleset';
import { type LiveElement, passes } from './sets';

export function lookup(statement: Extract<Statement, { kind: 'lookup' }>, host: TableHost): Step {
  const { of, set: name, negated, absent = false, exceptions = false } = statement;
  const set = host.set(name);
  const valuesOf = tupleReader(of, host);
  return (packet, state) => {
    const values = valuesOf(packet);
    if (values === null) return absent ? NEXT : BREAK;
    const found = set.find(values);
    const isIn = found !== null && found.isException === exceptions;
    if (isIn === negated) return BREAK;
    return found === null ? NEXT : passes(found, packet, state);
  };
}

/** `nft_dynset_eval` */
export function elementChange({ act, set: name, of, timeout, also }: SetElementChange, host: TableHost): Step {
  const set = host.set(name);
  const valuesOf = tupleReader(of, host);
  return (packet, state) => {
    const values = valuesOf(packet);
    if (values === null) return BREAK;
    if (act === 'delete') {
      set.delete(values);
      return NEXT;
    }
    const found = set.find(values);
    if (found !== null && act === 'update') set.refresh(found, timeout);
    const element = found ?? set.add(values, timeout, also);
    return element === null ? BREAK : passes(element, packet, state);
  };
}

/** What the element to which the values lead says; without one the rule does not match. */
export function mapped(
  of: readonly Selector[],
  map: SetRef,
  host: TableHost,
  outcome: (element: LiveElement, packet: Packet, state: HookState) => Outcome,
): Step {
  const set = host.set(map);
  const valuesOf = tupleReader(of, host);
  return (packet, state) => {
    const values = valuesOf(packet);
    const element = values && set.find(values);
    if (element === null) return BREAK;
    const passed = passes(element, packet, state);
    return passed.kind === 'next' ? outcome(element, packet, state) : passed;
  };
}

export function translation(
  { nat: kind, range, family, by }: Extract<Statement, { kind: 'nat' }>,
  host: TableHost,
): Step {
  const nat = host.nat();
  const translated = (chosen: NatRange) => {
    const translate = translator(nat, kind, chosen);
    return (packet: Packet, state: HookState): Outcome => {
      if (family !== null && family !== packet.family) return BREAK;
      return { kind: 'verdict', verdict: translate(packet, state) };
    };
  };
  if (!by) return translated(range);
  return mapped(by.of, by.map, host, ({ data }, packet, state) => translated(by.range(data!))(packet, state));
}
