/** One requirement: what it says, what became of it on each implementation, and its packets. */
import { useEffect, useState } from 'preact/hooks';
import type { Requirement, Result } from '../../model';
import { DRAWN, type Drawn, waysOf } from '../../pictures/ways';
import { timeText } from '../../time-passed';
import type { PageIndex } from '../pack';
import { OccupancyChart } from './chart';
import { readRequirement } from './data';
import { type Filter, queryOf, select } from './filter';
import { Gherkin } from './gherkin';
import { Ladder } from './ladder';
import { Sign, shownOutcome } from './outcome';
import { linkTo } from './route';
import { Pre } from './scroll';
import { StatePath } from './state-path';

export function RequirementView({ index, id, filter }: { index: PageIndex; id: string; filter: Filter }) {
  const at = index.rows.findIndex(row => row.id === id);
  const [requirement, setRequirement] = useState<Requirement | null>(null);
  useEffect(() => {
    setRequirement(null);
    if (at >= 0) readRequirement(at).then(setRequirement);
  }, [id]);
  if (at < 0) return <p>There is no requirement {id} in this report.</p>;
  const { name, feature, file, line, tags, families } = index.rows[at];
  return (
    <article class="requirement">
      <Neighbours index={index} at={at} filter={filter} />
      <h1>{name}</h1>
      <p class="meta">
        <span>{feature}</span>
        <code>
          {file}:{line}
        </code>
        <code>@id:{id}</code>
        {families.map(family => (
          <span key={family}>{family === 'ipv4' ? 'IPv4' : 'IPv6'}</span>
        ))}
      </p>
      <p class="tags">
        {tags.map(tag => (
          <a key={tag} href={linkTo([], { q: tag })}>
            {tag}
          </a>
        ))}
      </p>
      {requirement ? <Body index={index} at={at} requirement={requirement} /> : <p aria-busy="true">Unpacking …</p>}
    </article>
  );
}

/** Back to the matrix as it was, and on to the ones before and behind in it. */
function Neighbours({ index, at, filter }: { index: PageIndex; at: number; filter: Filter }) {
  const selected = select(index, filter);
  const place = selected.indexOf(at);
  const link = (to: number, text: string) => {
    const row = index.rows[selected[to]];
    return row && <a href={linkTo(['requirement', row.id], queryOf(filter))}>{text}</a>;
  };
  return (
    <nav class="neighbours" aria-label="Requirements">
      <a href={linkTo([], queryOf(filter))}>← All requirements</a>
      <span>
        {link(place - 1, 'Previous')} {link(place + 1, 'Next')}
      </span>
    </nav>
  );
}

function Body({ index, at, requirement }: { index: PageIndex; at: number; requirement: Requirement }) {
  const [chosen, choose] = useState(0);
  const { results, steps, name, divergence, known } = requirement;
  const result = results[Math.min(chosen, results.length - 1)];
  return (
    <>
      <fieldset class="implementations">
        <legend>Implementation</legend>
        {results.map(({ implementation, outcome }, place) => (
          <label key={implementation}>
            <input
              type="radio"
              name="implementation"
              checked={results[place] === result}
              onChange={() => choose(place)}
            />
            <Sign outcome={shownOutcome(index.rows[at], outcome)} /> {implementation}
          </label>
        ))}
      </fieldset>
      {known && <p class="box is-known-divergence">Known divergence: {known}</p>}
      {divergence.length > 0 && <Pre>{divergence.join('\n')}</Pre>}
      <Reason result={result} />
      {timeText(result) !== '-' && <p>Its time: {timeText(result)}.</p>}
      <h2>What it says</h2>
      <Gherkin name={name} steps={steps} stoppedAt={result.outcome === 'passed' ? null : result.step} />
      <Seen index={index} result={result} />
    </>
  );
}

function Reason({ result: { outcome, reason, again } }: { result: Result }) {
  return (
    <>
      {again && <p class="box">It did not hold at first and was run again, for a clock may have ticked in between.</p>}
      {outcome === 'not observable' && <p class="box is-not-observable">Not observable here: {reason}</p>}
      {outcome !== 'not observable' && reason !== null && <Pre class="box is-failed">{reason}</Pre>}
    </>
  );
}

function Seen({ index, result }: { index: PageIndex; result: Result }) {
  const [all, setAll] = useState(false);
  const { packets, occupancy, implementation } = result;
  if (packets.length === 0) return <p>No packet was sent.</p>;
  return (
    <>
      <h2>What was seen</h2>
      <Ladder packets={packets} all={all} showAll={() => setAll(true)} />
      {(Object.keys(DRAWN) as Drawn[]).map(protocol => (
        <StatePath
          key={protocol}
          protocol={protocol}
          diagram={index.diagrams[protocol]}
          ways={waysOf(protocol, result)}
        />
      ))}
      <details>
        <summary>Table occupancy</summary>
        <OccupancyChart title={implementation} points={occupancy} />
      </details>
    </>
  );
}
