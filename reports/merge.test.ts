import { test } from 'node:test';
import { expect } from 'chai';
import { type Change, diffReports, diffText } from './diff';
import { mergeReports } from './merge';
import { report, requirement, result } from './testing/report';

test('shards come together in the order of the specification, whichever comes first', () => {
  const [one, other] = [report([requirement('r3'), requirement('r1')]), report([requirement('r2')])];
  for (const shards of [
    [one, other],
    [other, one],
  ]) {
    const merged = mergeReports(shards);
    expect(merged.requirements.map(({ id }) => id)).to.deep.equal(['r1', 'r2', 'r3']);
    expect(merged.implementations).to.deep.equal([{ name: 'simulator', backend: 'simulator', seconds: 2 }]);
  }
});

test('results of several implementations stand side by side; of the same one the last counts', () => {
  const failed = result({ outcome: 'failed', reason: 'x' });
  const onKernel = result({ implementation: 'Linux 6.18' });
  const merged = mergeReports([
    report([requirement('r1', { results: [failed], families: ['ipv6'] })]),
    report([requirement('r1', { results: [onKernel], known: 'why', divergence: ['d'] })]),
    report([requirement('r1')]),
  ]);
  expect(merged.requirements[0].results.map(each => [each.implementation, each.outcome])).to.deep.equal([
    ['Linux 6.18', 'passed'],
    ['simulator', 'passed'],
  ]);
  expect(merged.requirements[0]).to.deep.include({ families: ['ipv4', 'ipv6'], known: 'why', divergence: ['d'] });
});

test('coverage is counted over all that was merged', () => {
  const cell = { protocol: 'tcp', direction: 'original', from: 'NONE', on: 'SYN' } as const;
  const reaching = (id: string) => report([requirement(id, { results: [result({ transitions: [cell] })] })]);
  const merged = mergeReports([reaching('r1'), reaching('r2')]);
  expect(merged.coverage.transitions).to.deep.equal([{ ...cell, requirements: ['r1', 'r2'] }]);
});

test('two reports are told apart requirement by requirement', () => {
  const bad = { results: [result({ outcome: 'failed' as const, reason: 'x' })] };
  const unseen = { results: [result({ outcome: 'not observable' as const, reason: 'x' })] };
  const slow = { results: [result({ seconds: 1.2 })] };
  const old = report([
    ...['r1', 'r2', 'r5', 'r7'].map(id => requirement(id)),
    requirement('r3', bad),
    requirement('r4', bad),
  ]);
  const fresh = report([
    requirement('r1', bad),
    requirement('r2', unseen),
    requirement('r3'),
    requirement('r4', bad),
    requirement('r6'),
    requirement('r7', slow),
    requirement('r8', bad),
  ]);
  const difference = diffReports(old, fresh);
  const ids = Object.fromEntries(
    Object.entries(difference).map(([kind, all]) => [kind, (all as Change[]).map(({ id }) => id)]),
  );
  expect(ids).to.deep.equal({
    failing: ['r1', 'r8'],
    fixed: ['r3'],
    changed: ['r2'],
    added: ['r6'],
    removed: ['r5'],
    slower: ['r7'],
  });
  expect(diffText(difference)).to.include('NEWLY FAILING\n  r1  The rule r1  (simulator: passed -> failed)\n');
  expect(diffText(difference)).to.include('r7  The rule r7  (simulator: 0.50 s -> 1.20 s)');
  expect(diffText(diffReports(old, old))).to.equal(
    '0 newly failing, 0 fixed, 0 changed, 0 added, 0 removed, 0 slower.\n',
  );
});

test('two kernels are compared though their names differ', () => {
  const on = (name: string, changes = {}) =>
    report([requirement('r1', { results: [result({ implementation: name, ...changes })] })]);
  const difference = diffReports(on('Linux 6.12'), on('Linux 6.18', { outcome: 'failed' }));
  expect(difference.failing.map(({ implementation }) => implementation)).to.deep.equal(['Linux 6.18']);
});
