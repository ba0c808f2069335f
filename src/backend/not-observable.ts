/** A backend cannot show what is asked of it: the scenario neither passes nor fails there. The message says why. */
export class NotObservable extends Error {
  override readonly name = 'NotObservable';
}
