/** The report at a glance. */

import { cellsReached } from '../../cells';
import type { PageIndex } from '../pack';
import { isTrouble } from './filter';
import { countShown, Shares } from './outcome';
import { linkTo } from './route';

export function Overview({ index }: { index: PageIndex }) {
  const { implementations, rows, coverage, packets, campaigns } = index;
  const bad = rows.filter(isTrouble).length;
  return (
    <section class="overview" aria-label="At a glance">
      <div>
        <a
          class={`tile verdict ${bad === 0 ? 'is-passed' : 'is-failed'}`}
          href={linkTo([], { outcome: bad === 0 ? 'passed' : 'does not conform' })}
        >
          <strong>{bad === 0 ? 'Conforms' : `${bad} ${bad === 1 ? 'does' : 'do'} not conform`}</strong>
          <span>{rows.length.toLocaleString('en')} requirements</span>
        </a>
        {implementations.map(({ name, seconds }, at) => {
          const counts = countShown(rows, at);
          return (
            <div class="tile wide" key={name}>
              <h2>{name}</h2>
              <Shares counts={counts} />
              <p>
                {[...counts].map(([outcome, number]) => `${number} ${outcome}`).join(', ')}; {seconds.toFixed(1)} s
              </p>
            </div>
          );
        })}
      </div>
      <div>
        <Tile
          title="TCP transitions"
          link={linkTo(['transitions', 'tcp'])}
          {...cellsReached(coverage.transitions, 'tcp')}
        />
        <Tile
          title="SCTP transitions"
          link={linkTo(['transitions', 'sctp'])}
          {...cellsReached(coverage.transitions, 'sctp')}
        />
        <Tile title="INVALID reasons seen" link={linkTo(['reasons'])} reached={coverage.reasons.length} />
        <Tile title="packets observed" link={linkTo(['hooks'])} reached={packets} />
        {campaigns.length > 0 && <Tile title="fuzz campaigns" link={linkTo(['fuzz'])} reached={campaigns.length} />}
      </div>
    </section>
  );
}

function Tile({ title, link, reached, all }: { title: string; link: string; reached: number; all?: number }) {
  return (
    <a class="tile" href={link}>
      <strong>
        {reached.toLocaleString('en')}
        {all !== undefined && <small> of {all}</small>}
      </strong>
      <span>{title}</span>
    </a>
  );
}
