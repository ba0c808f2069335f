import { test } from 'node:test';
import { expect } from 'chai';
import { reasonIn } from './log-line';
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
