import type { CtState, Direction } from '../../conntrack/ctstate';
import type { Observation, Ruling, Sent } from '../backend';

/** How conntrack classified a packet, without the rest. */
export interface Classification {
  ctstate: CtState | null;
  ctdir: Direction | null;
  verdict: Observation['verdict'];
  reason: string | null;
  rulings: Ruling[];
  /** What left the router meanwhile, where that was asked for. */
  sent?: Sent[];
}
