import { test } from 'node:test';
import { expect } from 'chai';
import { buildIcmp } from '../packet/icmp-message';
import { extensionHeader, fragmentHeader } from '../packet/ipv6';
import { Protocol } from '../packet/packet';
import { buildTcp, TcpFlag } from '../packet/tcp';
import { describePacket, LogFlags } from './log-packet';
import { CLIENT, CLIENT6, datagram, packetOf, SERVER, SERVER6 } from './test-packets';

const V4 = 'SRC=192.0.2.10 DST=198.51.100.10 ';
const V6 = 'SRC=2001:0db8:0001:0000:0000:0000:0000:0010 DST=2001:0db8:0002:0000:0000:0000:0000:0010 ';

const describe = (bytes: Uint8Array, flags = LogFlags.NONE) => describePacket(packetOf(bytes), flags);

const SYN = buildTcp(
  { sourcePort: 4000, destinationPort: 80, seq: 7, flags: TcpFlag.SYN, window: 64240, options: [] },
  0,
);

/** Whole packets and what the kernel's logger writes of them (`net/netfilter/nf_log_syslog.c`). */
const LINES: [name: string, bytes: Uint8Array, flags: LogFlags, line: string][] = [
  [
    'a SYN',
    datagram(CLIENT, SERVER, { protocol: Protocol.TCP, payload: SYN, id: 1, flags: 0x4000 }),
    LogFlags.NONE,
    `${V4}LEN=40 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP SPT=4000 DPT=80 WINDOW=64240 RES=0x00 SYN URGP=0 `,
  ],
  [
    'sequence numbers',
    datagram(CLIENT, SERVER, { protocol: Protocol.TCP, payload: SYN }),
    LogFlags.DEFAULT,
    `${V4}LEN=40 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=TCP SPT=4000 DPT=80 SEQ=7 ACK=0 WINDOW=64240 RES=0x00 SYN URGP=0 `,
  ],
  [
    'every TCP flag',
    datagram(CLIENT, SERVER, {
      protocol: Protocol.TCP,
      payload: buildTcp({ flags: 0xff, reserved: 0xf, window: 0, urgent: 9 }, 0),
    }),
    LogFlags.NONE,
    `${V4}LEN=40 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=TCP SPT=0 DPT=0 WINDOW=0 RES=0x38 AE CWR ECE URG ACK PSH RST SYN FIN URGP=9 `,
  ],
  [
    'type of service and precedence apart',
    datagram(CLIENT, SERVER, { tos: 0xdb }),
    LogFlags.NONE,
    `${V4}LEN=31 TOS=0x1A PREC=0xC0 TTL=64 ID=0 PROTO=UDP SPT=5000 DPT=53 LEN=11 `,
  ],
  [
    'a later fragment, with every flag',
    datagram(CLIENT, SERVER, { flags: 0xe000, offset: 1480 }),
    LogFlags.NONE,
    `${V4}LEN=31 TOS=0x00 PREC=0x00 TTL=64 ID=0 CE DF MF FRAG:185 PROTO=UDP `,
  ],
  [
    'a UDP header cut off',
    datagram(CLIENT, SERVER, { payload: new Uint8Array(5) }),
    LogFlags.NONE,
    `${V4}LEN=25 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=UDP INCOMPLETE [5 bytes] `,
  ],
  [
    'an unknown protocol',
    datagram(CLIENT, SERVER, { protocol: 200, payload: new Uint8Array(0) }),
    LogFlags.NONE,
    `${V4}LEN=20 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=200 `,
  ],
  [
    'an echo request',
    datagram(CLIENT, SERVER, {
      protocol: Protocol.ICMP,
      payload: buildIcmp({ type: 8, body: Uint8Array.of(1, 2, 0, 3) }, null),
    }),
    LogFlags.NONE,
    `${V4}LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=ICMP TYPE=8 CODE=0 ID=258 SEQ=3 `,
  ],
  [
    'an ICMP error with the packet it quotes',
    datagram(CLIENT, SERVER, {
      protocol: Protocol.ICMP,
      payload: buildIcmp({ type: 3, code: 4, body: Uint8Array.of(0, 0, 5, 0xdc, ...datagram(SERVER, CLIENT)) }, null),
    }),
    LogFlags.NONE,
    `${V4}LEN=59 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=ICMP TYPE=3 CODE=4 [SRC=198.51.100.10 DST=192.0.2.10 LEN=31 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=UDP SPT=5000 DPT=53 LEN=11 ] MTU=1500 `,
  ],
  [
    'a redirect whose quote is cut',
    datagram(CLIENT, SERVER, {
      protocol: Protocol.ICMP,
      payload: buildIcmp({ type: 5, body: Uint8Array.of(192, 0, 2, 9, 0x45) }, null),
    }),
    LogFlags.NONE,
    `${V4}LEN=29 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=ICMP TYPE=5 CODE=0 INCOMPLETE [9 bytes] `,
  ],
  [
    'ESP',
    datagram(CLIENT, SERVER, { protocol: Protocol.ESP, payload: Uint8Array.of(0, 0, 0x12, 0x34, 0, 0, 0, 1) }),
    LogFlags.NONE,
    `${V4}LEN=28 TOS=0x00 PREC=0x00 TTL=64 ID=0 PROTO=ESP SPI=0x1234 `,
  ],
  [
    'an IPv6 first fragment behind options',
    datagram(CLIENT6, SERVER6, {
      trafficClass: 5,
      flowLabel: 77,
      headers: [extensionHeader(Protocol.DSTOPTS, Uint8Array.of(1, 4, 0, 0, 0, 0)), fragmentHeader(0, true, 0xabc)],
    }),
    LogFlags.NONE,
    `${V6}LEN=67 TC=5 HOPLIMIT=64 FLOWLBL=77 FRAG:0 INCOMPLETE ID:00000abc PROTO=UDP SPT=5000 DPT=53 LEN=11 `,
  ],
  [
    'an ICMPv6 error in full detail',
    datagram(CLIENT6, SERVER6, {
      protocol: Protocol.ICMPV6,
      payload: buildIcmp(
        { type: 2, body: Uint8Array.of(0, 0, 5, 0, ...datagram(SERVER6, CLIENT6).subarray(0, 30)) },
        0,
      ),
    }),
    LogFlags.DEFAULT,
    `${V6}LEN=78 TC=0 HOPLIMIT=64 FLOWLBL=0 PROTO=ICMPv6 TYPE=2 CODE=0 [TRUNCATED] MTU=1280 `,
  ],
];

for (const [name, bytes, flags, line] of LINES) {
  test(`a line for ${name}`, () => {
    expect(describe(bytes, flags)).to.equal(line);
  });
}

test('a mark closes the line, unless it broke off before', () => {
  const whole = packetOf(datagram(CLIENT, SERVER));
  const cut = packetOf(datagram(CLIENT, SERVER).subarray(0, 22));
  whole.mark = cut.mark = 0x80000001;
  expect(describePacket(whole, LogFlags.NONE)).to.match(/LEN=11 MARK=0x80000001 $/);
  expect(describePacket(cut, LogFlags.NONE)).to.match(/INCOMPLETE \[2 bytes\] $/);
});

test('less than an IP header is TRUNCATED', () => {
  expect(describe(datagram(CLIENT, SERVER).subarray(0, 19))).to.equal('TRUNCATED');
  expect(describe(datagram(CLIENT6, SERVER6).subarray(0, 39))).to.equal('TRUNCATED');
});

test('options are written out when asked for', () => {
  const bytes = datagram(CLIENT, SERVER);
  const packet = Uint8Array.of(0x46, ...bytes.subarray(1, 20), 0x94, 4, 0, 0, ...bytes.subarray(20));
  expect(describe(packet, LogFlags.DEFAULT)).to.include('ID=0 OPT (94040000) PROTO=UDP SPT=5000');
  expect(describe(packet)).to.include('ID=0 PROTO=UDP SPT=5000');
});
