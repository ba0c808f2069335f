/** Callbacks registered at the hooks, helpers assigned by rules. */
import type { DataTable } from '@cucumber/cucumber';
import type { CallbackAction, Direction } from '../src/backend/backend';
import { isTranslation } from '../src/backend/nat-callback';
import { LABELS } from '../src/conntrack/assign';
import { EVENT_WORDS } from '../src/conntrack/events';
import { InputError } from '../src/errors';
import { NAT_KINDS } from '../src/nat/kinds';
import { HOOK_NAMES, type HookName, Priority } from '../src/netfilter/hooks';
import { step } from './support/define';
import { oneOf, readTable, unknown } from './support/table';

/** The verdicts, as they are written, with what they do. */
const VERDICTS: Record<string, string> = {
  ACCEPT: 'the packet goes on',
  DROP: 'it ends here',
  STOLEN: 'the callback keeps it, and releases or drops it later',
  NOTRACK: 'before conntrack: it is not tracked',
  'QUEUE n': 'it goes to the userspace handler of a queue, and ends where there is none',
  'QUEUE n bypass': 'the same, but where there is none it goes on',
  'REPEAT n times': 'the callback is called for it again, so often',
  'MARK n': 'sets its mark',
  'CTMARK n': 'sets the mark of its connection',
  'SNAT to range': 'another source',
  'DNAT to range': 'another destination',
  'MASQUERADE [to :ports]': 'the source is the address of the interface it leaves by',
  'REDIRECT [to :ports]': 'the destination is the router itself',
  'NETMAP to network': 'another network, the same host in it',
  'HELPER name': 'gives a new connection a helper',
  'ZONE n': 'before conntrack: the zone it is looked for in',
  'ZONE n original': 'the same, in the original direction only',
  'ZONE n reply': 'the same, in the reply direction only',
  'LABEL n': 'adds a label to its connection',
  'TIMEOUT name=seconds …': 'gives a new connection timeouts of its own, by nft’s names',
  'EVENTS word …': 'chooses which events are told of its connection',
};

step(
  {
    keyword: 'Given',
    en: 'the callbacks:',
    zh: '回调函数：',
    about:
      'Registers callbacks at hooks. NAT is asked for the first packet of a connection only; a range is ADDRESS, ADDRESS-ADDRESS or either with :PORT or :PORT-PORT behind it (an IPv6 address in brackets then), and the words random, fully-random, persistent.',
    words: {
      name: 'what traces call it; its match unless given',
      priority:
        '0 unless given; of NAT -100 for destinations, 100 for sources. The lowest comes first; conntrack itself is at -200',
      match: 'any, or clauses side by side: tcp, udp dport 53, ct state invalid, ip saddr 192.0.2.10, iifname "c0", …',
      ...VERDICTS,
    },
    example: `Given the callbacks:
  | hook    | priority | match            | verdict |
  | FORWARD | 0        | tcp dport 23     | DROP    |`,
  },
  async (world, table: DataTable) => {
    for (const row of readTable(world, table, ['name', 'hook', 'priority', 'match', 'verdict'])) {
      const match = row.text('match') ?? 'any';
      const hook = row.needed('hook', oneOf('hook', HOOK_NAMES));
      const action = row.needed('verdict', parseAction);
      const rule = {
        name: row.text('name') ?? match,
        hook,
        priority: row.value('priority', parsePriority) ?? defaultPriority(hook, action),
        match,
        action,
      };
      try {
        await world.backend.addCallback(rule);
      } catch (error) {
        throw error instanceof InputError ? new InputError(`${row.place}: ${error.message}`) : error;
      }
    }
  },
);

step(
  {
    keyword: 'Given',
    en: 'the helper {word} on {word} port {int}',
    zh: '助手 {word} 用于 {word} 端口 {int}',
    about: 'A rule assigns a helper to new connections to a port (ct helper set).',
    example: 'Given the helper ftp on tcp port 21',
  },
  (world, helper: string, protocol: string, port: number) =>
    world.backend.assignHelper(helper, oneOf('protocol', ['tcp', 'udp'])(protocol), port),
);

/** `established=100`, as name and number. */
function namedNumbers(words: string[]): Record<string, number> {
  return Object.fromEntries(words.map(word => word.split('=')).map(([name, number]) => [name, Number(number)]));
}

/** A whole number; hooks sort by it, lowest first. */
function parsePriority(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InputError(`the priority "${text}" is not a whole number`);
  return Number(text);
}

/** NAT has its places; all else is 0, where filters are. */
function defaultPriority(hook: HookName, action: CallbackAction): number {
  if (!isTranslation(action)) return Priority.FILTER;
  return hook === 'PREROUTING' || hook === 'OUTPUT' ? Priority.NAT_DST : Priority.NAT_SRC;
}

function parseAction(text: string): CallbackAction {
  const [verdict, ...rest] = text.split(/\s+/);
  const tail = rest.join(' ');
  const translation = NAT_KINDS.find(kind => kind === verdict);
  if (translation) return { kind: translation, range: tail };
  switch (verdict) {
    case 'ACCEPT':
    case 'DROP':
    case 'STOLEN':
    case 'NOTRACK':
      if (tail === '') return { kind: verdict };
      break;
    case 'QUEUE': {
      const match = /^(\d{1,5})( bypass)?$/.exec(tail);
      if (match) return { kind: 'QUEUE', queue: Number(match[1]), bypass: match[2] !== undefined };
      break;
    }
    case 'REPEAT': {
      const match = /^(\d{1,3}) times?$/.exec(tail);
      if (match) return { kind: 'REPEAT', times: Number(match[1]) };
      break;
    }
    case 'HELPER':
      if (/^\S+$/.test(tail)) return { kind: 'HELPER', helper: tail };
      break;
    case 'ZONE': {
      const match = /^(\d+)(?: (original|reply))?$/.exec(tail);
      const zone = Number(match?.[1]);
      if (!match || zone > 0xffff) break;
      return { kind: 'ZONE', zone, direction: (match[2]?.toUpperCase() as Direction) ?? null };
    }
    case 'LABEL':
      if (/^\d+$/.test(tail) && Number(tail) < LABELS) return { kind: 'LABEL', label: Number(tail) };
      break;
    case 'TIMEOUT':
      if (/^(\w+=\d+( |$))+$/.test(tail)) return { kind: 'TIMEOUT', timeouts: namedNumbers(rest) };
      break;
    case 'EVENTS':
      if (rest.length === 0) break;
      return { kind: 'EVENTS', events: rest.map(oneOf('event', EVENT_WORDS)) };
    case 'MARK':
    case 'CTMARK':
      if (/^(\d+|0x[0-9a-f]+)$/i.test(tail)) return { kind: verdict, value: Number(tail) };
  }
  throw new InputError(unknown('verdict', text, Object.keys(VERDICTS)));
}
