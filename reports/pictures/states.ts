/** State diagrams, drawn by Graphviz from the tables and trackers that the simulator uses. */
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { explore } from './explore';
import { type Change, type Machine, machineOfTable } from './machine';
import { DRAWN, type Drawn, hasTable, type Way } from './ways';

/**
 * The diagram as SVG. Each edge has the identifier `tcp-SYN_SENT-SYN_RECV`, each state `tcp-SYN_SENT`; `taken` are the
 * ways of a scenario, which stand out. Where nothing changes no edge is drawn.
 */
export async function stateDiagram(protocol: Drawn, taken: readonly Way[] = []): Promise<string> {
  const machine = hasTable(protocol) ? machineOfTable(protocol) : await explore(protocol);
  const graphviz = await Graphviz.load();
  const svg = graphviz.dot(dotOf(protocol, machine, taken));
  return svg
    .slice(svg.indexOf('<svg'))
    .replace('<svg ', `<svg role="img" aria-label="${DRAWN[protocol]}: states and what leads from one to the next" `)
    .replaceAll(/<!--.*?-->\n?|<title>.*?<\/title>\n?/gs, '')
    .replaceAll('#000001', 'var(--line, currentColor)')
    .replaceAll('#000002', 'var(--ink, currentColor)')
    .replaceAll('&#45;', '-')
    .replaceAll(' id="graph0"', '')
    .trim();
}

/** `>` is what the originator sends, `<` what the responder sends. */
const SIGNS = { original: '>', reply: '<' } as const;

function dotOf(protocol: Drawn, { states, notes, changes }: Machine, taken: readonly Way[]): string {
  const edges = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.from}-${change.to}`;
    edges.set(key, [...(edges.get(key) ?? []), change]);
  }
  const ways = new Set(taken.map(({ from, to }) => `${from}-${to}`));
  const passed = new Set(taken.flatMap(({ from, to }) => [from, to]));
  const lines = [...edges].map(([key, along]) => {
    const [{ from, to }] = along;
    return `"${from}" -> "${to}" [id="${protocol}-${key}" label="${labelOf(along)}"${ways.has(key) ? BOLD : ''}]`;
  });
  const nodes = states.map(state => {
    const label = [state, ...(notes[state] ? [notes[state]] : [])].join('\\n');
    return `"${state}" [id="${protocol}-${state}" label="${label}"${passed.has(state) ? BOLD : ''}]`;
  });
  return `digraph {
    bgcolor="transparent"; rankdir=TB; nodesep=0.35; ranksep=0.55;
    node [shape=box style="rounded" fontname="Helvetica" fontsize=12 color="#000001" fontcolor="#000002" height=0.35];
    edge [fontname="Helvetica" fontsize=9 color="#000001" fontcolor="#000002" arrowsize=0.7];
    ${nodes.join('\n')}
    ${lines.join('\n')}
  }`;
}

/** A line for each thing that leads along an edge, with the signs of those who send it. */
function labelOf(changes: readonly Change[]): string {
  const signs = new Map<string, string>();
  for (const { on, direction } of changes) signs.set(on, (signs.get(on) ?? '') + SIGNS[direction]);
  return [...signs].map(([on, by]) => ` ${by} ${on} `).join('\\n');
}

const BOLD = ' color="#1769d2" fontcolor="#1769d2" penwidth=2.5';
