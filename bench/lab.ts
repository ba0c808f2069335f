/** The lab's speed, on the newest kernel that is installed there. */
import type { Telling } from '../src/backend/kernel/reporting';
import { labFindings } from '../src/backend/lab/needs';
import { installedKernels } from '../src/backend/lab/store';
import { mixedPackets, oneSetUp, onRouter, repeat, type Work } from './kernel';
import { print } from './report';

/** A replay lasts: what is measured is its pace once QEMU has translated what the kernel runs. */
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
  const packets = mixedPackets(PACKETS);
  const perPacket = (telling: Telling, work: Work) =>
    repeat(RUNS, async () => ((await onRouter(work, kernel, telling)) * 1000) / PACKETS);
  const observed = await perPacket('all', async router => {
    for (const { device, bytes } of packets) await router.inject(device, bytes);
  });
  print({ what: 'a packet with full observation', values: observed, unit: 'µs', target: null });
  const single = await perPacket('classes', async router => {
    for (const packet of packets) await router.classify([packet]);
  });
  print({ what: 'a packet classified, one by one', values: single, unit: 'µs', target: 333 });
  const classified = await perPacket('classes', router => router.classify(packets));
  print({ what: 'a packet of a replay, classified', values: classified, unit: 'µs', target: 100 });
  const days = await repeat(RUNS, async () => (await onRouter(router => router.advance(FIVE_DAYS), kernel)) / 1000);
  print({ what: 'five days', values: days, unit: 's', target: 10 });
}
