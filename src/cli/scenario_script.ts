/** What one scenario does to its router, or to several, taken from a run of it. */
import type { Envelope } from '@cucumber/messages';
import { SCRIPT_TYPE } from '../../reports/attachment';
import { type NetworkScript, readScript, type Script } from '../backend/script';
import { InputError } from '../errors';
import { readCatalogue } from './catalogue';
import { runScenarios } from './run_features';

/** `place` is FILE:LINE. Throws `InputError` unless it is one scenario that has a router. */
export async function scriptOfScenario(place: string): Promise<Script | NetworkScript> {
  const selection = readCatalogue([place]);
  if (selection.entries.length !== 1) {
    throw new InputError(`${place}: there are ${selection.entries.length} scenarios (allowed: FILE:LINE of one)`);
  }
  let told: string | undefined;
  const listener = ({ attachment }: Envelope) => {
    if (attachment?.mediaType === SCRIPT_TYPE) told = attachment.body;
  };
  await runScenarios(selection, { backend: 'simulator', script: true, listener });
  if (told === undefined) throw new InputError(`${place}: nothing happens to a router in it`);
  return readScript(told);
}
