/** Rulesets of nftables: what `nft list ruleset` prints, and files of commands. */
import { InputError } from '../errors';
import { Family } from '../packet/packet';
import { parse } from './nftables.generated';
import type { RuleNode } from './nftables-rules';
import type { ElementNode } from './nftables-sets';
import { type PartNode, TableDraft } from './nftables-table';
import { expandVariables } from './nftables-variables';
import { readWith } from './parse-error';
import { type Ruleset, tableKey } from './ruleset';

type FamilyWord = 'ip' | 'ip6' | 'inet';

/** A command about a table: which one, and the line it stands in. */
interface Command<Do extends string> {
  do: Do;
  line: number;
  family: FamilyWord;
  table: string;
}

type TakeAway = Command<`${'delete' | 'destroy'} ${'chain' | 'set' | 'map'}`> & { name: string };

type CommandNode =
  | (Command<'table'> & { parts: PartNode[] })
  | (Command<'rule'> & { how: 'add' | 'insert'; chain: string; rule: RuleNode })
  | (Command<'element'> & { how: 'add' | 'delete' | 'destroy'; name: string; elements: ElementNode[] })
  | Command<'flush table'>
  | Command<'delete table'>
  | Command<'destroy table'>
  | (Command<`flush ${'chain' | 'set' | 'map'}`> & { name: string })
  | TakeAway
  | { do: 'flush ruleset'; line: number; family: FamilyWord | null };

const FAMILIES = { ip: Family.IPV4, ip6: Family.IPV6, inet: null };

/** The ruleset that runs once these commands were carried out. Throws `InputError` with line and rule. */
export function parseNftables(text: string, running: Ruleset): Ruleset {
  const commands = readWith<CommandNode[]>(parse, expandVariables(text));
  const drafts = new Map(running.tables.map(table => [tableKey(table), new TableDraft(table)]));
  for (const command of commands) {
    try {
      carryOut(command, drafts);
    } catch (error) {
      if (!(error instanceof InputError) || /^line \d/.test(error.message)) throw error;
      throw new InputError(`line ${command.line}: ${error.message}`);
    }
  }
  return { ...running, tables: [...drafts.values()].map(draft => draft.table()) };
}

function carryOut(command: CommandNode, drafts: Map<string, TableDraft>): void {
  if (command.do === 'flush ruleset') {
    const { family } = command;
    for (const [key, draft] of drafts) if (family === null || draft.family === FAMILIES[family]) drafts.delete(key);
    return;
  }
  const { family: word, table: name } = command;
  const family = FAMILIES[word];
  const key = tableKey({ family, name });
  if (command.do === 'table') {
    const draft = drafts.get(key) ?? new TableDraft({ family, name, ...NOTHING });
    drafts.set(key, draft);
    draft.add(command.parts);
    return;
  }
  const draft = drafts.get(key);
  if (command.do === 'delete table' || command.do === 'destroy table') {
    if (!draft && command.do === 'delete table') throw new InputError(`there is no table ${word} ${name}`);
    drafts.delete(key);
    return;
  }
  if (!draft) throw new InputError(`there is no table ${word} ${name}`);
  change(command, draft);
}

const NOTHING = { chains: new Map(), sets: new Map(), objects: new Map() };

type Change = Exclude<CommandNode, { do: 'table' | 'delete table' | 'destroy table' | 'flush ruleset' }>;

/** What a command changes in a table. */
function change(command: Change, draft: TableDraft): void {
  switch (command.do) {
    case 'rule':
      draft.addRule(command.chain, command.rule, command.how === 'insert');
      break;
    case 'element':
      draft.changeElements(command.name, command.elements, command.how !== 'add');
      break;
    case 'flush table':
      for (const chain of draft.chains.values()) chain.rules = [];
      break;
    case 'flush chain':
      draft.chain(command.name).rules = [];
      break;
    case 'flush set':
    case 'flush map':
      draft.sets.set(command.name, { ...draft.set(command.name), elements: [] });
      break;
    default:
      takeAway(command, draft);
  }
}

/** To destroy what is not there is no mistake. */
function takeAway({ do: what, name }: TakeAway, draft: TableDraft): void {
  const [how, noun] = what.split(' ');
  const isThere = noun === 'chain' ? draft.chains.delete(name) : draft.sets.delete(name);
  if (!isThere && how === 'delete') throw new InputError(`there is no ${noun} ${name} in table ${draft.name}`);
}
