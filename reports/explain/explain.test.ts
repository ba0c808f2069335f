import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { CallbackRule } from '../../src/backend/backend';
import { type Call, readScript, type Script, writeScript } from '../../src/backend/script';
import { Segment } from '../../src/conntrack/protocols/tcp-segment';
import { buildPacket, parsePacket } from '../../src/packet/notation';
import { deliver } from './deliver';
import { remediesOf } from './remedy';
import { stageOfCapture, stageOfScript } from './stage';
import { storyOf } from './story';
import { windowRules } from './tcp';

const FLOW = ['192.0.2.10:1024 > 198.51.100.10:80', '198.51.100.10:80 > 192.0.2.10:1024'];
const HANDSHAKE = [
  `tcp ${FLOW[0]} S 1000:1000(0) win 65535`,
  `tcp ${FLOW[1]} S. 9000:9000(0) ack 1001 win 65535`,
  `tcp ${FLOW[0]} . 1001:1001(0) ack 9001 win 65535`,
];

function script(...texts: string[]): Script {
  const calls = texts.map(
    (text): Call => ['inject', / > 198/.test(text) ? 'c0' : 's0', buildPacket(parsePacket(text))],
  );
  return { options: {}, calls };
}

/** The last packet of a scenario of these. */
function last(...texts: string[]) {
  const made = script(...texts);
  return () => stageOfScript(made, texts.length);
}

const after = (text: string) => last(...HANDSHAKE, text);

test('what would have made it valid is found, and is what the window says', async () => {
  const remedies = async (text: string) =>
    (await remediesOf(after(text))).map(({ what, ctstate }) => `${what}: ${ctstate}`);
  expect((await remedies(`tcp ${FLOW[0]} . 500000:500010(10) ack 9001 win 65535`))[0]).to.equal(
    'a sequence number of at most 66536: ESTABLISHED',
  );
  expect((await remedies(`tcp ${FLOW[0]} . 1001:1001(0) ack 9002 win 65535`))[0]).to.equal(
    'an acknowledgment number of at most 9001: ESTABLISHED',
  );
  expect((await remedies(`tcp ${FLOW[0]} . 1001:1011(10) ack 9001 win 65535 bad-checksum`))[0]).to.equal(
    'a right checksum: ESTABLISHED',
  );
  expect(await remedies(`tcp ${FLOW[0]} S. 1001:1001(0) ack 9001 win 65535`)).to.include('the flags ACK: ESTABLISHED');
});

test('an error is RELATED once the packet it quotes has passed', async () => {
  const error = last('icmp 198.51.100.10 > 192.0.2.10 unreachable port {udp 192.0.2.10:9 > 198.51.100.10:9 len 8}');
  expect(await remediesOf(error)).to.deep.equal([
    { what: 'the packet it quotes having passed before', ctstate: 'RELATED' },
  ]);
});

test('the rules of the window tell what the tracker does, whatever the numbers are', async () => {
  const near = fc.integer({ min: -140_000, max: 140_000 });
  await fc.assert(
    fc.asyncProperty(near, near, async (seq, ack) => {
      const [from, number] = [1001 + seq, 9001 + ack].map(value => value >>> 0);
      const { found, ctstate, remarks } = deliver(
        await after(`tcp ${FLOW[0]} . =${from}:${from}(0) ack =${number} win 65535`)(),
      );
      const segment = new Segment();
      const { datagram: bytes } = await after(`tcp ${FLOW[0]} . =${from}:${from}(0) ack =${number} win 65535`)();
      segment.read(bytes, 20, bytes.length - 20);
      const holds = windowRules(found!.words, 0, segment).every(rule => rule.holds);
      expect(ctstate === 'ESTABLISHED' && remarks.length === 0).to.equal(holds);
    }),
    { numRuns: 200 },
  );
});

test('the story tells the way, the lookup, the table, the window, the outcome and the remedy', async () => {
  const capture = readFileSync('docs/captures/browsing.pcap');
  const lines = await storyOf(async () => stageOfCapture(capture, 8, () => {}), 'Packet 8');
  const story = lines.join('\n');
  for (const part of [
    'Packet 8, at 0.150000 s',
    'PREROUTING: nf_conntrack_in says ACCEPT; the packet is INVALID.',
    'the reply direction of\n  ipv4     2 tcp',
    'ACK of the responder in ESTABLISHED: leads to ESTABLISHED.',
    '3002000001 <= 3000064257  broken by 1935744',
    'Conntrack says: SEQ is over upper bound 3000064258',
    'The entry stays as it was.',
    'a sequence number of at most 3000064257: ESTABLISHED',
  ]) {
    expect(story).to.include(part);
  }
});

test('an error is told of by the packet it quotes, and a translated packet as it leaves', async () => {
  const story = storyTeller(
    {
      name: 'source',
      hook: 'POSTROUTING',
      priority: 100,
      match: 'udp',
      action: { kind: 'SNAT', range: 'to 192.0.2.1' },
    },
    'udp 192.0.2.10:9 > 198.51.100.10:9 len 8',
    'icmp 198.51.100.10 > 192.0.2.1 unreachable port {udp 192.0.2.1:9 > 198.51.100.10:9 len 8}',
  );
  expect(await story(1)).to.include('s0: one packet leaves, as\n  udp 192.0.2.1:9 > 198.51.100.10:9 len 8 (ttl 63)');
  expect(await story(2)).to.include('It quotes a packet of the original direction of\n  ipv4     2 udp');
  expect(await story(2)).to.include('The entry stays as it was.');
});

test('a packet that a callback keeps waits; one that a ruleset drops is dropped by its rule', async () => {
  const udp = 'udp 192.0.2.10:9 > 198.51.100.10:9 len 8';
  const stolen = storyTeller(
    { name: 'thief', hook: 'FORWARD', priority: 0, match: 'udp', action: { kind: 'STOLEN' } },
    udp,
  );
  expect(await stolen(1))
    .to.include('FORWARD: thief says STOLEN')
    .and.to.include('It is kept, and waits.');

  const dump = '*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -p udp -m comment --comment "no games" -j DROP\nCOMMIT\n';
  const ruled: Script = { options: {}, calls: [['loadRuleset', dump], ...script(udp).calls] };
  const story = (await storyOf(() => stageOfScript(readScript(writeScript(ruled)) as Script, 1), 'x')).join('\n');
  expect(story).to.include('FORWARD: filter FORWARD says DROP by the rule ip filter FORWARD 1 (no games)');
});

test('a valid packet needs no remedy; one that is not there is refused with what is allowed', async () => {
  expect((await storyOf(last(HANDSHAKE[0]), 'x')).join('\n')).not.to.include('valid');
  const refused = await stageOfScript(script(HANDSHAKE[0]), 2).catch((error: Error) => error.message);
  expect(refused).to.equal('there is no packet 2 (allowed: 1 to 1)');
  const capture = readFileSync('docs/captures/browsing.pcap');
  expect(() => stageOfCapture(capture, 99, () => {})).to.throw('there is no packet 99 (allowed: 1 to 13)');
});

/** Tells of the packets of a scenario with one callback, by their numbers. */
function storyTeller(rule: CallbackRule, ...texts: string[]) {
  const made: Script = { options: {}, calls: [['addCallback', rule], ...script(...texts).calls] };
  return async (packet: number) => (await storyOf(() => stageOfScript(made, packet), 'x')).join('\n');
}
