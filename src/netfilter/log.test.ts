import { test } from 'node:test';
import { expect } from 'chai';
import { Clock } from '../clock';
import { dmesgLine, KernelLog } from './log';
import { LogFlags } from './log-packet';
import { CLIENT, CLIENT6, datagram, packetOf, SERVER, SERVER6 } from './test-packets';
import { Topology } from './topology';

function logged(act: (log: KernelLog, clock: Clock) => void): string[] {
  const clock = new Clock();
  const log = new KernelLog(clock, new Topology());
  act(log, clock);
  return log.lines.map(line => line.text);
}

test('ten lines in five seconds, then silence, then how many were left out', () => {
  const lines = logged((log, clock) => {
    for (let count = 0; count < 14; count++) log.warnRatelimited('table full');
    clock.advance(5);
    log.warnRatelimited('still too early');
    clock.advance(0.004);
    log.warnRatelimited('again');
  });
  expect(lines).to.deep.equal([...new Array(10).fill('table full'), 'net_ratelimit: 5 callbacks suppressed', 'again']);
});

test('nothing is said of suppressed lines when there were none', () => {
  const lines = logged((log, clock) => {
    log.warnRatelimited('one');
    clock.advance(60);
    log.warnRatelimited('two');
  });
  expect(lines).to.deep.equal(['one', 'two']);
});

test('lines carry the time as dmesg prints it', () => {
  expect(dmesgLine({ time: 12.3456789, text: 'x' })).to.equal('[   12.345678] x');
  expect(dmesgLine({ time: 432000, text: 'x' })).to.equal('[432000.000000] x');
});

test('a received packet is logged with its interface and link header', () => {
  const packet = packetOf(datagram(CLIENT, SERVER));
  packet.device = 1;
  const [line] = logged(log => log.packet(packet, 'drop: ', packet, LogFlags.NONE));
  expect(line).to.equal(
    'drop: IN=c0 OUT= MAC=00:00:5e:00:53:01:00:00:5e:00:53:11:08:00 SRC=192.0.2.10 DST=198.51.100.10 LEN=31 TOS=0x00 ' +
      'PREC=0x00 TTL=64 ID=0 PROTO=UDP SPT=5000 DPT=53 LEN=11 ',
  );
});

test('the link header may be told field by field, and whose process has sent a packet', () => {
  const packet = packetOf(datagram(CLIENT, SERVER));
  packet.device = 1;
  const flags = LogFlags.LINK | LogFlags.USER;
  const [received] = logged(log => log.packet(packet, '', packet, flags));
  expect(received).to.match(
    /^IN=c0 OUT= MACSRC=00:00:5e:00:53:11 MACDST=00:00:5e:00:53:01 MACPROTO=0800 SRC=.* LEN=11 $/,
  );
  packet.device = -1;
  packet.isOfProcess = true;
  packet.mark = 1;
  const [sent] = logged(log => log.packet(packet, '', packet, flags));
  expect(sent).to.match(/^IN= OUT= SRC=.* LEN=11 UID=0 GID=0 MARK=0x1 $/);
});

test('a packet of a local process has no link header', () => {
  const packet = packetOf(datagram(CLIENT6, SERVER6));
  packet.outDevice = 2;
  packet.mark = 0xbeef;
  const [line] = logged(log => log.packet(packet, '', packet, LogFlags.NONE));
  expect(line).to.equal(
    'IN= OUT=s0 SRC=2001:0db8:0001:0000:0000:0000:0000:0010 DST=2001:0db8:0002:0000:0000:0000:0000:0010 LEN=51 TC=0 ' +
      'HOPLIMIT=64 FLOWLBL=0 PROTO=UDP SPT=5000 DPT=53 LEN=11 MARK=0xbeef ',
  );
});

test('a prefix is cut after 127 characters', () => {
  const [line] = logged(log => log.packet(packetOf(datagram(CLIENT, SERVER)), 'x'.repeat(200)));
  expect(line.indexOf('IN=')).to.equal(127);
});
