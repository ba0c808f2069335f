/** What two routers choose as they like is not compared; all else of a packet, or of a line, is. */
import { test } from 'node:test';
import { expect } from 'chai';
import { buildPacket, parsePacket, printPacket } from '../packet/notation';
import { alikeLine, alikePacket } from './alike';

const bytes = (text: string) => buildPacket(parsePacket(text));
const ARRIVED = 'udp 192.0.2.10:1 > 198.51.100.10:2 len 4 (id 5, ttl 1, <opt 68 0x05000000000000000000>, sum 0x1234)';

function alikeError(times: string): string {
  const quoted = ARRIVED.replace('0x05000000000000000000', `0x0900${times}00000000`);
  const error = `icmp 192.0.2.1 > 192.0.2.10 time-exceeded ttl {${quoted}} (<opt 68 0x0900${times}00000000>)`;
  return printPacket(alikePacket(bytes(error), bytes(ARRIVED)));
}

test('Times that a router writes into an option are not compared, nor where an error quotes them', () => {
  expect(alikeError('00123456')).to.equal(alikeError('00654321'));
  expect(alikeError('00123456')).to.match(/opt 68 0x09000000000000000000.*opt 68 0x09000000000000000000/);
});

test('Nor is the checksum of an error that is made right again, while a wrong one stays', () => {
  const wrong = bytes(`icmp 192.0.2.1 > 192.0.2.10 time-exceeded ttl {${ARRIVED}}`);
  wrong[22] ^= 1;
  expect(printPacket(alikePacket(wrong, bytes(ARRIVED)))).to.match(/sum 0x|bad-checksum/);
  expect(alikeError('00123456')).not.to.match(/\bsum 0x.*\}.*sum|bad-checksum/);
});

test('A line about a packet of the router is told without its number, a line about another with it', () => {
  const line = (source: string) => `nf_ct_proto_6: invalid new IN= OUT=c0 SRC=${source} DST=x FLOWLBL=77 PROTO=TCP`;
  expect(alikeLine(line('2001:0db8:0001:0000:0000:0000:0000:0001'))).to.match(/FLOWLBL=0 /);
  expect(alikeLine(line('2001:0db8:0001:0000:0000:0000:0000:0010'))).to.match(/FLOWLBL=77 /);
  expect(alikeLine('x SRC=192.0.2.1 ID=9 ')).to.equal('x SRC=192.0.2.1 ID=0 ');
  expect(alikeLine('x SRC=192.0.2.10 ID=9 ')).to.equal('x SRC=192.0.2.10 ID=9 ');
});

test('The number of an answer is not compared, even where it is the one that came, and NAT gave the answer another source', () => {
  const request = bytes('icmp 192.0.2.10 > 198.51.100.10 echo-request id 0 seq 0 (id 3)');
  const reply = (id: number) => bytes(`icmp 198.51.100.10 > 192.0.2.10 echo-reply id 0 seq 0 (id ${id})`);
  expect(alikePacket(reply(3), request)).to.deep.equal(alikePacket(reply(9), request));
  const passedOn = (id: number) => bytes(`icmp 192.0.2.10 > 203.0.113.9 echo-request id 0 seq 0 (id ${id})`);
  expect(alikePacket(passedOn(3), request)).not.to.deep.equal(alikePacket(passedOn(9), request));
});
