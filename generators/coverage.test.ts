/** What can be covered: no more than packets can reach, and no less. */
import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { flagsAreValid, HEADER_BYTES, Segment } from '../src/conntrack/protocols/tcp-segment';
import { FLAG_CLASS_NAMES } from '../src/conntrack/protocols/tcp-table';
import { workload } from './arbitraries/workload';
import { COVERABLE } from './coverable';
import { Coverage, summarise } from './coverage';
import { runWorkload } from './run-workload';
import type { WorkloadRouter } from './workload';
import { simulationFor } from './world';

test('Transitions are those of segments whose flags are valid', () => {
  const segment = new Segment();
  const classes = new Set<string>();
  for (let flags = 0; flags < 0x40; flags++) {
    if (!flagsAreValid(flags)) continue;
    segment.read(
      Uint8Array.from({ length: HEADER_BYTES }, (_, at) => (at === 13 ? flags : 0)),
      0,
      HEADER_BYTES,
    );
    classes.add(FLAG_CLASS_NAMES[segment.flagClass]);
  }
  expect(new Set(COVERABLE.transitions.map(name => name.split(' ')[1]))).to.deep.equal(classes);
});

test('Conversations of TCP reach every transition', () => {
  const coverage = new Coverage();
  const workloads = workload({ stories: ['bent-tcp-conversation', 'segments', 'time-steps'] });
  const simulate = (router: WorkloadRouter) => coverage.watch(simulationFor(router));
  const property = fc.property(workloads, each => runWorkload(each, { invariants: [], simulate }) === null);
  fc.assert(property, { seed: 1, numRuns: 400 });
  const [transitions] = summarise(coverage.counts());
  expect(transitions.missing).to.deep.equal([]);
});
