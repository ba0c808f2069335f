import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../errors';
import { checksum } from './checksum';
import { ICMP_MESSAGES } from './icmp';
import { ICMPV6_MESSAGES } from './icmpv6';
import { Ipv4, parseIpv4 } from './ipv4';
import { buildPacket, FlowContext, NotationError, type PacketContext, parsePacket, printPacket } from './notation';
import { CHUNKS } from './sctp-chunks';
import { parseTcp } from './tcp';

const HOSTS: Record<string, string> = {
  client: '192.0.2.10',
  server: '198.51.100.10',
  router: '192.0.2.1',
  client6: '2001:db8:1::10',
  server6: '2001:db8:2::10',
};
const ENDS = { source: '192.0.2.10', sourcePort: 40000, destination: '198.51.100.10', destinationPort: 80 };

const newContext = (): PacketContext => ({ flow: new FlowContext(ENDS), resolve: name => HOSTS[name] });
const build = (text: string, context: PacketContext = newContext()) => buildPacket(parsePacket(text), context);

test('The generated parsers are up to date with their grammars', () => {
  const { parsers } = require('../../bin/generate-parsers.js') as { parsers(): { output: string; text: string }[] };
  const found = fs.readdirSync(path.join(__dirname, '..'), { recursive: true }).map(String);
  expect(
    parsers()
      .map(({ output }) => path.basename(output, '.generated.ts'))
      .sort(),
  ).to.deep.equal(
    found
      .filter(file => file.endsWith('.peggy'))
      .map(file => path.basename(file, '.peggy'))
      .sort(),
  );
  for (const { output, text } of parsers()) {
    const isSame = fs.readFileSync(output, 'utf8') === text;
    expect(isSame, `${output}: node bin/generate-parsers.js makes it anew`).to.equal(true);
  }
});

test('Every example of the documentation is read, and every ICMP message and SCTP chunk is in its tables', () => {
  const page = fs.readFileSync(path.join(__dirname, '../../docs/notation.md'), 'utf8');
  const examples = [...page.matchAll(/^```\n([\s\S]*?)^```/gm)].flatMap(([, block]) => block.trim().split('\n'));
  const packets = examples.filter(line => !/^(column|host) /.test(line));
  expect(packets).to.have.length.above(20);
  for (const text of packets) build(text);
  for (const { name, codes, fields } of [...ICMP_MESSAGES, ...ICMPV6_MESSAGES]) {
    for (const word of [name, ...codes, ...fields.map(field => field.word)]) expect(page).to.include(`\`${word}\``);
  }
  for (const { name, fields } of CHUNKS) {
    for (const word of [name, ...fields.map(field => field.word)]) expect(page).to.include(`\`${word}\``);
  }
});

/** Notation, and how the packet it makes prints outside a flow where that differs. */
const PACKETS: [string, string?][] = [
  ['udp client:5353 > server:53 len 40', 'udp 192.0.2.10:5353 > 198.51.100.10:53 len 40'],
  ['udp 192.0.2.10:5353 > 198.51.100.10:53 "a\\r\\n\\t\\"b\\\\" no-checksum'],
  ['udp 192.0.2.10:5353 > 198.51.100.10:53 0x00ff pad 40'],
  ['udp 192.0.2.10:5353 > 198.51.100.10:53 0x00ff ulen 9 bad-checksum (ttl 1, tos 0x10, id 7, df)'],
  ['udp [2001:db8:1::10]:5353 > [2001:db8:2::10]:53 len 40 (tos 0x2, flow 0x12345)'],
  ['tcp 192.0.2.10:1 > 198.51.100.10:2 SEW 7:7(0) win 1 urg 2 <mss 1460,nop,ws 7,sackOK>'],
  ['tcp 192.0.2.10:1 > 198.51.100.10:2 . 1:3(2) ack 9 win 1 <nop,nop,sack 20:30 40:50> "hi" sum 0x1234'],
  ['tcp 192.0.2.10:1 > 198.51.100.10:2 P. 1:3(2) ack 9 win 1 <TS val 7 ecr 8,0x000000000000>'],
  ['tcp 192.0.2.10:1 > 198.51.100.10:2 . 1:101(100) ack 9 win 1 <mss 1460> trunc 60'],
  ['icmp 192.0.2.10 > 198.51.100.10 echo-request id 1 seq 2 len 56'],
  ['icmp 192.0.2.1 > 192.0.2.10 unreachable port {udp 192.0.2.10:1 > 198.51.100.10:2 len 40 trunc 28}'],
  ['icmp 192.0.2.1 > 192.0.2.10 unreachable frag-needed mtu 1400 {tcp 192.0.2.10:1 > 198.51.100.10:2 S 7:7(0) win 5}'],
  ['icmp router > client redirect host gateway router', 'icmp 192.0.2.1 > 192.0.2.10 redirect host gateway 192.0.2.1'],
  ['icmp 192.0.2.10 > 198.51.100.10 timestamp-reply id 1 seq 2 originate 3 receive 4 transmit 5'],
  ['icmp 192.0.2.10 > 198.51.100.10 type 99 code 3 rest 0x00010203 len 3'],
  ['icmp6 2001:db8:1::10 > 2001:db8:2::10 echo-reply id 1 seq 2'],
  ['icmp6 fe80::1 > ff02::1 neighbor-solicit target fe80::2 0x0101020000000001 (ttl 255)'],
  ['icmp6 2001:db8:1::1 > 2001:db8:1::10 packet-too-big mtu 1280 {udp [2001:db8:1::10]:1 > [2001:db8:2::10]:2 len 9}'],
  [
    'sctp 192.0.2.10:1 > 198.51.100.10:2 tag 0x00000000 INIT [itag 0x00000007, rwnd 1500, out 2, in 3, tsn 4] 0xc0000004',
  ],
  ['sctp 192.0.2.10:1 > 198.51.100.10:2 tag 0x00000009 COOKIE ECHO "cook"; DATA [tsn 4, flags 2] len 5 bad-checksum'],
  ['sctp [2001:db8:1::10]:1 > [2001:db8:2::10]:2 tag 0x00000009 chunk 1 len 4; SACK [clen 900] len 4 sum 0x00000002'],
  ['sctp 192.0.2.10:1 > 198.51.100.10:2 tag 0x00000009 0x0102 (ttl 7)'],
  ['sctp 192.0.2.10:1 > 198.51.100.10:2 tag 0x00000009 len 20 from 4 trunc 28'],
  ['gre 192.0.2.10 > 198.51.100.10 proto 0x6558 key 7 seq 1 checksum len 4'],
  [
    'gre 192.0.2.10 > 198.51.100.10 flags 0x4002 bad-checksum 0x01',
    'gre 192.0.2.10 > 198.51.100.10 flags 0x4002 0xb6fe000001',
  ],
  ['gre1 192.0.2.10 > 198.51.100.10 call 2 seq 1 ack 0 plen 9 len 4'],
  ['gre1 192.0.2.10 > 198.51.100.10 flags 0x3001'],
  ['ip 192.0.2.10 > 198.51.100.10 proto 132 0x0102 (rf, frag 8, <nop,opt 148 0x0000>)'],
  ['ip 2001:db8:1::10 > 2001:db8:2::10 proto 59 (hop-by-hop 0x010400000000, ah 0x00000000000100000001)'],
  ['raw'],
  ['raw 45000014'],
];

test('Packets of every kind print as they are written', () => {
  for (const [text, printed = text] of PACKETS) {
    expect(printPacket(build(text)), text).to.equal(printed);
  }
});

test('What is left out of a segment goes on where the flow has come to', () => {
  const context = newContext();
  const sent = (direction: 'original' | 'reply', text: string) => {
    const { seq, ack } = parseTcp(parseIpv4(build(text, { ...context, direction }))!.payload)!;
    const isn = { original: 1_000_000, reply: 3_000_000_000 };
    return [seq - isn[direction], ack && ack - isn[direction === 'original' ? 'reply' : 'original']];
  };
  expect(sent('original', 'S')).to.deep.equal([0, 0]);
  expect(sent('reply', 'S. ack 1')).to.deep.equal([0, 1]);
  expect(sent('original', '.')).to.deep.equal([1, 1]);
  expect(sent('original', 'P. "abc"')).to.deep.equal([1, 1]);
  expect(sent('original', 'P. len 10')).to.deep.equal([4, 1]);
  expect(sent('reply', '.')).to.deep.equal([1, 14]);
  expect(sent('original', 'P. 4:14(10)'), 'a retransmission').to.deep.equal([4, 1]);
  expect(sent('original', '. 100:110(10)'), 'a gap').to.deep.equal([100, 1]);
  expect(sent('original', 'F.')).to.deep.equal([14, 1]);
  expect(sent('original', '.')).to.deep.equal([15, 1]);
  expect(sent('reply', '. -5:5(10) ack 1')).to.deep.equal([-5, 1]);
});

test('An absolute number fixes the initial one of its direction, on a first segment and on any SYN', () => {
  const context = newContext();
  const seqOf = (text: string) => parseTcp(parseIpv4(build(text, context))!.payload)!.seq;
  expect(seqOf('. =5000:5010(10) ack =77')).to.equal(5000);
  expect(seqOf('. 11:11(0)')).to.equal(5010);
  expect(seqOf('S =4294967290:4294967290(0)')).to.equal(4294967290);
  expect(seqOf('. 10:10(0)')).to.equal(4);
  expect(seqOf('S 5:5(0)'), 'a relative SYN leaves it alone').to.equal(4294967295);
  expect(seqOf('. 1:1(0)')).to.equal(4294967291);
  expect(printPacket(build('. 1:1(0) ack 3', context), context)).to.equal('. 1:1(0) ack 3 win 65535');
  expect(parseTcp(parseIpv4(build('. 1:1(0) ack 3', context))!.payload)!.ack).to.equal(79);
});

test('A segment prints relative to its flow; a packet of another flow prints whole', () => {
  const context = newContext();
  const bytes = build('P. 1:4(3) ack 1 win 502 "abx" (ttl 63)', context);
  expect(printPacket(bytes, context)).to.equal('P. 1:4(3) ack 1 win 502 "abx" (ttl 63)');
  expect(printPacket(bytes)).to.match(/^tcp 192\.0\.2\.10:40000 > 198\.51\.100\.10:80 P\. 1000001:1000004\(3\)/);
  const other = build('tcp client:1 > server:80 . 1:1(0) ack 1', context);
  expect(printPacket(other, context)).to.match(/^tcp 192\.0\.2\.10:1 > 198\.51\.100\.10:80 \. 1:1\(0\) ack 1/);
  const error = build('icmp router > client time-exceeded ttl {tcp client:40000 > server:80 . 1:1(0) ack 1}', context);
  expect(printPacket(error, context)).to.include('{tcp 192.0.2.10:40000 > 198.51.100.10:80 . 1:1(0) ack 1 ');
});

test('What an error quotes is not sent: it leaves the flow where it is', () => {
  const context = newContext();
  build('S', context);
  build('icmp router > client time-exceeded ttl {tcp client:40000 > server:80 . 1:100(99) ack 1}', context);
  expect(parseTcp(parseIpv4(build('.', context))!.payload)!.seq).to.equal(1_000_001);
  const unseen = newContext();
  build('icmp router > client time-exceeded ttl {tcp client:40000 > server:80 . =5:5(0) ack =77}', unseen);
  expect([unseen.flow!.isn('original'), unseen.flow!.isn('reply')]).to.deep.equal([null, null]);
});

test('Without addresses, a packet goes between the ends of the flow, in the direction given', () => {
  const context = { ...newContext(), direction: 'reply' as const };
  expect(printPacket(build('udp len 4', context))).to.equal('udp 198.51.100.10:80 > 192.0.2.10:40000 len 4');
  expect(printPacket(build('icmp echo-reply id 1', context))).to.match(
    /^icmp 198\.51\.100\.10 > 192\.0\.2\.10 echo-reply/,
  );
  expect(printPacket(build('ip proto 132', context))).to.equal('ip 198.51.100.10 > 192.0.2.10 proto 132');
});

test('In a flow, an SCTP packet carries the tag that its receiver has asked for', () => {
  const context = newContext();
  const sent = (direction: 'original' | 'reply', text: string) => {
    const printed = printPacket(build(text, { ...context, direction }), context);
    return printed.replace(/^sctp \S+ > \S+ /, '');
  };
  expect(sent('original', 'sctp INIT')).to.equal('tag 0x00000000 INIT [itag 0x11111111]');
  expect(sent('reply', 'sctp INIT ACK [itag 5]')).to.equal('tag 0x11111111 INIT ACK [itag 0x00000005]');
  expect(sent('original', 'sctp COOKIE ECHO')).to.equal('tag 0x00000005 COOKIE ECHO');
  expect(sent('original', 'sctp tag 6 DATA')).to.equal('tag 0x00000006 DATA');
  expect(sent('original', 'sctp ABORT')).to.equal('tag 0x00000005 ABORT');
  expect(sent('original', 'sctp ABORT [flags 1]')).to.equal('tag 0x11111111 ABORT [flags 1]');
  const quoted = 'icmp router > client time-exceeded ttl {sctp client:40000 > server:80 INIT [itag 9]}';
  build(quoted, context);
  expect(sent('reply', 'sctp COOKIE ACK'), 'what an error quotes is not sent').to.equal('tag 0x11111111 COOKIE ACK');
  expect(printPacket(build('sctp client:1 > server:2 COOKIE ACK'))).to.include(' tag 0x00000000 ');
});

test('The checksum of SCTP is CRC32c, least significant byte first', () => {
  // The INIT of RFC 9260's state, as the live kernel has accepted it.
  const init = build('sctp client:5000 > server:36412 INIT [itag 0x11111111]').subarray(20);
  expect(Buffer.from(init).toString('hex')).to.match(/^13888e3c00000000810808760100001411111111/);
});

test('Fragments are parts of the datagram that the notation describes', () => {
  const whole = build('udp client:1 > server:2 len 100 (ttl 9)').subarray(20);
  const first = build('udp client:1 > server:2 len 100 (ttl 9, frag 7:64@0+)');
  const last = build('udp client:1 > server:2 len 100 (frag 7:44@64)');
  expect(Buffer.concat([first.subarray(20), last.subarray(20)]).equals(whole)).to.equal(true);
  expect(parseIpv4(first)).to.include({ id: 7, offset: 0, flags: 0x2000, totalLength: 84, ttl: 9 });
  expect(parseIpv4(last)).to.include({ id: 7, offset: 64, flags: 0, totalLength: 64 });
  expect(checksum(last, 0, Ipv4.LENGTH)).to.equal(0);
  expect(printPacket(last)).to.equal('ip 192.0.2.10 > 198.51.100.10 proto 17 len 44 from 4 (id 7, frag 64)');
  expect(() => build('udp client:1 > server:2 len 100 (frag 7:48@64)')).to.throw(InputError, 'has 108 bytes');
});

test('IPv6 fragments leave the headers before the fragment header in every one, those after it in the first', () => {
  const text = (frag: string) => `udp client6:1 > server6:2 len 100 (hop-by-hop, ${frag}, destination)`;
  expect(printPacket(build(text('frag 7:64@0+')))).to.equal(
    'udp [2001:db8:1::10]:1 > [2001:db8:2::10]:2 len 48 ulen 108 sum 0x5a03 (hop-by-hop 0x000000000000, frag 0+, id 7, destination 0x000000000000)',
  );
  expect(printPacket(build(text('frag 7:52@64')))).to.equal(
    'ip 2001:db8:1::10 > 2001:db8:2::10 proto 60 len 52 from 22 (hop-by-hop 0x000000000000, frag 64, id 7)',
  );
});

/** Text, the column of the fault, and a part of the message. */
const FAULTS: [string, number, string][] = [
  [
    '',
    1,
    'the end is not allowed here; allowed are flags (of F S R P . U E W, or - for none), gre, gre1, icmp, icmp6, ip, raw, sctp, tcp or udp',
  ],
  ['X 0:0(0)', 1, '"X" is not allowed here'],
  ['SS', 1, 'the flags SS name one twice'],
  ['S 0:0(0) win 70000', 14, '70000 is not allowed here; allowed are 0 to 65535'],
  ['S 0:0(0) wim 5', 10, '"wim" is not allowed here; allowed are "text", (, 0x…, <, [, ack,'],
  ['S 0:1(0)', 3, 'the length (0) is not allowed here; allowed is (1)'],
  ['S 0:0(0) ack 1', 10, 'ack is not allowed without the flag "."'],
  ['P. 1:3(2) ack 1 "abc"', 17, 'a payload of 3 bytes is not allowed here; allowed is one of 2'],
  ['S 0:0(0) <mss>', 14, 'allowed is a space'],
  ['S (ttl 300)', 8, '300 is not allowed here; allowed are 0 to 255'],
  ['udp client:1 > server', 22, 'the end is not allowed here; allowed is :'],
  ['udp 192.0.2.300:5 > server:1', 5, '192.0.2.300 is no IPv4 address'],
  ['udp client:1 > server:2 len 4 len 5', 31, 'the payload is given twice'],
  ['udp client:1 > server:2 0x0102 pad 1', 25, 'pad 1 is not allowed here; allowed are 2 to 65535'],
  ['udp client:1 > server:2 (frag 3+)', 31, 'fragment offset 3; allowed are multiples of 8'],
  ['icmp client > server ping', 22, 'ping is not allowed here; allowed are echo-request, echo-reply,'],
  ['icmp client > server echo-request gateway 1', 35, 'gateway is not allowed here; allowed are id, seq, code'],
  ['icmp client > server unreachable prt', 34, 'prt is not allowed here; allowed are net, host, protocol, port,'],
  ['icmp client > server echo-request id 65536', 38, '65536 is not allowed here; allowed are 0 to 65535'],
  ['sctp client:1 > server:2 INITACK', 26, 'INITACK is not allowed here; allowed are DATA, INIT, INIT ACK, SACK,'],
  [
    'sctp client:1 > server:2 DATA [itag 1]',
    32,
    'itag is not allowed here; allowed are tsn, sid, ssn, ppid, flags, clen',
  ],
  ['sctp client:1 > server:2 DATA [sid 65536]', 32, '65536 is not allowed here; allowed are 0 to 65535'],
  ['gre client > server call 1', 21, 'call is not allowed in gre; allowed is key'],
  ['gre1 client > server key 1', 22, 'key is not allowed in gre1; allowed is call, ack or plen'],
  ['raw 123', 7, '"3" is not allowed here'],
];

test('A fault in the text is told by its column and what is allowed there', () => {
  for (const [text, column, message] of FAULTS) {
    expect(() => parsePacket(text), text)
      .to.throw(NotationError, message)
      .with.property('column', column);
  }
});

test('What the surroundings do not tell is an error that names it', () => {
  expect(() => build('udp nobody:1 > server:2')).to.throw(InputError, 'host nobody is not known here');
  expect(() => build('S 0:0(0)', {})).to.throw(InputError, 'only allowed in a flow');
  expect(() => build('udp client:1 > server6:2')).to.throw(InputError, 'client > server6 is not allowed');
  expect(() => build('icmp client6 > server6 echo-request')).to.throw(InputError, 'icmp is for IPv4');
  expect(() => build('udp client:1 > server:2 (hop-by-hop)')).to.throw(InputError, 'not allowed in an IPv4 header');
  expect(() => build('udp client6:1 > server6:2 (df)')).to.throw(InputError, 'not allowed in an IPv6 header');
  expect(() => build('udp client6:1 > server6:2 (id 7)')).to.throw(InputError, 'no fragment');
  expect(() => build('udp client:1 > server:2 trunc 29')).to.throw(InputError, 'the datagram has 28 bytes');
  expect(() => build('udp client:1 > server:2 len 65535')).to.throw(InputError, 'at most 65535');
});

test('A packet cut in the midst of a field keeps what is left of it', () => {
  for (let length = 20; length < 44; length++) {
    const bytes = build(`tcp client:1 > server:2 S 7:7(0) win 5 urg 6 <mss 1460> sum 0x1234 trunc ${length}`);
    expect(build(printPacket(bytes)), `${length}`).to.deep.equal(bytes);
  }
});

test('Printing leaves the bytes as they are, those of a Buffer too', () => {
  const bytes = Buffer.from(build('icmp client > server timestamp-request id 1 seq 2 originate 3'));
  const before = bytes.toString('hex');
  expect(printPacket(bytes)).to.include('timestamp-request id 1');
  expect(bytes.toString('hex')).to.equal(before);
});

test('A literal line break in a text counts as one: tables of features turn \\n into it', () => {
  expect(build('udp "a\n"')).to.deep.equal(build('udp "a\\n"'));
});
