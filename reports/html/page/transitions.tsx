/** The transition tables as heat maps: how many requirements reach each cell, and a way to them. */
import { DIRECTIONS, isPossible, TABLES, type TableProtocol } from '../../cells';
import type { PageIndex } from '../pack';
import { linkTo } from './route';
import { Scroll } from './scroll';

const SIDES = { original: 'The originator sends', reply: 'The responder sends' };

export function Transitions({ index, protocol }: { index: PageIndex; protocol: TableProtocol }) {
  return (
    <section>
      <h1>{protocol.toUpperCase()} transitions</h1>
      <p>
        Each cell says where a {protocol === 'tcp' ? 'segment' : 'chunk'} leads from a state, and how many requirements
        show it. The darker, the more; a dashed cell is reached by none. Each leads to its requirements.
      </p>
      <p class="tabs">
        {(['tcp', 'sctp'] as const).map(each => (
          <a
            key={each}
            class="button"
            href={linkTo(['transitions', each])}
            aria-current={each === protocol ? 'page' : undefined}
          >
            {each.toUpperCase()}
          </a>
        ))}
      </p>
      {DIRECTIONS.map(direction => (
        <HeatMap key={direction} index={index} protocol={protocol} direction={direction} />
      ))}
    </section>
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
