/** What became of each scenario, collected from cucumber's messages as they are sent. */
import type {
  Attachment,
  Envelope,
  GherkinDocument,
  Pickle,
  TestCaseFinished,
  TestCaseStarted,
  TestStepFinished,
} from '@cucumber/messages';
import type { TimePassed } from '../src/backend/backend';
import type { Observed } from '../src/backend/sight';
import { NOT_OBSERVABLE_TYPE, OBSERVED_TYPE, TIME_PASSED_TYPE } from './attachment';

export type Outcome =
  | 'passed'
  /** An expectation did not hold. */
  | 'failed'
  /** The backend lacks what the scenario needs: neither passed nor failed. */
  | 'not observable'
  /** Reached by no step: a dry run. */
  | 'not run'
  /** A step is unknown, or a cell cannot be read. */
  | 'unreadable'
  /** A step broke: a defect of ctspec. */
  | 'broken';

export interface ScenarioResult {
  id: string;
  name: string;
  file: string;
  line: number;
  outcome: Outcome;
  steps: { passed: number; all: number };
  /** The step that ended it, and what is to be said about it; null when it passed. */
  trouble: { step: string; line: number; message: string } | null;
  /** Whether it did not hold at first, on a clock that ticks while it runs. */
  again: boolean;
  /** How time has passed in it; null if none has. */
  timePassed: TimePassed | null;
  /** What the backend has seen of it, where that was asked for and can be compared with what another has seen. */
  observed: Observed | null;
}

interface Running {
  result: ScenarioResult;
  pickle: Pickle;
  /** Pickle step of each test step; hooks have none. */
  stepIds: Map<string, string | undefined>;
}

export class Results {
  readonly scenarios: ScenarioResult[] = [];

  readonly #lines = new Map<string, number>();
  readonly #pickles = new Map<string, Pickle>();
  readonly #testCases = new Map<string, { pickleId: string; stepIds: Running['stepIds'] }>();
  readonly #running = new Map<string, Running>();

  /** Takes a message; returns the scenario's result when the message ends one. */
  take(message: Envelope): ScenarioResult | null {
    if (message.gherkinDocument) this.#noteLines(message.gherkinDocument);
    else if (message.pickle) this.#pickles.set(message.pickle.id, message.pickle);
    else if (message.testCase) {
      const { id, pickleId, testSteps } = message.testCase;
      this.#testCases.set(id, { pickleId, stepIds: new Map(testSteps.map(step => [step.id, step.pickleStepId])) });
    } else if (message.testCaseStarted) this.#start(message.testCaseStarted);
    else if (message.attachment) this.#attach(message.attachment);
    else if (message.testStepFinished) this.#finishStep(message.testStepFinished);
    else if (message.testCaseFinished) return this.#finish(message.testCaseFinished);
    return null;
  }

  #noteLines(document: GherkinDocument): void {
    for (const child of document.feature?.children ?? []) {
      for (const { background, scenario } of child.rule?.children ?? [child]) {
        for (const step of (background ?? scenario)?.steps ?? []) this.#lines.set(step.id, step.location.line);
      }
    }
  }

  #start({ id, testCaseId, attempt }: TestCaseStarted): void {
    const { pickleId, stepIds } = this.#testCases.get(testCaseId)!;
    const pickle = this.#pickles.get(pickleId)!;
    const result: ScenarioResult = {
      id: pickle.tags.find(tag => tag.name.startsWith('@id:'))?.name.slice(4) ?? '',
      name: pickle.name,
      file: pickle.uri,
      line: pickle.location?.line ?? 0,
      outcome: 'passed',
      steps: { passed: 0, all: pickle.steps.length },
      trouble: null,
      again: attempt > 0,
      timePassed: null,
      observed: null,
    };
    this.#running.set(id, { result, pickle, stepIds });
  }

  #attach({ testCaseStartedId, body, mediaType }: Attachment): void {
    const { result, pickle } = this.#running.get(testCaseStartedId!)!;
    if (mediaType === TIME_PASSED_TYPE) result.timePassed = JSON.parse(body);
    if (mediaType === OBSERVED_TYPE && !isLeftToChance(pickle)) result.observed = JSON.parse(body);
    if (mediaType !== NOT_OBSERVABLE_TYPE) return;
    result.outcome = 'not observable';
    result.trouble = { step: '', line: result.line, message: body };
  }

  #finishStep({ testCaseStartedId, testStepId, testStepResult }: TestStepFinished): void {
    const { result, pickle, stepIds } = this.#running.get(testCaseStartedId)!;
    const stepId = stepIds.get(testStepId);
    const step = pickle.steps.find(({ id }) => id === stepId);
    const { status, exception, message } = testStepResult;
    if (status === 'PASSED') {
      if (step) result.steps.passed++;
      return;
    }
    // In a dry run every known step is skipped, which must not hide one that is unknown.
    if (result.outcome !== 'passed' && !(result.outcome === 'not run' && status !== 'SKIPPED')) return;
    const line = step ? (this.#lines.get(step.astNodeIds[0]) ?? result.line) : result.line;
    const trouble = (text: string) => ({ step: step?.text ?? '', line, message: text });
    if (status === 'SKIPPED') result.outcome = 'not run';
    else if (status === 'UNDEFINED') {
      result.outcome = 'unreadable';
      result.trouble = trouble(`${result.file}:${line}: no such step: "${step?.text}" (ctspec steps lists them)`);
    } else {
      result.outcome = OUTCOME_OF[exception?.type ?? ''] ?? 'broken';
      const text = exception?.message ?? message ?? status;
      result.trouble = trouble(result.outcome === 'broken' ? defect(text, exception?.stackTrace) : text);
    }
  }

  /** The scenario that has come to its end; null where it is to be run again. */
  #finish({ testCaseStartedId: id, willBeRetried }: TestCaseFinished): ScenarioResult | null {
    const { result } = this.#running.get(id)!;
    this.#running.delete(id);
    if (willBeRetried) return null;
    this.scenarios.push(result);
    return result;
  }
}

function defect(text: string, stack?: string): string {
  const detail = process.env.CTSPEC_DEBUG ? (stack ?? text) : text;
  return `a defect of ctspec, please report it with this feature: ${detail}`;
}

/** What an error thrown by a step says about the scenario, by its class; any other is a defect. */
const OUTCOME_OF: Record<string, Outcome> = { ExpectationError: 'failed', InputError: 'unreadable' };

/** Whether a rule in it draws lots: then two backends need not see the same, only must it hold on both. */
function isLeftToChance({ tags }: Pickle): boolean {
  return tags.some(({ name }) => name === '@chance');
}
