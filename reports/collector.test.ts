import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { runCucumber } from '@cucumber/cucumber/api';
import Ajv from 'ajv';
import { expect } from 'chai';
import { Collector } from './collector';
import type { Report } from './model';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ctspec-report-'));
after(() => fs.rmSync(folder, { recursive: true }));

const FEATURE = `@rfc:9293
Feature: Reports

  @id:report-handshake @src:x.c
  Scenario: Two packets and some time
    Given the flow tcp client:1024 > server:80
    When these packets arrive:
      | dir | packet             | ctstate | state    |
      | >   | S 0:0(0) win 64240 | NEW     | SYN_SENT |
      | >   | S. 0:0(0) ack 1    | INVALID |          |
    And 10 seconds pass
    Then the table holds:
      | protocol | state    |
      | tcp      | SYN_SENT |

  @id:report-row
  Scenario Outline: A packet is <class>
    When these packets arrive:
      | packet                                     | ctstate |
      | udp [2001:db8:1::10]:1 > [2001:db8:2::10]:2 | <class> |

    Examples:
      | class       |
      | NEW         |
      | ESTABLISHED |

  @id:report-network
  Scenario: Two routers see a packet
    Given the network:
      | name   | interface | addresses        |
      | client |           | 192.0.2.10/24    |
      | edge   | lan       | 192.0.2.1/24     |
      | edge   | wan       | 203.0.113.1/24   |
      | core   | wan       | 203.0.113.2/24   |
      | core   | dmz       | 198.51.100.1/24  |
      | server |           | 198.51.100.10/24 |
    When these packets arrive:
      | packet                     | at   | ctstate | out |
      | udp client:1 > server:2    | edge | NEW     | wan |
      |                            | core | NEW     |     |
`;

let made: Promise<Report> | null = null;

function madeReport(): Promise<Report> {
  made ??= run();
  return made;
}

async function run(): Promise<Report> {
  const collector = new Collector();
  const file = path.join(folder, 'features', 'topic', 'a.feature');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, FEATURE);
  await runCucumber(
    {
      sources: { defaultDialect: 'en', paths: [file], names: [], tagExpression: '', order: 'defined' },
      support: { requireModules: [], requirePaths: ['steps/index.ts'], importPaths: [], loaders: [] },
      runtime: {
        dryRun: false,
        failFast: false,
        filterStacktraces: true,
        parallel: 0,
        retry: 0,
        retryTagFilter: '',
        strict: true,
        worldParameters: {},
      },
      formats: { stdout: 'rerun', files: {}, publish: false, options: {} },
    },
    { stdout: fs.createWriteStream('/dev/null') },
    message => collector.take(message),
  );
  return collector.report();
}

test('a report is what its schema says', async () => {
  const schema = JSON.parse(fs.readFileSync('reports/report.schema.json', 'utf8'));
  const validate = new Ajv({ allErrors: true }).compile(schema);
  const report = await madeReport();
  expect(validate(report), JSON.stringify(validate.errors)).to.equal(true);
  expect(validate({ ...report, requirements: [{}] })).to.equal(false);
});

test('requirements are told with tags, place, steps and family; rows have identifiers of their own', async () => {
  const { requirements, implementations } = await madeReport();
  expect(implementations.map(({ name, backend }) => [name, backend])).to.deep.equal([['simulator', 'simulator']]);
  expect(requirements.map(({ id, folder: topic, families }) => [id, topic, families.join()])).to.deep.equal([
    ['report-handshake', 'topic', 'ipv4'],
    ['report-row/1', 'topic', 'ipv6'],
    ['report-row/2', 'topic', 'ipv6'],
    ['report-network', 'topic', 'ipv4'],
  ]);
  const [first, second] = requirements;
  expect(first.tags).to.deep.equal(['@rfc:9293', '@src:x.c']);
  expect(first.steps.map(({ keyword, text, line }) => [keyword, text, line])).to.deep.include([
    'And',
    '10 seconds pass',
    11,
  ]);
  expect(second.name).to.equal('A packet is NEW');
  expect(second.steps[0].table![1][1]).to.equal('NEW');
});

test('a packet is told with its way, its entry before and after, and what was expected beside what was there', async () => {
  const [result] = (await madeReport()).requirements[0].results;
  const [syn, stray] = result.packets;
  expect(syn).to.include({
    number: 1,
    step: 1,
    device: 'c0',
    text: '> S 0:0(0) win 64240',
    ctstate: 'NEW',
    before: null,
  });
  expect(syn.path.map(({ hook }) => hook)).to.deep.equal(['PREROUTING', 'FORWARD', 'POSTROUTING']);
  expect(syn.path[2].calls).to.deep.equal([{ callback: 'nf_confirm', verdict: 'ACCEPT' }]);
  expect(syn.after).to.include({ state: 'SYN_SENT', timeout: 120 });
  expect(stray.before!.state).to.equal('SYN_SENT');
  expect(stray.compared).to.deep.equal([{ column: 'ctstate', expected: 'INVALID', actual: 'INVALID', holds: true }]);
  expect(result.occupancy.map(({ time, entries }) => [time, entries])).to.deep.equal([
    [0, 1],
    [0, 1],
    [10, 1],
  ]);
});

test('in a network each router tells what it has seen of a packet, beside what was expected of that', async () => {
  const [result] = (await madeReport()).requirements[3].results;
  expect(result.outcome).to.equal('passed');
  const told = result.packets.map(({ number, router, device, compared }) => [
    number,
    router,
    device,
    compared.map(({ column }) => column).join(),
  ]);
  expect(told).to.deep.equal([
    [1, 'edge', 'edge lan', 'ctstate,out'],
    [1, 'core', 'core wan', 'ctstate'],
  ]);
});

test('what failed is told with its step, expected beside actual', async () => {
  const [result] = (await madeReport()).requirements[2].results;
  expect(result).to.include({ outcome: 'failed', step: 0 });
  expect(result.reason).to.include('expected');
  expect(result.packets[0].compared).to.deep.equal([
    { column: 'ctstate', expected: 'ESTABLISHED', actual: 'NEW', holds: false },
  ]);
});

test('the run knows which transitions, verdicts and reasons it has seen', async () => {
  const { coverage } = await madeReport();
  expect(coverage.transitions).to.deep.equal([
    { protocol: 'tcp', direction: 'original', from: 'NONE', on: 'SYN', requirements: ['report-handshake'] },
    { protocol: 'tcp', direction: 'original', from: 'SYN_SENT', on: 'SYN/ACK', requirements: ['report-handshake'] },
  ]);
  expect(coverage.reasons).to.deep.equal([
    {
      reason: 'TCP: packet (index 0) in dir 0 invalid, state NONE',
      packets: { simulator: 1 },
      requirements: ['report-handshake'],
    },
  ]);
  const forward = coverage.verdicts.find(({ hook }) => hook === 'FORWARD');
  expect(forward).to.deep.include({ verdict: 'ACCEPT', packets: 6 });
});
