/** The occupancy of a table over time, as steps, with the limit drawn in. */
import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { Occupancy } from '../../model';

const WIDTH = 640;
const HEIGHT = 180;
const LEFT = 48;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 34;
const TICKS = 5;

export function OccupancyChart({ title, points }: { title: string; points: readonly Occupancy[] }) {
  if (points.length === 0) return null;
  const isTimeless = points.every(({ time }) => time === points[0].time);
  // Where no time passes, one packet after the other is what there is to see.
  const at = (point: Occupancy, position: number) => (isTimeless ? position + 1 : point.time);
  const most = Math.max(...points.map(({ entries }) => entries));
  const limit = Math.max(...points.map(({ max }) => max));
  const shownLimit = limit > 0 && limit <= 10 * Math.max(most, 1);
  const last = points.length - 1;
  const x = scaleLinear(
    [at(points[0], 0), Math.max(at(points[last], last), at(points[0], 0) + 1)],
    [LEFT, WIDTH - RIGHT],
  );
  const y = scaleLinear([0, Math.max(most, shownLimit ? limit : 0, 1) * 1.1], [HEIGHT - BOTTOM, TOP]);
  const course = (value: (point: Occupancy) => number) =>
    line<Occupancy>()
      .curve(curveStepAfter)
      .x((point, position) => x(at(point, position)))
      .y(point => y(value(point)))([...points])!;
  const peak = points.findIndex(({ entries }) => entries === most);
  const label = `${title}: at most ${most} entries${limit > 0 ? `, the limit is ${limit}` : ''}`;
  return (
    <figure class="chart">
      <figcaption>{label}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {y
          .ticks(TICKS)
          .filter(Number.isInteger)
          .map(tick => (
            <g key={tick}>
              <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
              <text x={LEFT - 6} y={y(tick)} dy="0.32em" text-anchor="end">
                {tick.toLocaleString('en')}
              </text>
            </g>
          ))}
        {x
          .ticks(TICKS)
          .filter(tick => !isTimeless || Number.isInteger(tick))
          .map(tick => (
            <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 16} text-anchor="middle">
              {tick.toLocaleString('en')}
            </text>
          ))}
        <text class="axis" x={WIDTH - RIGHT} y={HEIGHT - 4} text-anchor="end">
          {isTimeless ? 'packets' : 'seconds'}
        </text>
        {shownLimit && (
          <text class="limit" x={LEFT + 4} y={y(points[0].max) - 5}>
            nf_conntrack_max {points[0].max}
          </text>
        )}
        <path class="entries" d={course(({ entries }) => entries)} />
        {shownLimit && <path class="limit" d={course(({ max }) => max)} />}
        <circle class="peak" cx={x(at(points[peak], peak))} cy={y(most)} r={4} />
      </svg>
    </figure>
  );
}
