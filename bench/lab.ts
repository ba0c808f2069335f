/** The lab's speed, on the newest kernel that is installed there. */
import type { Telling } from '../src/backend/kernel/reporting';
import type { Injection } from '../src/backend/kernel/wire';
import { labFindings } from '../src/backend/lab/needs';
import { installedKernels } from '../src/backend/lab/store';
import { mixedPackets, oneSetUp, onRouter, repeat, type Work } from './kernel';
import { print } from './report';

/** What lasts is measured at its pace once QEMU has translated what the kernel runs: behind as many packets before. */
const PACKETS = 3000;
const RUNS = 3;
const SETUPS = 10;
const FIVE_DAYS = 432_000;

/** Prints the figures, or why there are none. */
export async function benchLab(): Promise<void> {
  const missing = labFindings().find(({ ok }) => !ok);
  if (missing) {
    console.log(`kernel lab: not observable here (${missing.what}: ${missing.detail}; ${missing.remedy})`);
    return;
  }
  const { version, release } = installedKernels().at(-1)!;
  const kernel = `kernel:${version}`;
  console.log(`kernel lab: Linux ${release}`);
  await oneSetUp(kernel);
  print({ what: 'start of a scenario', values: await repeat(SETUPS, () => oneSetUp(kernel)), unit: 'ms', target: 300 });
  const packets = mixedPackets(2 * PACKETS);
  const halves = [packets.slice(0, PACKETS), packets.slice(PACKETS)];
  const perPacket = async (telling: Telling, work: (half: Injection[]) => Work) => {
    const runs = await repeat(RUNS, () => onRouter(halves.map(work), kernel, telling));
    return [0, 1].map(half => runs.map(milliseconds => (milliseconds[half] * 1000) / PACKETS));
  };
  const [, observed] = await perPacket('all', half => async router => {
    for (const { device, bytes } of half) await router.inject(device, bytes);
  });
  print({ what: 'a packet with full observation', values: observed, unit: 'µs', target: null });
  // Each has a turn of its own with the guest, and what left because of it is known before the next is sent.
  const [first, single] = await perPacket('classes', half => router => router.classify(half, true));
  print({ what: `a packet classified, one by one, the first ${PACKETS}`, values: first, unit: 'µs', target: null });
  print({ what: 'a packet classified, one by one', values: single, unit: 'µs', target: 333 });
  const [, asked] = await perPacket('classes', half => async router => {
    for (const packet of half) await router.classify([packet]);
  });
  print({ what: 'a packet classified, each asked of the worker', values: asked, unit: 'µs', target: null });
  const [, classified] = await perPacket('classes', half => router => router.classify(half));
  print({ what: 'a packet of a replay, classified', values: classified, unit: 'µs', target: 100 });
  const days = await repeat(
    RUNS,
    async () => (await onRouter([router => router.advance(FIVE_DAYS)], kernel))[0] / 1000,
  );
  print({ what: 'five days', values: days, unit: 's', target: 10 });
}
