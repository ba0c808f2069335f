/** Packets arrive, and what is seen of them. */
import type { DataTable } from '@cucumber/cucumber';
import type { Observation } from '../src/backend/backend';
import { InputError } from '../src/errors';
import { HOOK_NAMES } from '../src/netfilter/hooks';
import { u32 } from '../src/packet/bytes';
import { findFragmentHeader } from '../src/packet/extension';
import { FragmentHeader } from '../src/packet/ipv6';
import { buildPacket, type PacketContext, parsePacket, printPacket } from '../src/packet/notation';
import { Packet } from '../src/packet/packet';
import { packetColumns } from './support/columns';
import { step } from './support/define';
import { parseDuration } from './support/duration';
import { ExpectationError } from './support/expectation';
import { resolveHost } from './support/hosts';
import { type Columns, type Comparison, comparisons, expectations, expectRows, sideBySide } from './support/match';
import { oneOf, type Row, readTable } from './support/table';
import type { PacketRecord, SpecWorld } from './support/world';

const STIMULUS = ['t', 'flow', 'dir', 'in', 'packet', 'at'];
const DIRECTIONS = { '>': 'original', '<': 'reply' } as const;

step(
  {
    keyword: 'When',
    en: 'these packets arrive:',
    zh: '收到这些报文：',
    about:
      'What arrives on the left, what is to be seen of each packet on the right. A blank cell is not asserted, - asserts that there is none.',
    words: {
      t: 'seconds since the beginning, or +seconds since the packet before',
      flow: 'whose packet it is; may be left out when there is one flow only, or when the packet has addresses of its own',
      dir: '> from the flow’s originator, < to it',
      in: 'c0, s0 or lo, where the source does not tell; in a network INTERFACE or ROUTER INTERFACE',
      packet: 'in the packet notation (docs/notation.md)',
      at: 'the router of the network that is asked, the first on the way unless told; a row without a packet asks another one about the packet above',
      ctstate: 'NEW, ESTABLISHED, RELATED, INVALID or UNTRACKED',
      ctdir: 'ORIGINAL or REPLY',
      state: 'of its connection, where the protocol has states: SYN_SENT, ESTABLISHED, …',
      status: 'bits of its connection: ASSURED, SRC_NAT, …; !BIT for one that is not set, UNREPLIED for !SEEN_REPLY',
      timeout: 'what its connection has left, in seconds; 5 days as well',
      verdict: 'ACCEPT, DROP, STOLEN or QUEUE',
      reason: 'the kernel’s word for why it is INVALID or dropped (docs/reasons.md)',
      log: 'what conntrack says of it in the kernel log, several lines with ; between them',
      hooks: 'the hooks it passes, in order',
      out: 'the interfaces by which something leaves because of it; local for what is delivered to the router',
      'mark, zone, labels': 'of its connection',
      events: 'NEW, UPDATE and DESTROY, in order',
      rule: 'what decided on it at the last chain of a ruleset that it met: a rule by its place or comment, or a policy',
    },
    example: `When these packets arrive:
  | dir | packet             | ctstate     | state    |
  | >   | S 0:0(0) win 64240 | NEW         | SYN_SENT |
  | <   | S. 0:0(0) ack 1    | ESTABLISHED | SYN_RECV |`,
  },
  async (world, table: DataTable) => {
    for (const row of readTable(world, table, [...STIMULUS, ...Object.keys(packetColumns)])) await arrive(world, row);
  },
);

step(
  {
    keyword: 'Then',
    en: 'packet {int} is seen as:',
    zh: '第 {int} 个报文的观察结果：',
    about: 'The same columns, once more: after a handler or a callback has decided on the packet.',
    example: `Then packet 1 is seen as:
  | ctstate | verdict |
  | NEW     | ACCEPT  |`,
  },
  (world, number: number, table: DataTable) => {
    const record = world.packet(number);
    for (const row of readTable(world, table, Object.keys(packetColumns))) check(row, number, record);
  },
);

const HOOK_COLUMNS: Columns<Observation['path'][number] & { router?: string }> = {
  at: { read: cell => cell, show: ({ router }) => router ?? '-' },
  hook: { read: oneOf('hook', HOOK_NAMES), show: ({ hook }) => hook },
  ctstate: { read: packetColumns.ctstate.read, show: ({ ctstate }) => ctstate ?? '-' },
  ctdir: { read: packetColumns.ctdir.read, show: ({ ctdir }) => ctdir ?? '-' },
};

step(
  {
    keyword: 'Then',
    en: 'packet {int} passes:',
    zh: '第 {int} 个报文经过：',
    about:
      'The hooks it passes, all of them in order, and what conntrack says of it at each; at names the router in a network of several.',
    example: `Then packet 1 passes:
  | hook        | ctstate | ctdir    |
  | PREROUTING  | NEW     | ORIGINAL |
  | FORWARD     | NEW     | ORIGINAL |
  | POSTROUTING | NEW     | ORIGINAL |`,
  },
  (world, number: number, table: DataTable) =>
    expectRows({
      noun: `hooks that packet ${number} passes`,
      place: world.place(),
      rows: readTable(world, table, Object.keys(HOOK_COLUMNS)),
      subjects: stopsOf(world.packet(number)).flatMap(({ path, router }) => path.map(visit => ({ ...visit, router }))),
      columns: HOOK_COLUMNS,
      ordered: true,
    }),
);

const CALL_COLUMNS: Columns<Observation['calls'][number]> = {
  hook: { read: oneOf('hook', HOOK_NAMES), show: ({ hook }) => hook },
  callback: { read: cell => cell, show: ({ callback }) => callback },
  verdict: { read: packetColumns.verdict.read, show: ({ verdict }) => verdict },
};

step(
  {
    keyword: 'Then',
    en: 'packet {int} meets these callbacks:',
    zh: '第 {int} 个报文遇到这些回调函数：',
    about: "Every callback that is called for it, the kernel's own included, and the verdict each returns.",
    example: `Then packet 1 meets these callbacks:
  | hook       | callback            | verdict |
  | PREROUTING | ipv4_conntrack_defrag | ACCEPT  |
  | PREROUTING | nf_conntrack_in     | ACCEPT  |`,
  },
  (world, number: number, table: DataTable) => {
    world.need('callbacks');
    expectRows({
      noun: `callbacks that packet ${number} meets`,
      place: world.place(),
      rows: readTable(world, table, Object.keys(CALL_COLUMNS)),
      subjects: world.packet(number).observation.calls,
      columns: CALL_COLUMNS,
      ordered: true,
    });
  },
);

step(
  {
    keyword: 'Then',
    en: 'packet {int} leaves as:',
    zh: '第 {int} 个报文离开时是：',
    about:
      'What leaves the router because of it (or the network of routers, for a host), a line for each packet in the notation. TTL, identification and flow label are compared where they are written.',
    example: `Then packet 3 leaves as:
  """
  udp client:4000 > server:53 len 1480 (frag 0+)
  udp client:4000 > server:53 len 20 (frag 1480)
  """`,
  },
  (world, number: number, text: string) =>
    leavesAs(
      world,
      number,
      text.split('\n').filter(line => line.trim() !== ''),
    ),
);

step(
  {
    keyword: 'Then',
    en: 'packet {int} does not leave',
    zh: '第 {int} 个报文没有离开',
    about: 'Nothing leaves the router because of it.',
    example: 'Then packet 2 does not leave',
  },
  (world, number: number) => leavesAs(world, number, []),
);

async function arrive(world: SpecWorld, row: Row): Promise<void> {
  row.value('at', oneOf('router', world.routers));
  const above = world.packets.at(-1);
  if (row.text('packet') === undefined && row.text('at') !== undefined && above) {
    checkAt(row, world.packets.length, above);
    return;
  }
  await wait(world, row);
  const flow = row.value('flow', name => world.flows.find(name)) ?? world.flows.only;
  const text = row.needed('packet', cell => cell);
  const direction = DIRECTIONS[row.value('dir', oneOf<keyof typeof DIRECTIONS>('dir', ['>', '<'])) ?? '>'];
  const context: PacketContext = { flow: flow?.context, direction, resolve: resolveHost };
  const datagram = row.at(() => buildPacket(parsePacket(text), context));
  const device = row.at(() => world.entrance(datagram, row.text('in')));
  const observation = await world.backend.inject(device, datagram);
  const written = `${row.text('dir') ?? ''} ${text}`.trim();
  const record = { flow: flow ?? null, direction, text: written, observation, compared: [[]], asked: [] };
  checkAt(row, world.packets.push(record), record);
}

/** Compares with what the router that the row names has seen; where it was come by twice, its second row is about that. */
function checkAt(row: Row, number: number, record: PacketRecord): void {
  const router = row.text('at');
  const stops = stopsOf(record);
  if (router === undefined || stops[0].router === undefined) {
    check(row, number, record);
    return;
  }
  const asked = record.asked.filter(each => each === router).length;
  const observation = stops.filter(each => each.router === router)[asked];
  record.asked.push(router);
  if (observation) {
    check(row, number, record, observation);
    return;
  }
  const way = stops.map(each => each.router).join(', ');
  throw new ExpectationError(`${row.place}: packet ${number} does not come to ${router}: it passes ${way}`);
}

/** What every router has seen of a packet and of what came of it. */
function stopsOf({ observation }: PacketRecord): Observation[] {
  return [observation, ...(observation.further ?? [])];
}

/** Lets time pass until a packet's `t`. */
async function wait(world: SpecWorld, row: Row): Promise<void> {
  const t = row.text('t');
  if (t === undefined) return;
  const seconds = row.at(() => parseDuration(t.replace(/^\+/, '')));
  const passing = t.startsWith('+') ? seconds : seconds - (await world.backend.now());
  if (passing < -1e-9) throw new InputError(`${row.place}: the time ${t} is over already`);
  if (passing <= 1e-9) return;
  await world.backend.advance(passing);
}

/** `observation` is one of the packet's stops. */
function check(row: Row, number: number, record: PacketRecord, observation = record.observation): void {
  const compared = comparisons(expectations(row, packetColumns), observation, packetColumns);
  const stop = stopsOf(record).indexOf(observation);
  record.compared[stop] = [...(record.compared[stop] ?? []), ...compared];
  const found = compared.filter(({ holds }) => !holds);
  if (found.length > 0) throw new ExpectationError(`${row.place}: ${report(number, record.text, observation, found)}`);
}

/** What is to be known about a packet that was not as expected. */
function report(number: number, text: string, observation: Observation, found: Comparison[]): string {
  const { path, before, after, reason, verdict, log } = observation;
  const hooks = path.map(({ hook, ctstate, ctdir }) => [hook, ctstate ?? '-', ctdir ?? ''].join(' ').trim());
  return [
    `packet ${number}: ${text}`,
    sideBySide(found),
    `path:   ${hooks.join(', ') || 'no hook'}; ${verdict}`,
    `reason: ${reason ?? '-'}`,
    `before: ${before?.line ?? 'no entry'}`,
    `after:  ${after?.line ?? 'no entry'}`,
    ...log.map(line => `log:    ${line}`),
  ].join('\n');
}

function leavesAs(world: SpecWorld, number: number, lines: string[]): void {
  const record = world.packet(number);
  const sent = stopsOf(record)
    .flatMap(stop => stop.sent)
    .filter(({ next }) => next === undefined);
  const context = { flow: record.flow?.context, direction: record.direction, resolve: resolveHost };
  const same = lines.length === sent.length && lines.every((line, at) => isWritten(line, sent[at].bytes, context));
  if (same) return;
  const actual = sent.map(({ device, bytes }) => `  ${device}: ${printPacket(bytes, context)}`);
  const expected = lines.map(line => `  ${line.trim()}`);
  throw new ExpectationError(
    [
      `packet ${number}: ${record.text}`,
      'expected to leave:',
      ...(expected.length > 0 ? expected : ['  nothing']),
      'actually left:',
      ...(actual.length > 0 ? actual : ['  nothing']),
    ].join('\n'),
  );
}

/** Whether a line of notation describes these bytes. */
function isWritten(line: string, bytes: Uint8Array, context: PacketContext): boolean {
  const description = parsePacket(line.trim());
  if (description.kind !== 'raw') {
    for (const { unless, ...field } of unasserted(bytes)) {
      if (!description.ip.some(({ word }) => unless.includes(word))) description.ip.push(field);
    }
  }
  const built = buildPacket(description, context);
  return built.length === bytes.length && built.every((byte, at) => byte === bytes[at]);
}

/** Fields of the IP header that a line need not mention: each with its value, and the words that mention it. */
function unasserted(bytes: Uint8Array): { word: 'ttl' | 'id' | 'flow'; value: number; unless: string[] }[] {
  if (bytes[0] >> 4 === 6) {
    const label = ((bytes[1] & 0x0f) << 16) | (bytes[2] << 8) | bytes[3];
    const fields = [
      { word: 'ttl' as const, value: bytes[7], unless: ['ttl'] },
      { word: 'flow' as const, value: label, unless: ['flow'] },
    ];
    const fragment = findFragmentHeader(new Packet(bytes));
    if (fragment === null) return fields;
    return [...fields, { word: 'id', value: u32(bytes, fragment.at + FragmentHeader.ID), unless: ['id', 'slice'] }];
  }
  return [
    { word: 'ttl', value: bytes[8], unless: ['ttl'] },
    { word: 'id', value: (bytes[4] << 8) | bytes[5], unless: ['id', 'fragment', 'slice'] },
  ];
}
