/**
 * A scenario's tags `@since:` and `@until:` claim of which versions of Linux it holds, and that it does not hold of the
 * others. Both are found out where the version is known: on another version the scenario must fail.
 */
import { simulatedVersion } from '../../src/backend/kernel-name';
import { releaseOf } from '../../src/backend/release';
import { excludedBy, versionOf } from '../../src/versions';

export class Claim {
  readonly #version: string | null;
  readonly #excluding: string[];
  readonly #leavesToChance: boolean;
  #isBroken = false;

  constructor(backend: string, tags: readonly string[]) {
    this.#leavesToChance = tags.includes('@chance');
    const release = releaseOf(backend);
    this.#version = release === null ? (simulatedVersion(backend) ?? null) : versionOf(release);
    this.#excluding = this.#version === null ? [] : excludedBy(tags, this.#version);
  }

  /** Notes that an expectation was not met. Returns what is to be said of it where none was to be met on this version. */
  broken(): string | null {
    if (this.#excluding.length === 0) return null;
    this.#isBroken = true;
    return `Linux ${this.#version} does otherwise, as ${this.#tags} says`;
  }

  /** What is to be said of a scenario that has held to its end where it should not have; where chance decides, it may. */
  heldWrongly(): string | null {
    if (this.#excluding.length === 0 || this.#isBroken || this.#leavesToChance) return null;
    return `it holds of Linux ${this.#version} as well, against its tag ${this.#tags}`;
  }

  get #tags(): string {
    return this.#excluding.join(' ');
  }
}
