/** The counters that `conntrack -S` prints. */
import type { DataTable } from '@cucumber/cucumber';
import { step } from './support/define';
import { ExpectationError } from './support/expectation';
import { grid } from './support/match';
import { oneOf, readTable, wholeNumber } from './support/table';
import type { SpecWorld } from './support/world';

step(
  {
    keyword: 'Then',
    en: 'the statistics are:',
    zh: '统计为：',
    about: 'The counters of conntrack -S, summed over the processors; those not named are 0.',
    example: `Then the statistics are:
  | name    | value |
  | invalid | 1     |`,
  },
  (world, table: DataTable) => expectStatistics(world, table, false),
);

step(
  {
    keyword: 'Then',
    en: 'the statistics include:',
    zh: '统计中有：',
    about: 'The same, but those not named may have any value.',
    example: `Then the statistics include:
  | name       | value |
  | early_drop | 1     |`,
  },
  (world, table: DataTable) => expectStatistics(world, table, true),
);

async function expectStatistics(world: SpecWorld, table: DataTable, open: boolean): Promise<void> {
  const actual = await world.backend.statistics();
  const expected = new Map<string, number>();
  for (const row of readTable(world, table, ['name', 'value'])) {
    const name = row.needed('name', oneOf('counter', Object.keys(actual)));
    expected.set(name, row.needed('value', wholeNumber('the counter')));
  }
  const names = open ? [...expected.keys()] : Object.keys(actual);
  const wrong = names.filter(name => actual[name] !== (expected.get(name) ?? 0));
  if (wrong.length === 0) return;
  const rows = wrong.map(name => [name, String(expected.get(name) ?? 0), String(actual[name])]);
  throw new ExpectationError(`the statistics are not as expected\n${grid([['', 'expected', 'actual'], ...rows])}`);
}
