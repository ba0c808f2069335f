/** The work behind `ctspec explain`. */
import { readFileSync } from 'node:fs';
import type { Envelope } from '@cucumber/messages';
import { WORKLOAD_TYPE } from '../../reports/attachment';
import { type MakeStage, stageOfCapture, stageOfWorkload } from '../../reports/explain/stage';
import { storyOf } from '../../reports/explain/story';
import { InputError } from '../errors';
import { CaptureError } from '../packet/pcap';
import { Sysctls } from '../sysctl';
import { readCatalogue } from './catalogue';
import type { ExplainOptions } from './explain';
import { foldLines } from './fold';
import { assignHelper, helperRuleOf, sysctlAssignments } from './replay_setup';
import { runScenarios } from './run_features';

export async function explain(file: string, packet: string, options: ExplainOptions): Promise<void> {
  if (!/^[1-9]\d{0,8}$/.test(packet)) throw new InputError(`packet ${packet}: allowed is a number from 1`);
  const isScenario = /\.feature(:\d+)?$/.test(file);
  const make = isScenario ? await ofScenario(file, Number(packet)) : ofCapture(file, Number(packet), options);
  try {
    process.stdout.write(`${foldLines(storyOf(make, `Packet ${packet} of ${file}`).join('\n'))}\n`);
  } catch (error) {
    if (error instanceof CaptureError || error instanceof InputError) throw new InputError(`${file}: ${error.message}`);
    throw error;
  }
}

function ofCapture(file: string, packet: number, { helper, sysctl }: ExplainOptions): MakeStage {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${(error as Error).message.split(',')[0]}`);
  }
  const rules = helper.map(helperRuleOf);
  const values = Object.entries(sysctlAssignments(sysctl));
  return () =>
    stageOfCapture(bytes, packet, simulation => {
      const sysctls = new Sysctls(simulation);
      for (const [name, value] of values) sysctls.set(name, value);
      for (const rule of rules) assignHelper(simulation, rule);
    });
}

/** Runs the scenario, and takes what it did to its router from it. */
async function ofScenario(file: string, packet: number): Promise<MakeStage> {
  const selection = readCatalogue([file]);
  if (selection.entries.length !== 1) {
    throw new InputError(`${file}: there are ${selection.entries.length} scenarios (allowed: FILE:LINE of one)`);
  }
  let told: string | undefined;
  const take = ({ attachment }: Envelope) => {
    if (attachment?.mediaType === WORKLOAD_TYPE) told = attachment.body;
  };
  await runScenarios(selection, { backend: 'simulator', workload: true, listener: take });
  if (told === undefined) throw new InputError(`${file}: it sends no packet, or is set up as no workload can be`);
  const { router, events } = JSON.parse(told);
  const revived = events.map((event: { bytes?: string }) =>
    event.bytes === undefined ? event : { ...event, bytes: new Uint8Array(Buffer.from(event.bytes, 'hex')) },
  );
  return () => stageOfWorkload({ router, events: revived }, packet);
}
