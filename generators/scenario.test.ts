import { test } from 'node:test';
import { expect } from 'chai';
import { buildPacket, parsePacket } from '../src/packet/notation';
import { CaptureReader } from '../src/packet/pcap';
import { captureOf, featureOf, USUAL_TABLE } from './scenario';
import type { Workload } from './workload';

const bytes = (text: string) => buildPacket(parsePacket(text));
const SYN = bytes('tcp 192.0.2.10:1024 > 198.51.100.10:80 S 5:5(0) win 64240 <mss 1460>');

const workload: Workload = {
  router: {
    seed: 3,
    buckets: 4,
    sysctls: [
      ['net.netfilter.nf_conntrack_max', '4'],
      ['net.netfilter.nf_conntrack_max', 'nonsense'],
    ],
    helpers: [{ name: 'ftp', protocol: 'tcp', port: 21 }],
    translations: [],
    rulesets: ['table inet t {\n  chain c {\n    drop\n  }\n}\n'],
  },
  events: [
    { kind: 'packet', device: 'c0', bytes: SYN },
    { kind: 'packet', device: 's0', bytes: bytes('tcp 198.51.100.10:80 > 192.0.2.10:1024 S. 100:100(0) ack 6') },
    { kind: 'wait', seconds: 0.1 },
    {
      kind: 'packet',
      device: 's0',
      bytes: bytes('tcp 192.0.2.10:1024 > 198.51.100.10:80 P. 6:15 ack 101 "a|b\\\\ c\\r\\nd"'),
    },
    { kind: 'sysctl', name: 'net.netfilter.nf_conntrack_max', value: '3' },
    { kind: 'wait', seconds: 3 },
    { kind: 'packet', device: 'c0', bytes: new Uint8Array(0) },
    { kind: 'wait', seconds: 0.5 },
  ],
};

test('A workload reads as a scenario: a flow, relative numbers, hosts by name, time steps', () => {
  const texts = { id: 'a-b', feature: 'A', description: ['B.'], scenario: 'C', assertions: ['every invariant holds'] };
  expect(featureOf(workload, texts).split('\n')).to.deep.equal([
    'Feature: A',
    '  B.',
    '',
    '  @id:a-b',
    '  Scenario: C',
    '    Given a router with:',
    '      | setting   | value |',
    '      | hash seed | 3     |',
    '      | buckets   | 4     |',
    '    And the sysctls:',
    '      | name                           | value |',
    '      | net.netfilter.nf_conntrack_max | 4     |',
    '    And the helper ftp on tcp port 21',
    '    And the ruleset:',
    '      """',
    '      table inet t {',
    '        chain c {',
    '          drop',
    '        }',
    '      }',
    '      """',
    '    And the flow tcp client:1024 > server:80',
    '    When these packets arrive:',
    '      | t    | dir | in | packet                                         |',
    '      |      | >   |    | S =5:5(0) win 64240 <mss 1460>                 |',
    '      |      | <   |    | S. =100:100(0) ack 1 win 65535                 |',
    '      | +0.1 | >   | s0 | P. 1:10(9) ack 1 win 65535 "a\\|b\\\\\\\\ c\\\\r\\\\nd" |',
    '    When the sysctl net.netfilter.nf_conntrack_max is set to 3',
    '    When these packets arrive:',
    '      | t  | packet |',
    '      | +3 | raw    |',
    '    When 0.5 seconds pass',
    '    Then every invariant holds',
    '',
  ]);
});

test('The capture has the packets at their times', () => {
  const reader = new CaptureReader(captureOf(workload));
  const times: number[] = [];
  while (reader.next()) times.push(Number(reader.time.toFixed(6)));
  expect(times).to.deep.equal([0, 0, 0.1, 3.1]);
});

test('A scenario for another version of Linux names it', () => {
  const texts = { id: 'a', feature: 'A', description: [], scenario: 'C', assertions: [], linux: '5.10' };
  const router = { ...workload.router, ...USUAL_TABLE, sysctls: [], helpers: [], rulesets: [] };
  expect(
    featureOf({ ...workload, router }, texts)
      .split('\n')
      .slice(4, 6),
  ).to.deep.equal(['    Given Linux 5.10', '    And a router']);
});
