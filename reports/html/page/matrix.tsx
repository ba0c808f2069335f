/** Requirements by implementation and address family, folder by folder. */
import { useMemo, useState } from 'preact/hooks';
import type { Family } from '../../model';
import type { PageIndex, Row } from '../pack';
import { type Filter, isEmpty, queryOf, select } from './filter';
import { FilterBar } from './filter-bar';
import { countShown, Shares, Sign, shownOutcome } from './outcome';
import { Overview } from './overview';
import { linkTo } from './route';
import { Scroll } from './scroll';

interface Column {
  implementation: number;
  family: Family;
}

const FAMILY_TITLES: Record<Family, string> = { ipv4: 'IPv4', ipv6: 'IPv6' };

export function Matrix({ index, filter }: { index: PageIndex; filter: Filter }) {
  const selected = useMemo(() => select(index, filter), [index, filter]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const columns = useMemo(() => columnsOf(index), [index]);
  const folders = useMemo(() => byFolder(index, selected), [index, selected]);
  const isFiltered = !isEmpty(filter);
  const toggle = (folder: string) => {
    const next = new Set(opened);
    if (!next.delete(folder)) next.add(folder);
    setOpened(next);
  };
  const allOpen = [...folders.keys()].every(folder => opened.has(folder));
  return (
    <>
      <h1 class="unseen">Requirements</h1>
      {!isFiltered && <Overview index={index} />}
      <FilterBar index={index} filter={filter} found={selected.length} />
      <Scroll label="Requirements by implementation">
        <table class="matrix">
          <Head index={index} columns={columns}>
            {!isFiltered && (
              <button type="button" onClick={() => setOpened(allOpen ? new Set() : new Set(folders.keys()))}>
                {allOpen ? 'Close all' : 'Open all'}
              </button>
            )}
          </Head>
          {[...folders].map(([folder, positions]) => (
            <Folder
              key={folder}
              index={index}
              columns={columns}
              folder={folder}
              positions={positions}
              filter={filter}
              open={isFiltered || opened.has(folder)}
              toggle={isFiltered ? null : () => toggle(folder)}
            />
          ))}
        </table>
      </Scroll>
      <Legend />
    </>
  );
}

/** Only families that some requirement is about. */
function columnsOf({ implementations, rows }: PageIndex): Column[] {
  const families = (['ipv4', 'ipv6'] as const).filter(family => rows.some(row => row.families.includes(family)));
  return implementations.flatMap((_, implementation) =>
    (families.length > 0 ? families : (['ipv4'] as const)).map(family => ({ implementation, family })),
  );
}

function byFolder({ rows }: PageIndex, selected: readonly number[]): Map<string, number[]> {
  const folders = new Map<string, number[]>();
  for (const at of selected) {
    const inside = folders.get(rows[at].folder);
    if (inside) inside.push(at);
    else folders.set(rows[at].folder, [at]);
  }
  return folders;
}

function Head({
  index,
  columns,
  children,
}: {
  index: PageIndex;
  columns: Column[];
  children: preact.ComponentChildren;
}) {
  const each = columns.length / index.implementations.length;
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          Requirement {children}
        </th>
        {index.implementations.map(({ name }) => (
          <th key={name} scope="colgroup" colSpan={each}>
            {name}
          </th>
        ))}
      </tr>
      <tr>
        {columns.map(({ implementation, family }) => (
          <th key={`${implementation} ${family}`} scope="col" class="narrow">
            {FAMILY_TITLES[family]}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface FolderProps {
  index: PageIndex;
  columns: Column[];
  folder: string;
  positions: number[];
  filter: Filter;
  open: boolean;
  toggle: (() => void) | null;
}

function Folder({ index, columns, folder, positions, filter, open, toggle }: FolderProps) {
  const rows = positions.map(at => index.rows[at]);
  return (
    <tbody>
      <tr class="folder">
        <th scope="rowgroup">
          {toggle ? (
            <button type="button" aria-expanded={open} onClick={toggle}>
              {folder} <span class="count">{positions.length}</span>
            </button>
          ) : (
            <span>
              {folder} <span class="count">{positions.length}</span>
            </span>
          )}
        </th>
        {columns.map(({ implementation, family }) => (
          <td key={`${implementation} ${family}`}>
            <Shares
              counts={countShown(
                rows.filter(row => concerns(row, family)),
                implementation,
              )}
            />
          </td>
        ))}
      </tr>
      {open && positions.map(at => <RequirementRow key={at} row={index.rows[at]} columns={columns} filter={filter} />)}
    </tbody>
  );
}

/** What sends no packet holds for either family. */
function concerns({ families }: Row, family: Family): boolean {
  return families.length === 0 || families.includes(family);
}

function RequirementRow({ row, columns, filter }: { row: Row; columns: Column[]; filter: Filter }) {
  return (
    <tr>
      <th scope="row">
        <a href={linkTo(['requirement', row.id], queryOf(filter))}>{row.name}</a>
      </th>
      {columns.map(({ implementation, family }) => {
        const outcome = row.outcomes[implementation];
        const isShown = outcome !== null && concerns(row, family);
        return <td key={`${implementation} ${family}`}>{isShown && <Sign outcome={shownOutcome(row, outcome)} />}</td>;
      })}
    </tr>
  );
}

function Legend() {
  return (
    <p class="legend">
      {['passed', 'failed', 'not observable', 'divergence', 'known divergence'].map(outcome => (
        <span key={outcome}>
          <Sign outcome={outcome} /> {outcome}
        </span>
      ))}
      <span>An empty cell: it is not about that family.</span>
    </p>
  );
}
