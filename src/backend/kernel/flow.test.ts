import { test } from 'node:test';
import { expect } from 'chai';
import { buildPacket, parsePacket } from '../../packet/notation';
import { flowOf, inverse } from './flow';

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

test('an ICMP error is of the flow it quotes, seen from the other side', () => {
  const quote = 'udp 192.0.2.10:5000 > 198.51.100.10:53 len 4';
  const error = flow(`icmp 198.51.100.10 > 192.0.2.10 unreachable port {${quote}}`)!;
  expect(error).to.deep.equal(inverse(flow(quote)!));
});

test('a later fragment and a header cut off are of no flow', () => {
  expect(flow('udp 192.0.2.10:5000 > 198.51.100.10:53 len 3000 (frag 9:1480@1480+)')).to.equal(null);
  expect(flow('udp 192.0.2.10:5000 > 198.51.100.10:53 len 4 trunc 22')).to.equal(null);
  expect(flow('tcp 192.0.2.10:1000 > 198.51.100.10:80 S 0:0(0) trunc 15')).to.equal(null);
});
