import { test } from 'node:test';
import { expect } from 'chai';
import { type ClosedWorld, type Columns, expectRows, grid } from './match';
import { Row } from './table';

interface Fruit {
  colour: string;
  weight: number;
}

const columns: Columns<Fruit> = {
  colour: { read: cell => cell, show: ({ colour }) => colour },
  weight: { read: cell => cell, show: ({ weight }) => String(weight) },
};

const row = (cells: Record<string, string>, at = 1) => new Row(`fruit.feature:${at}`, new Map(Object.entries(cells)));
const green = { colour: 'green', weight: 3 };
const red = { colour: 'red', weight: 3 };
const world = (rows: Row[], subjects: Fruit[], more: Partial<ClosedWorld<Fruit>> = {}) =>
  expectRows({ noun: 'fruits', place: 'fruit.feature:9', rows, subjects, columns, ...more });

test('rows describe things in any order', () => {
  world([row({ colour: 'red' }), row({ colour: 'green', weight: '3' })], [green, red]);
});

test('a loose row leaves the thing that a strict one needs', () => {
  world([row({ weight: '3' }), row({ colour: 'green' })], [green, red]);
  world([row({ weight: '3' }), row({ weight: '3' }), row({ colour: 'green' })], [green, red, red]);
});

test('in a closed world nothing may be left over, in an open one it may', () => {
  expect(() => world([row({ colour: 'red' })], [green, red])).to.throw(/^fruit.feature:9: the fruits are not/);
  world([row({ colour: 'red' })], [green, red], { open: true });
});

test('two rows need two things', () => {
  const rows = [row({ colour: 'red' }, 4), row({ colour: 'red' }, 5)];
  expect(() => world(rows, [red], { open: true })).to.throw(/^fruit.feature:5: /);
});

test('where order counts, each row describes the thing at its place', () => {
  world([row({ colour: 'green' }), row({ colour: 'red' })], [green, red], { ordered: true });
  expect(() => world([row({ colour: 'red' }), row({ colour: 'green' })], [green, red], { ordered: true })).to.throw(
    'fruits are not as expected',
  );
  expect(() => world([row({ colour: 'green' })], [green, red], { ordered: true })).to.throw('fruits are not');
});

test('what has no counterpart is marked on either side', () => {
  expect(() => world([row({ colour: 'blue' }, 7)], [red])).to.throw(
    [
      'fruit.feature:7: the fruits are not as expected (! marks what has no counterpart)',
      'expected 1:',
      '     colour',
      '  !  blue',
      'actual 1:',
      '     colour',
      '  !  red',
    ].join('\n'),
  );
});

test('columns of a grid are as wide as their widest cell, Chinese counted double', () => {
  expect(
    grid([
      ['状态', 'x'],
      ['NEW', 'y'],
    ]),
  ).to.equal('  状态  x\n  NEW   y');
});
