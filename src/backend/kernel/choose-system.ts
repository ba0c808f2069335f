/**
 * Chooses the system that a kernel worker works with: guests of the lab where it was given a version, otherwise this
 * machine. It is imported before all that asks for a system.
 */
import type { ScenarioMachines } from '../lab/scenario-machines';

const [, , version] = process.argv;

/** The guests, one a scenario; null where this machine is worked with. */
export const machines: ScenarioMachines | null = version ? guestsOf(version) : null;

function guestsOf(version: string): ScenarioMachines {
  const lab = require('../lab/scenario-machines') as typeof import('../lab/scenario-machines');
  return new lab.ScenarioMachines(version);
}
