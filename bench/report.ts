/** How the benchmark measures and prints: medians, beside the target each is held against. */

/** One figure: the median of its runs, in the unit of the target. */
export interface Figure {
  what: string;
  values: number[];
  unit: string;
  /** The median is to be at most this; null for a figure without one. */
  target: number | null;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

export function print({ what, values, unit, target }: Figure): void {
  const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3)).padStart(7);
  const spread =
    values.length > 1 ? ` (${number(Math.min(...values)).trim()} to ${number(Math.max(...values)).trim()})` : '';
  const held =
    target === null ? '' : `${median(values) <= target ? 'meets' : 'MISSES'} the target of ${target} ${unit}`;
  console.log(`${what.padEnd(58)}${number(median(values))} ${unit.padEnd(8)}${spread.padEnd(20)} ${held}`);
}

/** Runs `task` and returns its seconds. */
export function seconds(task: () => void): number {
  const started = process.hrtime.bigint();
  task();
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** Seconds of `runs` runs of `task`, behind one that does not count. */
export function timed(runs: number, task: () => void): number[] {
  task();
  return Array.from({ length: runs }, () => seconds(task));
}
