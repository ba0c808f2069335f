/** How a scenario ends early: because something expected is not so, or because it cannot be seen. */
import type { Capability } from '../../src/backend/backend';

/** The behaviour is not as the scenario states; the message is a report for people. */
export class ExpectationError extends Error {
  override readonly name = 'ExpectationError';
}

/** The backend lacks what the scenario needs: the scenario is neither passed nor failed. */
export class NotObservable extends Error {
  constructor(backend: string, missing: Capability[]) {
    super(`not observable: the backend ${backend} lacks ${missing.join(', ')}`);
  }
}
