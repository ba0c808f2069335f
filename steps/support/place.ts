/** Where in its feature file a step and the rows of its table stand. */
import type { GherkinDocument, PickleStep, Step } from '@cucumber/messages';

const stepsOfDocument = new WeakMap<GherkinDocument, Map<string, Step>>();

/** The step of the file that a (compiled) step was made from. */
export function sourceStep(document: GherkinDocument, step: PickleStep): Step | undefined {
  let steps = stepsOfDocument.get(document);
  if (!steps) {
    steps = new Map(allSteps(document).map(each => [each.id, each]));
    stepsOfDocument.set(document, steps);
  }
  return steps.get(step.astNodeIds[0]);
}

function allSteps(document: GherkinDocument): Step[] {
  return (document.feature?.children ?? [])
    .flatMap(child => child.rule?.children ?? [child])
    .flatMap(child => (child.background ?? child.scenario)?.steps ?? []);
}
