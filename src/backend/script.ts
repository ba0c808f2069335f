/** What has been done to a router, in order, so that it can be done to another once more. */
import type { Backend, RouterOptions } from './backend';

/** The methods of a backend that change its router. */
const DEEDS = [
  'setSysctl',
  'addCallback',
  'loadRuleset',
  'assignHelper',
  'handleQueue',
  'inject',
  'decide',
  'remove',
  'removeAddress',
  'takeDown',
  'advance',
] as const satisfies readonly (keyof Backend)[];
type Deed = (typeof DEEDS)[number];

export type Call = { [deed in Deed]: readonly [deed, ...Parameters<Backend[deed]>] }[Deed];

export interface Script {
  readonly options: RouterOptions;
  readonly calls: Call[];
}

/** Writes down what is done to `backend` from here on. What it does to itself meanwhile is not. */
export function scriptOf(backend: Backend, options: RouterOptions): Script {
  const calls: Call[] = [];
  let isBusy = false;
  for (const deed of DEEDS) {
    const perform = backend[deed].bind(backend) as (...args: unknown[]) => Promise<unknown>;
    const noted = async (...args: unknown[]) => {
      if (isBusy) return perform(...args);
      calls.push([deed, ...args] as unknown as Call);
      isBusy = true;
      try {
        return await perform(...args);
      } finally {
        isBusy = false;
      }
    };
    Object.assign(backend, { [deed]: noted });
  }
  return { options, calls };
}

/** Does once more what a call of a script did. */
export async function perform(backend: Backend, [deed, ...args]: Call): Promise<void> {
  await (backend[deed] as (...args: unknown[]) => Promise<unknown>)(...args);
}

/** A script as text, and back. */
export function writeScript(script: Script): string {
  return JSON.stringify(script, (_, value) =>
    value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value,
  );
}

export function readScript(text: string): Script {
  return JSON.parse(text, (_, value) =>
    typeof value?.hex === 'string' ? new Uint8Array(Buffer.from(value.hex, 'hex')) : value,
  );
}
