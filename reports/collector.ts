/** Builds requirements and their results from cucumber's messages, as they are sent. */
import path from 'node:path';
import type { Attachment, Envelope, GherkinDocument, Pickle, PickleStep, TestStepFinished } from '@cucumber/messages';
import { RECORD_TYPE } from './attachment';
import { coverageOf } from './coverage';
import { FORMAT_VERSION, type Implementation, type Report, type Requirement, type Result, type Step } from './model';
import type { ScenarioRecord } from './record';
import { Results, type ScenarioResult } from './results';
import { familiesOf, transitionsOf } from './transitions';

const packageJson: { version: string } = require('../package.json');

/** What a document says of one of its scenarios, or rows. */
interface Source {
  feature: string;
  /** Keyword and line of each step, by its AST identifier. */
  steps: Map<string, { keyword: string; line: number }>;
  /** Number of each row of an outline, counted from 1, by its AST identifier. */
  rows: Map<string, number>;
}

interface Running {
  pickle: Pickle;
  stepIds: Map<string, string | undefined>;
  seconds: number;
  stoppedAt: number | null;
  record: ScenarioRecord | null;
}

export class Collector {
  readonly #results = new Results();
  readonly #sources = new Map<string, Source>();
  readonly #pickles = new Map<string, Pickle>();
  readonly #testCases = new Map<string, Pick<Running, 'pickle' | 'stepIds'>>();
  readonly #running = new Map<string, Running>();
  readonly #done: { requirement: Requirement; result: Result; record: ScenarioRecord | null }[] = [];
  #started = 0;
  #seconds = 0;

  take(message: Envelope): void {
    if (message.gherkinDocument) this.#read(message.gherkinDocument);
    else if (message.pickle) this.#pickles.set(message.pickle.id, message.pickle);
    else if (message.testCase) {
      const { id, pickleId, testSteps } = message.testCase;
      const stepIds = new Map(testSteps.map(step => [step.id, step.pickleStepId]));
      this.#testCases.set(id, { pickle: this.#pickles.get(pickleId)!, stepIds });
    } else if (message.testCaseStarted) {
      const { id, testCaseId } = message.testCaseStarted;
      this.#running.set(id, { ...this.#testCases.get(testCaseId)!, seconds: 0, stoppedAt: null, record: null });
    } else if (message.attachment) this.#attach(message.attachment);
    else if (message.testStepFinished) this.#finishStep(message.testStepFinished);
    else if (message.testRunStarted) this.#started = milliseconds(message.testRunStarted.timestamp);
    else if (message.testRunFinished)
      this.#seconds = (milliseconds(message.testRunFinished.timestamp) - this.#started) / 1000;
    const finished = this.#results.take(message);
    if (message.testCaseFinished) this.#finish(message.testCaseFinished.testCaseStartedId, finished);
  }

  /** The report of what was taken; `backend` is what ran it, where no scenario came so far as to tell. */
  report(backend = 'simulator', release: string | null = null): Report {
    const told = this.#done.find(({ record }) => record !== null)?.record;
    const implementation: Implementation = {
      name: implementationName(told?.backend ?? backend, told ? told.release : release),
      backend: told?.backend ?? backend,
      seconds: this.#seconds,
    };
    const requirements = this.#done.map(({ requirement, result }) => ({
      ...requirement,
      results: [{ ...result, implementation: implementation.name }],
    }));
    return {
      format: 'ctspec report',
      version: FORMAT_VERSION,
      ctspec: packageJson.version,
      started: new Date(this.#started).toISOString(),
      implementations: [implementation],
      requirements,
      coverage: coverageOf(requirements),
      campaigns: [],
    };
  }

  #read(document: GherkinDocument): void {
    const { feature, uri } = document;
    if (!feature) return;
    const source: Source = { feature: feature.name, steps: new Map(), rows: new Map() };
    for (const child of feature.children) {
      for (const { background, scenario } of child.rule?.children ?? [child]) {
        for (const { id, keyword, location } of (background ?? scenario)?.steps ?? []) {
          source.steps.set(id, { keyword: keyword.trim(), line: location.line });
        }
        const rows = scenario?.examples.flatMap(({ tableBody }) => tableBody) ?? [];
        for (const [at, { id }] of rows.entries()) source.rows.set(id, at + 1);
      }
    }
    this.#sources.set(uri!, source);
  }

  #attach({ testCaseStartedId, mediaType, body }: Attachment): void {
    if (mediaType === RECORD_TYPE) this.#running.get(testCaseStartedId!)!.record = JSON.parse(body);
  }

  #finishStep({ testCaseStartedId, testStepId, testStepResult }: TestStepFinished): void {
    const running = this.#running.get(testCaseStartedId)!;
    running.seconds += testStepResult.duration.seconds + testStepResult.duration.nanos / 1e9;
    const at = running.pickle.steps.findIndex(({ id }) => id === running.stepIds.get(testStepId));
    if (testStepResult.status !== 'PASSED' && at >= 0) running.stoppedAt ??= at;
  }

  #finish(id: string, finished: ScenarioResult | null): void {
    const { pickle, seconds, stoppedAt, record } = this.#running.get(id)!;
    this.#running.delete(id);
    if (finished === null) return;
    const packets = record?.packets ?? [];
    const result: Result = {
      implementation: '',
      outcome: finished.outcome,
      reason: finished.trouble?.message ?? null,
      step: stoppedAt,
      seconds,
      again: finished.again,
      timePassed: finished.timePassed,
      packets,
      occupancy: record?.occupancy ?? [],
      transitions: transitionsOf(packets),
    };
    this.#done.push({ requirement: this.#requirement(pickle, finished, result), result, record });
  }

  #requirement(pickle: Pickle, { id, name, file, line }: ScenarioResult, result: Result): Requirement {
    const source = this.#sources.get(pickle.uri)!;
    const row = source.rows.get(pickle.astNodeIds[1]);
    const [, folder = ''] = /(?:^|\/)features\/(.*)$/.exec(path.posix.dirname(file)) ?? [];
    return {
      id: row === undefined ? id : `${id}/${row}`,
      name,
      feature: source.feature,
      file,
      line,
      folder: folder || path.posix.basename(path.posix.dirname(file)),
      tags: pickle.tags.map(tag => tag.name).filter(tag => !tag.startsWith('@id:')),
      families: familiesOf(result.packets),
      steps: pickle.steps.map(step => stepOf(step, source)),
      results: [],
      divergence: [],
      known: null,
    };
  }
}

/** `simulator`, or `Linux` with the release of the kernel. */
export function implementationName(backend: string, release: string | null): string {
  return release === null ? backend : `Linux ${release}`;
}

function stepOf({ text, argument, astNodeIds }: PickleStep, source: Source): Step {
  const { keyword = '', line = 0 } = source.steps.get(astNodeIds[0]) ?? {};
  const rows = argument?.dataTable?.rows;
  return {
    keyword,
    text,
    line,
    table: rows ? rows.map(({ cells }) => cells.map(({ value }) => value)) : null,
    docString: argument?.docString?.content ?? null,
  };
}

function milliseconds({ seconds, nanos }: { seconds: number; nanos: number }): number {
  return seconds * 1000 + Math.round(nanos / 1e6);
}
