import { test } from 'node:test';
import { expect } from 'chai';
import { buildPacket, parsePacket } from '../../packet/notation';
import { flowOf, inverse, quotedFlowOf } from './flow';

const flow = (text: string) => flowOf(buildPacket(parsePacket(text)));

test('a segment is of the flow its addresses and ports name', () => {
  expect(flow('tcp 192.0.2.10:1000 > 198.51.100.10:80 S 0:0(0)')).to.deep.equal({
    family: 2,
    protocol: 6,
    tuple: { src: '192.0.2.10', dst: '198.51.100.10', sport: 1000, dport: 80, icmp: null },
  });
});

test('an echo is of the flow its id names, and its inverse is the reply', () => {
  const echo = flow('icmp6 2001:db8:1::10 > 2001:db8:2::10 echo-request id 7 seq 1')!;
  expect(echo.tuple.icmp).to.deep.equal({ type: 128, code: 0, id: 7 });
  expect(inverse(echo).tuple).to.deep.equal({
    src: '2001:db8:2::10',
    dst: '2001:db8:1::10',
    sport: null,
    dport: null,
    icmp: { type: 129, code: 0, id: 7 },
  });
});

test('an ICMP error is of no flow of its own, and about the one it quotes, seen from the other side', () => {
  const quote = 'udp 192.0.2.10:5000 > 198.51.100.10:53 len 4';
  const error = buildPacket(parsePacket(`icmp 198.51.100.10 > 192.0.2.10 unreachable port {${quote}}`));
  expect(flowOf(error)).to.equal(null);
  expect(quotedFlowOf(error)).to.deep.equal(inverse(flow(quote)!));
  expect(quotedFlowOf(buildPacket(parsePacket(quote)))).to.equal(null);
});

test('a redirect of IPv6 quotes in an option', () => {
  const quote = buildPacket(parsePacket('udp [2001:db8:1::1]:4000 > [2001:db8:1::12]:53 len 0'));
  const option = `0x0407000000000000${Buffer.from(quote).toString('hex')}`;
  const to = '2001:db8:1::12';
  const text = `icmp6 fe80::9 > 2001:db8:1::1 redirect target ${to} destination ${to} ${option} (ttl 255)`;
  expect(quotedFlowOf(buildPacket(parsePacket(text)))).to.deep.equal(inverse(flowOf(quote)!));
});

test('a later fragment and a header cut off are of no flow', () => {
  expect(flow('udp 192.0.2.10:5000 > 198.51.100.10:53 len 3000 (frag 9:1480@1480+)')).to.equal(null);
  expect(flow('udp 192.0.2.10:5000 > 198.51.100.10:53 len 4 trunc 22')).to.equal(null);
  expect(flow('tcp 192.0.2.10:1000 > 198.51.100.10:80 S 0:0(0) trunc 15')).to.equal(null);
});
