/** Packets that are classified alone, many at once: alike to those of which all is told, and none is taken for another. */
import { test } from 'node:test';
import { expect } from 'chai';
import { Hook } from '../../netfilter/hooks';
import { buildPacket, parsePacket } from '../../packet/notation';
import { NotObservable } from '../not-observable';
import { kernelAccess } from './access';
import type { Classification } from './classification';
import { apart } from './end-mark';
import { KernelBackend } from './kernel';
import type { LogRecord } from './nflog';
import { REPORT_GROUP } from './reporting';
import type { Injection } from './wire';

const access = kernelAccess();
const skip = 'reason' in access ? `NOT OBSERVABLE HERE: ${access.reason}: ${access.remedy}` : false;

let sequence = 0;
const record = (prefix: string, inDevice: number): LogRecord => ({
  group: REPORT_GROUP,
  hook: Hook.PREROUTING,
  family: 2,
  prefix,
  inDevice,
  outDevice: 0,
  sequence: sequence++,
  payload: new Uint8Array(0),
});
const words = (parts: LogRecord[][]) => parts.map(part => part.map(({ prefix }) => prefix).join(' '));

test('The records of a packet end at a mark, or where the next arrives from outside', () => {
  const [first, second] = [record('arrived', 2), record('NEW ORIGINAL', 2)];
  const back = [record('arrived', 1), record('NEW ORIGINAL', 1)];
  const next = [record('arrived', 3), record('INVALID', 3)];
  const end = record('end', 0);
  const all = [...next, end, first, second, ...back];
  expect(words(apart(all, ['arrival', 'mark']))).to.deep.equal([
    'arrived NEW ORIGINAL arrived NEW ORIGINAL',
    'arrived INVALID',
  ]);
  expect(() => apart(all, ['mark'])).not.to.throw();
  expect(() => apart(all, ['arrival', 'arrival', 'mark'])).to.throw('of 3 packets there are the log records of 2');
  expect(() => apart([...all, record('arrived', 2)], ['mark'])).to.throw('behind the last end mark');
});

const C = '192.0.2.10';
const S = '198.51.100.10';
const PACKETS: readonly [device: string, text: string][] = [
  ['c0', `udp ${C}:1 > ${S}:2 len 8`],
  ['s0', `udp ${S}:2 > ${C}:1 len 8`],
  ['c0', `tcp ${C}:1 > ${S}:2 S 0:0(0) bad-checksum`],
  ['c0', `udp ${C}:1 > ${S}:2 len 8 (ttl 1)`],
  ['c0', `udp ${C}:1 > 192.0.2.1:2 len 8`],
  ['c0', `tcp ${C}:1 > 192.0.2.1:2 S 0:0(0) win 9`],
  ['c0', `icmp ${C} > 192.0.2.1 echo-request id 1 seq 1`],
  ['c0', `udp ${C}:1 > 192.0.2.77:5 len 8`],
  ['c0', `udp ${C}:9 > ${S}:9 len 64 (frag 7:40@0+)`],
  ['c0', `udp [2001:db8:1::10]:1 > [2001:db8:2::10]:2 len 8`],
  ['c0', `udp ${C}:9 > ${S}:9 len 64 (frag 7:32@40)`],
  ['lo', `udp 192.0.2.1:3 > ${C}:4 len 8`],
  ['c0', `udp ${C}:4 > 192.0.2.1:3 len 8`],
  ['lo', 'udp 192.0.2.1:3 > 192.0.2.1:4 len 8'],
  ['c0', `tcp ${C}:5 > ${S}:2 S 0:0(0) win 9`],
  ['s0', `tcp ${S}:2 > ${C}:5 S. 0:0(0) ack 1 win 9`],
  ['c0', `tcp ${C}:6 > ${S}:2 . 5:5(0) ack 1 win 9`],
];

function injections(): Injection[] {
  const all = PACKETS.map(([device, text]) => ({ device, bytes: buildPacket(parsePacket(text)) }));
  // Of these no rule is told: a header whose checksum is wrong, and one that is cut off.
  const unseen = [all[0].bytes.with(10, 1), all[0].bytes.slice(0, 12)];
  return [...all, ...unseen.map(bytes => ({ device: 'c0', bytes })), all[1], all[0]];
}

type Class = Pick<Classification, 'ctstate' | 'ctdir' | 'verdict' | 'reason'>;
const classOf = ({ ctstate, ctdir, verdict, reason }: Class): Class => ({ ctstate, ctdir, verdict, reason });

async function onRouter<T>(telling: 'all' | 'classes', work: (router: KernelBackend) => Promise<T>): Promise<T> {
  const router = new KernelBackend({}, 'kernel', false, telling);
  try {
    return await work(router);
  } finally {
    await router.close();
  }
}

test('Packets are classified alone as where all is told of them', { skip }, async () => {
  const told = await onRouter('all', async router => {
    const classes: Class[] = [];
    for (const { device, bytes } of injections()) classes.push(classOf(await router.inject(device, bytes)));
    return classes;
  });
  expect(new Set(told.map(({ verdict }) => verdict))).to.deep.equal(new Set(['ACCEPT', 'DROP', 'STOLEN']));
  for (const telling of ['classes', 'all'] as const) {
    const together = await onRouter(telling, router => router.classify(injections()));
    expect(together.map(classOf), telling).to.deep.equal(told);
  }
  const single = await onRouter('classes', async router => {
    const classes: Class[] = [];
    for (const each of injections()) classes.push(classOf((await router.classify([each]))[0]));
    return classes;
  });
  expect(single).to.deep.equal(told);
});

test('A router that classifies alone says so to whoever asks for more', { skip }, async () => {
  await onRouter('classes', async router => {
    const [{ device, bytes }] = injections();
    for (const asked of [() => router.inject(device, bytes), () => router.events(), () => router.expectationEvents()]) {
      const error = await asked().catch((thrown: Error) => thrown);
      expect(error).to.be.instanceOf(NotObservable);
    }
    await router.classify(injections());
    expect((await router.entries()).length).to.be.greaterThan(3);
  });
});

test('Nothing arrives by an interface that was taken down, and what comes by others is told apart', {
  skip,
}, async () => {
  await onRouter('classes', async router => {
    await router.takeDown('c0');
    const classes = await router.classify(injections());
    expect(
      classes.filter((_, at) => injections()[at].device === 'c0').every(({ ctstate }) => ctstate === null),
    ).to.equal(true);
  });
});
