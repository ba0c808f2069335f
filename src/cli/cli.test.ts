import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { expect } from 'chai';

const CTSPEC = path.join(__dirname, '../../bin/ctspec.js');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ctspec-test-'));
after(() => fs.rmSync(folder, { recursive: true }));

function ctspec(...args: string[]) {
  return spawnSync(process.execPath, [CTSPEC, ...args], { cwd: folder, encoding: 'utf8' });
}

/** Runs one scenario with these steps. */
function run(steps: string, ...options: string[]) {
  const file = path.join(folder, 'a.feature');
  fs.writeFileSync(file, `Feature: A\n  @id:a\n  Scenario: B\n    Given a router\n${steps}`);
  return ctspec('run', 'a.feature', ...options);
}

const table = (...cells: string[]) => `    When these packets arrive:
      | packet | ${cells[0]} |
      | udp client:1024 > server:53 | ${cells[1]} |
`;

test('a scenario that holds ends in a summary and in 0', () => {
  const { status, stdout, stderr } = run(table('ctstate', 'NEW'));
  expect(stderr).to.equal('');
  expect(stdout).to.match(/\n1 scenario: 1 passed; 2 of 2 steps passed; \d+\.\d\d s\n$/);
  expect(status).to.equal(0);
});

test('one that does not tells expected and actual, the reason and the entry, and ends in 1', () => {
  const { status, stdout } = run(table('ctstate', 'ESTABLISHED'));
  expect(stdout).to.include('a.feature:7: packet 1: udp client:1024 > server:53');
  expect(stdout).to.match(/expected +actual\n +ctstate +ESTABLISHED +NEW\n/);
  expect(stdout).to.match(/reason: -\n +before: no entry\n +after: {2}ipv4 {5}2 udp/);
  expect(status).to.equal(1);
});

test('input that cannot be read is one line with its place, and 2', () => {
  const cases = [
    [table('ctstate', 'NEWS'), ':6: unknown ctstate "NEWS" (allowed: NEW, ESTABLISHED,'],
    [table('ctstat', 'NEW'), ':5: unknown column "ctstat" (allowed: t, flow, '],
    [table('t', 'soon'), ':6: "soon" is no length of time'],
    ['    When the sysctl x is set to 1\n', ':4: unknown sysctl x'],
    ['    When nonsense\n', ':4: no such step: "nonsense"'],
    ['    Given the flow udp client > server\n', ':4: column '],
    ['    When these packets arrive:\n', ':4: this step needs a table below it'],
    ['    Given a router\n      | a |\n', ':4: this step takes no table or text below it'],
    ['    When these packets arrive:\n      | packet |\n', ':4: the table has no rows below its headings'],
    ['    Given the sysctl file:\n      | a |\n', ':4: this step needs lines of text'],
    ['    Given the sysctl file:\n      """\n      # a\n      b\n      """\n', ":4: line 2 of the file: 'b' is not"],
  ];
  cases.forEach(([steps], at) => {
    fs.writeFileSync(path.join(folder, `bad${at}.feature`), `Feature: A\n  @id:${at}\n  Scenario: B\n${steps}`);
  });
  const { status, stdout } = ctspec('run', ...cases.map((_, at) => `bad${at}.feature`));
  for (const [at, [, message]] of cases.entries()) expect(stdout).to.include(`bad${at}.feature${message}`);
  expect(stdout)
    .to.include('11 scenarios: 11 unreadable;')
    .and.to.not.match(/\n +at /);
  expect(status).to.equal(2);
});

test('a feature that cannot be parsed does not run', () => {
  const { status, stdout, stderr } = run('    nonsense\n');
  expect(stdout).to.equal('');
  expect(stderr).to.match(/^ctspec: a\.feature:5: .*\n$/);
  expect(status).to.equal(2);
});

test('bad usage ends in 2', () => {
  for (const args of [['rum'], ['run', '--backend', 'x'], ['run', 'nowhere'], ['run', '--frobnicate'], []]) {
    const { status, stdout, stderr } = ctspec(...args);
    expect(status, args.join(' ')).to.equal(2);
    expect(stdout).to.equal('');
    expect(stderr).to.not.match(/\n +at /);
    if (args.length > 0) expect(stderr).to.match(/^ctspec: .+\n$/);
  }
});

test('--list and list print the scenarios, --dry-run runs none', () => {
  const listed = 'a\ta.feature:3\tB\t\n';
  expect(run(table('ctstate', 'ESTABLISHED'), '--list')).to.include({ stdout: listed, status: 0 });
  expect(ctspec('list', 'a.feature')).to.include({ stdout: listed, status: 0 });
  const dry = run(table('ctstate', 'ESTABLISHED'), '--dry-run');
  expect(dry.stdout).to.include('1 scenario: 1 not run;');
  expect(dry.status).to.equal(0);
  expect(run('    And nonsense\n', '--dry-run').status).to.equal(2);
});

test('a report that can be written nowhere is told before anything is run', () => {
  fs.writeFileSync(path.join(folder, 'taken'), '');
  run(table('ctstate', 'NEW'));
  const { status, stdout, stderr } = ctspec(
    'report',
    'build',
    '--backend',
    'simulator',
    '--out',
    'taken/x',
    'a.feature',
  );
  expect(stderr).to.equal('ctspec: cannot write to taken/x: ENOTDIR: not a directory\n');
  expect(stdout).to.equal('');
  expect(status).to.equal(2);
});

test('an ordinary user has the programs of administrators, too', () => {
  const { stdout } = spawnSync(process.execPath, [CTSPEC, 'doctor'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: '/usr/bin:/bin' },
  });
  const has = ['/usr/sbin/nft', '/sbin/nft', '/usr/bin/nft'].some(file => fs.existsSync(file));
  expect(/^ok +program nft/m.test(stdout)).to.equal(has);
});

test('every command explains itself', () => {
  for (const command of ['run', 'list', 'steps', 'replay']) {
    const { status, stdout } = ctspec(command, '--help');
    expect(stdout, command).to.include(`Usage: ctspec ${command}`).and.to.include('Example');
    expect(status).to.equal(0);
  }
});
