/** Search and filters; what is chosen stands in the address. */
import { useEffect, useRef } from 'preact/hooks';
import type { PageIndex } from '../pack';
import { type Filter, isEmpty, OUTCOME_CHOICES, queryOf, reached } from './filter';
import { linkTo } from './route';

export function FilterBar({ index, filter, found }: { index: PageIndex; filter: Filter; found: number }) {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => focusOnSlash(search.current!), []);
  const change = (changes: Partial<Filter>) => {
    history.replaceState(null, '', linkTo([], queryOf({ ...filter, ...changes })));
    dispatchEvent(new HashChangeEvent('hashchange'));
  };
  const reaching = filter.reaches === '' ? null : reached(index, filter.reaches);
  return (
    <form class="filters" aria-label="Search and filters" onSubmit={event => event.preventDefault()}>
      <label class="search">
        <span>Search</span>
        <input
          ref={search}
          type="search"
          value={filter.text}
          placeholder="words, @tags, identifiers ( / )"
          onInput={event => change({ text: event.currentTarget.value })}
        />
      </label>
      <label>
        <span>Outcome</span>
        <select value={filter.outcome} onChange={event => change({ outcome: event.currentTarget.value })}>
          <option value="">all</option>
          {OUTCOME_CHOICES.map(outcome => (
            <option key={outcome}>{outcome}</option>
          ))}
        </select>
      </label>
      <label>
        <span>Family</span>
        <select value={filter.family} onChange={event => change({ family: event.currentTarget.value })}>
          <option value="">both</option>
          <option value="ipv4">IPv4</option>
          <option value="ipv6">IPv6</option>
        </select>
      </label>
      <output aria-live="polite">
        {found} of {index.rows.length}
      </output>
      {!isEmpty(filter) && (
        <a class="button" href={linkTo([])}>
          Show all
        </a>
      )}
      {reaching && <p class="reaching">Only those that reach {reaching.title}</p>}
    </form>
  );
}

function focusOnSlash(search: HTMLInputElement): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    search.focus();
  };
  addEventListener('keydown', pressed);
  return () => removeEventListener('keydown', pressed);
}
