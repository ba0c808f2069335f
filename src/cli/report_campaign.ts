/** A fuzz campaign, as `ctspec fuzz --out` has kept it, for a report. */
import fs from 'node:fs';
import path from 'node:path';
import { KIND_TITLES } from '../../generators/coverable';
import { summarise } from '../../generators/coverage';
import { KERNEL } from '../../generators/differential';
import { PROPERTIES } from '../../generators/property';
import type { Campaign } from '../../reports/model';
import { isKernel } from '../backend/kernel-name';
import { InputError } from '../errors';
import { readCampaign } from './fuzz-results';

/** Throws an `InputError` for a folder that holds none. */
export function campaignIn(folder: string): Campaign {
  const kept = readCampaign(folder);
  if (kept === null)
    throw new InputError(`${folder}: no campaign is kept there (allowed: a folder of ctspec fuzz --out)`);
  const { state, property, seed, version } = kept;
  const broken = state.failure?.violation.invariant;
  return {
    folder,
    ctspec: version,
    seed,
    properties: PROPERTIES.filter(({ name }) =>
      property === null ? name !== KERNEL.name : name === property || (isKernel(property) && isKernel(name)),
    ).map(({ name, about, source }) => ({ name, about, source, broken: name === broken })),
    runs: state.runs,
    packets: state.packets,
    seconds: state.seconds,
    coverage: summarise(state.coverage).map(({ kind, ...rest }) => ({ title: KIND_TITLES[kind], ...rest })),
    counterexamples: counterexamples(folder, state.failure?.violation),
  };
}

/** Those that lie beside it as features, each named by the property it breaks. */
function counterexamples(
  folder: string,
  violation?: { invariant: string; message: string },
): Campaign['counterexamples'] {
  const files = fs.readdirSync(folder).filter(name => name.endsWith('.feature'));
  return files.sort().map(file => {
    const name = path.basename(file, '.feature');
    const message = violation && name.startsWith(violation.invariant) ? violation.message : null;
    return { name, message, feature: fs.readFileSync(path.join(folder, file), 'utf8') };
  });
}
