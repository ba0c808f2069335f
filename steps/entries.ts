/** The entries of the connection table. */
import { type DataTable, defineParameterType } from '@cucumber/cucumber';
import { entryColumns } from './support/columns';
import { step } from './support/define';
import { ExpectationError } from './support/expectation';
import { flowText, tupleFlowText } from './support/flows';
import { expectLines } from './support/lines';
import { expectRows } from './support/match';
import { readTable } from './support/table';
import type { SpecWorld } from './support/world';

step(
  {
    keyword: 'Then',
    en: 'the table holds:',
    zh: '连接表中有且只有：',
    about:
      "The entries of the table: these and no others, in any order. flow is a flow's name or a flow written out; original and reply are tuples such as client:1024 > server:80; status lists bits, !BIT for one that is not set, UNREPLIED for !SEEN_REPLY; packets and bytes are counters such as 3/2.",
    example: `Then the table holds:
  | protocol | original                | state    | status    | timeout |
  | tcp      | client:1024 > server:80 | SYN_SENT | UNREPLIED | 120     |`,
  },
  (world, table: DataTable) => expectEntries(world, table, false),
);

step(
  {
    keyword: 'Then',
    en: 'the table includes:',
    zh: '连接表中有：',
    about: 'The same, but there may be others.',
    example: `Then the table includes:
  | flow                            | state       |
  | tcp client:1024 > server:80     | ESTABLISHED |`,
  },
  (world, table: DataTable) => expectEntries(world, table, true),
);

step(
  {
    keyword: 'Then',
    en: 'the table is empty',
    zh: '连接表为空',
    about: 'There is no entry.',
    example: 'Then the table is empty',
  },
  world => expectCount(world, 0),
);

step(
  {
    keyword: 'Then',
    en: 'the table holds {int} entry/entries',
    zh: '连接表中有 {int} 项',
    about: 'The number of entries.',
    example: 'Then the table holds 3 entries',
  },
  expectCount,
);

step(
  {
    keyword: 'Then',
    en: '\\/proc\\/net\\/nf_conntrack shows:',
    zh: '\\/proc\\/net\\/nf_conntrack 显示：',
    about: 'The lines of the file, in any order.',
    example: `Then /proc/net/nf_conntrack shows:
  """
  ipv4     2 udp      17 30 src=192.0.2.10 dst=198.51.100.10 sport=4000 dport=53 [UNREPLIED] src=198.51.100.10 dst=192.0.2.10 sport=53 dport=4000 mark=0 zone=0 use=2
  """`,
  },
  async (world, text: string) => {
    const lines = (await world.backend.entries()).map(({ line }) => line.trim());
    expectLines('lines of /proc/net/nf_conntrack', text, lines.sort(), { sorted: true });
  },
);

defineParameterType({
  name: 'confirmation',
  regexp: /confirmed|unconfirmed|已确认|未确认/,
  transformer: word => word === 'confirmed' || word === '已确认',
});

step(
  {
    keyword: 'Then',
    en: 'the entry of flow {string} is {confirmation}',
    zh: '属于流 {string} 的连接{confirmation}',
    about: "Whether the connection that the flow's last packet belongs to is in the table yet.",
    example: 'Then the entry of flow "tcp client:1024 > server:80" is unconfirmed',
  },
  (world, name: string, confirmed: boolean) => {
    world.need('buckets');
    const wanted = flowText(world.flows.find(name));
    const entry = world.packets
      .map(({ observation }) => observation.after)
      .findLast(after => after && tupleFlowText(after.protocolNumber, after.original) === wanted);
    if (!entry) throw new ExpectationError(`the flow ${name} has no connection`);
    if (entry.status.includes('CONFIRMED') === confirmed) return;
    throw new ExpectationError(`the connection is ${confirmed ? 'not ' : ''}confirmed: ${entry.line}`);
  },
);

async function expectEntries(world: SpecWorld, table: DataTable, open: boolean): Promise<void> {
  const columns = entryColumns(world.flows);
  expectRows({
    noun: 'entries',
    place: world.place(),
    rows: readTable(world, table, Object.keys(columns)),
    subjects: await world.backend.entries(),
    columns,
    open,
  });
}

async function expectCount(world: SpecWorld, expected: number): Promise<void> {
  const entries = await world.backend.entries();
  if (entries.length === expected) return;
  const lines = entries.map(({ line }) => `  ${line}`);
  throw new ExpectationError(
    [`entries in the table: expected ${expected}, actual ${entries.length}`, ...lines].join('\n'),
  );
}
