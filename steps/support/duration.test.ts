import { test } from 'node:test';
import { expect } from 'chai';
import { parseDuration } from './duration';

test('a length of time is a number and a unit, seconds when it has none', () => {
  const lengths = {
    '30': 30,
    '0.5': 0.5,
    '30s': 30,
    '30 seconds': 30,
    '1 second': 1,
    '250 ms': 0.25,
    '5 days': 432000,
  };
  for (const [text, seconds] of Object.entries(lengths)) expect(parseDuration(text), text).to.equal(seconds);
  expect(parseDuration('2 分钟')).to.equal(120);
  expect(parseDuration('5 天')).to.equal(432000);
});

test('anything else is refused with what is allowed', () => {
  for (const text of ['', 'soon', '5 weeks', '-1 s', '1 s 2', '5 x天']) {
    expect(() => parseDuration(text), text).to.throw(`"${text}" is no length of time (allowed: `);
  }
});
