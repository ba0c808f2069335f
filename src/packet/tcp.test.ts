import { test } from 'node:test';
import { expect } from 'chai';
import { buildTcp, parseTcp, printFlags, printTcp, reduceTcp, TcpFlag } from './tcp';
import { fromHex, pseudoHeader, toHex } from './wire';

const pseudo = pseudoHeader(Uint8Array.of(192, 0, 2, 10), Uint8Array.of(198, 51, 100, 10), 6);
/** A SYN whose checksum other tools find correct. */
const SYN = '9c400050000f424000000000a002faf081e00000020405b40402080a000000070000000001030307';

function print(bytes: Uint8Array, bases = { seq: 0 as number | null, ack: 0 as number | null }): string {
  return printTcp(reduceTcp(parseTcp(bytes)!, pseudo).fields, bases);
}

test('A segment is read and built again', () => {
  const fields = parseTcp(fromHex(SYN))!;
  expect(fields).to.include({
    sourcePort: 40000,
    destinationPort: 80,
    seq: 1000000,
    flags: TcpFlag.SYN,
    window: 64240,
  });
  const { checksum: _, dataOffset: __, ...given } = fields;
  expect(toHex(buildTcp(given, pseudo))).to.equal(SYN);
  expect(print(fromHex(SYN), { seq: 1000000, ack: null })).to.equal(
    'S 0:0(0) win 64240 <mss 1460,sackOK,TS val 7 ecr 0,nop,ws 7>',
  );
});

test('Numbers print relative to their base, marked where there is none, negative before it', () => {
  const payload = Uint8Array.of(0x61);
  const bytes = buildTcp({ seq: 0xffffffff, ack: 5, flags: TcpFlag.ACK, payload }, pseudo);
  expect(print(bytes, { seq: 0xfffffff0, ack: 10 })).to.equal('. 15:16(1) ack -5 win 65535');
  expect(print(bytes, { seq: null, ack: null })).to.equal('. =4294967295:0(1) ack =5 win 65535');
});

test('Bent segments print what is bent about them', () => {
  const flags = TcpFlag.SYN | TcpFlag.FIN;
  const bytes = buildTcp({ flags, dataOffset: 15, reserved: 8, ack: 3, urgent: 4, checksum: 'bad' }, pseudo);
  expect(print(bytes)).to.equal('FS 0:0(0) ack-field 3 win 65535 urg 4 reserved 8 doff 15 bad-checksum');
  expect(print(buildTcp({ options: [{ raw: fromHex('02ff0000') }] }, pseudo))).to.equal(
    '- 0:0(0) win 65535 <0x02ff0000>',
  );
});

test('Flags print in the order of tcpdump', () => {
  expect(printFlags(0xff)).to.equal('FSRP.UEW');
  expect(printFlags(0)).to.equal('-');
});
