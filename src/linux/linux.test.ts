import { test } from 'node:test';
import { expect } from 'chai';
import { backendName, simulatedVersion, withLinux } from '../backend/kernel-name';
import { Simulator } from '../backend/simulator';
import { InputError } from '../errors';
import { LINUX_VERSIONS, Linux, rulesBetween, USUAL_LINUX } from './linux';
import { RULES } from './rules';

test('a rule is followed since one version and until another, these included', () => {
  const following = (rule: keyof typeof RULES) => LINUX_VERSIONS.filter(version => new Linux(version).follows[rule]);
  expect(following('tcp-invalid-new')).to.deep.equal(['6.12', '6.18', '7.3']);
  expect(following('udplite-tracker')).to.deep.equal(['2.6', '5.10', '6.1', '6.12', '6.18']);
  expect(following('automatic-helpers')).to.deep.equal(['2.6']);
});

test('every rule is between two of the versions', () => {
  const between = LINUX_VERSIONS.slice(1).flatMap((version, at) => rulesBetween(LINUX_VERSIONS[at], version));
  expect([...new Set(between)].sort()).to.deep.equal(Object.keys(RULES).sort());
});

test('a rule can be turned round', () => {
  expect(new Linux('5.10+tcp-words').follows['tcp-words']).to.equal(true);
  for (const rule of Object.keys(RULES)) expect(() => new Linux(`5.10+${rule}`)).not.to.throw();
  expect(new Linux(`${USUAL_LINUX}+tcp-words`).follows['tcp-words']).to.equal(false);
  expect(() => new Linux('5.10+tcp-wrods')).to.throw(InputError, 'there is no rule tcp-wrods (allowed: tcp-');
});

test('other versions are refused', () => {
  for (const name of ['5.11', '6', '', '6.1.2'])
    expect(() => new Linux(name)).to.throw(InputError, 'allowed: 2.6, 5.10');
  expect(() => backendName('simulator:4.4')).to.throw(InputError, 'of Linux 4.4 nothing is known');
});

test('a simulator is named with its version', () => {
  expect(backendName('simulator:5.10')).to.equal('simulator:5.10');
  expect(simulatedVersion('simulator')).to.equal(undefined);
  expect(withLinux('simulator', '6.1')).to.equal('simulator:6.1');
  expect(() => withLinux('kernel:6.1', '6.1')).to.throw(InputError, '--linux 6.1 is for the simulator');
});

test('history is what one version knows, and the simulator that is of none in particular', () => {
  const knowing = ['simulator', 'simulator:2.6', 'simulator:6.18'].filter(name =>
    new Simulator({}, name).capabilities.has('history'),
  );
  expect(knowing).to.deep.equal(['simulator', 'simulator:2.6']);
});
