import * as draw from '../draw';
import type { WorkloadEvent } from '../workload';

/** Stories that happen beside one another; each keeps its own order. The simplest way is one after the other. */
export function interleaved(stories: draw.Drawn<readonly (readonly WorkloadEvent[])[]>): draw.Drawn<WorkloadEvent[]> {
  return draw.tuple(stories, draw.array(draw.nat(7), { maxLength: 12 })).map(([list, turns]) => merge(list, turns));
}

/** `turns` name, again and again, how many of the unfinished stories are passed over for the next event. */
function merge(stories: readonly (readonly WorkloadEvent[])[], turns: readonly number[]): WorkloadEvent[] {
  const merged: WorkloadEvent[] = [];
  const open = stories.filter(story => story.length > 0).map(events => ({ events, at: 0 }));
  for (let turn = 0; open.length > 0; turn++) {
    const index = turns.length === 0 ? 0 : turns[turn % turns.length] % open.length;
    const story = open[index];
    merged.push(story.events[story.at++]);
    if (story.at === story.events.length) open.splice(index, 1);
  }
  return merged;
}
