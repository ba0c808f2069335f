/** Lengths of time as scenarios write them: `30`, `30s`, `30 seconds`, `5 days`, `250 ms`, `30 秒`. */
import { InputError } from '../../src/errors';

const SECONDS: Record<string, number> = {
  ms: 0.001,
  millisecond: 0.001,
  毫秒: 0.001,
  s: 1,
  second: 1,
  秒: 1,
  min: 60,
  minute: 60,
  分钟: 60,
  h: 3600,
  hour: 3600,
  小时: 3600,
  d: 86400,
  day: 86400,
  天: 86400,
};

/** Seconds; a bare number counts them. */
export function parseDuration(text: string): number {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?) ?([a-z]+|[^\x20-\x7e]+)?$/.exec(text) ?? [];
  const seconds = SECONDS[unit] ?? SECONDS[unit.replace(/s$/, '')];
  if (number === undefined || seconds === undefined) {
    throw new InputError(`"${text}" is no length of time (allowed: a number and ms, s, min, h or d)`);
  }
  return Number(number) * seconds;
}
