import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../errors';
import { Exit } from './exit';
import { upgrade } from './upgrade_run';

const OPTIONS = { helper: [], sysctl: [] };

/** The exit status, and what is printed meanwhile. */
async function told(from: string, to: string, ...files: string[]): Promise<{ exit: Exit; text: string }> {
  const { log } = console;
  const lines: string[] = [];
  console.log = (line: string) => lines.push(line);
  try {
    return { exit: await upgrade(from, to, files, OPTIONS), text: lines.join('\n') };
  } finally {
    console.log = log;
  }
}

test('each packet of a capture that is classified differently is told with the rule behind it', async () => {
  const { exit, text } = await told('5.10', '6.12', 'docs/captures/browsing.pcap');
  expect(exit).to.equal(Exit.DIFFERS);
  expect(text.split('\n')).to.deep.equal([
    'docs/captures/browsing.pcap: packet 8',
    '  simulator:5.10  INVALID ACCEPT (SEQ is over the upper bound (over the window of the receiver))',
    '  simulator:6.12  INVALID ACCEPT (SEQ is over upper bound 3000064258 (over the window of the receiver))',
    '  tcp-words: Complaints about TCP tell flags, direction, state and bounds',
    '',
    'From Linux 5.10 to 6.12 1 place differs; a single rule accounts for 1.',
  ]);
});

test('what stays as it is, stays', async () => {
  const { exit, text } = await told('6.12', '6.18', 'docs/captures/browsing.pcap');
  expect(exit).to.equal(Exit.CONFORMS);
  expect(text).to.equal('Nothing changes from Linux 6.12 to 6.18.');
});

test('of scenarios the rule is found by running them with it alone', () => {
  const words = ['bin/ctspec.js', 'upgrade', '6.18', '7.3', 'features/udp/udplite.feature'];
  const { status, stdout: text } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect(status).to.equal(Exit.DIFFERS);
  const rules = text.split('\n').filter(line => /^ {2}[a-z0-9-]+: /.test(line));
  expect(new Set(rules.map(line => line.split(':')[0].trim()))).to.deep.equal(new Set(['udplite-tracker']));
  expect(text).to.not.include('icmpv6-router-discovery');
});

test('what cannot be compared is refused', async () => {
  await expectRefusal(told('5.10', '6.3'), 'of Linux 6.3 nothing is known here');
  await expectRefusal(told('5.10', '6.1', 'firewall.nft'), 'name one, too');
});

async function expectRefusal(work: Promise<unknown>, message: string): Promise<void> {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).to.be.instanceOf(InputError);
  expect((error as Error).message).to.include(message);
}
