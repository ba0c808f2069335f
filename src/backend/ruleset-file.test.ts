import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../errors';
import { parseRuleset } from '../ruleset/parse';
import { readRulesetFile } from './ruleset-file';

/** A folder with these files; what reading and parsing `main.nft` in it comes to, with the folder left out. */
function outcome(files: Readonly<Record<string, string>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ctspec-ruleset-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
    return read(path.join(folder, 'main.nft')).replaceAll(path.relative('', folder), 'F').replaceAll(folder, 'F');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function read(name: string): string {
  try {
    const file = readRulesetFile(name);
    try {
      parseRuleset(file.text);
      return file.text;
    } catch (error) {
      throw file.located(error);
    }
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

const TABLE = (rule: string) => `table ip t {\n  chain c {\n    ${rule}\n  }\n}`;

test('Files stand where they are included, those that a pattern names in order', () => {
  const files = {
    'main.nft': 'include \'a.nft\';\n# between\ninclude "d/*.nft"',
    'a.nft': 'include "d/x.inc"',
    'd/x.inc': 'table ip x { }',
    'd/20.nft': TABLE('accept'),
    'd/10.nft': 'table ip z { }',
    'd/.hidden.nft': 'no ruleset',
  };
  expect(outcome(files)).to.equal(`table ip x { }\n# between\ntable ip z { }\n${TABLE('accept')}`);
  expect(outcome({ 'main.nft': 'table ip t { }\ninclude "none/*.nft"' })).to.equal('table ip t { }');
});

test('An error names the file that has the line', () => {
  const broken = TABLE('tcp dport 99999 drop');
  const message = 'line 3: tcp dport 99999 drop: the port "99999" is not understood';
  expect(outcome({ 'main.nft': broken })).to.match(new RegExp(`^F/main.nft: ${message}`));
  expect(outcome({ 'main.nft': '# one\ninclude "a.nft"', 'a.nft': broken })).to.match(
    new RegExp(`^F/a.nft: ${message}`),
  );
  expect(outcome({ 'main.nft': `include "a.nft"\n${broken}`, 'a.nft': 'table ip z {\n}' })).to.match(
    /^F\/main.nft: line 4: /,
  );
});

test('What cannot be included is said in one line', () => {
  expect(outcome({ 'main.nft': '\ninclude "a.nft"' })).to.equal('F/main.nft: line 2: there is no file a.nft');
  expect(outcome({ 'main.nft': 'include "main.nft"' })).to.equal('F/main.nft: files include each other deeper than 16');
  expect(() => parseRuleset('table ip t { }\ninclude "a.nft"')).to.throw(
    InputError,
    'line 2, column 1: include is for rulesets that stand in files',
  );
});
