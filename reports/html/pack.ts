/** What the page holds: an index that is read at once, and the requirements in chunks that are read when one is opened. */
import { gzipSync } from 'node:zlib';
import type { Campaign, Coverage, Family, Implementation, Outcome, Report, Requirement } from '../model';
import { stateDiagram } from '../pictures/states';
import { DRAWN, type Drawn } from '../pictures/ways';

export interface PageIndex {
  ctspec: string;
  started: string;
  implementations: Implementation[];
  rows: Row[];
  coverage: PageCoverage;
  campaigns: Campaign[];
  packets: number;
  /** State diagrams as SVG. */
  diagrams: Record<Drawn, string>;
}

/** What the matrix shows of a requirement. */
export interface Row {
  id: string;
  name: string;
  feature: string;
  file: string;
  line: number;
  folder: string;
  tags: string[];
  families: Family[];
  /** In the order of the implementations; null where it was not run. */
  outcomes: (Outcome | null)[];
  known: boolean;
  divergent: boolean;
  /** The fullest that the table was, as a part of its limit; null without a limit. */
  peak: { entries: number; max: number } | null;
}

/** Like `Coverage`, requirements by their position. */
export type PageCoverage = {
  [Kind in keyof Coverage]: (Omit<Coverage[Kind][number], 'requirements'> & { rows: number[] })[];
};

/** So many requirements are unpacked together. */
export const CHUNK = 50;

export async function packIndex(report: Report): Promise<string> {
  const { ctspec, started, implementations, requirements, campaigns, coverage } = report;
  const positions = new Map(requirements.map(({ id }, at) => [id, at]));
  const withRows = <T extends { requirements: string[] }>({ requirements: ids, ...rest }: T) => ({
    ...rest,
    rows: ids.map(id => positions.get(id)!),
  });
  const index: PageIndex = {
    ctspec,
    started,
    implementations,
    rows: requirements.map(requirement => rowOf(requirement, implementations)),
    coverage: {
      transitions: coverage.transitions.map(withRows),
      verdicts: coverage.verdicts.map(withRows),
      reasons: coverage.reasons.map(withRows),
    },
    campaigns,
    packets: requirements.flatMap(({ results }) => results).reduce((sum, { packets }) => sum + packets.length, 0),
    diagrams: await allDiagrams(),
  };
  return pack(index);
}

let drawnOnce: Promise<PageIndex['diagrams']> | null = null;

/** The same for every report. */
function allDiagrams(): Promise<PageIndex['diagrams']> {
  drawnOnce ??= drawAll();
  return drawnOnce;
}

async function drawAll(): Promise<PageIndex['diagrams']> {
  const protocols = Object.keys(DRAWN) as Drawn[];
  const drawn = await Promise.all(protocols.map(async protocol => [protocol, await stateDiagram(protocol)] as const));
  return Object.fromEntries(drawn) as PageIndex['diagrams'];
}

export function packChunks({ requirements }: Report): string[] {
  const chunks: string[] = [];
  for (let at = 0; at < requirements.length; at += CHUNK) chunks.push(pack(requirements.slice(at, at + CHUNK)));
  return chunks;
}

function rowOf(requirement: Requirement, implementations: readonly Implementation[]): Row {
  const { id, name, feature, file, line, folder, tags, families, results, known, divergence } = requirement;
  const outcomeOn = (implementation: string) => results.find(each => each.implementation === implementation)?.outcome;
  return {
    id,
    name,
    feature,
    file,
    line,
    folder,
    tags,
    families,
    outcomes: implementations.map(each => outcomeOn(each.name) ?? null),
    known: known !== null,
    divergent: divergence.length > 0,
    peak: peakOf(requirement),
  };
}

function peakOf({ results }: Requirement): Row['peak'] {
  const limited = results.flatMap(({ occupancy }) => occupancy).filter(({ max }) => max > 0);
  if (limited.length === 0) return null;
  const fullest = limited.reduce((one, other) => (other.entries / other.max > one.entries / one.max ? other : one));
  return { entries: fullest.entries, max: fullest.max };
}

function pack(value: unknown): string {
  return gzipSync(JSON.stringify(value), { level: 9 }).toString('base64');
}
