/**
 * Attacks the simulator that it is bundled with: the invariants and the model with generated traffic, then what the
 * kernel said of recorded workloads. Its argument is the file with those; prints as JSON what was found.
 */
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { type Account, differenceFrom, KERNEL } from '../differential';
import { MODEL } from '../model-trial';
import { CRASH } from '../property';
import { carryOut, packetsIn } from '../worker';
import { simulationFor } from '../world';

/** What finds a defect, and how many packets it took from the beginning of the attack. */
export interface Found {
  readonly property: string | null;
  readonly packets: number;
}

const SEED = 20;
const RUNS = 40;
const MODEL_RUNS = 300;

async function attack(accounts: readonly Account[]): Promise<Found> {
  let packets = 0;
  for (const { property, runs } of [
    { property: null, runs: RUNS },
    { property: MODEL.name, runs: MODEL_RUNS },
  ]) {
    const result = await carryOut({ kind: 'chunk', property, seed: SEED, runs });
    packets += result.packets;
    if (result.failure) return { property: result.failure.violation.invariant, packets };
  }
  for (const account of accounts) {
    packets += packetsIn(account.alike);
    try {
      if (differenceFrom(account, simulationFor) !== null) return { property: KERNEL.name, packets };
    } catch {
      return { property: CRASH.name, packets };
    }
  }
  return { property: null, packets };
}

const accounts: Account[] = deserialize(readFileSync(process.argv[2]));
attack(accounts).then(found => console.log(JSON.stringify(found)));
