/** What happens around scenarios and their steps. */
import { After, BeforeStep, setDefaultTimeout, setWorldConstructor } from '@cucumber/cucumber';
import { SpecWorld } from './world';

setWorldConstructor(SpecWorld);
// Where time passes really, a step may take as long as it says.
setDefaultTimeout(-1);

BeforeStep(function (this: SpecWorld, { gherkinDocument, pickle, pickleStep }) {
  this.enter(gherkinDocument, pickle, pickleStep);
});

After(function (this: SpecWorld) {
  return this.close();
});
