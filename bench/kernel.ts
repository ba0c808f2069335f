/** The kernel backend's speed: a scenario's set-up, and packets with all that is seen of them (500 µs are 2,000 a second). */

import { kernelAccess } from '../src/backend/kernel/access';
import { KernelBackend } from '../src/backend/kernel/kernel';
import type { Telling } from '../src/backend/kernel/reporting';
import { buildPacket, parsePacket } from '../src/packet/notation';
import { print } from './report';

const PACKETS = 10_000;
const RUNS = 5;
const SETUPS = 50;

/** Prints the figures, or why there are none. */
export async function benchKernel(): Promise<void> {
  const access = kernelAccess();
  if ('reason' in access) {
    console.log(`kernel backend: not observable here (${access.reason}: ${access.remedy})`);
    return;
  }
  console.log(`kernel backend: ${access.description}`);
  await oneSetUp();
  print({ what: 'set-up of a scenario', values: await repeat(SETUPS, () => oneSetUp()), unit: 'ms', target: 50 });
  const packets = mixedPackets();
  const observe = async (router: KernelBackend) => {
    for (const { device, bytes } of packets) await router.inject(device, bytes);
  };
  const classify = async (router: KernelBackend) => void (await router.classify(packets));
  const perPacket = (telling: Telling, work: Work) =>
    repeat(RUNS, async () => ((await onRouter([work], 'kernel', telling))[0] * 1000) / PACKETS);
  print({ what: 'a packet with full observation', values: await perPacket('all', observe), unit: 'µs', target: 500 });
  const classified = await perPacket('classes', classify);
  print({ what: 'a packet of a replay, classified', values: classified, unit: 'µs', target: null });
}

/** Milliseconds until a new router has answered. */
export async function oneSetUp(kernel = 'kernel'): Promise<number> {
  const started = performance.now();
  const router = new KernelBackend({}, kernel);
  await router.now();
  const milliseconds = performance.now() - started;
  await router.close();
  return milliseconds;
}

export type Work = (router: KernelBackend) => Promise<unknown>;

/** Milliseconds that each work takes on a new router, one after another; `telling`: how much is told of its packets. */
export async function onRouter(works: readonly Work[], kernel = 'kernel', telling: Telling = 'all'): Promise<number[]> {
  const router = new KernelBackend({}, kernel, false, telling);
  await router.now();
  const milliseconds: number[] = [];
  for (const work of works) {
    const started = performance.now();
    await work(router);
    milliseconds.push(performance.now() - started);
  }
  await router.close();
  return milliseconds;
}

export async function repeat<T>(times: number, measure: () => Promise<T>): Promise<T[]> {
  const values: T[] = [];
  for (let i = 0; i < times; i++) values.push(await measure());
  return values;
}

/** Handshakes, datagrams both ways, echoes and INVALID segments, of both families. */
export function mixedPackets(all = PACKETS): { device: string; bytes: Uint8Array }[] {
  const [client, server] = ['192.0.2.10', '198.51.100.10'];
  const flow = (port: number): [device: string, text: string][] => [
    ['c0', `tcp ${client}:${port} > ${server}:80 S 0:0(0) win 64240 <mss 1460,sackOK,nop,ws 7>`],
    ['s0', `tcp ${server}:80 > ${client}:${port} S. 0:0(0) ack 1 win 64240`],
    ['c0', `tcp ${client}:${port} > ${server}:80 . 1:1(0) ack 1 win 64240`],
    ['c0', `tcp ${client}:${port} > ${server}:80 P. 1:501(500) ack 1 win 64240`],
    ['s0', `tcp ${server}:80 > ${client}:${port} R. 1:1(0) ack 501 win 0`],
    ['c0', `udp ${client}:${port} > ${server}:53 len 40`],
    ['s0', `udp ${server}:53 > ${client}:${port} len 200`],
    ['c0', `icmp ${client} > ${server} echo-request id ${port} seq 1`],
    ['c0', `udp [2001:db8:1::10]:${port} > [2001:db8:2::10]:53 len 40`],
    ['c0', `tcp ${client}:${port} > ${server}:80 S 0:0(0) bad-checksum`],
  ];
  return Array.from({ length: all / 10 }, (_, i) => flow(1024 + i))
    .flat()
    .map(([device, text]) => ({ device, bytes: buildPacket(parsePacket(text)) }));
}
