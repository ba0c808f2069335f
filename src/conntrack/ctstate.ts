/** What conntrack says of a packet, in the words of rules (`ct state`, `ct direction`). */
import { CtInfo, dirOf, type Packet } from '../packet/packet';

export const CT_STATES = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'] as const;
export type CtState = (typeof CT_STATES)[number];

export const DIRECTIONS = ['ORIGINAL', 'REPLY'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** The packet's class; null where conntrack has not classified it, or dropped it instead. */
export function ctstateOf(packet: Packet): CtState | null {
  switch (packet.ctinfo) {
    case CtInfo.NEW:
      return 'NEW';
    case CtInfo.ESTABLISHED:
    case CtInfo.ESTABLISHED_REPLY:
      return 'ESTABLISHED';
    case CtInfo.RELATED:
    case CtInfo.RELATED_REPLY:
      return 'RELATED';
    case CtInfo.UNTRACKED:
      return 'UNTRACKED';
    case CtInfo.NONE:
      return packet.tracked ? 'INVALID' : null;
  }
}

/** The direction within the packet's connection, null where it has none. */
export function ctdirOf({ ctinfo }: Packet): Direction | null {
  return ctinfo === CtInfo.NONE || ctinfo === CtInfo.UNTRACKED ? null : DIRECTIONS[dirOf(ctinfo)];
}
