/** JUnit XML, as CI systems read it: a suite for each implementation and feature file, a test case for each requirement. */
import { XMLBuilder } from 'fast-xml-parser';
import { countsOf } from '../figures';
import type { Report, Requirement, Result } from '../model';

type Element = Record<string, unknown>;

export function toJunit(report: Report): string {
  const suites = report.implementations.flatMap(({ name }) => suitesOf(report, name));
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });
  const cases = suites.flatMap(({ testcase }) => testcase as Element[]);
  const root = {
    '@_name': 'ctspec',
    '@_tests': cases.length,
    '@_failures': suites.reduce((sum, suite) => sum + Number(suite['@_failures']), 0),
    '@_errors': suites.reduce((sum, suite) => sum + Number(suite['@_errors']), 0),
    '@_skipped': suites.reduce((sum, suite) => sum + Number(suite['@_skipped']), 0),
    testsuite: suites,
  };
  return builder.build({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' }, testsuites: root });
}

function suitesOf({ requirements, started }: Report, implementation: string): Element[] {
  const files = new Map<string, { requirement: Requirement; result: Result }[]>();
  for (const requirement of requirements) {
    const result = requirement.results.find(each => each.implementation === implementation);
    if (!result) continue;
    const inside = files.get(requirement.file) ?? [];
    files.set(requirement.file, [...inside, { requirement, result }]);
  }
  return [...files].map(([file, inside]) => {
    const counts = countsOf(inside.map(({ result }) => result));
    const known = inside.filter(each => isKnown(each.requirement, each.result)).length;
    return {
      '@_name': text(`${inside[0].requirement.feature} (${implementation})`),
      '@_tests': inside.length,
      '@_failures': counts.failed - known,
      '@_errors': counts.unreadable + counts.broken,
      '@_skipped': counts['not observable'] + counts['not run'] + known,
      '@_time': inside.reduce((sum, { result }) => sum + result.seconds, 0).toFixed(3),
      '@_timestamp': started.replace(/\.\d+Z$/, ''),
      '@_file': text(file),
      testcase: inside.map(({ requirement, result }) => testCase(requirement, result)),
    };
  });
}

function isKnown({ known }: Requirement, { outcome }: Result): boolean {
  return known !== null && outcome === 'failed';
}

function testCase(requirement: Requirement, result: Result): Element {
  const { id, name, file, line } = requirement;
  return {
    '@_name': text(name),
    '@_classname': text(`${result.implementation}.${id}`),
    '@_time': result.seconds.toFixed(3),
    '@_file': text(file),
    '@_line': line,
    ...ending(requirement, result),
  };
}

function ending(requirement: Requirement, result: Result): Element {
  const { outcome, reason } = result;
  if (outcome === 'passed') return {};
  const message = text((reason ?? outcome).split('\n')[0]);
  if (isKnown(requirement, result)) return { skipped: { '@_message': text(`known: ${requirement.known}`) } };
  if (outcome === 'not observable' || outcome === 'not run') return { skipped: { '@_message': message } };
  const detail = { '@_message': message, '@_type': outcome, '#text': text(reason ?? '') };
  return outcome === 'failed' ? { failure: detail } : { error: detail };
}

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair. */
function text(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return value.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
}
