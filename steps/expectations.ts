/** The expectations that helpers have made. */
import type { DataTable } from '@cucumber/cucumber';
import { expectationColumns } from './support/columns';
import { step } from './support/define';
import { expectLines } from './support/lines';
import { expectRows } from './support/match';
import { readTable } from './support/table';

step(
  {
    keyword: 'Then',
    en: 'the expectations are:',
    zh: '期望表中有且只有：',
    about:
      'The expectations: these and no others. expected is the tuple of the first packet, * for what is left open; master is the flow of the connection that announced it.',
    example: `Then the expectations are:
  | expected                   | master                        | timeout | helper |
  | client:* > server:32768    | tcp client:1024 > server:21   | 300     | ftp    |`,
  },
  async (world, table: DataTable) => {
    const columns = expectationColumns(world.flows);
    expectRows({
      noun: 'expectations',
      place: world.place(),
      rows: readTable(world, table, Object.keys(columns)),
      subjects: await world.backend.expectations(),
      columns,
    });
  },
);

step(
  {
    keyword: 'Then',
    en: 'there are no expectations',
    zh: '没有期望',
    about: 'No helper expects a connection.',
    example: 'Then there are no expectations',
  },
  async world => {
    const expectations = await world.backend.expectations();
    expectLines(
      'expectations',
      '',
      expectations.map(({ line }) => line),
    );
  },
);

step(
  {
    keyword: 'Then',
    en: '\\/proc\\/net\\/nf_conntrack_expect shows:',
    zh: '\\/proc\\/net\\/nf_conntrack_expect 显示：',
    about: 'The lines of the file, in any order.',
    example: `Then /proc/net/nf_conntrack_expect shows:
  """
  300 l3proto = 2 proto=6 src=192.0.2.10 dst=198.51.100.10 sport=0 dport=32768 ftp
  """`,
  },
  async (world, text: string) => {
    const lines = (await world.backend.expectations()).map(({ line }) => line.trim());
    expectLines('lines of /proc/net/nf_conntrack_expect', text, lines.sort(), { sorted: true });
  },
);
