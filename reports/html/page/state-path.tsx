/** The state diagram of a protocol with the way that a scenario took. */
import { TABLES, type TableProtocol } from '../../cells';
import type { Transition } from '../../model';
import { Scroll } from './scroll';

interface StatePathProps {
  protocol: TableProtocol;
  transitions: readonly Transition[];
  diagram: string;
}

export function StatePath({ protocol, transitions, diagram }: StatePathProps) {
  const { leads } = TABLES[protocol];
  const taken = transitions.map(({ direction, on, from }) => ({ from, to: leads(direction, on, from) }));
  const states = new Set(taken.flatMap(({ from, to }) => [from, to]));
  const rules = [
    ...taken.map(({ from, to }) => `#${protocol}-${from}-${to}`),
    ...[...states].map(state => `#${protocol}-${state}`),
  ].filter(selector => /^#[\w-]+$/.test(selector));
  return (
    <details>
      <summary>The way through the {protocol.toUpperCase()} states</summary>
      <style>{`:is(${rules.join(', ')}) { --line: var(--accent); --ink: var(--accent); stroke-width: 2.5 }`}</style>
      <Scroll label={`${protocol.toUpperCase()} states`}>
        <div class="drawing" dangerouslySetInnerHTML={{ __html: diagram }} />
      </Scroll>
    </details>
  );
}
