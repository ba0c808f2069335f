/** The cells of the transition tables, from the very tables that the simulator uses. */
import { CHUNK_NAMES, NEVER_FIRST, SCTP_STATE_NAMES, sctpTransition } from '../src/conntrack/protocols/sctp-table';
import { FLAG_CLASS_NAMES, TCP_STATE_NAMES, transition } from '../src/conntrack/protocols/tcp-table';
import type { Transition } from './model';

export type TableProtocol = Transition['protocol'];

export const DIRECTIONS = ['original', 'reply'] as const;

export interface Table {
  states: readonly string[];
  events: readonly string[];
  /** Where an event leads: a state, `ignored` or `INVALID`. */
  leads(direction: Transition['direction'], event: string, state: string): string;
}

const TCP_OUTCOMES = [...TCP_STATE_NAMES, 'ignored', 'INVALID'];
const SCTP_OUTCOMES = [...SCTP_STATE_NAMES, 'INVALID'];
const CHUNKS = Object.entries(CHUNK_NAMES).map(([type, name]) => ({ type: Number(type), name }));

export const TABLES: Record<TableProtocol, Table> = {
  tcp: {
    states: TCP_STATE_NAMES,
    events: FLAG_CLASS_NAMES,
    leads: (direction, event, state) =>
      TCP_OUTCOMES[
        transition(
          DIRECTIONS.indexOf(direction),
          (FLAG_CLASS_NAMES as readonly string[]).indexOf(event),
          (TCP_STATE_NAMES as readonly string[]).indexOf(state),
        )
      ],
  },
  sctp: {
    states: SCTP_STATE_NAMES,
    events: CHUNKS.map(({ name }) => name),
    leads: (direction, event, state) => {
      const { type } = CHUNKS.find(({ name }) => name === event)!;
      if (state === 'NONE' && NEVER_FIRST.includes(type)) return 'INVALID';
      const from = (SCTP_STATE_NAMES as readonly string[]).indexOf(state);
      return SCTP_OUTCOMES[sctpTransition(DIRECTIONS.indexOf(direction), type, from)];
    },
  },
};

/** A reply in NONE cannot be: NONE is the state before the first packet, and whoever sends that is the originator. */
export function isPossible(direction: Transition['direction'], state: string): boolean {
  return direction === 'original' || state !== 'NONE';
}

export function cellsReached(
  transitions: readonly Transition[],
  protocol: TableProtocol,
): { reached: number; all: number } {
  const { states, events } = TABLES[protocol];
  const found = transitions.filter(each => each.protocol === protocol && isPossible(each.direction, each.from));
  return { reached: found.length, all: events.length * (2 * states.length - 1) };
}
