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
  const scenes = isScenario ? await ofScenario(file, Number(packet)) : [ofCapture(file, Number(packet), options)];
  try {
    const stories = await Promise.all(
      scenes.map(({ make, place }, at) =>
        storyOf(make, at === 0 ? `Packet ${packet} of ${file}${place}` : `What came of it${place}`),
      ),
    );
    process.stdout.write(`${foldLines(stories.map(lines => lines.join('\n')).join('\n\n'))}\n`);
  } catch (error) {
    if (error instanceof CaptureError || error instanceof InputError) throw new InputError(`${file}: ${error.message}`);
    throw error;
  }
}

/** A router that a packet comes to; `place` names it where there are several. */
interface Scene {
  make: MakeStage;
  place: string;
}

function ofCapture(file: string, packet: number, { helper, sysctl }: ExplainOptions): Scene {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${(error as Error).message.split(',')[0]}`);
  }
  const rules = helper.map(helperRuleOf);
  const values = Object.entries(sysctlAssignments(sysctl));
  const make = async () =>
    stageOfCapture(bytes, packet, simulation => {
      const sysctls = new Sysctls(simulation);
      for (const [name, value] of values) sysctls.set(name, value);
      for (const rule of rules) assignHelper(simulation, rule);
    });
  return { make, place: '' };
}

/** In a network, a scene for each router that the packet, or what came of it, has come to. */
async function ofScenario(file: string, packet: number): Promise<Scene[]> {
  const script = await scriptOfScenario(file);
  if (!('routers' in script)) return [{ make: () => stageOfScript(script, packet), place: '' }];
  const { routers, packets } = script;
  if (packet > packets.length) {
    throw new InputError(`${file}: there is no packet ${packet} (allowed: 1 to ${packets.length})`);
  }
  return packets[packet - 1].map(({ router, number }) => ({
    make: () => stageOfScript(routers[router], number),
    place: ` at ${router}`,
  }));
}
