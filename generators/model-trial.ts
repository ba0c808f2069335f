/** One run of commands on the reference model and on the router, told as a workload that a scenario can be made of. */
import fc from 'fast-check';
import { Disagreement, type ModelCommand } from './model/commands';
import { Model } from './model/model';
import { Real } from './model/real';
import type { Trial, Violation } from './run-workload';
import type { WorkloadEvent } from './workload';
import type { Simulate } from './world';

export const MODEL = {
  name: 'model',
  about:
    'A router and a model of it that is too simple to be wrong classify the same packets alike and know of as many connections.',
  source: 'generators/model/model.ts',
};

export function modelTrial(commands: Iterable<ModelCommand>, simulate: Simulate): Trial {
  const real = new Real(simulate);
  const { router } = real.world.workload;
  const events: WorkloadEvent[] = [];
  const give = real.world.give.bind(real.world);
  real.world.give = event => {
    events.push(event);
    return give(event);
  };
  let violation: Violation | null = null;
  try {
    fc.modelRun(() => ({ model: new Model(), real }), commands);
  } catch (error) {
    if (!(error instanceof Disagreement)) throw error;
    violation = { invariant: MODEL.name, message: error.message, event: events.length - 1 };
  }
  return { workload: { router, events }, violation };
}

/** What the model says of the last packets, or of the table, in the words of scenarios. */
export function expectedByModel({ message }: Violation): { seen: Record<string, string>[]; assertions: string[] } {
  const count = /^the model knows (\d+) connections/.exec(message);
  if (count) return { seen: [], assertions: [`the table holds ${count[1]} entries`] };
  const classes = /^the model sees (.*); the router/.exec(message)?.[1].split(', ') ?? [];
  const seen = classes.map(text => {
    const [ctstate, ctdir] = text.split(' ');
    return { ctstate, ctdir: ctdir === 'null' ? '-' : ctdir };
  });
  return { seen, assertions: [] };
}
