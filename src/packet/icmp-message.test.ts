import { test } from 'node:test';
import { expect } from 'chai';
import { ICMP_MESSAGES } from './icmp';
import { buildIcmp, fixedLength, Icmp, parseIcmp, printIcmp, reduceIcmp } from './icmp-message';
import { ICMPV6_MESSAGES } from './icmpv6';
import { fromHex, toHex } from './wire';

function print(type: number, code: number, body: string): string {
  const bytes = buildIcmp({ type, code, body: fromHex(body) }, null);
  return printIcmp(reduceIcmp(parseIcmp(bytes)!, null).fields, ICMP_MESSAGES, quoted => `quoted ${toHex(quoted)}`);
}

test('An echo request gets its checksum', () => {
  expect(toHex(buildIcmp({ type: 8, body: fromHex('0001000270696e67') }, null))).to.equal('0800192c0001000270696e67');
});

test('Messages print with the names of their fields and codes', () => {
  expect(print(8, 0, '0001000270696e67')).to.equal('echo-request id 1 seq 2 "ping"');
  expect(print(17, 0, '00010002ffffff00')).to.equal('address-mask-request id 1 seq 2 mask 255.255.255.0');
  expect(print(3, 4, '00000578aabb')).to.equal('unreachable frag-needed mtu 1400 {quoted aabb}');
  expect(print(5, 1, 'c0000201aabb')).to.equal('redirect host gateway 192.0.2.1 {quoted aabb}');
  expect(print(3, 99, '00000000')).to.equal('unreachable code 99');
});

test('What a message has no words for prints by its number', () => {
  expect(print(99, 3, '01020304616263')).to.equal('type 99 code 3 rest 0x01020304 len 3');
  expect(print(3, 1, 'ff000000aabb')).to.equal('type 3 code 1 rest 0xff000000 0xaabb');
  expect(print(13, 0, '00010002')).to.equal('type 13 code 0 rest 0x00010002');
});

test('The tables hold no name, type or word twice, and no field over another', () => {
  for (const messages of [ICMP_MESSAGES, ICMPV6_MESSAGES]) {
    expect(new Set(messages.map(message => message.name)).size).to.equal(messages.length);
    expect(new Set(messages.map(message => message.type)).size).to.equal(messages.length);
    for (const { codes, fields } of messages) {
      expect(new Set([...codes, ...fields.map(field => field.word)]).size).to.equal(codes.length + fields.length);
    }
  }
  const advert = ICMPV6_MESSAGES.find(message => message.name === 'router-advert')!;
  expect([fixedLength(advert), Icmp.LENGTH as number]).to.deep.equal([16, 8]);
});
