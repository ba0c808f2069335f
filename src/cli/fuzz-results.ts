/** The folder of a campaign: how far it has come, so that it can be taken up again. */
import fs from 'node:fs';
import path from 'node:path';
import { type CampaignPlan, type CampaignState, newCampaign } from '../../generators/campaign';
import { InputError } from '../errors';

const packageJson: { version: string } = require('../../package.json');

const FILE = 'campaign.json';

/** What the file holds. */
export interface Kept {
  version: string;
  property: string | null;
  seed: number;
  state: CampaignState;
}

export class Results {
  readonly #file: string;
  readonly #kept: Kept | null;
  /** Goes on from what is kept. */
  readonly state: CampaignState;
  #plan: CampaignPlan | null = null;

  constructor(folder: string) {
    this.#file = path.join(folder, FILE);
    this.#kept = readCampaign(folder);
    this.state = this.#kept?.state ?? newCampaign();
  }

  /** The seed of the campaign that is kept here. */
  get seed(): number | undefined {
    return this.#kept?.seed;
  }

  /** Throws InputError when what is kept is of another campaign. */
  begin(plan: CampaignPlan): void {
    this.#plan = plan;
    if (!this.#kept) return;
    const { version, property, seed } = this.#kept;
    const differs =
      (version !== packageJson.version && `ctspec ${version}`) ||
      (property !== plan.property && `the property ${property ?? 'of all kinds'}`) ||
      (seed !== plan.seed && `seed ${seed}`);
    if (differs) throw new InputError(`${this.#file} is of a campaign with ${differs}: name another folder for --out`);
  }

  keep(state: CampaignState): void {
    const { property, seed } = this.#plan!;
    fs.mkdirSync(path.dirname(this.#file), { recursive: true });
    // Renamed into place, so that half a file is never all there is.
    const partial = `${this.#file}.partial`;
    fs.writeFileSync(partial, `${JSON.stringify({ version: packageJson.version, property, seed, state }, null, 2)}\n`);
    fs.renameSync(partial, this.#file);
  }
}

export function openResults(folder: string): Results {
  return new Results(folder);
}

/** What a folder keeps of a campaign; null for nothing. Throws InputError for what cannot be read. */
export function readCampaign(folder: string): Kept | null {
  const file = path.join(folder, FILE);
  if (!fs.existsSync(file)) return null;
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    throw new InputError(`${file} cannot be read as the state of a campaign`);
  }
}
