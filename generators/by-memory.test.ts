/** What is known to be decided by memory that nobody has written. */
import { test } from 'node:test';
import { expect } from 'chai';
import { buildPacket, parsePacket } from '../src/packet/notation';
import { isByMemory, isOfNoAddress } from './by-memory';
import { USUAL_TABLE } from './scenario';
import { World } from './world';

const bytes = (text: string) => buildPacket(parsePacket(text));

test('A description that names no address is known by its owner', () => {
  const sent = (owner: string) => ({
    device: 's0',
    bytes: bytes(`udp 192.0.2.10:1 > 198.51.100.10:5060 "PRACK\\r\\n\\r\\nv=0\\r\\no=a 1 1 ${owner}\\r\\n"`),
  });
  expect(isOfNoAddress(sent('IN IP4 0.0.0.0'))).to.equal(true);
  expect(isOfNoAddress(sent('IN IP6 ::'))).to.equal(true);
  expect(isOfNoAddress(sent('IN IP4 10.0.0.0'))).to.equal(false);
  expect(isOfNoAddress(sent('IN IP4 0.0.0.01'))).to.equal(false);
});

test('A question to a whole network is asked again while answers to the first may come', () => {
  const packet = (to: string) =>
    ({ kind: 'packet', device: 'lo', bytes: bytes(`udp 192.0.2.1:1024 > ${to}:137`) }) as const;
  const world = new World({
    router: {
      ...USUAL_TABLE,
      sysctls: [],
      helpers: [{ name: 'netbios-ns', protocol: 'udp', port: 137 }],
      translations: [],
      rulesets: [],
    },
    events: [
      packet('192.0.2.255'),
      packet('192.0.2.10'),
      packet('192.0.2.255'),
      { kind: 'wait', seconds: 4 },
      packet('192.0.2.255'),
    ],
  });
  const told: boolean[] = [];
  world.finish(() => told.push(isByMemory(world, [])));
  expect(told).to.deep.equal([false, false, true, false, false]);
});
