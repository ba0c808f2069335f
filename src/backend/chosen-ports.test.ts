import { test } from 'node:test';
import { expect } from 'chai';
import { chosenPorts as learn } from './chosen-ports';
import type { Observed } from './sight';

const chosenPorts = (ours: string[], others: string[]) => learn(ended(ours), ended(others));

function ended(entries: string[]): Observed {
  return { packets: [], entries, expectations: [] };
}

const line = (port: number, wanted = 40000) =>
  `ipv4 2 udp 17 30 src=192.0.2.10 dst=198.51.100.10 sport=${wanted} dport=53 src=198.51.100.10 dst=192.0.2.1 sport=53 dport=${port} mark=0 zone=0`;

test('what NAT chose for the same connection is the same', () => {
  const rename = chosenPorts([line(21772)], [line(59405)]);
  expect(rename(line(59405))).to.equal(line(21772));
  expect(rename('s0: udp 192.0.2.1:59405 > 198.51.100.10:53 len 59405')).to.equal(
    's0: udp 192.0.2.1:21772 > 198.51.100.10:53 len 59405',
  );
});

test('what was not chosen, or from another range, or for another connection, is not', () => {
  const same = (ours: string, others: string) => chosenPorts([ours], [others])(others) === others;
  expect(same(line(40000), line(59405))).to.equal(true);
  expect(same(line(21772), line(40000))).to.equal(true);
  expect(same(line(21772), line(700))).to.equal(true);
  expect(same(line(21772, 40001), line(59405))).to.equal(true);
});

test('of a packet that is dropped, what the log says it was to leave as', () => {
  const dropped = (port: number, wanted: number): Observed => {
    const log = `nf_ct_sip: dropping packet: x IN= OUT= SRC=192.0.2.1 DST=198.51.100.10 LEN=83 PROTO=UDP SPT=${port} DPT=5060`;
    const packet = `udp 192.0.2.10:${wanted} > 198.51.100.10:5060 len 40`;
    return { ...ended([]), packets: [{ packet, seen: { after: '-', log } }] };
  };
  const renamed = (ours: Observed, others: Observed) => learn(ours, others)(others.packets[0].seen.log);
  const ours = dropped(21772, 5060);
  expect(renamed(ours, dropped(45971, 5060))).to.equal(ours.packets[0].seen.log);
  expect(renamed(ours, dropped(5060, 5060))).to.include('SPT=5060 ');
  expect(renamed(ours, dropped(700, 5060))).to.include('SPT=700 ');
});

test('so are ids of ICMP', () => {
  const echo = (id: number) =>
    `ipv4 2 icmp 1 29 src=a dst=b type=8 code=0 id=7 src=b dst=c type=0 code=0 id=${id} mark=0`;
  expect(chosenPorts([echo(9)], [echo(700)])('icmp a > b echo-request id 700 seq 700')).to.equal(
    'icmp a > b echo-request id 9 seq 700',
  );
});
