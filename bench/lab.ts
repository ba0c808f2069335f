/** The lab's speed, on the newest kernel that is installed there. */
import { labFindings } from '../src/backend/lab/needs';
import { installedKernels } from '../src/backend/lab/store';
import { mixedPackets, oneSetUp, onRouter, repeat } from './kernel';
import { print } from './report';

const PACKETS = 1000;
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
  const perPacket = (work: Parameters<typeof onRouter>[0]) =>
    repeat(RUNS, async () => ((await onRouter(work, kernel)) * 1000) / PACKETS);
  const observed = await perPacket(async router => {
    for (const { device, bytes } of packets) await router.inject(device, bytes);
  });
  print({ what: 'a packet with full observation', values: observed, unit: 'µs', target: 333 });
  const classified = await perPacket(router => router.classify(packets));
  print({ what: 'a packet of a replay, classified', values: classified, unit: 'µs', target: 100 });
  const days = await repeat(RUNS, async () => (await onRouter(router => router.advance(FIVE_DAYS), kernel)) / 1000);
  print({ what: 'five days', values: days, unit: 's', target: 10 });
}
