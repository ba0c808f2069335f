import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseAddress } from '../../packet/address';
import { i32 } from '../../packet/bytes';
import { Family } from '../../packet/packet';
import { Dir } from '../store';
import { parseFtp } from './ftp-parse';

const latin1 = (text: string) => Uint8Array.from(text, char => char.charCodeAt(0));

function words(address: string): Int32Array {
  const bytes = parseAddress(address)!;
  return Int32Array.from({ length: 4 }, (_, word) => (4 * word < bytes.length ? i32(bytes, 4 * word) : 0));
}

const CLIENT4 = '192.0.2.10';
const SERVER4 = '198.51.100.10';
const CLIENT6 = '2001:db8:1::10';
const SERVER6 = '2001:db8:2::10';

/** What a line tells: a port at the sender's own address, at another one, that it is partial, or nothing. */
function read(text: string, dir: Dir, sender: string): number | 'elsewhere' | 'partial' | null {
  const bytes = latin1(text);
  const family = sender.includes(':') ? Family.IPV6 : Family.IPV4;
  const line = parseFtp(bytes, 0, bytes.length, dir, family, words(sender));
  if (line === null) return null;
  if ('partial' in line) return 'partial';
  return line.address.join() === words(sender).join() ? line.port : 'elsewhere';
}

type Outcome = ReturnType<typeof read>;

/** Each line with what Linux 6.18 made of it. */
function linesOf(name: string, dir: Dir, sender: string, lines: [string, Outcome][]): void {
  for (const [text, outcome] of lines) {
    test(`${name} ${JSON.stringify(text)}: ${outcome ?? 'no match'}`, () => {
      expect(read(text, dir, sender)).to.equal(outcome);
    });
  }
}

linesOf('PORT', Dir.ORIGINAL, CLIENT4, [
  ['PORT 192,0,2,10,4,1\r\n', 1025],
  ['PoRt 192,0,2,10,4,1\r\n', 1025],
  ['PORTX 192,0,2,10,4,1\r\n', 1025],
  ['PORT 192,0,2,10,4,1\r', 1025],
  ['PORT 192,0,2,10,04,0001\r\n', 1025],
  ['PORT 192,0,2,10,4,1\r\nPORT 192,0,2,10,4,2\r\n', 1025],
  ['PORT 192,0,2,10,,\r\n', 0],
  // The numbers are not looked at for their size: they run into their neighbours, and wrap at 32 bits.
  ['PORT 448,0,2,10,4,1\r\n', 1025],
  ['PORT 192,0,2,10,4,257\r\n', 1281],
  ['PORT 192,0,2,10,260,1\r\n', 1025],
  ['PORT 4294967488,0,2,10,4,1\r\n', 1025],
  ['PORT 192,0,1,266,4,1\r\n', 'elsewhere'],
  ['PORT 192,0,2,11,4,1\r\n', 'elsewhere'],
  ['PORT ,,,,,\r\n', 'elsewhere'],
  ['PORT  192,0,2,10,4,1\r\n', 'partial'],
  ['PORT192,0,2,10,4,1\r\n', 'partial'],
  ['PORT 192,0,2,10,4,1\n', 'partial'],
  ['PORT 192,0,2,10,4,1', 'partial'],
  ['PORT 192,0,2,10,4,1 \r\n', 'partial'],
  ['PORT 192,0,2,10,4\r\n', 'partial'],
  ['PORT 192,0,2,10,4,1,7\r\n', 'partial'],
  ['PORT 192.0.2.10.4.1\r\n', 'partial'],
  ['PORT 192,0,2,10,4,-1\r\n', 'partial'],
  ['PORTAL\r\n', 'partial'],
  ['PORT\r\n', 'partial'],
  ['PORT', 'partial'],
  ['p', 'partial'],
  ['PX', null],
  [' PORT 192,0,2,10,4,1\r\n', null],
  ['NOOP\r\nPORT 192,0,2,10,4,1\r\n', null],
  ['227 (192,0,2,10,4,1)\r\n', null],
  ['\r\n', null],
]);

linesOf('227', Dir.REPLY, SERVER4, [
  ['227 Entering Passive Mode (198,51,100,10,4,1).\r\n', 1025],
  ['227 =198,51,100,10,4,1\r\n', 1025],
  ['227 198,51,100,10,4,1 ', 1025],
  ['227 (-198,51,100,10,4,1)\r\n', 1025],
  ['227 198,51,100,10,4,x\r\n', 1024],
  ['227 (0,0,0,0,4,1)\r\n', 'elsewhere'],
  ['227 198,51,100,10,4,1', 'partial'],
  ['227 198,51,100,10,4,1,5\r\n', 'partial'],
  ['227 198,51,100,10,4\r\n', 'partial'],
  ['227 v2 (198,51,100,10,4,1)\r\n', 'partial'],
  ['227 Entering\r\n', 'partial'],
  ['227 multi\r\n227 Entering (198,51,100,10,4,1)\r\n', 'partial'],
  ['227 ', 'partial'],
  ['22', 'partial'],
  ['227-multi\r\n227 Entering (198,51,100,10,4,1)\r\n', null],
  ['226 done\r\n', null],
  ['PORT 198,51,100,10,4,1\r\n', null],
]);

linesOf('229', Dir.REPLY, SERVER6, [
  ['229 Entering Extended Passive Mode (|||1025|)\r\n', 1025],
  ['229 (|||1025|', 1025],
  ['229 (!!!1025!)\r\n', 1025],
  ['229 (aaa1025a)\r\n', 1025],
  ['229 ((((1025()\r\n', 1025],
  ['229 (|||01025|)\r\n', 1025],
  // The port is the number's lower 16 bits, unless they are 0.
  ['229 (|||66561|)\r\n', 1025],
  ['229 (|||65536|)\r\n', 'partial'],
  ['229 (|||0|)\r\n', 'partial'],
  ['229 (|||1025)\r\n', 'partial'],
  ['229 (||1025|)\r\n', 'partial'],
  ['229 (|1||1025|)\r\n', 'partial'],
  ['229 (111102511)\r\n', 'partial'],
  ['229 (   1025 )\r\n', 'partial'],
  ['229 (\x7f\x7f\x7f1025\x7f)\r\n', 'partial'],
  ['229 |||1025|\r\n', 'partial'],
  ['229 (|||', 'partial'],
  ['229-(|||1025|)\r\n', null],
]);

linesOf('EPRT', Dir.ORIGINAL, CLIENT4, [
  ['EPRT |1|192.0.2.10|1025|\r\n', 1025],
  ['eprt !1!192.0.2.10!1025!', 1025],
  ['EPRT |1|448.0.2.10|66561|\r\n', 1025],
  ['EPRT |1|...|1025|\r\n', 'elsewhere'],
  ['EPRT |2|2001:db8:1::10|1025|\r\n', 'partial'],
  ['EPRT .1.192.0.2.10.1025.\r\n', 'partial'],
  ['EPRT |1|192.0.2|1025|\r\n', 'partial'],
  ['EPRT |1|192.0.2.10|1025\r\n', 'partial'],
  ['EPRT |1|192.0.2.10||\r\n', 'partial'],
  ['EPRT |1|', 'partial'],
]);

linesOf('EPRT', Dir.ORIGINAL, CLIENT6, [
  ['EPRT |2|2001:db8:1::10|1025|\r\n', 1025],
  ['EPRT |2|2001:DB8:1:0:0:0:0:10|1025|\r\n', 1025],
  ['EPRT |2|00000002001:db8:1::00000010|1025|\r\n', 1025],
  ['EPRT |2|2001:db8:1::0.0.0.016|1025|\r\n', 1025],
  ['EPRT |2|2001:db8:1:0:0:0:0.0.0.16|1025|\r\n', 1025],
  // A dotted quad may end in a colon, and any address in a NUL byte.
  ['EPRT |2|2001:db8:1::0.0.0.16:1025|\r\n', 1025],
  ['EPRT |2|2001:db8:1::10\x001025|\r\n', 1025],
  ['EPRT .2.2001:db8:1::10.1025.\r\n', 1025],
  ['EPRT |2|2001:db8:1::11|1025|\r\n', 'elsewhere'],
  ['EPRT |2|2001:db8:1:0:0:0:0::|1025|\r\n', 'elsewhere'],
  ['EPRT |2|2001:db8:1:0:0:0::0.0.0.16|1025|\r\n', 'partial'],
  ['EPRT |2|2001:db8:1::0.0.0.256|1025|\r\n', 'partial'],
  ['EPRT |2|1.2.3.4::1|1025|\r\n', 'partial'],
  ['EPRT |2|1.2.3.4|1025|\r\n', 'partial'],
  ['EPRT |2|2001:db8::1::10|1025|\r\n', 'partial'],
  ['EPRT |2|2001:db8:1:0:0:0:0|1025|\r\n', 'partial'],
  ['EPRT |2|2001:db8:1::10:|1025|\r\n', 'partial'],
  ['EPRT |2||1025|\r\n', 'partial'],
  ['EPRT |2|2001:db8:1::10', 'partial'],
  ['EPRT |1|192.0.2.10|1025|\r\n', 'partial'],
  // PORT knows IPv4 only, and writes over the first word of whatever address there is.
  ['PORT 32,1,13,184,4,1\r\n', 1025],
  ['PORT 192,0,2,10,4,1\r\n', 'elsewhere'],
]);

test('a match tells where the numbers stand', () => {
  const numbers = (text: string, dir: Dir) => {
    const bytes = latin1(`>${text}`);
    const line = parseFtp(bytes, 1, bytes.length, dir, Family.IPV4, words(SERVER4));
    return line && 'offset' in line ? [line.command, text.slice(line.offset, line.offset + line.length)] : line;
  };
  expect(numbers('PORT 192,0,2,10,4,1\r\n', Dir.ORIGINAL)).to.deep.equal(['PORT', '192,0,2,10,4,1']);
  expect(numbers('EPRT |1|192.0.2.10|1025|\r\n', Dir.ORIGINAL)).to.deep.equal(['EPRT', '|1|192.0.2.10|1025|']);
  expect(numbers('227 at (198,51,100,10,4,1)\r\n', Dir.REPLY)).to.deep.equal(['PASV', '198,51,100,10,4,1']);
  expect(numbers('229 (|||1025|)\r\n', Dir.REPLY)).to.deep.equal(['EPSV', '|||1025|']);
});

test('nothing behind the end of the payload is read', () => {
  const lines: [string, Dir][] = [
    ['PORT 192,0,2,10,4,1\r\n', Dir.ORIGINAL],
    ['EPRT |1|192.0.2.10|1025|\r\n', Dir.ORIGINAL],
    ['227 (198,51,100,10,4,1)\r\n', Dir.REPLY],
    ['229 (|||1025|)\r\n', Dir.REPLY],
  ];
  fc.assert(
    fc.property(fc.constantFrom(...lines), fc.nat(), fc.constantFrom(Family.IPV4, Family.IPV6), (line, cut, family) => {
      const [text, dir] = line;
      const end = 1 + (cut % text.length);
      const whole = parseFtp(latin1(text), 0, end, dir, family, words(CLIENT6));
      const alone = parseFtp(latin1(text.slice(0, end)), 0, end, dir, family, words(CLIENT6));
      expect(whole).to.deep.equal(alone);
    }),
  );
});
