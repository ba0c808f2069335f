import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../errors';
import { Simulation } from '../simulation';
import { parseRuleset } from './parse';

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
  expect(files).to.have.length.of.at.least(30);
  for (const file of files) {
    const text = fs.readFileSync(path.join(FOLDER, file), 'utf8');
    expect(text, file).to.match(/^# After: /);
    const [said, wanted] = [outcome(text), announced(text)];
    expect(said.slice(0, wanted.length), file).to.equal(wanted);
    expect(said).to.not.include('\n');
  }
});

test('Each that loads decides on packets in the specification', () => {
  for (const file of files) {
    const loads = announced(fs.readFileSync(path.join(FOLDER, file), 'utf8')) === 'it loads';
    expect(FEATURE.includes(`| ${file} `), file).to.equal(loads);
  }
});
