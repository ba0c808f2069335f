import { test } from 'node:test';
import { expect } from 'chai';
import { put16, put32 } from '../../packet/bytes';
import { Family, Protocol } from '../../packet/packet';
import { toHex } from '../../packet/wire';
import { streamPorts } from './amanda';
import { parseDcc } from './irc-parse';
import { parsePptp } from './pptp-parse';
import { CONTACT, CSEQ, expiresOf, findHeader, HeaderWalk, transportOf } from './sip-headers';
import { commonAddress, sdpMedia } from './sip-sdp';
import { numberAt, portAt, sdpAddressAt, sipAddressAt } from './sip-text';
import { addressesIn } from './snmp-parse';

const bytes = (text: string) => Uint8Array.from(text, character => character.charCodeAt(0));

test('an offer of IRC tells where its numbers stand', () => {
  const text = 'PRIVMSG bob :\x01DCC SEND a 3221225994  5000\x01\r\n';
  const offer = parseDcc(bytes(`xx${text}`), 2, text.length + 2).next().value!;
  expect(offer).to.include({ address: 0xc000020a | 0, port: 5000 });
  expect(text.slice(offer.offset, offer.offset + offer.length)).to.equal('3221225994  5000');
});

test('an offer of IRC must end within the segment, and have room for its numbers', () => {
  const text = 'PRIVMSG bob :\x01DCC SEND file 3221225994 5000\x01\n';
  expect([...parseDcc(bytes(text), 0, text.length - 1)]).to.deep.equal([null]);
  expect([...parseDcc(bytes('PRIVMSG bob :\x01DCC SEND f 1 2\x01\n'), 0, 31)]).to.deep.equal([]);
});

test('the streams of Amanda are read one by one, from a line that may change its length meanwhile', () => {
  let payload = bytes('x\nCONNECT DATA 99 INDEX 2002\nMESG 7\n');
  const ports = streamPorts(() => payload);
  expect(ports.next().value).to.deep.equal({ port: 99, offset: 15, length: 2 });
  payload = bytes('x\nCONNECT DATA 1024 INDEX 2002\nMESG 7\n');
  // The line is taken to end where it did.
  expect(ports.next().value).to.deep.equal({ port: 20, offset: 26, length: 2 });
  expect(ports.next().done).to.equal(true);
});

test('a message of PPTP must have its type’s length', () => {
  const message = new Uint8Array(32);
  put16(message, 2, 1);
  put32(message, 4, 0x1a2b3c4d);
  put16(message, 8, 8);
  put16(message, 12, 2);
  put16(message, 14, 1);
  message[16] = 1;
  expect(parsePptp(message, 0, 32)).to.deep.equal({ type: 8, callId: 2, peerCallId: 1, result: 1 });
  expect(parsePptp(message, 0, 31)).to.equal(null);
  put16(message, 2, 2);
  expect(parsePptp(message, 0, 32)).to.equal(null);
});

test('numbers of SIP are 32 bits or none', () => {
  expect(numberAt('4294967295 ', 0)).to.deep.equal({ value: 4294967295, after: 10 });
  for (const text of ['4294967296', '000000000001', 'x'])
    expect(numberAt(text, 0), text).to.include({ value: 0, after: 0 });
});

test('addresses of SIP stand in brackets where they are IPv6, those of SDP do not', () => {
  expect(sipAddressAt('192.0.2.10:5060', 0, Family.IPV4)).to.include({ after: 10 });
  for (const text of ['192.0.2.300', '192.0.2', '192.0.2.1.', '192.0.2.1a']) {
    expect(sipAddressAt(text, 0, Family.IPV4), text).to.equal(null);
  }
  expect(sipAddressAt('[2001:db8::1]:5060', 0, Family.IPV6)).to.include({ after: 13 });
  expect(sipAddressAt('2001:db8::1', 0, Family.IPV6)).to.equal(null);
  expect(sdpAddressAt('2001:db8::1\r\n', 0, Family.IPV6)).to.include({ after: 11 });
});

test('a port of SIP lies between 1024 and 65535, and is not the last of the text', () => {
  expect(portAt(':5070>', 0)).to.deep.equal({ port: 5070, after: 5 });
  expect(portAt('>', 0)).to.deep.equal({ port: 5060, after: 0 });
  for (const text of [':80>', ':65536>', ':005070>', ':>', ':5070', '']) expect(portAt(text, 0), text).to.equal(null);
});

test('a header of SIP begins a line, may go on in the next, and has a short name', () => {
  const text = 'X\r\nxCSeq: 1\r\n CSeq: 2\r\ncseq :\r\n 3 INVITE\r\n';
  const cseq = findHeader(text, 0, CSEQ, Family.IPV4)!;
  expect(text.slice(cseq.at, cseq.at + cseq.length)).to.equal('3');
  expect(findHeader('X\r\nm: sip:192.0.2.1>', 0, CONTACT, Family.IPV4)).to.include({ ok: true, at: 10 });
  expect(findHeader('X\r\nmore: sip:192.0.2.1>', 0, CONTACT, Family.IPV4)).to.equal(null);
});

test('contacts are walked through, those left out that cannot be read', () => {
  const unread = 'X\r\nContact: <sip:a@example.org>, <sip:192.0.2.9>\r\n';
  const read = 'Contact: <sip:a@192.0.2.1:5070>;expires=5, <sip:c@example.org>, <sip:b@192.0.2.2>;transport=tcp\r\n';
  const text = unread + read;
  const walk = new HeaderWalk(text, CONTACT, Family.IPV4);
  const first = walk.next()!;
  expect(text.slice(first.at, first.at + first.length)).to.equal('192.0.2.1:5070');
  expect(expiresOf(text, first.at + first.length)).to.equal(5);
  walk.at = first.at + first.length;
  const second = walk.next()!;
  expect(text.slice(second.at, second.at + second.length)).to.equal('192.0.2.2');
  expect(expiresOf(text, second.at + second.length)).to.equal(undefined);
  expect(transportOf(text, second.at + second.length, Protocol.UDP)).to.equal(null);
  expect(transportOf(text, second.at + second.length, Protocol.TCP)).to.equal(Protocol.TCP);
  walk.at = second.at + second.length;
  expect(walk.next()).to.equal(null);
});

test('a session description names at most three streams', () => {
  const lines = [
    'X',
    '',
    'v=0',
    'c=IN IP4 192.0.2.1',
    ...Array.from({ length: 4 }, (_, n) => `m=audio ${5000 + n} RTP/AVP 0`),
    '',
  ];
  const text = lines.join('\r\n');
  const common = commonAddress(text, 0, Family.IPV4);
  const media = [...sdpMedia({ text }, 0, common, Family.IPV4)];
  expect(media.map(each => 'port' in each && each.port)).to.deep.equal([5000, 5001, 5002]);
});

test('a message of SNMP tells where its addresses stand, and what is no message is refused', () => {
  const message = (version: number, variables: string) => {
    const list = `30${hex(variables.length / 2)}${variables}`;
    const pdu = `020101020100020100${list}`;
    const head = `0201${hex(version)}040470756273a2${hex(pdu.length / 2)}`;
    return Uint8Array.from(Buffer.from(`30${hex((head + pdu).length / 2)}${head}${pdu}`, 'hex'));
  };
  const hex = (number: number) => number.toString(16).padStart(2, '0');
  const address = '300906032b06014002c000';
  const cases: [Uint8Array, number[] | null][] = [
    [message(1, '300b06032b06014004c000020a'), [33]],
    [message(0, '300806032b0601020107300b06032b06014004c000020a'), [43]],
    // Two values are one of each kind, and none is enough.
    [message(1, '300e06032b06010201074004c000020a'), [36]],
    [message(1, '300506032b0601'), []],
    [message(1, '308006032b060105000000'), []],
    [message(2, '300b06032b06014004c000020a'), null],
    [message(1, address), null],
    [message(1, ''), null],
    [new Uint8Array(0), null],
  ];
  for (const [bytes, addresses] of cases) expect(addressesIn(bytes), toHex(bytes)).to.deep.equal(addresses);
});
