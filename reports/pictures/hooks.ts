/** The five hooks and the ways between them, as SVG. */

const WIDTH = 720;
const HEIGHT = 210;

/** Where each box stands: centre, width. */
const BOXES: Record<string, { x: number; y: number; width: number; kind: 'hook' | 'stack' }> = {
  in: { x: 40, y: 150, width: 60, kind: 'stack' },
  PREROUTING: { x: 150, y: 150, width: 110, kind: 'hook' },
  routing: { x: 270, y: 150, width: 70, kind: 'stack' },
  FORWARD: { x: 400, y: 150, width: 100, kind: 'hook' },
  POSTROUTING: { x: 555, y: 150, width: 120, kind: 'hook' },
  out: { x: 680, y: 150, width: 60, kind: 'stack' },
  INPUT: { x: 270, y: 85, width: 80, kind: 'hook' },
  'local process': { x: 400, y: 30, width: 120, kind: 'stack' },
  OUTPUT: { x: 555, y: 85, width: 90, kind: 'hook' },
};

const WAYS: [from: string, to: string][] = [
  ['in', 'PREROUTING'],
  ['PREROUTING', 'routing'],
  ['routing', 'FORWARD'],
  ['FORWARD', 'POSTROUTING'],
  ['POSTROUTING', 'out'],
  ['routing', 'INPUT'],
  ['INPUT', 'local process'],
  ['local process', 'OUTPUT'],
  ['OUTPUT', 'POSTROUTING'],
];

/** What conntrack does at a hook, in the order of priorities. */
const WORK: Record<string, string> = {
  PREROUTING: 'defrag, conntrack',
  INPUT: 'confirm',
  OUTPUT: 'defrag, conntrack',
  POSTROUTING: 'confirm',
};

const HALF = 14;

/** `path` are the hooks that a packet passed, in order: they and the ways between them stand out. */
export function hookDiagram(path: readonly string[] = []): string {
  const taken = waysTaken(path);
  const ways = WAYS.map(([from, to]) => {
    const isTaken = taken.has(`${from} ${to}`);
    return `<path d="${line(BOXES[from], BOXES[to])}" fill="none" ${pen(isTaken)} marker-end="url(#hook-tip)"/>`;
  });
  const boxes = Object.entries(BOXES).map(([name, { x, y, width, kind }]) => {
    const round = kind === 'hook' ? 6 : HALF;
    const rect = `<rect x="${x - width / 2}" y="${y - HALF}" width="${width}" height="${2 * HALF}" rx="${round}" ${fill(kind)} ${pen(path.includes(name))}/>`;
    const work = WORK[name] ? workText(name, BOXES[name]) : '';
    return `${rect}<text x="${x}" y="${y + 4}" ${kind === 'hook' ? 'font-weight="600"' : ''}>${name}</text>${work}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" role="img" aria-label="The five hooks: a packet that comes in passes PREROUTING; then INPUT to a local process, or FORWARD and POSTROUTING on its way out; what a local process sends passes OUTPUT and POSTROUTING" font-family="sans-serif" font-size="12" text-anchor="middle" fill="currentColor"><defs><marker id="hook-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>${ways.join('')}${boxes.join('')}</svg>`;
}

/** Below the box; beside those that ways lead through from below. */
function workText(name: string, { x, y, width }: Box): string {
  const isUpper = name === 'INPUT' || name === 'OUTPUT';
  const place = isUpper ? `x="${x + width / 2 + 8}" y="${y + 4}" text-anchor="start"` : `x="${x}" y="${y + HALF + 14}"`;
  return `<text ${place} font-size="10">${WORK[name]}</text>`;
}

function fill(kind: 'hook' | 'stack'): string {
  return kind === 'hook' ? 'fill="currentColor" fill-opacity="0.1"' : 'fill="none" stroke-dasharray="4 3"';
}

function pen(isTaken: boolean): string {
  return isTaken ? 'stroke="#1769d2" stroke-width="3"' : 'stroke="currentColor" stroke-width="1.2"';
}

interface Box {
  x: number;
  y: number;
  width: number;
}

/** Straight where two boxes are in a row or a column, otherwise round one corner. */
function line(from: Box, to: Box): string {
  const isRight = to.x > from.x;
  if (from.y === to.y) return `M${from.x + from.width / 2} ${from.y}H${to.x - to.width / 2}`;
  if (from.x === to.x)
    return `M${from.x} ${from.y + (to.y > from.y ? HALF : -HALF)}V${to.y + (to.y > from.y ? -HALF : HALF)}`;
  if (from.y > to.y) return `M${from.x} ${from.y - HALF}V${to.y}H${to.x + ((isRight ? -1 : 1) * to.width) / 2}`;
  return `M${from.x + ((isRight ? 1 : -1) * from.width) / 2} ${from.y}H${to.x}V${to.y - HALF}`;
}

function waysTaken(path: readonly string[]): Set<string> {
  const taken = new Set<string>();
  const add = (...stops: string[]) => {
    for (let at = 1; at < stops.length; at++) taken.add(`${stops[at - 1]} ${stops[at]}`);
  };
  if (path[0] === 'PREROUTING') add('in', 'PREROUTING');
  if (path[0] === 'OUTPUT') add('local process', 'OUTPUT');
  for (let at = 1; at < path.length; at++) {
    const [one, other] = [path[at - 1], path[at]];
    if (one === 'PREROUTING') add('PREROUTING', 'routing', other);
    else add(one, other);
  }
  if (path.at(-1) === 'INPUT') add('INPUT', 'local process');
  if (path.at(-1) === 'POSTROUTING') add('POSTROUTING', 'out');
  return taken;
}
