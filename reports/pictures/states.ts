/** State diagrams, drawn by Graphviz from the tables of transitions that the simulator uses. */
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { DIRECTIONS, isPossible, TABLES, type TableProtocol } from '../cells';
import type { Transition } from '../model';

/**
 * The diagram as SVG. Each edge has the identifier `tcp-SYN_SENT-SYN_RECV`, each state `tcp-SYN_SENT`; `taken` are the
 * cells that a scenario reached, which stand out. Where nothing changes no edge is drawn.
 */
export async function stateDiagram(protocol: TableProtocol, taken: readonly Transition[] = []): Promise<string> {
  const graphviz = await Graphviz.load();
  const svg = graphviz.dot(dotOf(protocol, taken));
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(
      '<svg ',
      `<svg role="img" aria-label="${protocol.toUpperCase()}: states and what leads from one to the next" `,
    )
    .replaceAll(/<!--.*?-->\n?|<title>.*?<\/title>\n?/gs, '')
    .replaceAll('#000001', 'var(--line, currentColor)')
    .replaceAll('#000002', 'var(--ink, currentColor)')
    .replaceAll('&#45;', '-')
    .replaceAll(' id="graph0"', '')
    .trim();
}

/** `>` is what the originator sends, `<` what the responder sends. */
const SIGNS = { original: '>', reply: '<' } as const;

function dotOf(protocol: TableProtocol, taken: readonly Transition[]): string {
  const { states, events, leads } = TABLES[protocol];
  const edges = new Map<string, { from: string; to: string; labels: Map<string, string[]> }>();
  for (const direction of DIRECTIONS) {
    for (const from of states.filter(state => isPossible(direction, state))) {
      for (const event of events) {
        const to = leads(direction, event, from);
        if (to === from || !states.includes(to)) continue;
        const key = `${from}-${to}`;
        const edge = edges.get(key) ?? {
          from,
          to,
          labels: new Map<string, string[]>(),
        };
        edges.set(key, edge);
        edge.labels.set(event, [...(edge.labels.get(event) ?? []), SIGNS[direction]]);
      }
    }
  }
  const ways = new Set(taken.map(({ direction, on, from }) => `${from}-${leads(direction, on, from)}`));
  const passed = new Set([...ways].flatMap(way => way.split('-')));
  const lines = [...edges].map(([key, { from, to, labels }]) => {
    const label = [...labels].map(([event, signs]) => `${signs.join('')} ${event}`).join('\\n');
    return `"${from}" -> "${to}" [id="${protocol}-${key}" label="${label}"${ways.has(key) ? BOLD : ''}]`;
  });
  const nodes = states.map(state => `"${state}" [id="${protocol}-${state}"${passed.has(state) ? BOLD : ''}]`);
  return `digraph {
    bgcolor="transparent"; rankdir=TB; nodesep=0.35; ranksep=0.55;
    node [shape=box style="rounded" fontname="sans-serif" fontsize=12 color="#000001" fontcolor="#000002" height=0.35];
    edge [fontname="sans-serif" fontsize=9 color="#000001" fontcolor="#000002" arrowsize=0.7];
    ${nodes.join('\n')}
    ${lines.join('\n')}
  }`;
}

const BOLD = ' color="#1769d2" fontcolor="#1769d2" penwidth=2.5';
