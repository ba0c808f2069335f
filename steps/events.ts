/** Conntrack events, as `conntrack -E` prints them. */
import type { DataTable } from '@cucumber/cucumber';
import { eventColumns } from './support/columns';
import { step } from './support/define';
import { expectRows } from './support/match';
import { readTable } from './support/table';

step(
  {
    keyword: 'Then',
    en: 'these events are seen, in order:',
    zh: '依次看到这些事件：',
    about: 'The events since the beginning: these and no others, in this order. type is NEW, UPDATE or DESTROY.',
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
