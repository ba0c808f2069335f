import { test } from 'node:test';
import { expect } from 'chai';
import {
  BOOLEAN,
  bitField,
  choice,
  decode,
  listOf,
  NUMBER,
  octets,
  open,
  optional,
  STOP,
  sequence,
  stop,
  string,
  type Type,
  UNREAD,
  unread,
  WORD,
  wholeNumber,
} from './per';

const read = <T>(type: Type<T>, ...bytes: number[]) => decode(type, Uint8Array.from(bytes), 0, bytes.length);
const place = octets(1);

test('a sequence tells in its first bits which optional fields there are, and octets begin at the next one', () => {
  const type = sequence({ a: optional(place), flag: BOOLEAN, b: optional(place) });
  expect(read(type, 0b11000000, 7, 0b10000000, 8)).to.deep.equal({ a: 1, flag: null, b: 3 });
  expect(read(type, 0b01100000, 8)).to.deep.equal({ flag: null, b: 1 });
  expect(read(type, 0b11000000, 7, 0b10000000), 'too short').to.equal(null);
});

test('fields of later versions stand behind their lengths; those that are not known are passed over', () => {
  const type = sequence({ a: WORD }, { b: place, ...unread('c') });
  const behind = sequence({ it: type, end: place });
  // The bit of an extension, then the count of three, and all of them set.
  expect(read(behind, 0x80, 0, 0, 0b00000101, 0b11000000, 1, 9, 1, 9, 2, 9, 9, 5)).to.deep.include({ end: 12 });
  expect(read(type, 0x80, 0, 0, 0b00000101, 0b11000000, 1, 9, 1, 9, 2, 9, 9)).to.deep.equal({ a: 1, b: 6, c: null });
});

test('a later field that nobody knows is passed over even where it is said to be missing', () => {
  const behind = sequence({ it: sequence({}, {}), end: place });
  expect(read(behind, 0x80, 0b00000000, 1, 9, 5)).to.deep.include({ end: 4 });
});

test('flags that end with the fourth octet are taken from the first bit of the first', () => {
  const type = sequence({ one: BOOLEAN, two: BOOLEAN }, { a: place, b: place, c: STOP });
  const found = { one: null, two: null, b: 6 };
  // Thirty flags behind two bits of their count, 01, which are taken for the first two.
  expect(read(type, 0b10000111, 0b01000000, 0, 0, 0, 1, 9)).to.deep.equal(found);
  expect(read(type, 0b10000111, 0b00010000, 0, 0, 0, 1, 9), 'of 29 the second is the fourth bit').to.deep.equal(found);
});

test('a choice tells which it is by as few bits as will do, and those of later versions by seven', () => {
  const type = choice({ a: place, b: place, c: place }, { d: place });
  expect(read(type, 0b00100000, 7)).to.deep.equal({ b: 1 });
  expect(read(type, 0b01100000, 7), 'a fourth of three').to.equal(null);
  expect(read(type, 0b10000000, 1, 7)).to.deep.equal({ d: 2 });
  expect(read(type, 0b10000001, 1, 7)).to.deep.equal({ later: null });
});

test('of a list the first items are kept, each behind its length where it is open', () => {
  expect(read(listOf(place, 2), 3, 7, 8, 9)).to.deep.equal([1, 2]);
  expect(read(listOf(open(place), 2), 2, 2, 7, 0, 1, 8)).to.deep.equal([2, 5]);
  expect(read(listOf(place, 2), 3, 7, 8)).to.equal(null);
});

test('behind what is read nothing is looked at, nor may it be missing', () => {
  const type = sequence({ a: place, b: stop(3), c: place }, { d: place });
  expect(read(type, 0b10000000, 7)).to.deep.equal({ a: 1 });
  expect(read(choice({ a: STOP, b: place }, {}), 0)).to.deep.equal({ a: null });
});

test('lengths are of bits, octets or characters, and of two octets where one does not do', () => {
  const behind = (type: Type<unknown>) => sequence({ type, end: place });
  expect(read(behind(string('determinant', 8)), 0x80, 3, 1, 2, 3, 9)).to.deep.include({ end: 5 });
  expect(read(behind(string(7, 4, 1)), 0b00000100, 0x12, 0x30, 9), 'three digits').to.deep.include({ end: 3 });
  expect(read(behind(string('word', 1)), 0, 9, 1, 2, 9), 'nine bits').to.deep.include({ end: 4 });
  expect(read(behind(NUMBER), 0b01000000, 1, 2, 9), 'a number of two octets').to.deep.include({ end: 3 });
  expect(read(behind(bitField(9)), 0, 0x80, 9)).to.deep.include({ end: 2 });
});

test('a number that is read must have as many octets behind it as it has itself', () => {
  expect(read(wholeNumber(1), 0b01000000, 1, 43, 0, 0)).to.equal(300);
  expect(read(wholeNumber(1), 0b01000000, 1, 43, 0)).to.equal(null);
});

test('what is passed over by its length must be there', () => {
  const type = sequence({ it: UNREAD, end: place });
  expect(read(type, 2, 1, 2, 9)).to.deep.equal({ it: null, end: 3 });
  expect(read(type, 4, 1, 2, 9)).to.equal(null);
});
