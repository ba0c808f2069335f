/** Statements that set something on the packet, or on its connection. */
import { setEvents, setLabel, setMark, setTimeouts } from '../conntrack/assign';
import type { Conntrack } from '../conntrack/conntrack';
import { eventBits } from '../conntrack/events';
import { helperNamed } from '../conntrack/helpers';
import { assignHelper } from '../conntrack/helpers/assign';
import { attachTemplate, chooseZone, templateOf } from '../conntrack/template';
import { timeoutPolicy } from '../conntrack/timeouts';
import { CtInfo, type Packet } from '../packet/packet';
import { mapped } from './compile-sets';
import { expectBack } from './expected';
import { setHops, setTrafficClass } from './header';
import { acting, BREAK, NEXT, type Step, type TableHost, withConnection } from './host';
import { setMaxSegment } from './mss';
import { tupleReader } from './read';
import type { HelperName, MarkName, SetMark, Statement } from './ruleset';
import { readerOf, type SelectEnvironment } from './select';

export type Assignment = Extract<
  Statement,
  {
    kind:
      | 'set mark'
      | 'mark by map'
      | 'mark by value'
      | 'mss'
      | 'traffic class'
      | 'hops'
      | 'notrack'
      | 'template'
      | 'zone'
      | 'helper'
      | 'timeouts'
      | 'ct expectation'
      | 'events'
      | 'add label';
  }
>;

/** What a statement sets on the packet, or on its connection. */
export function assigning(statement: Assignment, host: TableHost): Step {
  const { conntrack } = host;
  switch (statement.kind) {
    case 'set mark':
      return markSetter(statement, conntrack);
    case 'mark by map': {
      const { target, of, map } = statement;
      return mapped(of, map, host, ({ data }, packet) => {
        putMark(target, packet, Number(data) >>> 0, conntrack);
        return NEXT;
      });
    }
    case 'mark by value': {
      const { target, of } = statement;
      const valuesOf = tupleReader([of], host);
      return packet => {
        const values = valuesOf(packet);
        if (values === null) return BREAK;
        putMark(target, packet, values[0] as number, conntrack);
        return NEXT;
      };
    }
    case 'mss':
      return packet => setMaxSegment(packet, statement, host);
    case 'traffic class':
      return acting(packet => setTrafficClass(packet, statement));
    case 'hops':
      return acting(packet => setHops(packet, statement));
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
    case 'ct expectation':
      return packet => expectBack(packet, statement, conntrack);
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

function putMark(target: MarkName, packet: Packet, mark: number, conntrack: Conntrack): void {
  if (target === 'meta mark') packet.mark = mark;
  else if (packet.ct !== 0) setMark(conntrack, packet.ct, mark);
}

function markSetter({ target, keep, from, and, xor }: SetMark, conntrack: Conntrack): Step {
  const markOf = ({ ct }: Packet) =>
    readerOf('ct mark')({ ct } as Packet, { conntrack } as SelectEnvironment) as number | null;
  return packet => {
    const ofConnection = target === 'ct mark' || from === 'ct mark' ? markOf(packet) : null;
    if (ofConnection === null && (target === 'ct mark' || from === 'ct mark')) return from === target ? BREAK : NEXT;
    const old = target === 'ct mark' ? ofConnection! : packet.mark;
    const source = from === null ? 0 : from === 'ct mark' ? ofConnection! : packet.mark;
    const mark = ((old & keep) ^ ((source & and) ^ xor)) >>> 0;
    putMark(target, packet, mark, conntrack);
    return NEXT;
  };
}
