/** The kernel worker: started in a network namespace of its own, it keeps routers and does with them what it is told. */
import { NotObservable } from '../not-observable';
import { machines } from './choose-system';
import { HostLock } from './host-lock';
import { FOLDER, HostSettings, recoverHostSettings } from './host-settings';
import { guest } from './machine';
import type { Answer, Call } from './protocol';
import { KernelRouter } from './router';

const routers = new Map<number, KernelRouter>();
const [, , version, right] = process.argv;
const lock = version ? null : new HostLock(FOLDER);
if (right) recoverHostSettings(lock!);
const host = right === 'host-settings' ? new HostSettings(lock!) : null;
const machine = version ? guest : host;

type Kind = Pick<Call, 'options' | 'telling'>;

async function perform({ router: number, method, arguments: given, ...kind }: Call): Promise<unknown> {
  if (method === 'open') {
    await open(number, kind);
    return null;
  }
  const router = routers.get(number);
  if (!router) throw new Error(`there is no router ${number}`);
  if (method === 'close') {
    routers.delete(number);
    // With its machine goes all that a router holds open there.
    if (machines && routers.size === 0) machines.end();
    else router.close();
    leave();
    return null;
  }
  return await (router[method] as (...all: unknown[]) => unknown)(...given);
}

function routerOf({ options, telling = 'all' }: Kind): KernelRouter {
  const make = () => new KernelRouter(options, machine, telling);
  if (!machines || routers.size > 0) return make();
  const isUsual = Object.values(options ?? {}).every(each => each === undefined);
  if (!isUsual) return machines.first(make);
  return machines.kept(`router-${telling}`, () => {
    const router = make();
    router.startTools();
    return router;
  });
}

/** A machine on which no router can be made shows nothing; that is no defect of ours. */
async function open(number: number, kind: Kind): Promise<void> {
  await lock?.share();
  try {
    routers.set(number, routerOf(kind));
  } catch (error) {
    leave();
    if (isLost(error)) throw error;
    throw new NotObservable(`no router can be made here: ${(error as Error).message}`);
  }
}

/** With the last router of a scenario its settings of the machine go. */
function leave(): void {
  if (!lock?.leave()) return;
  host?.restore();
  lock.release();
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
process.on('exit', () => host?.restore());
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit());
// An interrupt from the terminal reaches both processes; the run decides what follows.
process.on('SIGINT', () => {});
