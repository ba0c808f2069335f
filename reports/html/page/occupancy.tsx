/** How full tables got: scenarios by how near they came to the limit, each with its course over time. */
import { useEffect, useState } from 'preact/hooks';
import type { Requirement } from '../../model';
import type { PageIndex } from '../pack';
import { OccupancyChart } from './chart';
import { readRequirement } from './data';
import { linkTo } from './route';

/** Tables that are emptier than this part of their limit are not worth a chart. */
const FULL_ENOUGH = 0.1;
const OPEN_AT_FIRST = 3;

export function OccupancyView({ index }: { index: PageIndex }) {
  const full = index.rows
    .map((row, at) => ({ at, peak: row.peak }))
    .filter(({ peak }) => peak !== null && peak.entries / peak.max >= FULL_ENOUGH)
    .sort((one, other) => other.peak!.entries - one.peak!.entries);
  return (
    <section>
      <h1>Table occupancy</h1>
      <p>
        Entries in the connection table over a scenario’s time, unconfirmed ones included, with the limit{' '}
        <code>nf_conntrack_max</code> drawn in: the scenarios that fill at least a tenth of their table, the most
        entries first.
      </p>
      {full.length === 0 && <p>No scenario of this report does.</p>}
      {full.map(({ at, peak }, place) => (
        <Course key={at} index={index} at={at} peak={peak!} open={place < OPEN_AT_FIRST} />
      ))}
    </section>
  );
}

interface CourseProps {
  index: PageIndex;
  at: number;
  peak: { entries: number; max: number };
  open: boolean;
}

function Course({ index, at, peak, open }: CourseProps) {
  const [isOpen, setOpen] = useState(open);
  const [requirement, setRequirement] = useState<Requirement | null>(null);
  useEffect(() => {
    if (isOpen) readRequirement(at).then(setRequirement);
  }, [isOpen]);
  const { id, name } = index.rows[at];
  return (
    <details class="card" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {name}{' '}
        <small>
          {peak.entries} of {peak.max}
        </small>
      </summary>
      {requirement?.results.map(({ implementation, occupancy }) => (
        <OccupancyChart key={implementation} title={implementation} points={occupancy} />
      ))}
      <a href={linkTo(['requirement', id])}>The requirement</a>
    </details>
  );
}
