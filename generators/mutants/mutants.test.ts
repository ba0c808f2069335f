import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { expect } from 'chai';
import { withDefect } from './defect';
import { DEFECTS } from './defects';

const SOURCES = join(__dirname, '..', '..', 'src');

test('Every defect can still be seeded, and changes the source', () => {
  for (const defect of DEFECTS) {
    const source = readFileSync(join(SOURCES, defect.file), 'utf8');
    expect(withDefect(source, defect), defect.name).not.to.equal(source);
  }
});

test('There are thirty defects at least, each with a name of its own, in all areas', () => {
  expect(DEFECTS.length).to.be.at.least(30);
  expect(new Set(DEFECTS.map(({ name }) => name)).size).to.equal(DEFECTS.length);
  expect([...new Set(DEFECTS.map(({ area }) => area))]).to.include.members([
    'window',
    'transitions',
    'confirm',
    'expiry',
    'eviction',
    'defragmentation',
    'expectations',
  ]);
});

test('A piece that is gone, or stands there twice, is told', () => {
  const defect = { name: 'a defect', area: 'window', file: 'a.ts', piece: 'x', instead: '' };
  expect(() => withDefect('y', defect)).to.throw('a defect: in a.ts there is 0 times: x');
  expect(() => withDefect('xx', defect)).to.throw('there is 2 times: x');
});
