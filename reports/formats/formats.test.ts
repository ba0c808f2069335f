import { test } from 'node:test';
import { expect } from 'chai';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { HOSTILE, report, requirement, result } from '../testing/report';
import { toBadge } from './badge';
import { fromJson, toJson } from './json';
import { toJunit } from './junit';
import { toMarkdown } from './markdown';
import { toText } from './text';

const KERNEL = 'Linux 6.18.0';

function mixed() {
  const on = (implementation: string, changes: Parameters<typeof result>[0] = {}) =>
    result({ implementation, ...changes });
  return report([
    requirement('r1', { results: [on('simulator'), on(KERNEL)] }),
    requirement('r2', {
      results: [on('simulator'), on(KERNEL, { outcome: 'not observable', reason: 'lacks buckets' })],
    }),
    requirement('r3', { results: [on('simulator', { outcome: 'failed', reason: `x\n${HOSTILE}` }), on(KERNEL)] }),
    requirement('r4', { results: [on('simulator'), on(KERNEL, { outcome: 'failed', reason: 'late' })], known: 'slow' }),
    requirement('r5', { results: [on('simulator'), on(KERNEL)], divergence: ['packet 1', '  ctstate'] }),
    requirement('r6', {
      name: HOSTILE,
      folder: HOSTILE,
      results: [on('simulator', { outcome: 'broken', reason: 'b' })],
    }),
  ]);
}

test('JSON comes back as it was; anything else is refused with its name', () => {
  expect(fromJson(toJson(mixed()), 'a.json')).to.deep.equal(mixed());
  expect(() => fromJson('{', 'a.json')).to.throw('a.json: this is no report of ctspec');
  expect(() => fromJson('[]', 'a.json')).to.throw('a.json: this is no report of ctspec');
  expect(() => fromJson('null', 'a.json')).to.throw('a.json: this is no report of ctspec');
  expect(() => fromJson('{"format":"ctspec report","version":2}', 'a.json')).to.throw(
    'a report of version 2 (allowed: 1)',
  );
});

test('JUnit counts each outcome as what it is, and is well-formed whatever the names hold', () => {
  const xml = toJunit(mixed());
  expect(XMLValidator.validate(xml)).to.equal(true);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  expect(xml).not.to.match(/[\x00-\x08\x0b\x0c\x0e-\x1f]|<img/);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml);
  expect(testsuites).to.include({ '@_tests': '11', '@_failures': '1', '@_errors': '1', '@_skipped': '2' });
  const [simulator, kernel] = testsuites.testsuite;
  expect(simulator).to.include({ '@_name': 'Rules (simulator)', '@_tests': '6', '@_failures': '1', '@_errors': '1' });
  expect(kernel).to.include({ '@_name': `Rules (${KERNEL})`, '@_tests': '5', '@_failures': '0', '@_skipped': '2' });
  expect(simulator.testcase[2].failure).to.include({ '@_message': 'x', '@_type': 'failed' });
  expect(simulator.testcase[2].failure['#text']).to.include('<img src=x onerror=alert(1)>');
  expect(kernel.testcase[1].skipped['@_message']).to.equal('lacks buckets');
  expect(kernel.testcase[3].skipped['@_message']).to.equal('known: slow');
});

test('Markdown has the verdict first, a table by topic, and no markup but its own', () => {
  const markdown = toMarkdown(mixed());
  expect(markdown.split('\n')[0]).to.equal('## ❌ ctspec: 6 requirements, 3 do not conform');
  expect(markdown).to.include('| topic');
  expect(markdown).to.include('4 passed, 1 failed');
  expect(markdown).to.match(/Known divergence `r4`: slow/);
  const outsideOfCode = markdown.replace(/^```[\s\S]*?^```$/gm, '');
  expect(outsideOfCode).not.to.match(/(?<!\\)<img/);
  const [heading, ...rows] = markdown.split('\n').filter(line => line.startsWith('|'));
  const cells = (line: string) => line.replaceAll('\\|', '').split('|').length;
  for (const row of rows) expect(cells(row), row).to.equal(cells(heading));
  expect(toMarkdown(report([requirement('r1')]))).to.match(/^## ✅ ctspec: 1 requirements conform\n/);
});

test('a comment stays short enough for a pull request', () => {
  const reason = 'x'.repeat(1000).concat('\n').repeat(200);
  const many = Array.from({ length: 500 }, (_, at) =>
    requirement(`r${at}`, { results: [result({ outcome: 'failed', reason })] }),
  );
  expect(toMarkdown(report(many)).length).to.be.lessThan(65_536);
  expect(toMarkdown(report(many))).to.include('… and ');
});

test('the badge tells what conforms of what could be observed', () => {
  expect(toBadge(mixed())).to.include('7 of 10 conform').and.include('<svg');
  expect(toBadge(mixed())).to.include('#dd4343');
  expect(toBadge(report([requirement('r1')])))
    .to.include('1 of 1 conform')
    .and.include('conform');
  expect(toBadge(report([]))).to.include('nothing observed');
});

test('the text tells every trouble with its place, then the figures', () => {
  const text = toText(mixed());
  expect(text).to.include('FAILED  The rule r3  (simulator)\n  features/topic/rules.feature:3  @id:r3\n    x\n');
  expect(text).to.include('DIVERGENCE  The rule r5\n');
  expect(text).to.include('KNOWN DIVERGENCE  The rule r4\n  @id:r4: slow\n');
  expect(text).to.include(`${KERNEL}: 3 passed, 1 not observable, 1 failed; 1.00 s\n`);
  expect(text).to.include('6 requirements, 0 packets observed.');
});
