import { test } from 'node:test';
import { expect } from 'chai';
import { XMLValidator } from 'fast-xml-parser';
import { World } from '../../generators/world';
import { buildPacket, parsePacket } from '../../src/packet/notation';
import { TABLES } from '../cells';
import { hookDiagram } from './hooks';
import { stateDiagram } from './states';
import { tupleDiagram } from './tuples';

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
  const svg = await stateDiagram('tcp', [{ protocol: 'tcp', direction: 'original', from: 'NONE', on: 'SYN' }]);
  const emphasised = [...svg.matchAll(/<g id="([^"]+)"[^>]*>(?:(?!<\/g>)[\s\S])*?stroke="#1769d2"/g)].map(
    ([, id]) => id,
  );
  expect(emphasised).to.have.members(['tcp-NONE', 'tcp-SYN_SENT', 'tcp-NONE-SYN_SENT']);
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
    router: { seed: 1, buckets: 1024, sysctls: [], helpers: [], translations: [] },
    events: [{ kind: 'packet', device: 'c0', bytes }],
  }).finish();
  const svg = tupleDiagram(world.simulation.conntrack);
  expect(XMLValidator.validate(svg)).to.equal(true);
  expect(svg).to.include('2 tuplehashes in 2 of 1024 buckets');
  expect(svg)
    .to.include('→ udp 192.0.2.10:1 &gt; 198.51.100.10:2')
    .and.include('← udp 198.51.100.10:2 &gt; 192.0.2.10:1');
});
