/** What happens around scenarios and their steps. */
import { After, Before, BeforeStep, Status, setDefaultTimeout, setWorldConstructor } from '@cucumber/cucumber';
import { InputError } from '../../src/errors';
import { placed } from './define';
import { ExpectationError } from './expectation';
import { useHosts } from './hosts';
import { SpecWorld } from './world';

setWorldConstructor(SpecWorld);
// Where time passes really, a step may take as long as it says.
setDefaultTimeout(-1);

BeforeStep(function (this: SpecWorld, { gherkinDocument, pickle, pickleStep }) {
  this.enter(gherkinDocument, pickle, pickleStep);
  // Every step that takes something ends in a colon; cucumber would call what the others get a defect of theirs.
  if (pickleStep.argument && !/[:：]$/.test(pickleStep.text)) {
    throw placed(this, new InputError('this step takes no table or text below it'));
  }
});

Before(() => useHosts());

After(async function (this: SpecWorld, { result }) {
  await this.close();
  const wrongly = result?.status === Status.PASSED ? this.claim.heldWrongly() : null;
  if (wrongly !== null) throw placed(this, new ExpectationError(wrongly));
});
