/** Prints scenarios one a line, for people and for `cut`. */
import { type CatalogueEntry, readCatalogue } from './catalogue';

export function listScenarios(paths: string[], tags?: string): void {
  process.stdout.write(scenarioLines(readCatalogue(paths, tags).entries));
}

export function scenarioLines(entries: CatalogueEntry[]): string {
  return entries
    .map(({ id, file, line, name, tags }) => `${[id, `${file}:${line}`, name, tags.join(' ')].join('\t')}\n`)
    .join('');
}
