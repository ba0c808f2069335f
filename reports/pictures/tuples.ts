/** The two tuples of each connection and the buckets they stand in, as SVG. */

import type { TupleView } from '../../src/backend/backend';
import { insightOf } from '../../src/backend/insight';
import type { Conntrack } from '../../src/conntrack/conntrack';

const ROW = 34;
const TOP = 30;
const WIDTH = 760;
const SIDES = ['original', 'reply'] as const;

/** A row for each bucket that holds something, and one line for each connection between its two tuples. */
export function tupleDiagram(conntrack: Conntrack): string {
  const placed = insightOf(conntrack).flatMap((insight, connection) =>
    SIDES.map(side => ({
      connection,
      side,
      bucket: insight[side].bucket,
      tuple: insight.entry[side],
      of: insight.entry,
    })),
  );
  placed.sort((one, other) => one.bucket - other.bucket);
  const buckets = [...new Set(placed.map(({ bucket }) => bucket))];
  const middle = (bucket: number) => TOP + buckets.indexOf(bucket) * ROW + ROW / 2;
  const rows = placed.map(({ bucket, side, tuple, of }, at) => {
    const shift = placed.slice(0, at).filter(each => each.bucket === bucket).length * 8;
    const y = middle(bucket) + shift;
    const text = `${of.protocol} ${tupleText(tuple)}`;
    return `<text x="12" y="${middle(bucket) + 4}">bucket ${bucket}</text><rect x="120" y="${y - 13}" width="430" height="26" rx="5" fill="currentColor" fill-opacity="0.08" stroke="currentColor"/><text x="132" y="${y + 4}">${side === 'original' ? '→' : '←'} ${escaped(text)}</text>`;
  });
  const ties = Array.from({ length: placed.length / 2 }, (_, connection) => {
    const [one, other] = placed.filter(each => each.connection === connection).map(({ bucket }) => middle(bucket));
    const out = 575 + (connection % 8) * 18;
    return `<path d="M550 ${one}H${out}V${other}H550" fill="none" stroke="currentColor" stroke-width="1.5"/><text x="${out + 6}" y="${(one + other) / 2 + 4}">nf_conn</text>`;
  });
  const height = TOP + buckets.length * ROW + 10;
  const label = `${placed.length} tuplehashes in ${buckets.length} of ${conntrack.table.size} buckets`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" role="img" aria-label="${label}" font-family="sans-serif" font-size="12" fill="currentColor"><text x="12" y="18" font-weight="600">${label}</text>${rows.join('')}${ties.join('')}</svg>`;
}

function tupleText({ src, dst, sport, dport, icmp }: TupleView): string {
  if (icmp) return `${src} > ${dst} type ${icmp.type} code ${icmp.code} id ${icmp.id}`;
  return sport === null ? `${src} > ${dst}` : `${src}:${sport} > ${dst}:${dport}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
