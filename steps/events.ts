/** Conntrack events, as `conntrack -E` prints them. */
import type { DataTable } from '@cucumber/cucumber';
import { eventColumns, expectationEventColumns } from './support/columns';
import { step } from './support/define';
import { expectRows } from './support/match';
import { readTable } from './support/table';

step(
  {
    keyword: 'Then',
    en: 'these events are seen, in order:',
    zh: '依次看到这些事件：',
    about:
      'The events since the beginning: these and no others, in this order. type is NEW, UPDATE or DESTROY; the other columns are those of entries. An event tells the state, labels and the master only where they are new, and counters, age and no timeout at the end.',
    example: `Then these events are seen, in order:
  | type    | flow                        | state    |
  | NEW     | tcp client:1024 > server:80 | SYN_SENT |`,
  },
  async (world, table: DataTable) => {
    const columns = eventColumns(world.flows);
    expectRows({
      noun: 'events',
      place: world.place(),
      rows: readTable(world, table, Object.keys(columns)),
      subjects: await world.backend.events(),
      columns,
      ordered: true,
    });
  },
);

step(
  {
    keyword: 'Then',
    en: 'these expectation events are seen, in order:',
    zh: '依次看到这些期望事件：',
    about:
      'The expectations that came (NEW) and went (DESTROY, whether they were met, expired or replaced) since the beginning, in this order. The other columns are those of expectations.',
    example: `Then these expectation events are seen, in order:
  | type    | expected                | helper |
  | NEW     | client:* > server:32768 | ftp    |
  | DESTROY | client:* > server:32768 | ftp    |`,
  },
  async (world, table: DataTable) => {
    const columns = expectationEventColumns(world.flows);
    expectRows({
      noun: 'expectation events',
      place: world.place(),
      rows: readTable(world, table, Object.keys(columns)),
      subjects: await world.backend.expectationEvents(),
      columns,
      ordered: true,
    });
  },
);
