/** The kernel worker: started in a network namespace of its own, it keeps routers and does with them what it is told. */

import { NotObservable } from '../not-observable';
import { machines } from './choose-system';
import type { Answer, Call } from './protocol';
import { KernelRouter } from './router';

const routers = new Map<number, KernelRouter>();

async function perform({ router: number, method, arguments: given, options }: Call): Promise<unknown> {
  if (method === 'open') {
    routers.set(number, open(options));
    return null;
  }
  const router = routers.get(number);
  if (!router) throw new Error(`there is no router ${number}`);
  if (method === 'close') routers.delete(number);
  const result = await (router[method] as (...all: unknown[]) => unknown)(...given);
  if (method === 'close' && routers.size === 0) machines?.end();
  return result;
}

/** A machine on which no router can be made shows nothing; that is no defect of ours. */
function open(options: Call['options']): KernelRouter {
  try {
    const make = () => new KernelRouter(options);
    const isUsual = Object.values(options ?? {}).every(each => each === undefined);
    return machines && routers.size === 0 ? machines.first(make, isUsual ? 'router' : null) : make();
  } catch (error) {
    if (isLost(error)) throw error;
    throw new NotObservable(`no router can be made here: ${(error as Error).message}`);
  }
}

/** Whether a guest of the lab has ended. */
function isLost(error: unknown): boolean {
  return (error as Error).name === 'GuestEnded';
}

async function answer(call: Call): Promise<Answer> {
  try {
    return { id: call.id, result: await perform(call) };
  } catch (error) {
    const { name, message } = error as Error;
    return { id: call.id, error: { name, message } };
  }
}

process.on('message', async (call: Call) => {
  const said = await answer(call);
  if (!process.connected) return;
  // A worker without its guest can do nothing more; the next scenario gets another.
  process.send!(said, () => {
    if (said.error && isLost(said.error)) process.exit(1);
  });
});
process.on('disconnect', () => process.exit());
// An interrupt from the terminal reaches both processes; the run decides what follows.
process.on('SIGINT', () => {});
