/** What a run beside a kernel is tried at: moments that decide something are among them. */
import { test } from 'node:test';
import { expect } from 'chai';
import { buildPacket, parsePacket } from '../src/packet/notation';
import { otherMoments } from './moments';
import { USUAL_TABLE } from './scenario';
import type { Workload } from './workload';
import { simulationFor, World } from './world';

const syn = (to: string) =>
  ({
    kind: 'packet',
    device: 'c0',
    bytes: buildPacket(parsePacket(`tcp 192.0.2.11:40000 > ${to}:80 S 0:0(0)`)),
  }) as const;

/** The second SYN comes when the first one's entry has just expired, and has its address if NAT still knows that one. */
const workload: Workload = {
  router: {
    ...USUAL_TABLE,
    sysctls: [],
    helpers: [],
    translations: [],
    rulesets: [
      'table ip n {\n chain c {\n type nat hook postrouting priority 100;\n snat to 198.51.100.77-198.51.100.79\n }\n}\n',
    ],
  },
  events: [syn('198.51.100.11'), { kind: 'wait', seconds: 120.3 }, syn('198.51.100.10')],
};

/** The last byte of the address that the second SYN leaves with. */
function secondSource({ workload: events, simulate }: { workload: Workload; simulate: typeof simulationFor }): number {
  const world = new World(events, simulate);
  const sources: number[] = [];
  world.simulation.router.onTransmit = (_, bytes) => sources.push(bytes[15]);
  world.finish();
  return sources[1];
}

test('Where no time passes a jiffy does before each packet, and that is all', () => {
  const [only, ...others] = otherMoments(workload, simulationFor, false);
  expect(others).to.deep.equal([]);
  expect(only.workload.events.filter(event => event.kind === 'wait')).to.have.length(4);
});

test('Garbage is collected before the second packet, and is not', () => {
  const sources = new Set([...otherMoments(workload, simulationFor, true)].map(secondSource));
  expect([...sources]).to.have.members([77, 78]);
});

test('Timers fire as they do: a router that begins later finds the wheel as it was', () => {
  const waits = [...otherMoments(workload, simulationFor, true)].map(each => each.workload.events[0]);
  for (const wait of waits) expect(wait.kind === 'wait' && (wait.seconds * 250) % 2 ** 14).to.equal(0);
});
