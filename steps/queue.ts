/** Packets that wait: in a queue for a userspace handler, or with a callback that stole them. */
import { defineParameterType } from '@cucumber/cucumber';
import type { Decision, HandlerPolicy } from '../src/backend/backend';
import { InputError } from '../src/errors';
import { step } from './support/define';
import type { SpecWorld } from './support/world';

const POLICIES: Record<string, 'accept' | 'drop' | 'hold'> = {
  accepts: 'accept',
  drops: 'drop',
  holds: 'hold',
  接受: 'accept',
  丢弃: 'drop',
  保留: 'hold',
};

const DECISIONS: Record<string, Decision> = {
  accepts: 'accept',
  releases: 'accept',
  drops: 'drop',
  repeats: 'repeat',
  接受: 'accept',
  放行: 'accept',
  丢弃: 'drop',
  重复: 'repeat',
};

defineParameterType({ name: 'policy', regexp: Object.keys(POLICIES).join('|'), transformer: word => POLICIES[word] });
defineParameterType({
  name: 'decision',
  regexp: Object.keys(DECISIONS).join('|'),
  transformer: word => DECISIONS[word],
});

step(
  {
    keyword: 'Given',
    en: 'a userspace handler on queue {int} that {policy} packets',
    zh: '队列 {int} 上的用户态程序{policy}报文',
    about: 'Binds a handler to a queue; one that holds packets decides later.',
    example: 'Given a userspace handler on queue 0 that holds packets',
  },
  (world, queue: number, kind: 'accept' | 'drop' | 'hold') => handle(world, queue, { kind }),
);

step(
  {
    keyword: 'Given',
    en: 'a userspace handler on queue {int} that holds at most {int} packet(s)',
    zh: '队列 {int} 上的用户态程序最多保留 {int} 个报文',
    about: 'The same with a queue that is full after so many.',
    example: 'Given a userspace handler on queue 0 that holds at most 2 packets',
  },
  (world, queue: number, length: number) => handle(world, queue, { kind: 'hold' }, length),
);

step(
  {
    keyword: 'Given',
    en: 'a userspace handler on queue {int} that writes {string} at byte {int}',
    zh: '队列 {int} 上的用户态程序把 {string} 写到第 {int} 字节',
    about:
      'A handler that alters each packet, the bytes given in hexadecimal and counted from the IP header, and accepts it.',
    example: 'Given a userspace handler on queue 0 that writes "2a" at byte 8',
  },
  (world, queue: number, hex: string, offset: number) => {
    const digits = hex.replace(/ /g, '');
    if (!/^([0-9a-f]{2})+$/i.test(digits)) throw new InputError(`"${hex}" is not bytes in hexadecimal`);
    return handle(world, queue, { kind: 'alter', offset, bytes: Uint8Array.from(Buffer.from(digits, 'hex')) });
  },
);

step(
  {
    keyword: 'When',
    en: 'the handler of queue {int} {decision} packet {int}',
    zh: '队列 {int} 的程序{decision}第 {int} 个报文',
    about: 'The handler accepts, drops or repeats a packet it holds; packets are counted from 1 as they arrived.',
    example: 'When the handler of queue 0 accepts packet 1',
  },
  (world, _queue: number, decision: Decision, number: number) => decide(world, decision, number),
);

step(
  {
    keyword: 'When',
    en: 'the callback {decision} packet {int}',
    zh: '回调函数{decision}第 {int} 个报文',
    about: 'A callback that returned STOLEN lets its packet go on (releases), or drops it.',
    example: 'When the callback releases packet 1',
  },
  decide,
);

function handle(world: SpecWorld, queue: number, policy: HandlerPolicy, length?: number): Promise<void> {
  return world.backend.handleQueue(queue, policy, length);
}

async function decide(world: SpecWorld, decision: Decision, number: number): Promise<void> {
  const record = world.packet(number);
  record.observation = await world.backend.decide(record.observation.packet, decision);
}
