/**
 * The divergences that are known, by the scenario's identifier, each with its reason; `SCENARIO on kernel:6.1` is one of
 * that kernel alone.
 */
import fs from 'node:fs';
import path from 'node:path';
import { InputError } from '../errors';

export type Known = Map<string, string>;

/** Those of these kernels. Throws an `InputError` for a file that cannot be read, and for a divergence without a reason. */
export function readKnown(given: string | undefined, kernels: readonly string[]): Known {
  const file = given ?? path.join('features', 'known-divergences.json');
  if (given === undefined && !fs.existsSync(file)) return new Map();
  let content: unknown;
  try {
    content = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`${file}: ${(error as Error).message}`);
  }
  const known = Object.entries(content as object);
  const unreasoned = known.find(([, reason]) => typeof reason !== 'string' || reason.trim() === '');
  if (unreasoned) throw new InputError(`${file}: ${unreasoned[0]} has no reason; allowed is {"SCENARIO": "REASON"}`);
  return new Map(
    known
      .map(([key, reason]) => [...key.split(' on '), reason])
      .filter(parts => parts.length === 2 || kernels.includes(parts[1]))
      .map(parts => [parts[0], parts.at(-1)!]),
  );
}
