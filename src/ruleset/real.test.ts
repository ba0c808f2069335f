import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../errors';
import { Simulation } from '../simulation';
import { parseRuleset, splitIpsets, toolOf } from './parse';

const FOLDER = path.join(__dirname, '../../features/ruleset/real');
const FEATURE = fs.readFileSync(path.join(FOLDER, '../real-world.feature'), 'utf8');
const files = fs.readdirSync(FOLDER);

/** What a file says it comes to: it loads, or the beginning of its error. */
function announced(text: string): string {
  return /^# Error: (.*)$/m.exec(text)?.[1] ?? 'it loads';
}

function outcome(text: string): string {
  try {
    new Simulation().loadRuleset(parseRuleset(text));
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'it loads';
}

test('Rulesets of many origins load, or say in one line what they lack', () => {
  expect(files).to.have.length.of.at.least(60);
  for (const file of files) {
    const text = fs.readFileSync(path.join(FOLDER, file), 'utf8');
    expect(text, file).to.match(/^(#!.*\n)?# After: /);
    const [said, wanted] = [outcome(text), announced(text)];
    expect(said.slice(0, wanted.length), file).to.equal(wanted);
    expect(said).to.not.include('\n');
  }
});

/** The real tool loads the text in a network namespace that has the router's interfaces, and lists what runs then. */
function relisted(text: string): { status: number | null; stdout: string; stderr: string } {
  const tool = toolOf(text);
  const { ipsets, dump } = tool === 'nft' ? { ipsets: '', dump: text } : splitIpsets(text);
  const load =
    tool === 'nft' ? 'nft -f - && nft list ruleset' : `${tool}-nft-restore && ipset save && ${tool}-nft-save`;
  const script = `ip link add c0 type dummy; ip link add s0 type dummy; echo "$1" | ipset restore && ${load}`;
  return spawnSync('unshare', ['-rn', 'sh', '-c', script, 'sh', ipsets], { input: dump, encoding: 'utf8' });
}

test('Each is one that the tools of Linux load too, and what they list of it loads again', t => {
  if (relisted('*filter\nCOMMIT\n').status !== 0 || relisted('table ip t { }\n').status !== 0) {
    t.skip('no namespace here, or no nft, ipset and iptables-nft-restore');
    return;
  }
  for (const file of files) {
    const text = fs.readFileSync(path.join(FOLDER, file), 'utf8');
    if (announced(text) !== 'it loads') continue;
    const { status, stdout, stderr } = relisted(text);
    expect(status, `${file}: ${stderr}`).to.equal(0);
    expect(outcome(stdout), file).to.equal('it loads');
  }
});

test('Each that loads decides on packets in the specification', () => {
  for (const file of files) {
    const loads = announced(fs.readFileSync(path.join(FOLDER, file), 'utf8')) === 'it loads';
    expect(FEATURE.includes(`| ${file} `), file).to.equal(loads);
  }
});
