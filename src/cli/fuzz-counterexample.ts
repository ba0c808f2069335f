/** A counterexample as it is shown, and written down as a scenario and a capture. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { KERNEL } from '../../generators/differential';
import { expectedByModel, MODEL } from '../../generators/model-trial';
import { propertyNamed } from '../../generators/property';
import { captureOf, featureOf, type ScenarioTexts } from '../../generators/scenario';
import type { Counterexample } from '../../generators/worker';
import type { Workload } from '../../generators/workload';
import { isKernel, labVersion } from '../backend/kernel-name';
import { count } from './fuzz-report';

const packageJson: { version: string } = require('../../package.json');

/** Where a campaign found it. */
interface Place {
  readonly seed: number;
  readonly path: string;
}

/** Writes it into a folder, and returns what is to be said of it. */
export function writeCounterexample(counterexample: Counterexample, place: Place, folder: string): string {
  const { violation, workload, events } = counterexample;
  const { name, about, source } = propertyNamed(violation.invariant);
  const command = reproduction(violation.invariant, place);
  const id = `${name}-${digest(workload)}`;
  const feature = featureOf(workload, {
    id: `fuzz-${id}`,
    feature: `Counterexample to ${name}`,
    description: [about, `Source: ${source}`, `Found by: ${command}`],
    scenario: firstSentence(about),
    linux: labVersion(violation.invariant) ?? undefined,
    ...assertions(counterexample),
  });
  const file = path.join(folder, id);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(`${file}.feature`, feature);
  fs.writeFileSync(`${file}.pcap`, captureOf(workload));
  const left = workload.events.length;
  return [
    `${violation.invariant} is broken: ${violation.message}`,
    `  ${about}`,
    `  Source: ${source}`,
    `made small, from ${count(events, 'event')} to ${left}:`,
    '',
    feature.slice(feature.indexOf('  Scenario:')),
    `scenario:  ctspec run ${file}.feature`,
    `capture:   ctspec replay ${file}.pcap`,
    `reproduce: ${command}`,
    '',
  ].join('\n');
}

/** The command that does exactly the same again. */
function reproduction(property: string, { seed, path: place }: Place): string {
  const isOther = property !== KERNEL.name;
  const what = isKernel(property)
    ? `--differential${isOther ? ` --backend ${property}` : ''}`
    : property === 'crash'
      ? ''
      : `--property ${property}`;
  return `ctspec fuzz ${what} --seed ${seed} --path ${place} # ctspec ${packageJson.version}`.replace('  ', ' ');
}

/** What the scenario states so that it fails as the property does. */
function assertions({ violation, workload, seen }: Counterexample): Pick<ScenarioTexts, 'assertions' | 'seen'> {
  if (isKernel(violation.invariant)) return { assertions: [], seen };
  if (violation.invariant !== MODEL.name) return { assertions: ['every invariant holds'] };
  const expected = expectedByModel(violation);
  const packets = workload.events.flatMap(({ kind }, at) => (kind === 'packet' ? [at] : []));
  const bySeen = new Map(packets.slice(-expected.seen.length || packets.length).map((at, i) => [at, expected.seen[i]]));
  return { assertions: expected.assertions, seen: workload.events.map((_, at) => bySeen.get(at)) };
}

/** Names the workload by what happens in it. */
function digest({ router, events }: Workload): string {
  const hash = createHash('sha256').update(JSON.stringify(router));
  for (const event of events) hash.update(event.kind === 'packet' ? event.bytes : JSON.stringify(event));
  return hash.digest('hex').slice(0, 8);
}

function firstSentence(text: string): string {
  return /^.*?(?=[.:;](?:\s|$)|$)/.exec(text)![0];
}
