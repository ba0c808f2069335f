import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { expect } from 'chai';

const CTSPEC = path.join(__dirname, '../../bin/ctspec.js');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ctspec-explain-'));
after(() => fs.rmSync(folder, { recursive: true }));

const NETWORK = `Feature: Two routers
  @id:two-routers
  Scenario: What the second says of a packet comes back by the first
    Given the network:
      | name   | interface | addresses        |
      | client |           | 192.0.2.10/24    |
      | edge   | lan       | 192.0.2.1/24     |
      | edge   | wan       | 203.0.113.1/24   |
      | core   | wan       | 203.0.113.2/24   |
      | core   | dmz       | 198.51.100.1/24  |
      | server |           | 198.51.100.10/24 |
    And the callbacks:
      | hook        | match         | verdict    |
      | POSTROUTING | oifname "wan" | MASQUERADE |
    When these packets arrive:
      | packet                                     |
      | udp client:5353 > server:53 len 10         |
      | udp client:5353 > server:53 len 10 (ttl 2) |
`;

function ctspec(...args: string[]) {
  fs.writeFileSync(path.join(folder, 'network.feature'), NETWORK);
  return spawnSync(process.execPath, [CTSPEC, ...args], { cwd: folder, encoding: 'utf8' });
}

test('in a network each router tells its part of the story, in the order that the packet came by', () => {
  const { status, stdout, stderr } = ctspec('explain', 'network.feature:3', '2');
  expect(stderr).to.equal('');
  expect(status).to.equal(0);
  const told = stdout.split('\n').filter(line => /^Packet|^What came of it at|^ {2}(udp|icmp) |To rules/.test(line));
  expect(told).to.deep.equal([
    'Packet 2 of network.feature:3 at edge, at 0.000000 s',
    '  udp 192.0.2.10:5353 > 198.51.100.10:53 len 10 (ttl 2)',
    '  udp 203.0.113.1:5353 > 198.51.100.10:53 len 10 (ttl 1)',
    '  To rules it is NEW, in the original direction.',
    'What came of it at core, at 0.000000 s',
    '  udp 203.0.113.1:5353 > 198.51.100.10:53 len 10 (ttl 1)',
    '  icmp 203.0.113.2 > 203.0.113.1 time-exceeded ttl {udp 203.0.113.1:5353 > 198.51.100.10:53 len 10 (ttl 1)} (tos 0xc0, id 1)',
    '  To rules it is NEW, in the original direction.',
    'What came of it at edge, at 0.000000 s',
    '  icmp 203.0.113.2 > 203.0.113.1 time-exceeded ttl {udp 203.0.113.1:5353 > 198.51.100.10:53 len 10 (ttl 1)} (tos 0xc0, id 1)',
    '  icmp 203.0.113.2 > 192.0.2.10 time-exceeded ttl {udp 192.0.2.10:5353 > 198.51.100.10:53 len 10 (ttl 1)} (ttl 63, tos 0xc0, id 1)',
    '  To rules it is RELATED, in the reply direction.',
  ]);
});

test('what cannot be told of a network is one line', () => {
  const cases = [
    [['explain', 'network.feature:3', '3'], 'network.feature:3: there is no packet 3 (allowed: 1 to 2)'],
    [['draw', 'tuples', 'network.feature:3'], 'network.feature:3: it has several routers (allowed: a scenario of one)'],
  ] as const;
  for (const [args, message] of cases) {
    const { status, stderr } = ctspec(...args);
    expect(stderr).to.equal(`ctspec: ${message}\n`);
    expect(status).to.equal(2);
  }
});
