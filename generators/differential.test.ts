/** What differential runs leave out; what they compare, campaigns show. */
import { test } from 'node:test';
import { expect } from 'chai';
import { kernelAccess } from '../src/backend/kernel/access';
import { HZ } from '../src/clock';
import { buildPacket, parsePacket } from '../src/packet/notation';
import { differences, isRefused, KERNEL } from './differential';
import { simulationFor } from './world';

const isLeftOut = (device: string, text: string) =>
  isRefused({ kind: 'packet', device, bytes: buildPacket(parsePacket(text)) });

test('What a raw socket refuses or changes is left out, and only of local processes', () => {
  const refused = [
    'raw 600000000014064020010db800010000000000000000000120010db80001',
    'raw 45000014',
    'raw 11',
    'udp 192.0.2.1:1 > 224.0.0.1:2 len 4',
    'udp [2001:db8:1::1]:1 > [ff02::1]:2 len 4',
    'udp 192.0.2.1:1 > 192.0.2.10:2 len 1600',
    'udp 192.0.2.1:1 > 192.0.2.10:2 len 8 (ihl 4)',
    'udp 192.0.2.1:1 > 192.0.2.10:2 len 8 (len 20)',
    'ip 192.0.2.1 > 192.0.2.10 proto 17 0x0001000200100000 (frag 0+)',
  ];
  for (const text of refused) {
    expect(isLeftOut('lo', text), text).to.equal(true);
    expect(isLeftOut('c0', text), text).to.equal(false);
  }
  for (const text of [
    'udp 192.0.2.1:1 > 192.0.2.10:2 len 8',
    'ip 192.0.2.1 > 192.0.2.10 proto 17 0x0001000200100000 (frag 0+, id 7)',
    'udp [2001:db8:1::1]:1 > [2001:db8:1::10]:2 len 8',
  ]) {
    expect(isLeftOut('lo', text), text).to.equal(false);
  }
});

const access = kernelAccess();
const skip = 'reason' in access ? `NOT OBSERVABLE HERE: ${access.reason}: ${access.remedy}` : false;

test('Beside NAT a difference is one that is there however ports are chosen', { skip }, async () => {
  const bytes = buildPacket(parsePacket('udp 192.0.2.10:1 > 198.51.100.10:2 len 8'));
  const ruleset =
    'table ip nat {\n chain out {\n  type nat hook postrouting priority 100; policy accept;\n  masquerade\n }\n}\n';
  const workload = (rulesets: string[]) => ({
    router: { seed: 0, buckets: 64, sysctls: [], helpers: [], translations: [], rulesets },
    events: [{ kind: 'packet' as const, device: 'c0', bytes }],
  });
  const brokenFor = (seeds: number[]) => (router: Parameters<typeof simulationFor>[0]) => {
    const simulation = simulationFor(router);
    if (seeds.includes(router.seed)) simulation.conntrack.settings.udpTimeout = 2 * HZ;
    return simulation;
  };
  const isDifferent = async (rulesets: string[], seeds: number[]) =>
    (await differences(workload(rulesets), brokenFor(seeds), KERNEL.name)) !== null;
  expect(await isDifferent([], [0]), 'without NAT').to.equal(true);
  expect(await isDifferent([ruleset], [0]), 'with one choice of ports').to.equal(false);
  expect(await isDifferent([ruleset], [0, 1, 2]), 'with three').to.equal(false);
  expect(await isDifferent([ruleset], [0, 1, 2, 3, 4, 5, 6, 7, 8]), 'with any').to.equal(true);
});

test('A difference is one that is there with a jiffy before each packet, too', { skip }, async () => {
  const packet = (device: string, text: string) =>
    ({ kind: 'packet', device, bytes: buildPacket(parsePacket(text)) }) as const;
  // An answer to a FIN that does not fit shortens what is left to the entry, unless that is less than two minutes.
  const events = [
    packet('c0', 'tcp 192.0.2.13:40002 > 198.51.100.13:21 S 1000:1000(0) win 65535'),
    packet('s0', 'tcp 198.51.100.13:21 > 192.0.2.13:40002 S. 5000:5000(0) ack 1001 win 65535'),
    packet('c0', 'tcp 192.0.2.13:40002 > 198.51.100.13:21 . 1001:1001(0) ack 5001 win 65535'),
    packet('s0', 'tcp 198.51.100.13:21 > 192.0.2.13:40002 F. 3539:3539(0) ack 998 win 65535'),
    { kind: 'sysctl', name: 'net.netfilter.nf_conntrack_tcp_timeout_unacknowledged', value: '10' } as const,
    packet('c0', 'tcp 192.0.2.13:40002 > 198.51.100.13:21 F. 1017:1017(0) ack 5062 win 65535'),
  ];
  const router = { seed: 0, buckets: 64, sysctls: [], helpers: [], translations: [], rulesets: [] };
  expect(await differences({ router, events }, simulationFor, KERNEL.name)).to.equal(null);
});

test('A port that a rule has given a packet is not one that the kernel chose for it', { skip }, async () => {
  const syn = (to: string) =>
    ({
      kind: 'packet',
      device: 'c0',
      bytes: buildPacket(parsePacket(`tcp 192.0.2.11:40006 > ${to}:80 S 0:0(0) win 9`)),
    }) as const;
  // Both are for the router now, which answers in no zone, and so by the port that the second was given.
  const ruleset = `table ip firewall {
    chain raw { type filter hook prerouting priority -300; policy accept; ct zone set 7; }
    chain nat { type nat hook prerouting priority -100; policy accept; tcp dport 80 redirect to :8080; }
    chain delivered { type nat hook input priority 100; policy accept; }
  }`;
  const router = { seed: 0, buckets: 64, sysctls: [], helpers: [], translations: [], rulesets: [ruleset] };
  const events = [syn('198.51.100.11'), syn('198.51.100.12')];
  expect(await differences({ router, events }, simulationFor, KERNEL.name)).to.equal(null);
});
