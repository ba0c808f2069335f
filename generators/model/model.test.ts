import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { HZ } from '../../src/clock';
import type { Simulation } from '../../src/simulation';
import { simulationFor } from '../world';
import { commands, type ModelCommand } from './commands';
import { Model } from './model';
import { Real } from './real';

function agree(damage: (simulation: Simulation) => void = () => {}): fc.RunDetails<[Iterable<ModelCommand>]> {
  const simulate = (router: Parameters<typeof simulationFor>[0]) => {
    const simulation = simulationFor(router);
    damage(simulation);
    return simulation;
  };
  const property = fc.property(commands(), list => {
    fc.modelRun(() => ({ model: new Model(), real: new Real(simulate) }), list);
  });
  return fc.check(property, { seed: 17, numRuns: 200 });
}

test('The router agrees with the simple model, whatever happens', () => {
  const { failed, errorInstance, counterexample } = agree();
  expect(failed, `${counterexample}: ${errorInstance}`).to.equal(false);
});

test('The model notices a timeout that is half a second short, a stream that is none, a reset that closes nothing', () => {
  const damages: ((simulation: Simulation) => void)[] = [
    ({ conntrack }) => (conntrack.settings.udpTimeout -= HZ / 2),
    ({ conntrack }) => (conntrack.settings.udpTimeoutStream = conntrack.settings.udpTimeout),
    ({ conntrack }) => (conntrack.settings.tcpTimeouts[8] = conntrack.settings.tcpTimeouts[3]),
  ];
  for (const damage of damages) expect(agree(damage).failed).to.equal(true);
});

test('What is left of a disagreement is short', () => {
  const { counterexample } = agree(({ conntrack }) => (conntrack.settings.icmpTimeout = 10 * HZ));
  expect(String(counterexample)).to.match(/^request \d from (client|server),wait \d+(\.5)? s /);
});
