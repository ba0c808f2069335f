/** Flows, declared once so that packets need not repeat whom they go between. */
import type { DataTable } from '@cucumber/cucumber';
import { step } from './support/define';
import { readTable } from './support/table';

step(
  {
    keyword: 'Given',
    en: 'the flow {rest}',
    zh: '流 {rest}',
    about:
      'Whom the packets go between: tcp or udp HOST:PORT > HOST:PORT, icmp or icmp6 HOST > HOST, ip HOST > HOST proto N. Hosts are addresses or client, server, router (client6, server6, router6 for IPv6; client2 … client9, server2 … server9 beside them).',
    example: 'Given the flow tcp client:1024 > server:80',
  },
  (world, text: string) => world.flows.declare(text, text),
);

step(
  {
    keyword: 'Given',
    en: 'the flows:',
    zh: '这些流：',
    about: 'Several flows, each with a name.',
    example: `Given the flows:
  | name    | flow                          |
  | control | tcp client:1024 > server:21   |
  | data    | tcp server:20 > client:1025   |`,
  },
  (world, table: DataTable) => {
    for (const row of readTable(world, table, ['name', 'flow'])) {
      const name = row.needed('name', text => text);
      row.needed('flow', text => world.flows.declare(name, text));
    }
  },
);
