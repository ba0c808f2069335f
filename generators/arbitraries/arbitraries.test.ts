/** Every arbitrary keeps what all of them have to keep. */
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { HZ } from '../../src/clock';
import { Family } from '../../src/packet/packet';
import { Tcp, TcpFlag } from '../../src/packet/tcp';
import { parseRuleset } from '../../src/ruleset/parse';
import { Sysctls } from '../../src/sysctl';
import * as draw from '../draw';
import { assertKept } from '../testing/arbitrary';
import type { Workload, WorkloadEvent } from '../workload';
import { simulationFor, World } from '../world';
import { address } from './address';
import { bent } from './bent';
import { family } from './family';
import { flow } from './flow';
import { quotedByErrors } from './icmp-error';
import { interleaved } from './interleaved';
import { ip6tablesDump } from './ip6tables-dump';
import { iptablesDump } from './iptables-dump';
import { malformed } from './malformed';
import { ruleset } from './ruleset';
import { segmentFields } from './segment';
import { sequenceOffset } from './sequence-offset';
import { sysctl } from './sysctl';
import { tcpConversation } from './tcp-conversation';
import { tcpFlags } from './tcp-flags';
import { openingOptions, tcpOptions } from './tcp-options';
import { timeStep } from './time-step';
import { udpExchange } from './udp-exchange';
import { router, STORIES, type StoryName, workload } from './workload';

const DEVICES = ['c0', 's0', 'lo'];
const LARGEST_DATAGRAM = 65535;

const EMPTY_ROUTER = { seed: 0, buckets: 1, sysctls: [], helpers: [], translations: [], rulesets: [] };
const knownSysctls = new Set(new Sysctls(simulationFor(EMPTY_ROUTER)).names);

function isValidEvent(event: WorkloadEvent): boolean {
  switch (event.kind) {
    case 'packet': {
      const { length } = event.bytes;
      return DEVICES.includes(event.device) && length > 0 && length <= LARGEST_DATAGRAM;
    }
    case 'wait':
      return event.seconds > 0 && Number.isInteger(Math.round(event.seconds * HZ * 1e6) / 1e6);
    case 'sysctl':
      return knownSysctls.has(event.name) && /^\d+$/.test(event.value);
  }
}

const events = {
  valid: (list: readonly WorkloadEvent[]) => list.every(isValidEvent),
  size: (list: readonly WorkloadEvent[]) =>
    list.reduce((sum, event) => sum + (event.kind === 'packet' ? event.bytes.length : 1), list.length),
};

for (const name of Object.keys(STORIES) as StoryName[]) {
  test(`Story ${name}: repeatable, valid, shrinks`, () => {
    assertKept<readonly WorkloadEvent[]>(STORIES[name], events);
  });
}

test('Flags, offsets, families, addresses and flows: repeatable, valid, shrink', () => {
  assertKept(tcpFlags(), { valid: flags => flags >= 0 && flags <= 0xff, size: flags => flags });
  assertKept(sequenceOffset(), { valid: Number.isInteger, size: Math.abs });
  assertKept(family(), { valid: of => of === Family.IPV4 || of === Family.IPV6, size: of => of });
  assertKept(address(Family.IPV6, 'server'), { valid: bytes => bytes.length === 16, size: bytes => bytes[15] });
  assertKept(flow(), {
    valid: ({ family: of, ends }) => ends.every(end => end.address.length === (of === Family.IPV4 ? 4 : 16)),
    size: ({ ends }) => ends[0].port,
  });
});

test('Options and segments: repeatable, valid, shrink', () => {
  const fits = (length: number) => length <= 40;
  for (const options of [tcpOptions(), openingOptions()]) {
    assertKept(options, {
      valid: list =>
        fits(list.reduce((sum, each) => sum + ('raw' in each ? each.raw.length : 2 + each.data.length), 0)),
      size: list => list.length,
    });
  }
  assertKept(segmentFields(), { valid: ({ seq }) => seq === seq! >>> 0, size: ({ payload }) => payload!.length });
});

test('Rulesets and dumps of iptables: repeatable, valid, shrink', () => {
  const valid = (text: string) => {
    simulationFor(EMPTY_ROUTER).loadRuleset(parseRuleset(text));
    return true;
  };
  for (const text of [ruleset(), iptablesDump(), ip6tablesDump()]) {
    assertKept(text, { valid, size: each => each.length });
  }
});

test('Time steps and sysctls: repeatable, valid, shrink', () => {
  assertKept(timeStep(), { valid: step => isValidEvent(step), size: ({ seconds }) => seconds });
  assertKept(sysctl(), { valid: setting => isValidEvent(setting), size: ({ value }) => Number(value) });
});

test('Routers and workloads: repeatable, valid, shrink', () => {
  assertKept(router(), { valid: ({ buckets }) => buckets > 0, size: ({ buckets }) => buckets });
  assertKept(workload({ maxStories: 10 }), {
    valid: (each: Workload) => events.valid(each.events),
    size: each => each.events.length,
  });
});

test('Stories beside one another keep each its own order', () => {
  const story = (name: string) =>
    draw.nat(6).map(length => Array.from({ length }, (_, at) => ({ kind: 'sysctl' as const, name, value: `${at}` })));
  const stories = draw.tuple(story('a'), story('b'), story('c'));
  fc.assert(
    fc.property(interleaved(stories), merged => {
      for (const name of ['a', 'b', 'c']) {
        const own = merged.filter(event => event.kind === 'sysctl' && event.name === name);
        expect(own.map(event => event.kind === 'sysctl' && event.value)).to.deep.equal(own.map((_, at) => `${at}`));
      }
    }),
  );
});

test('An honest conversation that the router sees whole is never INVALID', () => {
  fc.assert(
    fc.property(tcpConversation(flow({ forwarded: true })), list => {
      fc.pre(flagsOf(list[0].bytes) === TcpFlag.SYN);
      const world = new World({
        router: { seed: 1, buckets: 8, sysctls: [], helpers: [], translations: [], rulesets: [] },
        events: list,
      });
      world.finish(() => expect(world.ctstate, `event ${world.index}`).to.be.oneOf(['NEW', 'ESTABLISHED']));
    }),
    { seed: 11, numRuns: 300 },
  );
});

function flagsOf(bytes: Uint8Array): number {
  return bytes[(bytes[0] >> 4 === 4 ? 20 : 40) + Tcp.FLAGS];
}

test('Among what happens to conversations every class of packets is met, and what is bent is at times INVALID', () => {
  const met = new Set<string | null>();
  const list = fc.sample(workload(), { seed: 3, numRuns: 60 });
  for (const each of list) {
    const world = new World(each);
    world.finish(() => met.add(world.ctstate));
  }
  expect([...met]).to.include.members(['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED', null]);
});

test('Errors about a flow are RELATED, most of them', () => {
  const states: (string | null)[] = [];
  for (const list of fc.sample(quotedByErrors(udpExchange(flow({ forwarded: true }))), { seed: 5, numRuns: 50 })) {
    const world = new World({
      router: { seed: 1, buckets: 8, sysctls: [], helpers: [], translations: [], rulesets: [] },
      events: list,
    });
    world.finish(() => states.push(world.ctstate));
  }
  expect(states.filter(state => state === 'RELATED').length).to.be.above(20);
});

test('Bent and malformed packets are not only noise', () => {
  const lengths = (arbitrary: fc.Arbitrary<readonly WorkloadEvent[]>) =>
    new Set(fc.sample(arbitrary, { seed: 9, numRuns: 50 }).map(list => list.length)).size;
  expect(lengths(bent(tcpConversation()))).to.be.above(5);
  expect(lengths(malformed())).to.be.above(3);
});

test('A file for each arbitrary, which it is named after', () => {
  const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  for (const file of readdirSync(__dirname).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const stem = camel(file.slice(0, -3));
    const exported = readFileSync(`${__dirname}/${file}`, 'utf8').match(/(?<=export function )\w+/g) ?? [];
    const isNamed = exported.some(name =>
      name.toLowerCase().includes(stem.toLowerCase().replace(/^icmperror$/, 'error')),
    );
    expect(isNamed, `${file} exports ${exported}`).to.equal(true);
  }
});
