import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../errors';
import { readCatalogue } from './catalogue';

/** Features in a folder of their own; `run` is given its path. */
function withFeatures(features: Record<string, string>, run: (folder: string) => void): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ctspec-test-'));
  try {
    for (const [name, text] of Object.entries(features)) fs.writeFileSync(path.join(folder, name), text);
    run(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const FEATURE = `@topic
Feature: Fruit

  @id:one @red
  Scenario: One
    Given an apple

  @id:two
  Scenario Outline: Two <colour>
    Given a <colour> apple

    Examples:
      | colour |
      | red    |
      | green  |
`;

test('each scenario and each row of an outline is an entry of its own', () => {
  withFeatures({ 'a.feature': FEATURE }, folder => {
    const file = path.join(folder, 'a.feature');
    expect(readCatalogue([folder]).entries.map(({ id, name, line, tags }) => ({ id, name, line, tags }))).to.deep.equal(
      [
        { id: 'one', name: 'One', line: 5, tags: ['@topic', '@red'] },
        { id: 'two/1', name: 'Two red', line: 14, tags: ['@topic'] },
        { id: 'two/2', name: 'Two green', line: 15, tags: ['@topic'] },
      ],
    );
    expect(readCatalogue([file]).places).to.deep.equal([file]);
  });
});

test('a line names the scenario it lies in, or one row', () => {
  withFeatures({ 'a.feature': FEATURE }, folder => {
    const file = path.join(folder, 'a.feature');
    const ids = (...lines: number[]) => readCatalogue([[file, ...lines].join(':')]).entries.map(({ id }) => id);
    expect(ids(4)).to.deep.equal(['one']);
    expect(ids(6)).to.deep.equal(['one']);
    expect(ids(9)).to.deep.equal(['two/1', 'two/2']);
    expect(ids(15)).to.deep.equal(['two/2']);
    expect(ids(15, 5)).to.deep.equal(['two/2', 'one']);
    expect(readCatalogue([`${file}:15`]).places).to.deep.equal([`${file}:15`]);
    expect(() => ids(2)).to.throw(`${file}:2: no scenario is on this line; there is one on each of: 5, 14, 15`);
    expect(() => ids(99)).to.throw(InputError);
  });
});

test('tags select', () => {
  withFeatures({ 'a.feature': FEATURE }, folder => {
    const ids = (tags: string) => readCatalogue([folder], tags).entries.map(({ id }) => id);
    expect(ids('@red')).to.deep.equal(['one']);
    expect(ids('@id:two')).to.deep.equal(['two/1', 'two/2']);
    expect(ids('@topic and not @red')).to.deep.equal(['two/1', 'two/2']);
    expect(() => ids('@blue')).to.throw('no scenario has tags that fit "@blue"');
    expect(() => ids('@red and')).to.throw(/^--tags "@red and": /);
  });
});

test('identifiers are there, and unique', () => {
  const other = FEATURE.replace('@id:one ', '@id:two ').replace('  @id:two\n', '');
  withFeatures({ 'a.feature': FEATURE, 'b.feature': other }, folder => {
    const [a, b] = ['a', 'b'].map(name => path.join(folder, `${name}.feature`));
    expect(() => readCatalogue([folder])).to.throw(
      `${b}:5: @id:two is taken by ${a}:9\n${b}:8: a scenario needs exactly one @id: tag, this one has 0`,
    );
  });
});

test('what cannot be read is told with file and line', () => {
  withFeatures({ 'a.feature': 'Feature: A\n  Scenario: B\n    Given x\n  nonsense\n', 'b.txt': '' }, folder => {
    expect(() => readCatalogue([folder])).to.throw(
      InputError,
      "a.feature:4: 'nonsense' is not allowed here (allowed: ",
    );
    expect(() => readCatalogue([path.join(folder, 'b.txt')])).to.throw('not a feature file');
    expect(() => readCatalogue([path.join(folder, 'c.feature')])).to.throw('no such file or folder');
  });
  withFeatures({}, folder => expect(() => readCatalogue([folder])).to.throw('no scenarios there'));
});

test('what Gherkin does not take is told as one writes it', () => {
  withFeatures({ 'a.feature': 'hello\n', 'b.feature': '# language: xx\n' }, folder => {
    expect(() => readCatalogue([path.join(folder, 'a.feature')])).to.throw(
      InputError,
      "a.feature:1: 'hello' is not allowed here (allowed: the end, # language:, @tags, Feature:,",
    );
    expect(() => readCatalogue([path.join(folder, 'b.feature')])).to.throw(
      InputError,
      'b.feature:1: there are no steps in the language xx (allowed: en, zh-CN)',
    );
  });
});

test('a scenario that could never run is no scenario', () => {
  const refused = (body: string, message: RegExp) => {
    withFeatures({ 'a.feature': `Feature: A\n  @id:a\n${body}` }, folder => {
      expect(() => readCatalogue([folder])).to.throw(InputError, message);
    });
  };
  refused('  Scenario: B\n', /a\.feature:3: this scenario has no steps$/);
  refused('  Scenario Outline: <b>\n    Given <b>\n', /a\.feature:3: this scenario outline has no examples$/);
  refused(
    '  Scenario Outline: <b>\n    Given <b>\n    Examples:\n      | b |\n',
    /a\.feature:3: this scenario outline has no examples$/,
  );
});

test('a folder has no lines', () => {
  withFeatures({ 'a.feature': FEATURE }, folder => {
    expect(() => readCatalogue([`${folder}:5`])).to.throw(InputError, `${folder}:5: a folder has no lines`);
  });
});
