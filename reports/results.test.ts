import { test } from 'node:test';
import type { Envelope } from '@cucumber/messages';
import { expect } from 'chai';
import { NOT_OBSERVABLE_TYPE, OBSERVED_TYPE } from './attachment';
import { type Outcome, Results } from './results';
import { summary } from './summary';

type End = { status: string; type?: string; message?: string; attach?: string };

/** The messages of a scenario of two steps, that end so. */
function scenario(id: string, ends: End[], more: string[] = []): unknown[] {
  const steps = [0, 1].map(at => ({ id: `${id}-${at}`, text: `step ${at}`, astNodeIds: [`${id}-ast-${at}`] }));
  const sourceSteps = steps.map((step, at) => ({ id: step.astNodeIds[0], location: { line: 3 + at } }));
  const tags = [`@id:${id}`, ...more].map(name => ({ name }));
  return [
    { gherkinDocument: { feature: { children: [{ scenario: { steps: sourceSteps } }] } } },
    { pickle: { id, uri: 'features/topic/a.feature', name: `Scenario ${id}`, location: { line: 2 }, tags, steps } },
    {
      testCase: {
        id: `case-${id}`,
        pickleId: id,
        testSteps: steps.map(step => ({ id: `test-${step.id}`, pickleStepId: step.id })),
      },
    },
    { testCaseStarted: { id: `run-${id}`, testCaseId: `case-${id}` } },
    ...ends.flatMap(({ status, type, message, attach }, at) => [
      ...(attach
        ? [{ attachment: { testCaseStartedId: `run-${id}`, body: attach, mediaType: NOT_OBSERVABLE_TYPE } }]
        : []),
      {
        testStepFinished: {
          testCaseStartedId: `run-${id}`,
          testStepId: `test-${id}-${at}`,
          testStepResult: { status, exception: type && { type, message } },
        },
      },
    ]),
    { testCaseFinished: { testCaseStartedId: `run-${id}` } },
  ];
}

const PASSED = { status: 'PASSED' };
const SKIPPED = { status: 'SKIPPED' };
const CASES: Record<string, { ends: End[]; outcome: Outcome }> = {
  holds: { ends: [PASSED, PASSED], outcome: 'passed' },
  differs: { ends: [PASSED, { status: 'FAILED', type: 'ExpectationError', message: 'a\nb' }], outcome: 'failed' },
  misread: { ends: [{ status: 'FAILED', type: 'InputError', message: 'x' }, SKIPPED], outcome: 'unreadable' },
  unknown: { ends: [{ status: 'UNDEFINED' }, SKIPPED], outcome: 'unreadable' },
  crashes: { ends: [{ status: 'FAILED', type: 'TypeError', message: 'y' }, SKIPPED], outcome: 'broken' },
  ambiguous: { ends: [{ status: 'AMBIGUOUS', message: 'z' }, SKIPPED], outcome: 'broken' },
  unseen: { ends: [PASSED, { status: 'SKIPPED', attach: 'why' }], outcome: 'not observable' },
  dry: { ends: [SKIPPED, SKIPPED], outcome: 'not run' },
  'dry unknown': { ends: [SKIPPED, { status: 'UNDEFINED' }], outcome: 'unreadable' },
};

function collect(): Results {
  const results = new Results();
  for (const [id, { ends }] of Object.entries(CASES)) {
    for (const message of scenario(id, ends)) results.take(message as Envelope);
  }
  return results;
}

test('what ends a scenario decides its outcome', () => {
  const outcomes = Object.fromEntries(collect().scenarios.map(({ id, outcome }) => [id, outcome]));
  for (const [id, { outcome }] of Object.entries(CASES)) expect(outcomes[id], id).to.equal(outcome);
});

test('the step that ended it is told with its line', () => {
  const byId = new Map(collect().scenarios.map(result => [result.id, result]));
  expect(byId.get('differs')).to.deep.include({ steps: { passed: 1, all: 2 }, line: 2 });
  expect(byId.get('differs')!.trouble).to.deep.equal({ step: 'step 1', line: 4, message: 'a\nb' });
  expect(byId.get('unknown')!.trouble!.message).to.include('features/topic/a.feature:3: no such step: "step 0"');
  expect(byId.get('holds')!.trouble).to.equal(null);
});

test('the summary counts by folder, tells what failed, and never counts the unobservable as passed', () => {
  const text = summary(collect().scenarios, 1.234);
  expect(text).to.include(
    'FAILED  Scenario differs\n  features/topic/a.feature:2  @id:differs\n  step 1\n    a\n    b\n',
  );
  expect(text).to.include('NOT OBSERVABLE\n  1  why\n\n');
  const counts = '1 passed, 1 not observable, 1 not run, 1 failed, 3 unreadable, 2 broken';
  expect(text).to.include(`\n  topic  9 scenarios, 18 steps: ${counts}\n`);
  expect(text.endsWith(`\n9 scenarios: ${counts}; 4 of 18 steps passed; 1.23 s\n`)).to.equal(true);
});

test('a scenario that is run again counts once, as what it came to in the end', () => {
  const results = new Results();
  const [document, pickle, testCase, , ...rest] = scenario('twice', [PASSED, PASSED]) as never[];
  const first = scenario('twice', CASES.differs.ends).slice(3, -1) as never[];
  const started = { testCaseStarted: { id: 'run-twice', testCaseId: 'case-twice', attempt: 0 } };
  const retried = { testCaseFinished: { testCaseStartedId: 'run-twice', willBeRetried: true } };
  const again = { testCaseStarted: { ...started.testCaseStarted, attempt: 1 } };
  for (const message of [document, pickle, testCase, ...first, retried, again, ...rest])
    results.take(message as Envelope);
  expect(results.scenarios.map(({ id, outcome, again }) => ({ id, outcome, again }))).to.deep.equal([
    { id: 'twice', outcome: 'passed', again: true },
  ]);
});

test('what was seen where a rule draws lots is not compared', () => {
  const body = JSON.stringify({ packets: [], entries: [], expectations: [] });
  const attachment = { testCaseStartedId: 'run-drawn', body, mediaType: OBSERVED_TYPE };
  const isCompared = [[], ['@chance']].map(tags => {
    const results = new Results();
    const messages = scenario('drawn', [PASSED, PASSED], tags);
    messages.splice(4, 0, { attachment });
    for (const message of messages) results.take(message as Envelope);
    return results.scenarios[0].observed !== null;
  });
  expect(isCompared).to.deep.equal([true, false]);
});
