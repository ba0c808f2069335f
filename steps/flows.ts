/** Flows, declared once so that packets need not repeat whom they go between. */
import type { DataTable } from '@cucumber/cucumber';
import { InputError } from '../src/errors';
import { buildPacket, parsePacket } from '../src/packet/notation';
import { step } from './support/define';
import { ExpectationError } from './support/expectation';
import { resolveHost } from './support/hosts';
import { oneOf, readTable } from './support/table';
import { WAYS_TO_STATES } from './support/ways-to-states';
import type { SpecWorld } from './support/world';

step(
  {
    keyword: 'Given',
    en: 'the flow {rest}',
    zh: '流 {rest}',
    about:
      'Whom the packets go between: tcp, udp or sctp HOST:PORT > HOST:PORT, icmp, icmp6 or gre HOST > HOST, ip HOST > HOST proto N. Hosts are addresses or client, server, router (client6, server6, router6 for IPv6; client2 … client9, server2 … server9 beside them).',
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

step(
  {
    keyword: 'Given',
    en: 'packets have brought the connection to {word}',
    zh: '报文已使连接进入 {word} 状态',
    about:
      'The shortest exchange that leads to a state has gone over the only flow. Of TCP (NONE, SYN_SENT, SYN_RECV, ESTABLISHED, FIN_WAIT, CLOSE_WAIT, LAST_ACK, TIME_WAIT, CLOSE, SYN_SENT2): sequence numbers go on at 1 (2 behind a FIN), every window is 65535, nothing is scaled; the originator closes or resets. Of SCTP (NONE, CLOSED, COOKIE_WAIT, COOKIE_ECHOED, ESTABLISHED, SHUTDOWN_SENT, SHUTDOWN_RECD, SHUTDOWN_ACK_SENT, HEARTBEAT_SENT): CLOSED is the state after the INIT. These packets are not counted.',
    example: 'Given packets have brought the connection to ESTABLISHED',
  },
  (world, state: string) => bringTo(world, state),
);

async function bringTo(world: SpecWorld, text: string): Promise<void> {
  const flow = world.flows.only;
  const ways = flow && WAYS_TO_STATES[flow.protocol];
  if (!ways) throw new InputError('there must be one flow, of tcp or sctp, to bring to a state');
  const state = oneOf('state', Object.keys(ways))(text);
  let reached = 'NONE';
  for (const [direction, packet] of ways[state]) {
    const datagram = buildPacket(parsePacket(packet), { flow: flow.context, direction, resolve: resolveHost });
    const { after } = await world.backend.inject(world.entrance(datagram, undefined), datagram);
    reached = after?.state ?? 'NONE';
  }
  if (reached !== state) throw new ExpectationError(`the packets that lead to ${state} have led to ${reached}`);
}
