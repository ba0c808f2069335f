/** The page around the views. */
import { useEffect, useRef } from 'preact/hooks';
import { isDrawn } from '../../pictures/ways';
import type { PageIndex } from '../pack';
import { Campaigns } from './campaigns';
import { filterOf } from './filter';
import { Hooks, Reasons } from './hooks';
import { Matrix } from './matrix';
import { OccupancyView } from './occupancy';
import { RequirementView } from './requirement';
import { linkTo, type Route, useRoute } from './route';
import { ThemeButton } from './theme';
import { Transitions } from './transitions';

const VIEWS: [path: string[], title: string][] = [
  [[], 'Requirements'],
  [['transitions', 'tcp'], 'Transitions'],
  [['hooks'], 'Hooks'],
  [['reasons'], 'INVALID'],
  [['occupancy'], 'Occupancy'],
  [['fuzz'], 'Fuzzing'],
];

export function App({ index }: { index: PageIndex }) {
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const place = route.path.join('/');
  const isFirst = useRef(true);
  useEffect(() => {
    // Another view is like another page: begin at its top, and let readers of screens know.
    if (!isFirst.current) {
      scrollTo(0, 0);
      main.current!.focus({ preventScroll: true });
    }
    isFirst.current = false;
  }, [place]);
  return (
    <>
      <header>
        <a class="skip" href={location.hash || '#/'} onClick={() => main.current!.focus()}>
          Skip to the content
        </a>
        <p class="title">
          <a href={linkTo([])}>Connection tracking</a> <span>conformance report</span>
        </p>
        <nav aria-label="Views">
          {VIEWS.map(([path, title]) => (
            <a key={title} href={linkTo(path)} aria-current={isCurrent(route, path) ? 'page' : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <ThemeButton />
      </header>
      <main ref={main} tabIndex={-1}>
        <View index={index} route={route} />
      </main>
      <footer>
        ctspec {index.ctspec}, {index.started.slice(0, 16).replace('T', ' ')} UTC
      </footer>
    </>
  );
}

function isCurrent({ path }: Route, [view = '']: string[]): boolean {
  return view === (path[0] === 'requirement' ? '' : (path[0] ?? ''));
}

function View({ index, route: { path, query } }: { index: PageIndex; route: Route }) {
  const [view, what] = path;
  switch (view) {
    case undefined:
      return <Matrix index={index} filter={filterOf(query)} />;
    case 'requirement':
      return <RequirementView key={what} index={index} id={what} filter={filterOf(query)} />;
    case 'transitions':
      return <Transitions index={index} protocol={isDrawn(what) ? what : 'tcp'} />;
    case 'hooks':
      return <Hooks index={index} />;
    case 'reasons':
      return <Reasons index={index} />;
    case 'occupancy':
      return <OccupancyView index={index} />;
    case 'fuzz':
      return <Campaigns index={index} />;
    default:
      return <p>There is nothing here.</p>;
  }
}
