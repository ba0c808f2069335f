import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { expect } from 'chai';
import { fold, foldLines } from './fold';

const CTSPEC = join(__dirname, '../../bin/ctspec.js');
const BROWSING = readFileSync(join(__dirname, '../../docs/captures/browsing.pcap'));
const folder = mkdtempSync(join(tmpdir(), 'ctspec-test-'));
after(() => rmSync(folder, { recursive: true }));

const FILE_HEADER = 24;
const RECORD_HEADER = 16;

/** Where each packet of the capture begins, and its end. */
const STARTS = (() => {
  const starts = [FILE_HEADER];
  for (let at = FILE_HEADER; at < BROWSING.length; ) {
    at += RECORD_HEADER + BROWSING.readUInt32LE(at + 8);
    starts.push(at);
  }
  return starts;
})();

function replay(bytes: Uint8Array | string, ...options: string[]) {
  writeFileSync(join(folder, 'a.pcap'), bytes);
  return spawnSync(process.execPath, [CTSPEC, 'replay', 'a.pcap', ...options], { cwd: folder, encoding: 'utf8' });
}

test('what is no capture is one line that says what is allowed, and 2', () => {
  for (const [bytes, message] of [
    ['', 'not a capture (the file is empty); allowed are pcap'],
    ['\xd4\xc3', 'not a capture (it begins with c394c383)'],
    [BROWSING.subarray(0, 20), 'the file header is truncated'],
  ] as const) {
    const { status, stdout, stderr } = replay(bytes);
    expect(stderr)
      .to.match(/^ctspec: a\.pcap: packet 1, byte 0: .+\n$/)
      .and.to.include(message);
    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' });
  }
});

test('a truncated capture reports the packets before the cut, then the error', () => {
  const bytes = BROWSING.subarray(0, STARTS[3] + 20);
  const ndjson = replay(bytes, '--format', 'ndjson');
  const packets = ndjson.stdout.trimEnd().split('\n');
  expect(packets.map(line => JSON.parse(line).packet)).to.deep.equal([1, 2, 3]);
  const error = `ctspec: a.pcap: packet 4, byte ${STARTS[3]}: the capture is truncated: `;
  expect(ndjson.stderr)
    .to.include(error)
    .and.to.match(/^.+\n$/);
  const text = replay(bytes);
  expect(text.stdout).to.match(/\nudp .* 2\n$/);
  expect(text.stderr)
    .to.include(error)
    .and.to.match(/^.+\n$/);
  expect([ndjson.status, text.status]).to.deep.equal([2, 2]);
});

test('packets cut short when captured are told of: in the text, or on standard error', () => {
  const bytes = Buffer.from(BROWSING);
  bytes.writeUInt32LE(1500, FILE_HEADER + 12);
  const notice = '1 of 13 packets was cut short when captured: a router drops such a packet';
  expect(replay(bytes).stdout).to.include(`\n${notice}`);
  const { status, stdout, stderr } = replay(bytes, '--format', 'ndjson');
  expect(stderr)
    .to.match(/^ctspec: a\.pcap: .+\n$/)
    .and.to.include(notice);
  for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).to.have.property('ctstate');
  expect(status).to.equal(0);
});

test('options that cannot be understood name themselves and what is allowed', () => {
  const cases = [
    ['--helper', 'ftp', '--helper ftp: allowed is NAME=PROTO/PORT'],
    ['--helper', 'ftp=udp/21', '--helper ftp=udp/21: the ftp helper is for tcp'],
    ['--helper', 'ftp=tcp/99999', '99999 is not a port; allowed are 0 to 65535'],
    ['--sysctl', 'net.netfilter.nf_conntrack_max', 'allowed is KEY=VALUE'],
    ['--sysctl', 'net.netfilter.nf_conntrack_buckets=2147483647', 'is not a whole number from 1 to 268434944'],
  ];
  for (const [option, value, message] of cases) {
    const { status, stdout, stderr } = replay(BROWSING, option, value);
    expect(stderr)
      .to.match(/^ctspec: .+\n$/)
      .and.to.include(message);
    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' });
  }
});

test('a long line is folded between words', () => {
  expect(fold('one two three', 20)).to.deep.equal(['one two three']);
  expect(fold('one two three', 7)).to.deep.equal(['one two', 'three']);
  expect(fold('onetwothree four', 4)).to.deep.equal(['onet', 'woth', 'ree', 'four']);
  expect(foldLines('a\n  one two three\n', 9)).to.equal('a\n  one two\n  three\n');
});

/** The capture's packets many times over: more than any pipe holds. */
function long(): Buffer {
  const packets = BROWSING.subarray(FILE_HEADER);
  return Buffer.concat([BROWSING.subarray(0, FILE_HEADER), ...Array<Buffer>(500).fill(packets)]);
}

for (const format of ['text', 'ndjson']) {
  test(`${format}: a reader that takes its time misses nothing, one that has gone is no error`, async () => {
    writeFileSync(join(folder, 'long.pcap'), long());
    const args = [CTSPEC, 'replay', join(folder, 'long.pcap'), '--format', format];
    // A pipe of the shell's, which is full before anybody reads.
    const piped = `"$0" "$@" | { sleep 0.5; wc -l; }`;
    const patient = spawnSync('sh', ['-c', piped, process.execPath, ...args], { encoding: 'utf8' });
    expect(patient.stderr).to.equal('');
    expect(Number(patient.stdout)).to.be.at.least(13 * 500);

    const gone = spawn(process.execPath, args);
    let errors = '';
    gone.stderr.on('data', data => {
      errors += data;
    });
    gone.stdout.once('data', () => gone.stdout.destroy());
    const status = await new Promise(resolve => gone.on('close', resolve));
    expect({ status, errors }).to.deep.equal({ status: 0, errors: '' });
  });
}

test('output that cannot be written is one line, and 2', { skip: process.platform !== 'linux' }, () => {
  const stdio = ['ignore', openSync('/dev/full', 'w'), 'pipe'] as const;
  for (const args of [['list'], ['replay', join(folder, 'long.pcap')]]) {
    const { status, stderr } = spawnSync(process.execPath, [CTSPEC, ...args], { stdio: [...stdio], encoding: 'utf8' });
    expect(stderr).to.equal('ctspec: cannot write the output: ENOSPC: no space left on device\n');
    expect(status).to.equal(2);
  }
});

test('a ruleset: which rule decided is told below each packet, and as a field only where there is a ruleset', () => {
  const rules = join(folder, 'rules');
  writeFileSync(rules, '*filter\n:FORWARD DROP\n-A FORWARD -m state --state NEW,ESTABLISHED -j ACCEPT\nCOMMIT\n');
  const { stdout, status } = replay(BROWSING, '--ruleset', rules);
  expect(stdout)
    .to.include('  ^ ip filter FORWARD 1\n')
    .and.to.match(/ {2}\^ DROP: .+: ip filter FORWARD policy\n/);
  expect(status).to.equal(0);
  const fields = (...options: string[]) =>
    replay(BROWSING, '--format', 'ndjson', ...options)
      .stdout.trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
  expect(
    fields('--ruleset', rules)
      .map(({ verdict, rule }) => `${verdict} ${rule}`)
      .slice(6, 8),
  ).to.deep.equal(['ACCEPT ip filter FORWARD 1', 'DROP ip filter FORWARD policy']);
  expect(fields()[0]).to.not.have.property('rule');
});

test('a ruleset that cannot be read is one line that names file and line, and 2', () => {
  const rules = join(folder, 'rules');
  writeFileSync(rules, '*filter\n:FORWARD DROP\n-A FORWARD -j NOWHERE\nCOMMIT\n');
  const wrong = replay(BROWSING, '--ruleset', rules);
  expect(wrong.stderr).to.match(/^ctspec: \S+rules: line 3: -A FORWARD -j NOWHERE: NOWHERE is no chain .+\n$/);
  const missing = replay(BROWSING, '--ruleset', join(folder, 'missing'));
  expect(missing.stderr).to.match(/^ctspec: cannot read \S+missing: ENOENT.*\n$/);
  expect([wrong.status, wrong.stdout, missing.status, missing.stdout]).to.deep.equal([2, '', 2, '']);
});
