/** The state diagram of a protocol with the way that a scenario took. */
import { DRAWN, type Drawn, type Way } from '../../pictures/ways';
import { Diagram } from './diagram';

interface StatePathProps {
  protocol: Drawn;
  ways: readonly Way[];
  diagram: string;
}

/** Nothing where the scenario has no packets of the protocol. */
export function StatePath({ protocol, ways, diagram }: StatePathProps) {
  if (ways.length === 0) return null;
  const states = new Set(ways.flatMap(({ from, to }) => [from, to]));
  const marked = [...ways.map(({ from, to }) => `${from}-${to}`), ...states];
  const rules = marked.map(name => `#${protocol}-${name}`).filter(selector => /^#[\w-]+$/.test(selector));
  return (
    <details>
      <summary>The way through the states of {DRAWN[protocol]}</summary>
      <style>{`:is(${rules.join(', ')}) { --line: var(--accent); --ink: var(--accent); stroke-width: 2.5 }`}</style>
      <Diagram protocol={protocol} svg={diagram} />
    </details>
  );
}
