/** What one scenario does to its router, taken from a run of it. */
import type { Envelope } from '@cucumber/messages';
import type { Workload } from '../../generators/workload';
import { WORKLOAD_TYPE } from '../../reports/attachment';
import { InputError } from '../errors';
import { readCatalogue } from './catalogue';
import { runScenarios } from './run_features';

/** `place` is FILE:LINE. Throws `InputError` unless it is one scenario whose router is set up as a workload can be. */
export async function workloadOf(place: string): Promise<Workload> {
  const selection = readCatalogue([place]);
  if (selection.entries.length !== 1) {
    throw new InputError(`${place}: there are ${selection.entries.length} scenarios (allowed: FILE:LINE of one)`);
  }
  let told: string | undefined;
  const listener = ({ attachment }: Envelope) => {
    if (attachment?.mediaType === WORKLOAD_TYPE) told = attachment.body;
  };
  await runScenarios(selection, { backend: 'simulator', workload: true, listener });
  if (told === undefined)
    throw new InputError(`${place}: it sends no packet, or sets its router up as no workload can`);
  const { router, events } = JSON.parse(told);
  return { router, events: events.map(revived) };
}

function revived(event: { bytes?: string }): Workload['events'][number] {
  const bytes = event.bytes === undefined ? undefined : new Uint8Array(Buffer.from(event.bytes, 'hex'));
  return { ...event, ...(bytes && { bytes }) } as Workload['events'][number];
}
