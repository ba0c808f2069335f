import { test } from 'node:test';
import { expect } from 'chai';
import { Topology } from '../../netfilter/topology';
import { reasonIn, withLinkHeader } from './log-line';
import type { LogRecord } from './nflog';

const COMPLAINTS: [prefix: string, reason: string][] = [
  [
    'nf_ct_proto_6: SEQ is over upper bound 66561 (over the window of the receiver) ',
    'SEQ is over upper bound 66561 (over the window of the receiver)',
  ],
  ['nf_ct_proto_132: nf_ct_sctp: bad CRC\n ', 'nf_ct_sctp: bad CRC'],
  ['nf_ct_ftp: dropping packet: partial PORT 10+3 ', 'partial PORT 10+3'],
];

for (const [prefix, reason] of COMPLAINTS)
  test(`the reason in ${JSON.stringify(prefix)}`, () => {
    expect(reasonIn({ prefix } as LogRecord)).to.equal(reason);
  });

test('no complaint, no reason', () => {
  expect(reasonIn(null)).to.equal(null);
});

test('where the kernel knows no link header the interface tells the one there would be', () => {
  const line = 'a: IN=c0 OUT=s0 MAC= SRC=192.0.2.10 DST=198.51.100.10';
  const mac = 'MAC=00:00:5e:00:53:01:00:00:5e:00:53:11:08:00 ';
  expect(withLinkHeader(line, new Topology())).to.equal(line.replace('MAC= ', mac));
  expect(withLinkHeader('a: IN= OUT=s0 SRC=192.0.2.10', new Topology())).to.equal('a: IN= OUT=s0 SRC=192.0.2.10');
});
