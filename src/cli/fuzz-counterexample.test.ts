/** What is said of a counterexample that a kernel gave. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { expect } from 'chai';
import { USUAL_TABLE } from '../../generators/scenario';
import { buildPacket, parsePacket } from '../packet/notation';
import { writeCounterexample } from './fuzz-counterexample';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ctspec-counterexample-'));
after(() => fs.rmSync(folder, { recursive: true }));

const SYN = buildPacket(parsePacket('tcp 192.0.2.10:1024 > 198.51.100.10:80 S 5:5(0) win 64240'));

function saidOf(invariant: string): string {
  const workload = {
    router: { ...USUAL_TABLE, sysctls: [], helpers: [], translations: [], rulesets: [] },
    events: [{ kind: 'packet', device: 'c0', bytes: SYN }],
  } as const;
  const violation = { invariant, message: 'it differs', event: 0 };
  const seen = [{ ctstate: 'NEW', ctdir: 'ORIGINAL', verdict: 'ACCEPT' }];
  return writeCounterexample({ violation, workload, events: 9, seen }, { seed: -7, path: '3' }, folder);
}

test('A kernel of the lab is named: by the scenario, whose router is of its version, and where it is to be seen again', () => {
  const said = saidOf('kernel:5.10');
  expect(said).to.match(/^kernel:5\.10 is broken: it differs$/m);
  expect(said).to.match(/^ {4}Given Linux 5\.10$/m);
  expect(said).to.match(/^reproduce: ctspec fuzz --differential --backend kernel:5\.10 --seed -7 --path 3 # ctspec /m);
});

test('The machine’s own needs no name', () => {
  const said = saidOf('kernel');
  expect(said).to.match(/^ {4}Given a router$/m);
  expect(said).to.match(/^reproduce: ctspec fuzz --differential --seed -7 --path 3 # ctspec /m);
});
