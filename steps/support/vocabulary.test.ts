import path from 'node:path';
import { test } from 'node:test';
import { loadSupport } from '@cucumber/cucumber/api';
import { expect } from 'chai';
import type { StepSpec } from './define';

const INDEX = path.join(__dirname, '../index.ts');

async function load() {
  const sources = { defaultDialect: 'en', paths: [], names: [], tagExpression: '', order: 'defined' as const };
  const support = { requireModules: [INDEX], requirePaths: [], importPaths: [], loaders: [] };
  const { stepDefinitions } = (await loadSupport({ sources, support })) as unknown as {
    stepDefinitions: {
      pattern: string;
      matchesStepName(name: string): boolean;
      expression: { parameterTypes: unknown };
    }[];
  };
  const { vocabulary }: { vocabulary: StepSpec[] } = require(INDEX);
  return { stepDefinitions, vocabulary };
}

test("each step's example is that step and no other", async () => {
  const { stepDefinitions, vocabulary } = await load();
  expect(vocabulary).to.not.have.length(0);
  for (const { keyword, en, example } of vocabulary) {
    const [first] = example.split('\n');
    expect(first.startsWith(`${keyword} `), first).to.equal(true);
    const text = first.slice(keyword.length + 1);
    const patterns = stepDefinitions.filter(each => each.matchesStepName(text)).map(({ pattern }) => pattern);
    expect(patterns, first).to.deep.equal([en]);
  }
});

test('the Chinese pattern has the parameters of the English one', async () => {
  const { vocabulary } = await load();
  const parameters = (pattern: string) => pattern.match(/\{\w*\}/g) ?? [];
  for (const { en, zh } of vocabulary) expect(parameters(zh), zh).to.deep.equal(parameters(en));
});

test('the columns of packets are all explained', async () => {
  const { vocabulary } = await load();
  const { packetColumns } = require('./columns') as typeof import('./columns');
  const words = vocabulary.find(({ en }) => en === 'these packets arrive:')!.words!;
  const explained = Object.keys(words).flatMap(word => word.split(', '));
  expect(explained).to.include.members(Object.keys(packetColumns));
});
