/** The specification as data: finds feature files, reads them, selects scenarios by place and tags. */
import fs from 'node:fs';
import path from 'node:path';
import { AstBuilder, compile, dialects, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { type GherkinDocument, IdGenerator, type Pickle, type Scenario } from '@cucumber/messages';
import { parse as parseTags } from '@cucumber/tag-expressions';
import { InputError } from '../errors';

/** A scenario, or one row of an outline. */
export interface CatalogueEntry {
  /** The scenario's `@id:` tag without the prefix; a row of an outline has its number behind it (`tcp-cell/3`). */
  id: string;
  name: string;
  /** Path of the file from the current folder. */
  file: string;
  line: number;
  /** All tags but the identifier. */
  tags: string[];
}

export interface Selection {
  entries: CatalogueEntry[];
  /** `FILE` where every scenario is selected, otherwise `FILE:LINE:LINE…`. */
  places: string[];
}

interface Placed extends CatalogueEntry {
  /** Line of the scenario or outline it comes from. */
  scenarioLine: number;
  /** Lines `FILE:LINE` may name it by: those of its scenario, or of its own row. */
  names: (line: number) => boolean;
  allTags: string[];
}

/** Place of the features to read when none is given: those of the current folder, else the package's own. */
function defaultPath(): string {
  if (fs.existsSync('features')) return 'features';
  return path.relative(process.cwd(), path.join(__dirname, '..', 'features'));
}

/**
 * Reads the scenarios at `paths` (files, folders, `FILE:LINE`; none for the default place) whose tags fit.
 * Throws an `InputError` naming file and line for everything that cannot be read, all of a file's errors at once.
 */
export function readCatalogue(paths: string[], tags?: string): Selection {
  const fits = tagFilter(tags);
  const entries: Placed[] = [];
  const seen = new Set<string>();
  const errors: string[] = [];
  const all = new Map<string, Placed[]>();
  for (const given of paths.length > 0 ? paths : [defaultPath()]) {
    const { place, lines } = splitLines(given);
    const files = featureFiles(place);
    if (lines.length > 0 && files[0] !== path.normalize(place)) {
      throw new InputError(`${given}: a folder has no lines; allowed is FILE:LINE`);
    }
    for (const file of files) {
      if (!all.has(file)) all.set(file, readFeature(file, errors));
      for (const entry of select(all.get(file)!, file, lines)) {
        const key = `${file}:${entry.line}`;
        if (!seen.has(key) && fits(entry.allTags)) entries.push(entry);
        seen.add(key);
      }
    }
  }
  checkIdentifiers([...all.values()].flat(), errors);
  if (errors.length > 0) throw new InputError(errors.join('\n'));
  if (entries.length === 0) throw new InputError(nothingSelected(paths, tags));
  return { entries, places: [...all].flatMap(([file, inside]) => placeOf(file, inside, entries)) };
}

function placeOf(file: string, all: Placed[], selected: Placed[]): string[] {
  const lines = selected.filter(entry => entry.file === file).map(entry => entry.line);
  if (lines.length === 0) return [];
  return [lines.length === all.length ? file : [file, ...lines].join(':')];
}

function nothingSelected(paths: string[], tags?: string): string {
  const where = paths.length > 0 ? paths.join(' ') : defaultPath();
  return tags === undefined ? `${where}: no scenarios there` : `${where}: no scenario has tags that fit "${tags}"`;
}

function tagFilter(expression?: string): (tags: string[]) => boolean {
  if (expression === undefined) return () => true;
  try {
    const node = parseTags(expression);
    return tags => node.evaluate(tags);
  } catch (error) {
    const reason = String((error as Error).message)
      .replace(/\s+/g, ' ')
      .replace(/\.$/, '');
    throw new InputError(`--tags "${expression}": ${reason}; allowed are tags with and, or, not and parentheses`);
  }
}

function splitLines(given: string): { place: string; lines: number[] } {
  const match = /^(.*?)((?::\d+)+)$/.exec(given);
  if (!match) return { place: given, lines: [] };
  return { place: match[1], lines: match[2].slice(1).split(':').map(Number) };
}

function featureFiles(place: string): string[] {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (!stat) throw new InputError(`${place}: no such file or folder`);
  if (/[*?[\]{}]/.test(place)) throw new InputError(`${place}: the path may not contain any of * ? [ ] { }`);
  if (!stat.isDirectory()) {
    if (!place.endsWith('.feature'))
      throw new InputError(`${place}: not a feature file; its name must end in .feature`);
    return [path.normalize(place)];
  }
  return filesBelow(place)
    .filter(file => file.endsWith('.feature'))
    .sort()
    .map(file => path.join(place, file));
}

function filesBelow(folder: string): string[] {
  try {
    return fs.readdirSync(folder, { recursive: true }) as string[];
  } catch (error) {
    throw new InputError(`cannot read ${folder}: ${(error as Error).message}`);
  }
}

function readFeature(file: string, errors: string[]): Placed[] {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  try {
    const text = fs.readFileSync(file, 'utf8');
    const document = parser.parse(text);
    const pickles = compile({ ...document, uri: file }, file, newId);
    return place(document, pickles, file, text.split('\n').length, errors);
  } catch (error) {
    errors.push(...parseErrors(error as Error & { errors?: Error[] }, file));
    return [];
  }
}

/** Gherkin's `(12:3): expected: #EOF, …, got '…'` as one line with file and line. */
function parseErrors(error: Error & { errors?: Error[] }, file: string): string[] {
  return (error.errors ?? [error]).map(({ message }) => {
    const match = /^\((\d+):\d+\): (.*)$/s.exec(message);
    return match
      ? `${file}:${match[1]}: ${plain(match[2].replace(/\s+/g, ' '))}`
      : `${file}: ${message.split('\n')[0]}`;
  });
}

/** What Gherkin's parser calls the lines it would take, as one writes them. */
const LINES: Record<string, string> = {
  EOF: 'the end',
  Language: '# language:',
  TagLine: '@tags',
  FeatureLine: 'Feature:',
  BackgroundLine: 'Background:',
  ScenarioLine: 'Scenario:',
  RuleLine: 'Rule:',
  ExamplesLine: 'Examples:',
  StepLine: 'a step',
  DocStringSeparator: '"""',
  TableRow: 'a row of a table',
  Comment: '# a comment',
  Empty: 'an empty line',
  Other: 'any text',
};

function plain(message: string): string {
  const language = /^Language not supported: (.*)$/.exec(message)?.[1];
  if (language !== undefined) return `there are no steps in the language ${language} (allowed: en, zh-CN)`;
  const [, expected, got] = /^expected: (.*?), got '(.*)'$/.exec(message) ?? [];
  if (expected === undefined) return message;
  const allowed = expected.split(', ').map(name => LINES[name.slice(1)] ?? name);
  return `'${got}' is not allowed here (allowed: ${allowed.join(', ')})`;
}

function place(
  document: GherkinDocument,
  pickles: readonly Pickle[],
  file: string,
  lines: number,
  errors: string[],
): Placed[] {
  const scenarios = scenariosOf(document);
  const { scenarioOutline } = dialects[document.feature?.language ?? 'en'];
  const starts = scenarios.map(scenario => scenario.tags[0]?.location.line ?? scenario.location.line);
  return scenarios.flatMap((scenario, index) => {
    const end = starts[index + 1] ?? lines + 1;
    const rowLines = new Set(scenario.examples.flatMap(examples => examples.tableBody.map(row => row.location.line)));
    const own = pickles.filter(pickle => pickle.astNodeIds[0] === scenario.id);
    const isOutline = scenario.examples.length > 0 || scenarioOutline.includes(scenario.keyword);
    if (scenario.steps.length === 0) errors.push(`${file}:${scenario.location.line}: this scenario has no steps`);
    else if (isOutline && rowLines.size === 0) {
      errors.push(`${file}:${scenario.location.line}: this scenario outline has no examples`);
    }
    return own.map((pickle, row): Placed => {
      const line = pickle.location?.line ?? scenario.location.line;
      const allTags = pickle.tags.map(tag => tag.name);
      const id = allTags.find(tag => tag.startsWith('@id:'))?.slice(4) ?? '';
      return {
        id: pickle.astNodeIds.length > 1 ? `${id}/${row + 1}` : id,
        name: pickle.name,
        file,
        line,
        tags: allTags.filter(tag => !tag.startsWith('@id:')),
        allTags,
        scenarioLine: scenario.location.line,
        names: wanted => (rowLines.has(wanted) ? wanted === line : wanted >= starts[index] && wanted < end),
      };
    });
  });
}

function scenariosOf(document: GherkinDocument): Scenario[] {
  const children = document.feature?.children ?? [];
  return children
    .flatMap(child => child.rule?.children ?? [child])
    .flatMap(child => (child.scenario ? [child.scenario] : []));
}

function select(entries: Placed[], file: string, lines: number[]): Placed[] {
  if (lines.length === 0) return entries;
  return lines.flatMap(line => {
    const named = entries.filter(entry => entry.names(line));
    if (named.length === 0) {
      const places = entries.map(entry => entry.line).join(', ');
      throw new InputError(`${file}:${line}: no scenario is on this line; there is one on each of: ${places}`);
    }
    return named;
  });
}

/** Each scenario has one identifier, and no other scenario has it. */
function checkIdentifiers(entries: Placed[], errors: string[]): void {
  const owners = new Map<string, string>();
  const checked = new Set<string>();
  for (const { file, scenarioLine, allTags } of entries) {
    const at = `${file}:${scenarioLine}`;
    if (checked.has(at)) continue;
    checked.add(at);
    const ids = allTags.filter(tag => tag.startsWith('@id:'));
    if (ids.length !== 1) errors.push(`${at}: a scenario needs exactly one @id: tag, this one has ${ids.length}`);
    for (const id of ids) {
      if (owners.has(id)) errors.push(`${at}: ${id} is taken by ${owners.get(id)}`);
      owners.set(id, at);
    }
  }
}
