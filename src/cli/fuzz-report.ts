/** What `ctspec fuzz` says: properties, progress, what was done, what was covered. */
import type { CampaignPlan, CampaignState } from '../../generators/campaign';
import { COVERABLE, type CoverageKind, KIND_TITLES } from '../../generators/coverable';
import { type CoverageCounts, summarise } from '../../generators/coverage';
import type { Property } from '../../generators/property';
import { InputError } from '../errors';

/** At least so much of one kind must be covered. */
export interface CoverageNeed {
  readonly kind: CoverageKind;
  readonly percent: number;
}

export function propertyList(properties: readonly Property[]): string {
  return properties.map(({ name, about, source }) => `${name}\n  ${about}\n  Source: ${source}\n`).join('\n');
}

/** Reads `90` and `transitions=90`. Throws InputError. */
export function coverageNeeds(texts: readonly string[]): CoverageNeed[] {
  const kinds = Object.keys(COVERABLE) as CoverageKind[];
  return texts.flatMap(text => {
    const [, kind, number] = /^(?:(\w+)=)?(\d+(?:\.\d+)?)$/.exec(text) ?? [];
    const percent = Number(number);
    const named = kinds.filter(each => kind === undefined || each === kind);
    if (percent <= 100 && named.length > 0) return named.map(each => ({ kind: each, percent }));
    throw new InputError(
      `--require-coverage ${text}: allowed is a percentage, or KIND=PERCENT with ${kinds.join(', ')} for KIND`,
    );
  });
}

export function progressText({ runs, packets, seconds, coverage }: CampaignState): string {
  const rate = seconds > 0 ? Math.round(packets / seconds) : 0;
  const covered = summarise(coverage).map(({ kind, reached, all }) => `${kind} ${reached}/${all}`);
  return `${count(runs, 'run')}, ${count(packets, 'packet')}, ${rate} packets/s; ${covered.join(', ')}`;
}

export function summaryText(
  { runs, packets, seconds, failure }: CampaignState,
  { property, seed }: CampaignPlan,
  interrupted: boolean,
): string {
  const done = `${count(runs, 'run')} of seed ${seed}, ${count(packets, 'packet')}`;
  const what = property ?? 'every property';
  const found = failure ? `${failure.violation.invariant} is broken` : `${what} holds`;
  return `${interrupted ? 'stopped after ' : ''}${done}: ${found}; ${seconds.toFixed(2)} s\n`;
}

/** What was covered, beside what had to be; what is missing is named where it is too much. */
export function coverageText(
  coverage: CoverageCounts,
  needs: readonly CoverageNeed[],
): { text: string; isEnough: boolean } {
  let isEnough = true;
  const lines = summarise(coverage).flatMap(({ kind, reached, all, missing }) => {
    const percent = Math.max(0, ...needs.filter(need => need.kind === kind).map(need => need.percent));
    const line = `  ${KIND_TITLES[kind].padEnd(40)} ${String(reached).padStart(3)} of ${all}`;
    if ((100 * reached) / all >= percent) return [line];
    isEnough = false;
    return [`${line}, less than the ${percent} % required; missing:`, ...missing.map(each => `    ${each}`)];
  });
  return { text: ['covered:', ...lines, ''].join('\n'), isEnough };
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
