/**
 * The transition tables as heat maps: how many requirements reach each cell, and a way to them; and the states of each
 * protocol as a diagram.
 */
import { DIRECTIONS, isPossible, TABLES, type TableProtocol } from '../../cells';
import { DRAWN, type Drawn, hasTable } from '../../pictures/ways';
import type { PageIndex } from '../pack';
import { Diagram } from './diagram';
import { linkTo } from './route';
import { Scroll } from './scroll';

const SIDES = { original: 'The originator sends', reply: 'The responder sends' };

export function Transitions({ index, protocol }: { index: PageIndex; protocol: Drawn }) {
  return (
    <section>
      <h1>Transitions: {DRAWN[protocol]}</h1>
      <p class="tabs">
        {(Object.keys(DRAWN) as Drawn[]).map(each => (
          <a
            key={each}
            class="button"
            href={linkTo(['transitions', each])}
            aria-current={each === protocol ? 'page' : undefined}
          >
            {DRAWN[each]}
          </a>
        ))}
      </p>
      {hasTable(protocol) ? <HeatMaps index={index} protocol={protocol} /> : <NoTable />}
      <Diagram protocol={protocol} svg={index.diagrams[protocol]} />
      <p>
        <code>&gt;</code> is what the originator sends, <code>&lt;</code> what the responder sends.
      </p>
    </section>
  );
}

function HeatMaps({ index, protocol }: { index: PageIndex; protocol: TableProtocol }) {
  return (
    <>
      <p>
        Each cell says where a {protocol === 'tcp' ? 'segment' : 'chunk'} leads from a state, and how many requirements
        show it. The darker, the more; a dashed cell is reached by none. Each leads to its requirements.
      </p>
      {DIRECTIONS.map(direction => (
        <HeatMap key={direction} index={index} protocol={protocol} direction={direction} />
      ))}
      <h2>States</h2>
      <p>Drawn from the same table: what leads from one state to another.</p>
    </>
  );
}

function NoTable() {
  return (
    <p>
      It has no table of states: its entries are what their status bits say, with the timeout that belongs to them.
      Drawn from what packets do to a router.
    </p>
  );
}

interface HeatMapProps {
  index: PageIndex;
  protocol: TableProtocol;
  direction: (typeof DIRECTIONS)[number];
}

function HeatMap({ index, protocol, direction }: HeatMapProps) {
  const { states, events, leads } = TABLES[protocol];
  const positions = new Map(
    index.coverage.transitions.flatMap((each, at) =>
      each.protocol === protocol && each.direction === direction ? [[`${each.on} ${each.from}`, at] as const] : [],
    ),
  );
  const most = Math.max(1, ...[...positions.values()].map(at => index.coverage.transitions[at].rows.length));
  return (
    <Scroll label={`${protocol.toUpperCase()}: ${SIDES[direction]}`}>
      <table class="heat">
        <caption>{SIDES[direction]}</caption>
        <thead>
          <tr>
            <th scope="col">in state</th>
            {states.map(state => (
              <th key={state} scope="col">
                {breakable(state)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map(event => (
            <tr key={event}>
              <th scope="row">{event}</th>
              {states.map(state => {
                const at = positions.get(`${event} ${state}`);
                const count = at === undefined ? 0 : index.coverage.transitions[at].rows.length;
                const to = leads(direction, event, state);
                if (!isPossible(direction, state)) return <td key={state} class="impossible" title="cannot be" />;
                return <Cell key={state} to={to} count={count} most={most} link={`transitions:${at}`} />;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Cell({ to, count, most, link }: { to: string; count: number; most: number; link: string }) {
  const heat = count === 0 ? 0 : 0.12 + (0.6 * Math.log(count + 1)) / Math.log(most + 1);
  const what = (
    <>
      <span class={`to ${to === 'INVALID' || to === 'ignored' ? 'no' : ''}`}>{breakable(to)}</span>
      <span class="count">{count}</span>
    </>
  );
  return (
    <td class={count === 0 ? 'cold' : ''} style={{ '--heat': heat.toFixed(2) }}>
      {count === 0 ? what : <a href={linkTo([], { reaches: link })}>{what}</a>}
    </td>
  );
}

/** Lets long names of states break behind their underscores. */
function breakable(name: string) {
  return name.split('_').flatMap((part, at) => (at === 0 ? [part] : ['_', <wbr key={part} />, part]));
}
