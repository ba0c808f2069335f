/** Where in the report one is: the part of the address behind #, so that every view has a link of its own. */
import { useEffect, useState } from 'preact/hooks';

export interface Route {
  /** `['requirement', 'tcp-cell/3']`; none for the matrix. */
  path: string[];
  query: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { path: path === '' ? [] : path.split('/').map(decodeURIComponent), query: new URLSearchParams(query) };
}

export function linkTo(path: string[], query: Record<string, string> = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  const text = new URLSearchParams(given).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${text === '' ? '' : `?${text}`}`;
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const changed = () => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}
