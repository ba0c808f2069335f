/** Rulesets that the router has loaded, and what their rules decide and count. */
import path from 'node:path';
import type { DataTable } from '@cucumber/cucumber';
import type { RuleCounter, Ruling } from '../src/backend/backend';
import { readRulesetFile } from '../src/backend/ruleset-file';
import { HOOK_NAMES } from '../src/netfilter/hooks';
import { rule } from './support/columns';
import { step } from './support/define';
import { type Columns, expectRows } from './support/match';
import { oneOf, readTable, wholeNumber } from './support/table';
import type { SpecWorld } from './support/world';

step(
  {
    keyword: 'Given',
    en: 'the ruleset:',
    zh: '规则集：',
    about:
      'Loads a ruleset: what iptables-save, ip6tables-save or nft list ruleset prints. docs/rulesets.md lists what is supported; anything else is an error that names line and rule. May be given several times, also between packets: the tables of a dump take the place of those that run, commands of nftables change what is there.',
    example: `Given the ruleset:
  """
  *filter
  :FORWARD DROP
  -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
  -A FORWARD -i c0 -p tcp --dport 80 -j ACCEPT
  COMMIT
  """`,
  },
  (world, text: string) => world.backend.loadRuleset(text),
);

step(
  {
    keyword: 'Given',
    en: 'the ruleset {string}',
    zh: '规则集 {string}',
    about:
      'The same from a file; its path begins at the folder of the feature. A file of nftables may include others, from its own folder on.',
    example: 'Given the ruleset "firewall.rules"',
  },
  async (world, name: string) => {
    const file = readRulesetFile(path.join(path.dirname(world.place().replace(/:\d+$/, '')), name));
    try {
      await world.backend.loadRuleset(file.text);
    } catch (error) {
      throw file.located(error);
    }
  },
);

const RULING_COLUMNS: Columns<Ruling> = {
  hook: { read: oneOf('hook', HOOK_NAMES), show: ({ hook }) => hook },
  rule: rule(ruling => ruling),
  verdict: { read: oneOf('verdict', ['ACCEPT', 'DROP', 'QUEUE']), show: ({ verdict }) => verdict },
};

step(
  {
    keyword: 'Then',
    en: 'packet {int} is decided by:',
    zh: '第 {int} 个报文由以下规则裁决：',
    about:
      'At each chain it met, in order, what decided: a rule by table, chain and place in the chain (filter FORWARD 3; with the family in front, ip6 filter FORWARD 3, where that is needed) or by its comment; or the policy of the chain (filter FORWARD policy). Chains of type nat are asked for the first packet of a connection only.',
    example: `Then packet 1 is decided by:
  | hook    | rule             | verdict |
  | FORWARD | filter FORWARD 2 | ACCEPT  |`,
  },
  (world, number: number, table: DataTable) =>
    expectRows({
      noun: `rules that decided on packet ${number}`,
      place: world.place(),
      rows: readTable(world, table, Object.keys(RULING_COLUMNS)),
      subjects: world.packet(number).observation.rulings,
      columns: RULING_COLUMNS,
      ordered: true,
    }),
);

const counted = (what: string, of: (counter: RuleCounter) => number) => {
  const parse = wholeNumber(what);
  return { read: (cell: string) => String(parse(cell)), show: (counter: RuleCounter) => String(of(counter)) };
};

const COUNTER_COLUMNS: Columns<RuleCounter> = {
  rule: rule(({ rule: name, comment }) => ({ name, comment })),
  packets: counted('the number of packets', ({ packets }) => packets),
  bytes: counted('the number of bytes', ({ bytes }) => bytes),
};

step(
  {
    keyword: 'Then',
    en: 'the rules have counted:',
    zh: '规则的计数为：',
    about: 'What the counters of these rules hold; of the other rules nothing is said.',
    example: `Then the rules have counted:
  | rule             | packets | bytes |
  | filter FORWARD 2 | 1       | 52    |`,
  },
  async (world: SpecWorld, table: DataTable) =>
    expectRows({
      noun: 'counters of the rules',
      place: world.place(),
      rows: readTable(world, table, Object.keys(COUNTER_COLUMNS)),
      subjects: await world.backend.ruleCounters(),
      columns: COUNTER_COLUMNS,
      open: true,
    }),
);
