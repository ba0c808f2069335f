/** What has been done to a router, in order, so that it can be done to another once more. */
import type { Backend, RouterOptions } from './backend';
import type { Network } from './network';
import type { NetworkPlan } from './network-plan';

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

/** What has been done to several routers: to each by itself, what came from the others included. */
export interface NetworkScript {
  readonly routers: Record<string, Script>;
  /** Of each packet of the scenario: where it came along, in that order. */
  readonly packets: Visit[][];
}

/** A packet at one router of several. */
export interface Visit {
  router: string;
  /** Counted from 1, among the packets that came to this router. */
  number: number;
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

/** Writes down what is done to the routers of a network from here on, and by which of them its packets come. */
export function scriptOfNetwork(network: Network, plan: NetworkPlan): NetworkScript {
  const scripts = [...network.routers].map(([name, router]) => [name, scriptOf(router, plan.optionsOf(name))] as const);
  const packets: Visit[][] = [];
  const come = new Map<string, number>();
  const inject = network.inject.bind(network);
  network.inject = async (device, datagram) => {
    const observation = await inject(device, datagram);
    const visits = [observation, ...(observation.further ?? [])].map(({ router }) => {
      const number = (come.get(router!) ?? 0) + 1;
      come.set(router!, number);
      return { router: router!, number };
    });
    packets.push(visits);
    return observation;
  };
  return { routers: Object.fromEntries(scripts), packets };
}

/** Does once more what a call of a script did. */
export async function perform(backend: Backend, [deed, ...args]: Call): Promise<void> {
  await (backend[deed] as (...args: unknown[]) => Promise<unknown>)(...args);
}

/** A script as text, and back. */
export function writeScript(script: Script | NetworkScript): string {
  return JSON.stringify(script, (_, value) =>
    value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value,
  );
}

export function readScript(text: string): Script | NetworkScript {
  return JSON.parse(text, (_, value) =>
    typeof value?.hex === 'string' ? new Uint8Array(Buffer.from(value.hex, 'hex')) : value,
  );
}
