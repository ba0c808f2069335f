/** What a state diagram is drawn from. */
import { DIRECTIONS, isPossible, TABLES, type TableProtocol } from '../cells';
import type { Transition } from '../model';

/** What leads from one state to another. */
export interface Change {
  from: string;
  to: string;
  direction: Transition['direction'];
  on: string;
}

export interface Machine {
  states: readonly string[];
  /** What else is to be said of a state. */
  notes: Readonly<Record<string, string>>;
  changes: readonly Change[];
}

/** What is ignored, INVALID, or leaves the state as it is, is no change. */
export function machineOfTable(protocol: TableProtocol): Machine {
  const { states, events, leads } = TABLES[protocol];
  const changes = DIRECTIONS.flatMap(direction =>
    states
      .filter(state => isPossible(direction, state))
      .flatMap(from => events.map(on => ({ from, to: leads(direction, on, from), direction, on }))),
  );
  return { states, notes: {}, changes: changes.filter(({ from, to }) => to !== from && states.includes(to)) };
}
