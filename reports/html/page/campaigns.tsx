/** Fuzz campaigns: what was held against how much, what was covered, and what was found. */
import type { Campaign } from '../../model';
import type { PageIndex } from '../pack';
import { Pre } from './scroll';

export function Campaigns({ index }: { index: PageIndex }) {
  return (
    <section>
      <h1>Fuzz campaigns</h1>
      {index.campaigns.length === 0 && (
        <p>
          None is part of this report. <code>ctspec fuzz --out FOLDER</code> keeps one, and{' '}
          <code>ctspec report build --fuzz FOLDER</code> tells of it.
        </p>
      )}
      {index.campaigns.map(campaign => (
        <CampaignCard key={campaign.folder} campaign={campaign} />
      ))}
    </section>
  );
}

function CampaignCard({ campaign }: { campaign: Campaign }) {
  const { folder, ctspec, seed, runs, packets, seconds, coverage, properties, counterexamples } = campaign;
  const broken = properties.filter(property => property.broken);
  return (
    <article class="card">
      <h2>{folder}</h2>
      <p>
        {runs.toLocaleString('en')} runs of seed {seed}, {packets.toLocaleString('en')} packets in {seconds.toFixed(0)}{' '}
        s, ctspec {ctspec}:{' '}
        <strong class={broken.length === 0 ? 'is-passed' : 'is-failed'}>
          {broken.length === 0
            ? `${properties.length} properties hold`
            : `${broken.map(({ name }) => name).join(', ')} is broken`}
        </strong>
      </p>
      <h3>Covered</h3>
      <ul class="meters">
        {coverage.map(({ title, reached, all, missing }) => (
          <li key={title}>
            <span>
              {title}: {reached} of {all}
            </span>
            <meter min={0} max={all} value={reached} aria-label={title} />
            {missing.length > 0 && (
              <details>
                <summary>{missing.length} missing</summary>
                <ul>
                  {missing.map(each => (
                    <li key={each}>{each}</li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
      <h3>Counterexamples</h3>
      {counterexamples.length === 0 && <p>None was found.</p>}
      {counterexamples.map(({ name, message, feature }) => (
        <details key={name}>
          <summary>{name}</summary>
          {message && <p>{message}</p>}
          <Pre>{feature}</Pre>
        </details>
      ))}
      <h3>Properties</h3>
      <dl>
        {properties.map(property => [
          <dt key={property.name} class={property.broken ? 'is-failed' : ''}>
            {property.name}
          </dt>,
          <dd key={`${property.name} about`}>
            {property.about} <small>Source: {property.source}</small>
          </dd>,
        ])}
      </dl>
    </article>
  );
}
