/**
 * The calls of a system that were done while something was made, and what each answered.
 *
 * A machine that was saved behind them has all that they have made, so they need not be done again: whoever makes the
 * same once more is given the same answers, and then goes on in that machine.
 */
import type { System } from '../kernel/system';

interface Done {
  /** The call and what it was given. */
  asked: string;
  answer: unknown;
}

export type Journal = Done[];

/** What is made now is not what was made then. */
export class StaleJournal extends Error {
  override readonly name = 'StaleJournal';
}

/** A system that notes what it does. */
export function recording(system: System, journal: Journal): System {
  return eachCall(system, (name, given, call) => {
    const asked = requestOf(name, given);
    const answer = call();
    journal.push({ asked, answer });
    return answer;
  });
}

/** Calls `make` with a system that answers as another did, to the last of what that has noted. */
export function replaying<T>(system: System, journal: Journal, make: (system: System) => T): T {
  let at = 0;
  const made = make(
    eachCall(system, (name, given) => {
      const done = journal[at++];
      if (done?.asked !== requestOf(name, given)) throw new StaleJournal();
      return done.answer;
    }),
  );
  if (at < journal.length) throw new StaleJournal();
  return made;
}

function eachCall(system: System, does: (name: PropertyKey, given: unknown[], call: () => unknown) => unknown): System {
  return new Proxy(system, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => does(name, given, () => member.apply(target, given));
    },
  });
}

function requestOf(name: PropertyKey, given: unknown[]): string {
  return JSON.stringify([name, ...given], (_key, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
}
