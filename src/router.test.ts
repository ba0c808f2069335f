import { test } from 'node:test';
import { expect } from 'chai';
import { Clock, HZ } from './clock';
import { HOOK_NAMES, Hook, type HookOps, VERDICT_NAMES, Verdict } from './netfilter/hooks';
import { Netfilter } from './netfilter/netfilter';
import { address, CLIENT, CLIENT6, datagram, packetOf, SERVER, SERVER6 } from './netfilter/test-packets';
import { DEFAULT_INTERFACES, Topology } from './netfilter/topology';
import { formatAddress } from './packet/address';
import { buildIcmp } from './packet/icmp-message';
import { parseIpv4 } from './packet/ipv4';
import { extensionHeader, parseIpv6 } from './packet/ipv6';
import { CtInfo, Family, type Packet, Protocol } from './packet/packet';
import { buildTcp, parseTcp, TcpFlag } from './packet/tcp';
import { pseudoHeader } from './packet/wire';
import { Router } from './router';

interface Scene {
  router: Router;
  netfilter: Netfilter;
  clock: Clock;
  /** Hooks and ends, in order: `PREROUTING`, `sent s0`, `delivered`, `dropped`. */
  seen: string[];
  /** Datagrams that left, as copies. */
  sent: Uint8Array[];
}

/** A router that writes down what it does; with `speaks` it answers as well. It cuts what is too big in `fragments`. */
function scene({ speaks = false, topology = new Topology(), fragments = 2 } = {}): Scene {
  const netfilter = new Netfilter();
  const clock = new Clock();
  const seen: string[] = [];
  const sent: Uint8Array[] = [];
  HOOK_NAMES.forEach((name, hook) => {
    const fn = () => {
      seen.push(name);
      return Verdict.ACCEPT;
    };
    netfilter.register({ name: 'tap', hook, priority: -1000, fn });
  });
  const attach = (packet: Packet, ct: number, ctinfo: CtInfo) => Object.assign(packet, { ct, ctinfo });
  const router = new Router({
    netfilter,
    clock,
    topology,
    fragmentation: {
      fragmentForOutput: packet => [packet.datagram().slice(0, 28), packet.datagram().slice(28)].slice(0, fragments),
      beforeInput: () => Verdict.ACCEPT,
      afterInput: () => Verdict.ACCEPT,
    },
    connections: speaks ? { attach, release() {} } : undefined,
  });
  router.onTransmit = (device, bytes) => {
    seen.push(`sent ${topology.names[device]}`);
    sent.push(bytes.slice());
  };
  router.onDeliver = () => seen.push('delivered');
  router.onDrop = () => seen.push('dropped');
  return { router, netfilter, clock, seen, sent };
}

const FORWARDED = ['PREROUTING', 'FORWARD', 'POSTROUTING', 'sent s0'];
const DELIVERED = ['PREROUTING', 'INPUT', 'delivered'];
const DROPPED = ['PREROUTING', 'dropped'];

/** Where a packet from the client's side ends, and the kernel's word for it; as a live kernel (6.18) was seen to do. */
const WAYS: [name: string, bytes: Uint8Array, seen: string[], reason: string | null][] = [
  ['to the server', datagram(CLIENT, SERVER), FORWARDED, null],
  ['to the router', datagram(CLIENT, '192.0.2.1'), DELIVERED, null],
  ["to the router's other side", datagram(CLIENT, '198.51.100.1'), DELIVERED, null],
  [
    'back where it came from',
    datagram('192.0.2.55', CLIENT),
    ['PREROUTING', 'FORWARD', 'POSTROUTING', 'sent c0'],
    null,
  ],
  ['to a network without a route', datagram(CLIENT, '203.0.113.9'), DROPPED, 'IP_INNOROUTES'],
  ['with a time to live of 1', datagram(CLIENT, SERVER, { ttl: 1 }), DROPPED, 'IP_INHDR'],
  ['with a time to live of 0', datagram(CLIENT, SERVER, { ttl: 0 }), DROPPED, 'IP_INHDR'],
  ['to the router, with a time to live of 0', datagram(CLIENT, '192.0.2.1', { ttl: 0 }), DELIVERED, null],
  ['with a wrong checksum', datagram(CLIENT, SERVER, { checksum: 1 }), ['dropped'], 'IP_CSUM'],
  ['to all hosts', datagram(CLIENT, '255.255.255.255'), DELIVERED, null],
  ['to all hosts of its network', datagram(CLIENT, '192.0.2.255'), DELIVERED, null],
  ['to all hosts of the other network', datagram(CLIENT, '198.51.100.255'), DELIVERED, null],
  ['to all systems of the link', datagram(CLIENT, '224.0.0.1'), DELIVERED, null],
  ['to a group nobody joined', datagram(CLIENT, '224.0.0.251'), DROPPED, null],
  ['to a loopback address', datagram(CLIENT, '127.0.0.1'), DROPPED, 'IP_LOCALNET'],
  ['from a loopback address', datagram('127.0.0.1', SERVER), DROPPED, 'IP_LOCALNET'],
  ['from the loopback address to all hosts', datagram('127.0.0.1', '255.255.255.255'), DROPPED, 'IP_LOCAL_SOURCE'],
  ['from its neighbour to all hosts', datagram('127.0.0.2', '255.255.255.255'), DELIVERED, null],
  ['to no address', datagram(CLIENT, '0.0.0.0'), DROPPED, 'IP_INVALID_DEST'],
  ['from no address', datagram('0.0.0.0', SERVER), DROPPED, 'IP_INVALID_SOURCE'],
  ['from no address to none', datagram('0.0.0.0', '0.0.0.0'), DELIVERED, null],
  ['from no address to all hosts', datagram('0.0.0.0', '255.255.255.255'), DELIVERED, null],
  ['from the zero network', datagram('0.1.2.3', SERVER), FORWARDED, null],
  ['from a group', datagram('224.0.0.5', SERVER), DROPPED, 'IP_INVALID_SOURCE'],
  ['from all hosts', datagram('255.255.255.255', SERVER), DROPPED, 'IP_INVALID_SOURCE'],
  ['from all hosts of its network', datagram('192.0.2.255', SERVER), FORWARDED, null],
  ['from all hosts of a network, back', datagram('198.51.100.255', '192.0.2.77'), DROPPED, 'IP_INVALID_SOURCE'],
  ["from the router's own address", datagram('192.0.2.1', SERVER), DROPPED, 'IP_LOCAL_SOURCE'],
  ["from the router's own address to itself", datagram('192.0.2.1', '192.0.2.1'), DROPPED, 'IP_LOCAL_SOURCE'],
  ['from the reserved class', datagram('240.0.0.1', SERVER), FORWARDED, null],
  ['over IPv6', datagram(CLIENT6, SERVER6), FORWARDED, null],
  ['with a hop limit of 1', datagram(CLIENT6, SERVER6, { hopLimit: 1 }), DROPPED, 'IP_INHDR'],
  ['to the router over IPv6', datagram(CLIENT6, '2001:db8:1::1'), DELIVERED, null],
  ["to the routers' anycast address", datagram(CLIENT6, '2001:db8:1::'), DELIVERED, null],
  ["to the router's link-local address", datagram(CLIENT6, 'fe80::1'), DELIVERED, null],
  [
    'to another link-local address',
    datagram(CLIENT6, 'fe80::9'),
    ['PREROUTING', 'FORWARD', 'POSTROUTING', 'sent c0'],
    null,
  ],
  ['from a link-local address', datagram('fe80::99', SERVER6), DROPPED, 'IP_INADDRERRORS'],
  ['from a link-local address to the router', datagram('fe80::99', '2001:db8:1::1'), DELIVERED, null],
  ['from the unspecified address', datagram('::', SERVER6), DROPPED, 'IP_INADDRERRORS'],
  ['to the unspecified address', datagram(CLIENT6, '::'), DROPPED, 'IP_INNOROUTES'],
  ['from a v4-mapped address', datagram('::ffff:192.0.2.10', SERVER6), FORWARDED, null],
  ['to a v4-mapped address', datagram(CLIENT6, '::ffff:198.51.100.10'), DROPPED, 'IP_INNOROUTES'],
  ["from the router's own IPv6 address", datagram('2001:db8:1::1', SERVER6), FORWARDED, null],
  ['to all nodes', datagram(CLIENT6, 'ff02::1'), DELIVERED, null],
  ['to all routers', datagram(CLIENT6, 'ff02::2'), DELIVERED, null],
  ['to all routers of the site', datagram(CLIENT6, 'ff05::2'), DELIVERED, null],
  ["to the router's solicited-node group", datagram(CLIENT6, 'ff02::1:ff00:1'), DELIVERED, null],
  ["to another's solicited-node group", datagram(CLIENT6, 'ff02::1:ff00:77'), DROPPED, null],
  ['to an IPv6 group nobody joined', datagram(CLIENT6, 'ff0e::1234'), DROPPED, null],
  ['that is too big', datagram(CLIENT6, SERVER6, { payload: new Uint8Array(1461) }), DROPPED, 'PKT_TOO_BIG'],
];

for (const [name, bytes, seen, reason] of WAYS) {
  test(`the way of a packet ${name}`, () => {
    const { router, seen: really } = scene();
    const packet = packetOf(bytes);
    const verdict = router.receive(packet, 1);
    expect(really).to.deep.equal(seen);
    expect(packet.reason).to.equal(reason);
    expect(VERDICT_NAMES[verdict]).to.equal(seen.includes('dropped') ? 'DROP' : 'ACCEPT');
  });
}

test('forwarding takes one off the time to live and keeps the checksum right, whatever it was', () => {
  const { checksum: plain } = parseIpv4(datagram(CLIENT, SERVER))!;
  // The last of these has a checksum that the step carries over the edge of one's complement.
  const edge = ((plain as number) - 0xfeff + 0xffff) % 0xffff;
  for (const id of [0, 1, 0x00ff, 0x0100, 0x8000, 0xffff, edge]) {
    const { router, sent } = scene();
    router.receive(packetOf(datagram(CLIENT, SERVER, { id })), 1);
    expect(sent[0]).to.deep.equal(datagram(CLIENT, SERVER, { id, ttl: 63 }));
  }
});

test('a packet too big for the next link leaves in fragments, unless it forbids that', () => {
  const payload = new Uint8Array(1481);
  const may = scene();
  expect(may.router.receive(packetOf(datagram(CLIENT, SERVER, { payload })), 1)).to.equal(Verdict.ACCEPT);
  expect(may.seen.slice(-2)).to.deep.equal(['sent s0', 'sent s0']);
  const mayNot = scene();
  expect(mayNot.router.receive(packetOf(datagram(CLIENT, SERVER, { payload, flags: 0x4000 })), 1)).to.equal(
    Verdict.DROP,
  );
});

test('a reassembled packet leaves in fragments, IPv6 only if it is larger than they were', () => {
  const fragmentsOf = (bytes: Uint8Array, fragmentMaxSize: number) => {
    const { router, netfilter, sent } = scene();
    const fn = (packet: Packet) => {
      packet.fragmentMaxSize = fragmentMaxSize;
      return Verdict.ACCEPT;
    };
    netfilter.register({ name: 'defrag', hook: Hook.PREROUTING, priority: -400, fn });
    router.receive(packetOf(bytes), 1);
    return sent.length;
  };
  expect(fragmentsOf(datagram(CLIENT, SERVER), 1400)).to.equal(2);
  expect(fragmentsOf(datagram(CLIENT6, SERVER6), 1400)).to.equal(1);
  expect(fragmentsOf(datagram(CLIENT6, SERVER6), 48)).to.equal(2);
});

test('a packet that must leave in fragments and cannot ends behind the last hook, which has accepted it', () => {
  const { router, seen } = scene({ fragments: 0 });
  const packet = packetOf(datagram(CLIENT, SERVER, { payload: new Uint8Array(1481) }));
  expect(router.receive(packet, 1)).to.equal(Verdict.ACCEPT);
  expect(seen).to.deep.equal(['PREROUTING', 'FORWARD', 'POSTROUTING', 'dropped']);
});

test('a packet of a local process passes OUTPUT and POSTROUTING', () => {
  const { router, seen } = scene();
  expect(router.send(packetOf(datagram('192.0.2.1', CLIENT)))).to.equal(Verdict.ACCEPT);
  expect(seen).to.deep.equal(['OUTPUT', 'POSTROUTING', 'sent c0']);
});

test('a packet of the router to itself comes back in by the loopback interface', () => {
  const { router, seen } = scene();
  router.send(packetOf(datagram('192.0.2.1', '198.51.100.1')));
  expect(seen).to.deep.equal(['OUTPUT', 'POSTROUTING', 'PREROUTING', 'INPUT', 'delivered']);
});

test('a local packet without a route is refused before the first hook', () => {
  const { router, seen } = scene();
  const packet = packetOf(datagram('192.0.2.1', '203.0.113.9'));
  expect(router.send(packet)).to.equal(Verdict.DROP);
  expect(seen).to.deep.equal(['dropped']);
  expect(packet.reason).to.equal('IP_OUTNOROUTES');
});

test('a callback at OUTPUT may turn a packet to another interface', () => {
  const { router, netfilter, seen } = scene();
  const fn = (packet: Packet) => {
    packet.bytes.set(address(SERVER), packet.start + 16);
    return Verdict.ACCEPT;
  };
  netfilter.register({ name: 'nat', hook: Hook.OUTPUT, priority: -100, fn });
  router.send(packetOf(datagram('192.0.2.1', CLIENT)));
  expect(seen).to.deep.equal(['OUTPUT', 'POSTROUTING', 'sent s0']);
});

test('a packet stolen at any hook goes on from there', () => {
  for (const hook of [Hook.PREROUTING, Hook.FORWARD, Hook.POSTROUTING]) {
    const { router, netfilter, seen } = scene();
    const thief: HookOps = { name: 'thief', hook, priority: 0, fn: () => Verdict.STOLEN };
    netfilter.register(thief);
    const packet = packetOf(datagram(CLIENT, SERVER));
    expect(router.receive(packet, 1)).to.equal(Verdict.STOLEN);
    expect(netfilter.resume(packet, thief)).to.equal(Verdict.ACCEPT);
    expect(seen).to.deep.equal(FORWARDED);
  }
});

test('a capture passes to the other side from wherever it comes, but for what is for the router', () => {
  const topology = new Topology(DEFAULT_INTERFACES, { otherSide: true });
  const way = (from: string, to: string, device: number) => {
    const { router, seen } = scene({ topology });
    router.receive(packetOf(datagram(from, to)), device);
    return seen[seen.length - 1];
  };
  expect(way('203.0.113.5', '203.0.113.77', 1)).to.equal('sent s0');
  expect(way('203.0.113.77', '203.0.113.5', 2)).to.equal('sent c0');
  expect(way('2001:db8:77::1', '2001:db8:77::2', 2)).to.equal('sent c0');
  expect(way('203.0.113.5', '192.0.2.1', 1)).to.equal('delivered');
  expect(way('203.0.113.5', '255.255.255.255', 1)).to.equal('delivered');
  expect(way('203.0.113.5', '239.1.2.3', 1)).to.equal('dropped');
  expect(way('198.51.100.255', '203.0.113.5', 1)).to.equal('dropped');
  expect(way('fe80::5', 'fe80::6', 1)).to.equal('sent c0');
});

test('of what passes to the other side, the router can answer only what is from its own networks', () => {
  const topology = new Topology(DEFAULT_INTERFACES, { otherSide: true });
  const answered = (from: string) => {
    const { router, sent } = scene({ topology, speaks: true });
    router.receive(packetOf(datagram(from, from.includes(':') ? '2001:db8:1::1' : '192.0.2.1')), 1);
    return sent.filter(each => each.length > 0).length;
  };
  expect(['192.0.2.10', '203.0.113.5', '2001:db8:1::a', '2001:db8:77::1'].map(answered)).to.deep.equal([1, 0, 1, 0]);
});

/** What the router sends back about a packet, in short: type and code, sender, the message's own word. */
function answers(bytes: Uint8Array, device = 1): string[] {
  const { router, sent } = scene({ speaks: true });
  router.receive(packetOf(bytes), device);
  return sent.filter(each => each.length > 0).map(describe);
}

function describe(bytes: Uint8Array): string {
  const isIpv4 = bytes[0] >> 4 === 4;
  const { protocol, source, payload } = (isIpv4 ? parseIpv4(bytes) : parseIpv6(bytes))!;
  const from = formatAddress(source, 0, isIpv4 ? Family.IPV4 : Family.IPV6);
  if (protocol === Protocol.TCP) {
    const { flags, seq, ack } = parseTcp(payload)!;
    return `reset ${flags & TcpFlag.ACK ? `ack ${ack}` : `seq ${seq}`} from ${from}`;
  }
  if (protocol !== Protocol.ICMP && protocol !== Protocol.ICMPV6) return 'the packet';
  const word = ((payload[4] << 24) | (payload[5] << 16) | (payload[6] << 8) | payload[7]) >>> 0;
  return `${payload[0]}/${payload[1]} ${word.toString(16)} from ${from}`;
}

function tcp(from: string, to: string, fields: object): Uint8Array {
  const pseudo = pseudoHeader(address(from), address(to), Protocol.TCP);
  const payload = buildTcp({ sourcePort: 4000, destinationPort: 80, seq: 1000, ...fields }, pseudo);
  return datagram(from, to, { protocol: Protocol.TCP, payload });
}

function icmp(from: string, to: string, type: number, body: Uint8Array, fields = {}): Uint8Array {
  const isIpv4 = !from.includes(':');
  const protocol = isIpv4 ? Protocol.ICMP : Protocol.ICMPV6;
  const pseudo = isIpv4 ? null : pseudoHeader(address(from), address(to), protocol);
  return datagram(from, to, { protocol, payload: buildIcmp({ type, body }, pseudo), ...fields });
}

const ECHO = Uint8Array.of(1, 2, 0, 1, 9, 9);
const ROUTER = '192.0.2.1';
const ROUTER6 = '2001:db8:1::1';

/** An MD5 signature (RFC 2385), and an option longer than the header. */
const SIGNATURE = Uint8Array.of(19, 18, ...new Uint8Array(16), 0, 0);
const BROKEN_OPTIONS = Uint8Array.of(254, 40, ...new Uint8Array(18));

/** What the router answers, as a live kernel (6.18) was seen to do. */
const ANSWERS: [name: string, bytes: Uint8Array, answers: string[]][] = [
  ['an expired packet', datagram(CLIENT, SERVER, { ttl: 1 }), ['11/0 0 from 192.0.2.1']],
  ['an expired IPv6 packet', datagram(CLIENT6, SERVER6, { hopLimit: 0 }), ['3/0 0 from 2001:db8:1::1']],
  ['a packet without a route', datagram(CLIENT, '203.0.113.9'), ['3/0 0 from 192.0.2.1']],
  ['an IPv6 packet without a route', datagram(CLIENT6, '2001:db8:99::1'), ['1/0 0 from 2001:db8:1::1']],
  [
    'a packet too big to be forwarded whole',
    datagram(CLIENT, SERVER, { payload: new Uint8Array(1481), flags: 0x4000 }),
    ['3/4 5dc from 192.0.2.1'],
  ],
  [
    'an IPv6 packet too big',
    datagram(CLIENT6, SERVER6, { payload: new Uint8Array(1461) }),
    ['2/0 5dc from 2001:db8:1::1'],
  ],
  ['UDP to a closed port', datagram(CLIENT, '198.51.100.1'), ['3/3 0 from 198.51.100.1']],
  ['UDP over IPv6 to a closed port', datagram(CLIENT6, '2001:db8:2::1'), ['1/4 0 from 2001:db8:2::1']],
  ["UDP to the routers' anycast address", datagram(CLIENT6, '2001:db8:1::'), ['1/4 0 from 2001:db8:1::']],
  ['UDP to all hosts', datagram(CLIENT, '192.0.2.255'), []],
  ['UDP from all hosts of a network', datagram('192.0.2.255', ROUTER), ['3/3 0 from 192.0.2.1']],
  ['an unknown protocol', datagram(CLIENT, ROUTER, { protocol: 200 }), ['3/2 0 from 192.0.2.1']],
  ['IGMP', datagram(CLIENT, ROUTER, { protocol: 2 }), []],
  ['an unknown protocol over IPv6', datagram(CLIENT6, ROUTER6, { protocol: 200 }), ['4/1 6 from 2001:db8:1::1']],
  [
    'an unknown protocol behind options',
    datagram(CLIENT6, ROUTER6, { protocol: 200, headers: [extensionHeader(Protocol.DSTOPTS, new Uint8Array(6))] }),
    ['4/1 28 from 2001:db8:1::1'],
  ],
  [
    'a source route over IPv6',
    datagram(CLIENT6, ROUTER6, { headers: [extensionHeader(Protocol.ROUTING, Uint8Array.of(0, 1, 0, 0, 0, 0))] }),
    ['4/0 2a from 2001:db8:1::1'],
  ],
  ['an echo request', icmp(CLIENT, ROUTER, 8, ECHO), ['0/0 1020001 from 192.0.2.1']],
  ['an echo request to all hosts', icmp(CLIENT, '192.0.2.255', 8, ECHO), []],
  ['an ICMPv6 echo request', icmp(CLIENT6, ROUTER6, 128, ECHO), ['129/0 1020001 from 2001:db8:1::1']],
  ['an ICMPv6 echo request to all nodes', icmp(CLIENT6, 'ff02::1', 128, ECHO), ['129/0 1020001 from 2001:db8:1::1']],
  ['an echo reply', icmp(CLIENT, ROUTER, 0, ECHO), []],
  ['a SYN', tcp(CLIENT, ROUTER, { flags: TcpFlag.SYN }), ['reset ack 1001 from 192.0.2.1']],
  ['a SYN over IPv6', tcp(CLIENT6, ROUTER6, { flags: TcpFlag.SYN }), ['reset ack 1001 from 2001:db8:1::1']],
  ['an ACK', tcp(CLIENT, ROUTER, { flags: TcpFlag.ACK, ack: 77 }), ['reset seq 77 from 192.0.2.1']],
  ['data', tcp(CLIENT, ROUTER, { flags: 0, payload: ECHO }), ['reset ack 1006 from 192.0.2.1']],
  ['a RST', tcp(CLIENT, ROUTER, { flags: TcpFlag.RST }), []],
  ['a SYN with a wrong checksum', tcp(CLIENT, ROUTER, { flags: TcpFlag.SYN, checksum: 'bad' }), []],
  ['a SYN to all hosts', tcp(CLIENT, '192.0.2.255', { flags: TcpFlag.SYN }), []],
  ["a SYN to the routers' anycast address", tcp(CLIENT6, '2001:db8:1::', { flags: TcpFlag.SYN }), []],
  ['an expired ICMP error', icmp(CLIENT, SERVER, 3, ECHO, { ttl: 1 }), []],
  ['an expired echo request', icmp(CLIENT, SERVER, 8, ECHO, { ttl: 1 }), ['11/0 0 from 192.0.2.1']],
  ['an expired later fragment', datagram(CLIENT, SERVER, { ttl: 1, offset: 8 }), []],
  [
    'a packet that leaves where it came in',
    datagram('192.0.2.55', CLIENT),
    ['5/1 c000020a from 192.0.2.1', 'the packet'],
  ],
  ['a link-local source', datagram('fe80::99', SERVER6), ['1/2 0 from fe80::1']],
  ['a martian', datagram('224.0.0.5', SERVER), []],
  ['a segment with a signature', tcp(CLIENT, ROUTER, { flags: TcpFlag.SYN, options: [{ raw: SIGNATURE }] }), []],
  [
    'a segment with broken options',
    tcp(CLIENT, ROUTER, { flags: TcpFlag.SYN, options: [{ raw: BROKEN_OPTIONS }] }),
    [],
  ],
];

for (const [name, bytes, expected] of ANSWERS) {
  test(`the router's answer to ${name}`, () => {
    expect(answers(bytes)).to.deep.equal(expected);
  });
}

test('an error quotes the packet and belongs to its connection, in the other direction', () => {
  const { router, netfilter, sent, seen } = scene({ speaks: true });
  const conntrack = (packet: Packet) => {
    Object.assign(packet, { ct: 5, ctinfo: CtInfo.NEW });
    return Verdict.ACCEPT;
  };
  netfilter.register({ name: 'conntrack', hook: Hook.PREROUTING, priority: -200, fn: conntrack });
  let error: [number, CtInfo] | null = null;
  const look = (packet: Packet) => {
    error = [packet.ct, packet.ctinfo];
    return Verdict.ACCEPT;
  };
  netfilter.register({ name: 'look', hook: Hook.OUTPUT, priority: 0, fn: look });
  const bytes = datagram(CLIENT, SERVER, { ttl: 1, tos: 0x28 });
  router.receive(packetOf(bytes), 1);
  expect(error).to.deep.equal([5, CtInfo.RELATED_REPLY]);
  expect(seen).to.deep.equal(['PREROUTING', 'OUTPUT', 'POSTROUTING', 'sent c0', 'dropped']);
  expect(parseIpv4(sent[0])!.payload.subarray(8)).to.deep.equal(bytes);
  expect(sent[0][1]).to.equal(0xc8);
});

test('an error quotes no more than fits into 576 bytes, or 1280 over IPv6', () => {
  const { router, sent } = scene({ speaks: true });
  router.receive(packetOf(datagram(CLIENT, SERVER, { ttl: 1, payload: new Uint8Array(1400) })), 1);
  router.receive(packetOf(datagram(CLIENT6, SERVER6, { hopLimit: 1, payload: new Uint8Array(1400) })), 1);
  expect(sent.map(each => each.length)).to.deep.equal([576, 1280]);
});

/** Errors sent out of `tries` packets, one every `seconds`. */
function errorsSent(bytes: Uint8Array, tries: number, seconds: number): number {
  const { router, clock, sent } = scene({ speaks: true });
  for (let at = 0; at < tries; at++) {
    clock.advanceTo(at * seconds);
    router.receive(packetOf(bytes.slice()), 1);
  }
  return sent.length;
}

test('one host gets six errors at once, then one a second; over IPv6 ten a second', () => {
  const expired = datagram(CLIENT, SERVER, { ttl: 1 });
  expect(errorsSent(expired, 20, 0)).to.equal(6);
  expect(errorsSent(expired, 41, 0.1)).to.equal(6 + 4);
  expect(errorsSent(datagram(CLIENT6, SERVER6, { hopLimit: 1 }), 20, 0)).to.equal(6);
  expect(errorsSent(datagram(CLIENT6, SERVER6, { hopLimit: 1 }), 101, 1 / HZ)).to.equal(6 + 4);
});

test('a host is told of a better way once, then ever more rarely, until it is silent for a while', () => {
  const { router, clock, sent } = scene({ speaks: true });
  const redirects = (...times: number[]) =>
    times.filter(time => {
      clock.advanceTo(time);
      const before = sent.length;
      router.receive(packetOf(datagram('192.0.2.55', CLIENT)), 1);
      return sent.length === before + 2;
    });
  expect(redirects(0, 0.02, 0.044, 0.06, 0.124, 0.128)).to.deep.equal([0, 0.044, 0.128]);
  expect(redirects(20, 41)).to.deep.equal([20, 41]);
  expect(redirects(41.02, 41.044)).to.deep.equal([41.044]);
});

test('a redirect takes a host its allowance of errors, if it was long unheard of', () => {
  const { router, clock, sent } = scene({ speaks: true });
  const error = () => router.receive(packetOf(datagram('192.0.2.55', SERVER, { ttl: 1 })), 1);
  const redirect = () => router.receive(packetOf(datagram('192.0.2.55', CLIENT)), 1);
  error();
  redirect();
  error();
  expect(sent.length).to.equal(4);
  clock.advanceTo(25);
  redirect();
  error();
  expect(sent.length).to.equal(6);
});

test('a missing route spends the same allowance twice', () => {
  expect(errorsSent(datagram(CLIENT, '203.0.113.9'), 20, 0)).to.equal(2);
});

test('a router without connection tracking keeps silent', () => {
  const { router, sent } = scene();
  router.receive(packetOf(datagram(CLIENT, SERVER, { ttl: 1 })), 1);
  router.receive(packetOf(icmp(CLIENT, ROUTER, 8, ECHO)), 1);
  expect(sent).to.deep.equal([]);
});
