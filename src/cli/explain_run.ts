/** The work behind `ctspec explain`. */
import { readFileSync } from 'node:fs';
import { type MakeStage, stageOfCapture, stageOfScript } from '../../reports/explain/stage';
import { storyOf } from '../../reports/explain/story';
import { InputError } from '../errors';
import { CaptureError } from '../packet/pcap';
import { Sysctls } from '../sysctl';
import type { ExplainOptions } from './explain';
import { foldLines } from './fold';
import { assignHelper, helperRuleOf, sysctlAssignments } from './replay_setup';
import { scriptOfScenario } from './scenario_script';

export async function explain(file: string, packet: string, options: ExplainOptions): Promise<void> {
  if (!/^[1-9]\d{0,8}$/.test(packet)) throw new InputError(`packet ${packet}: allowed is a number from 1`);
  const isScenario = /\.feature(:\d+)?$/.test(file);
  const make = isScenario ? await ofScenario(file, Number(packet)) : ofCapture(file, Number(packet), options);
  try {
    process.stdout.write(`${foldLines((await storyOf(make, `Packet ${packet} of ${file}`)).join('\n'))}\n`);
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
  return async () =>
    stageOfCapture(bytes, packet, simulation => {
      const sysctls = new Sysctls(simulation);
      for (const [name, value] of values) sysctls.set(name, value);
      for (const rule of rules) assignHelper(simulation, rule);
    });
}

async function ofScenario(place: string, packet: number): Promise<MakeStage> {
  const script = await scriptOfScenario(place);
  return () => stageOfScript(script, packet);
}
