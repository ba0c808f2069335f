import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { buildPacket, parsePacket } from '../../src/packet/notation';
import { dissect } from './dissect';

const PACKETS: Record<string, string[]> = {
  'tcp 192.0.2.10:1024 > 198.51.100.10:80 S 0:0(0) win 64240 <mss 1460,sackOK,ws 7>': [
    'IPv4 source 192.0.2.10',
    'TCP source port 1024',
    'TCP flags SYN',
    'TCP window 64240',
    'TCP option: maximum segment size 1460',
    'TCP option: window scale 7',
  ],
  'udp [2001:db8:1::10]:5 > [2001:db8:2::10]:53 "abc"': ['IPv6 hop limit 64', 'UDP length 11', 'data data 3 bytes'],
  'icmp 198.51.100.10 > 192.0.2.10 unreachable port {udp 192.0.2.10:4000 > 198.51.100.10:53 len 8}': [
    'ICMP type 3',
    'quoted IPv4 destination 198.51.100.10',
    'quoted UDP destination port 53',
  ],
  'icmp 192.0.2.10 > 198.51.100.10 echo-request id 7 seq 1 len 4': ['ICMP identifier 7', 'data data 4 bytes'],
  'sctp 192.0.2.10:5000 > 198.51.100.10:36412 tag 0x22222222 COOKIE ECHO "cook"': [
    'SCTP verification tag 0x22222222',
    'SCTP chunk COOKIE ECHO, flags 0, 8 bytes',
  ],
};

test('the fields of a datagram are told with their values', () => {
  for (const [text, expected] of Object.entries(PACKETS)) {
    const lines = dissect(buildPacket(parsePacket(text))).map(({ layer, name, value }) => `${layer} ${name} ${value}`);
    expect(lines, text).to.include.members(expected);
  }
});

test('each byte of a whole datagram belongs to a field', () => {
  for (const text of Object.keys(PACKETS)) {
    const bytes = buildPacket(parsePacket(text));
    const covered = new Set(dissect(bytes).flatMap(({ at, length }) => Array.from({ length }, (_, i) => at + i)));
    expect(covered.size, text).to.equal(bytes.length);
  }
});

test('whatever the bytes are, fields lie within them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), fc.constantFrom(0x45, 0x60, 0x4f, 0), (bytes, first) => {
      if (bytes.length > 0 && first !== 0) bytes[0] = first;
      for (const { at, length } of dissect(bytes)) {
        expect(length).to.be.greaterThan(0);
        expect(at + length).to.be.at.most(bytes.length);
      }
    }),
    { numRuns: 500 },
  );
});
