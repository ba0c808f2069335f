/** What differential runs leave out; what they compare, campaigns show. */
import { test } from 'node:test';
import { expect } from 'chai';
import { buildPacket, parsePacket } from '../src/packet/notation';
import { isRefused } from './differential';

const isLeftOut = (device: string, text: string) =>
  isRefused({ kind: 'packet', device, bytes: buildPacket(parsePacket(text)) });

test('What a raw socket refuses or changes is left out, and only of local processes', () => {
  const refused = [
    'raw 600000000014064020010db800010000000000000000000120010db80001',
    'raw 45000014',
    'raw 11',
    'udp 192.0.2.1:1 > 224.0.0.1:2 len 4',
    'udp [2001:db8:1::1]:1 > [ff02::1]:2 len 4',
    'udp 192.0.2.1:1 > 192.0.2.10:2 len 1600',
    'udp 192.0.2.1:1 > 192.0.2.10:2 len 8 (ihl 4)',
    'udp 192.0.2.1:1 > 192.0.2.10:2 len 8 (len 20)',
    'ip 192.0.2.1 > 192.0.2.10 proto 17 0x0001000200100000 (frag 0+)',
  ];
  for (const text of refused) {
    expect(isLeftOut('lo', text), text).to.equal(true);
    expect(isLeftOut('c0', text), text).to.equal(false);
  }
  for (const text of [
    'udp 192.0.2.1:1 > 192.0.2.10:2 len 8',
    'ip 192.0.2.1 > 192.0.2.10 proto 17 0x0001000200100000 (frag 0+, id 7)',
    'udp [2001:db8:1::1]:1 > [2001:db8:1::10]:2 len 8',
  ]) {
    expect(isLeftOut('lo', text), text).to.equal(false);
  }
});
