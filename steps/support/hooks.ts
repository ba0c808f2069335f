/** What happens around scenarios and their steps. */
import { After, BeforeStep, setWorldConstructor } from '@cucumber/cucumber';
import { SpecWorld } from './world';

setWorldConstructor(SpecWorld);

BeforeStep(function (this: SpecWorld, { gherkinDocument, pickle, pickleStep }) {
  this.enter(gherkinDocument, pickle, pickleStep);
});

After(function (this: SpecWorld) {
  return this.close();
});
