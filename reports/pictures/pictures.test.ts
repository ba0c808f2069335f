import { test } from 'node:test';
import { expect } from 'chai';
import { XMLValidator } from 'fast-xml-parser';
import { World } from '../../generators/world';
import { buildPacket, parsePacket } from '../../src/packet/notation';
import { TABLES } from '../cells';
import type { EntryView, SeenPacket } from '../model';
import { explore } from './explore';
import { hookDiagram } from './hooks';
import { stateDiagram } from './states';
import { tupleDiagram } from './tuples';
import { type Explored, waysOf } from './ways';

const EMPHASIS = '#1769d2';

test('a state diagram has every state, and an edge for each change of the table', async () => {
  for (const protocol of ['tcp', 'sctp'] as const) {
    const svg = await stateDiagram(protocol);
    expect(XMLValidator.validate(svg)).to.equal(true);
    const { states, events, leads } = TABLES[protocol];
    for (const from of states) {
      expect(svg).to.include(`id="${protocol}-${from}"`);
      for (const event of events) {
        const to = leads('original', event, from);
        if (to !== from && states.includes(to)) expect(svg).to.include(`id="${protocol}-${from}-${to}"`);
      }
    }
    expect(svg).not.to.include(EMPHASIS);
  }
});

test('the way that a scenario took stands out', async () => {
  const svg = await stateDiagram('tcp', [{ from: 'NONE', to: 'SYN_SENT' }]);
  const emphasised = [...svg.matchAll(/<g id="([^"]+)"[^>]*>(?:(?!<\/g>)[\s\S])*?stroke="#1769d2"/g)].map(
    ([, id]) => id,
  );
  expect(emphasised).to.have.members(['tcp-NONE', 'tcp-SYN_SENT', 'tcp-NONE-SYN_SENT']);
});

test('trackers without a table are drawn from what packets do to a router', async () => {
  const { states, notes, changes } = await explore('udp');
  expect(states).to.deep.equal(['NONE', 'UNREPLIED', 'SEEN_REPLY', 'ASSURED']);
  expect(notes).to.deep.equal({
    UNREPLIED: 'nf_conntrack_udp_timeout: 30 s',
    SEEN_REPLY: 'nf_conntrack_udp_timeout: 30 s',
    ASSURED: 'nf_conntrack_udp_timeout_stream: 120 s',
  });
  expect(changes.map(({ from, to, direction, on }) => `${from} ${direction} ${on} ${to}`)).to.deep.equal([
    'NONE original packet UNREPLIED',
    'UNREPLIED reply packet SEEN_REPLY',
    'SEEN_REPLY original packet more than 2 s after the first ASSURED',
    'SEEN_REPLY reply packet more than 2 s after the first ASSURED',
  ]);
  const ends: Record<Exclude<Explored, 'udp'>, string> = {
    udplite: 'ASSURED nf_conntrack_udp_timeout_stream: 120 s',
    icmp: 'SEEN_REPLY nf_conntrack_icmp_timeout: 30 s',
    icmpv6: 'SEEN_REPLY nf_conntrack_icmpv6_timeout: 30 s',
    gre: 'ASSURED nf_conntrack_gre_timeout_stream: 180 s',
    generic: 'SEEN_REPLY nf_conntrack_generic_timeout: 600 s',
  };
  for (const [protocol, end] of Object.entries(ends)) {
    const machine = await explore(protocol as Explored);
    const last = machine.states.at(-1)!;
    expect(`${last} ${machine.notes[last]}`, protocol).to.equal(end);
    expect(XMLValidator.validate(await stateDiagram(protocol as Explored))).to.equal(true);
  }
});

test('the way of a scenario through states that its entries have', () => {
  const entry = (protocol: string, ...status: string[]): EntryView => ({
    line: `ipv4     2 ${protocol}      17 30 src=192.0.2.10`,
    state: null,
    status,
    timeout: 30,
  });
  const packet = (before: EntryView | null, after: EntryView | null) => ({ before, after }) as SeenPacket;
  const [fresh, replied] = [entry('udp', 'CONFIRMED'), entry('udp', 'SEEN_REPLY', 'CONFIRMED')];
  const seen = {
    transitions: [],
    packets: [
      packet(null, fresh),
      packet(fresh, replied),
      packet(fresh, replied),
      packet(null, entry('unknown', 'CONFIRMED')),
      packet(null, null),
      packet(null, replied),
    ],
  };
  expect(waysOf('udp', seen)).to.deep.equal([
    { from: 'NONE', to: 'UNREPLIED' },
    { from: 'UNREPLIED', to: 'SEEN_REPLY' },
    { from: 'SEEN_REPLY', to: 'SEEN_REPLY' },
  ]);
  expect(waysOf('generic', seen)).to.deep.equal([{ from: 'NONE', to: 'UNREPLIED' }]);
  expect(waysOf('icmp', seen)).to.deep.equal([]);
});

test('the hooks that a packet passes stand out, with the ways between them', () => {
  expect(hookDiagram()).not.to.include(EMPHASIS);
  const marked = (path: string[]) => hookDiagram(path).split(EMPHASIS).length - 1;
  // Three hooks, and the ways in, to routing, to FORWARD, to POSTROUTING and out.
  expect(marked(['PREROUTING', 'FORWARD', 'POSTROUTING'])).to.equal(8);
  expect(marked(['PREROUTING', 'INPUT'])).to.equal(6);
  expect(XMLValidator.validate(hookDiagram())).to.equal(true);
});

test('each connection has two tuples, each in its bucket', () => {
  const bytes = buildPacket(parsePacket('udp 192.0.2.10:1 > 198.51.100.10:2'));
  const world = new World({
    router: { seed: 1, buckets: 1024, sysctls: [], helpers: [], translations: [], rulesets: [] },
    events: [{ kind: 'packet', device: 'c0', bytes }],
  }).finish();
  const svg = tupleDiagram(world.simulation.conntrack);
  expect(XMLValidator.validate(svg)).to.equal(true);
  expect(svg).to.include('2 tuplehashes in 2 of 1024 buckets');
  expect(svg)
    .to.include('→ udp 192.0.2.10:1 &gt; 198.51.100.10:2')
    .and.include('← udp 198.51.100.10:2 &gt; 192.0.2.10:1');
});
