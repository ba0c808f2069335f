import { test } from 'node:test';
import { expect } from 'chai';
import { Attributes, attribute, nest } from './netlink';

test('attributes are read as they were written', () => {
  const bytes = Buffer.concat([
    attribute(1, Uint8Array.of(7)),
    nest(2, attribute(3, Uint8Array.of(0, 53)), attribute(4, Uint8Array.of(0, 0, 1, 0))),
    attribute(5, Buffer.from('ftp\0')),
  ]);
  const read = new Attributes(bytes);
  expect(read.u8(1)).to.equal(7);
  expect(read.nested(2)!.u16(3)).to.equal(53);
  expect(read.nested(2)!.u32(4)).to.equal(256);
  expect(read.string(5)).to.equal('ftp');
  expect(read.bytes(6)).to.equal(undefined);
});

test('an attribute is padded to four bytes, which its length does not count', () => {
  expect([...attribute(8, Uint8Array.of(1, 2, 3, 4, 5))]).to.deep.equal([9, 0, 8, 0, 1, 2, 3, 4, 5, 0, 0, 0]);
});

test('a message cut short gives the attributes before the cut', () => {
  const bytes = Buffer.concat([attribute(1, Uint8Array.of(1, 0, 0, 0)), Uint8Array.of(2, 0, 9)]);
  expect(new Attributes(bytes).u8(1)).to.equal(1);
  expect(new Attributes(Uint8Array.of(0, 0, 1, 0)).bytes(1)).to.equal(undefined);
});
