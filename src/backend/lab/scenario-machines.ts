/** Gives each scenario a machine of its own, in which nothing has happened before. */
import { useSystem } from '../kernel/system';
import type { GuestSystem } from './guest-system';
import { openGuest, openGuestWith } from './open';

export class ScenarioMachines {
  readonly #version: string;
  #guest: GuestSystem | null = null;

  /** A first one is there at once, for who asks what does not depend on a scenario. */
  constructor(version: string) {
    this.#version = version;
    this.#begin();
  }

  /** Makes the first thing of a scenario. */
  first<T>(make: () => T): T {
    this.end();
    this.#begin();
    return make();
  }

  /** The same for what is made the same way each time: by its name a machine is kept that has it already. */
  kept<T>(name: string, make: () => T): T {
    this.end();
    const { guest, made } = openGuestWith(this.#version, name, make);
    this.#guest = guest;
    return made;
  }

  /** The scenario is over. */
  end(): void {
    this.#guest?.end();
    this.#guest = null;
  }

  #begin(): void {
    this.#guest = openGuest(this.#version);
    useSystem(this.#guest);
  }
}
