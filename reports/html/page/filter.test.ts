import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { report, requirement, result } from '../../testing/report';
import { type PageIndex, packIndex } from '../pack';
import { filterOf, queryOf, reached, select } from './filter';
import { linkTo, parseRoute } from './route';

async function index(): Promise<PageIndex> {
  const bad = (outcome: 'failed' | 'not observable') => [
    result(),
    result({ implementation: 'Linux 6.18', outcome, reason: 'x' }),
  ];
  const packed = await packIndex(
    report(
      [
        requirement('r1', { name: 'A SYN opens', tags: ['@rfc:9293-3.5'] }),
        requirement('r2', { results: bad('failed'), families: ['ipv6'] }),
        requirement('r3', { results: bad('failed'), known: 'why' }),
        requirement('r4', { results: bad('not observable') }),
        requirement('r5', { divergence: ['packet 1'] }),
        requirement('r6', { divergence: ['packet 1'], known: 'why' }),
      ],
      {
        coverage: {
          transitions: [{ protocol: 'tcp', direction: 'reply', from: 'NONE', on: 'SYN', requirements: ['r2', 'r5'] }],
          verdicts: [{ implementation: 'simulator', hook: 'INPUT', verdict: 'DROP', packets: 3, requirements: ['r3'] }],
          reasons: [{ reason: 'TCP: bad checksum', packets: { simulator: 1 }, requirements: ['r4'] }],
        },
      },
    ),
  );
  return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString());
}

async function found(query: string): Promise<string[]> {
  const all = await index();
  return select(all, filterOf(new URLSearchParams(query))).map(at => all.rows[at].id);
}

test('words are searched in names, tags, identifiers and places, and all must be there', async () => {
  expect(await found('q=syn')).to.deep.equal(['r1']);
  expect(await found('q=@RFC:9293-3.5')).to.deep.equal(['r1']);
  expect(await found('q=rules.feature:4')).to.deep.equal(['r4']);
  expect(await found('q=rule+r4')).to.deep.equal(['r4']);
  expect(await found('q=nothing+syn')).to.deep.equal([]);
  expect((await found('')).length).to.equal(6);
});

test('outcomes: what is known is no trouble, and a divergence is one', async () => {
  expect(await found('outcome=failed')).to.deep.equal(['r2']);
  expect(await found('outcome=divergence')).to.deep.equal(['r5']);
  expect(await found('outcome=does+not+conform')).to.deep.equal(['r2', 'r5']);
  expect(await found('outcome=known+divergence')).to.deep.equal(['r3', 'r6']);
  expect(await found('outcome=not+observable')).to.deep.equal(['r4']);
});

test('families, and what is reached', async () => {
  expect(await found('family=ipv6')).to.deep.equal(['r2']);
  expect(await found('reaches=transitions:0')).to.deep.equal(['r2', 'r5']);
  expect(await found('reaches=verdicts:0')).to.deep.equal(['r3']);
  expect(await found('reaches=reasons:0&q=r4')).to.deep.equal(['r4']);
  expect(await found('reaches=nonsense')).to.deep.equal([]);
  expect(reached(await index(), 'transitions:0')!.title).to.equal('TCP: SYN of the reply direction in NONE');
  expect(reached(await index(), 'transitions:9')).to.equal(null);
});

test('a link leads to the view it was made for, whatever the identifier holds', () => {
  const link = linkTo(['requirement', 'a/1 ü?&#'], { q: 'x & y', outcome: '' });
  const { path, query } = parseRoute(link);
  expect(path).to.deep.equal(['requirement', 'a/1 ü?&#']);
  expect(queryOf(filterOf(query))).to.deep.equal({ q: 'x & y', outcome: '', family: '', reaches: '' });
  expect(parseRoute('').path).to.deep.equal([]);
});
