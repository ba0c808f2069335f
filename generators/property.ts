/** The properties of a campaign, by name: each invariant, the reference model, the kernel. */
import { isKernel } from '../src/backend/kernel-name';
import { InputError } from '../src/errors';
import { differences, KERNEL } from './differential';
import { INVARIANTS } from './invariants';
import { MODEL } from './model-trial';
import { EVERY_ONE, runWorkload, type Turns, type Violation } from './run-workload';
import type { Workload } from './workload';
import { type Simulate, simulationFor } from './world';

export interface Property {
  readonly name: string;
  readonly about: string;
  readonly source: string;
}

/** No workload makes the simulator itself fail: checked along with every other property. */
export const CRASH: Property = {
  name: 'crash',
  about: 'Whatever comes in, the simulator goes on: a router does not fall over a packet.',
  source: 'robustness',
};

/** Every property there is, in the order they are checked. */
export const PROPERTIES: readonly Property[] = [CRASH, ...INVARIANTS, MODEL, KERNEL];

/** The property of this name; throws InputError where there is none. */
export function propertyNamed(name: string): Property {
  const found = PROPERTIES.find(each => each.name === (isKernel(name) ? KERNEL.name : name));
  if (found) return found;
  throw new InputError(`unknown property "${name}" (allowed: ${PROPERTIES.map(each => each.name).join(', ')})`);
}

/** Among all others: to run a workload several times, or to read a packet as text, costs more than all the rest. */
const AMONG_OTHERS: Turns = { packets: { workloads: 20, events: 25 }, workloads: 100 };

/** Checks a workload: what is broken first, or null. */
export type Check = (workload: Workload) => Violation | null | Promise<Violation | null>;

/** The check of one property; of all that need nothing but the simulator where none is named. */
export function checkOf(property: string | null, simulate: Simulate = simulationFor): Check {
  if (property !== null && isKernel(property)) return workload => differences(workload, simulate, property);
  const invariants = INVARIANTS.filter(({ name }) => property === null || name === property);
  const turns = property === null ? AMONG_OTHERS : EVERY_ONE;
  return workload => {
    try {
      return runWorkload(workload, { invariants, turns, simulate });
    } catch (error) {
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return { invariant: CRASH.name, message: message.split('\n')[0], event: workload.events.length - 1 };
    }
  };
}
