/** The invariants that campaigns check (`ctspec fuzz`), held against a scenario. */
import { runWorkload } from '../generators/run-workload';
import { step } from './support/define';
import { ExpectationError } from './support/expectation';

step(
  {
    keyword: 'Then',
    en: 'every invariant holds',
    zh: '每一条不变式都成立',
    about:
      'Does all that the scenario has done so far once more on a router of its own, and checks after each packet every invariant that ctspec fuzz knows.',
    example: 'Then every invariant holds',
  },
  world => {
    world.need('buckets');
    const violation = runWorkload(world.history.workload());
    if (violation === null) return;
    throw new ExpectationError(`the invariant ${violation.invariant} is broken: ${violation.message}`);
  },
);
