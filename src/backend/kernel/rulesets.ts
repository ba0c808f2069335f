/**
 * The rulesets that a scenario loads beside the router's own rules, and which of their rules decided: nftables traces each
 * packet through them (`meta nftrace`).
 */
import { InputError } from '../../errors';
import { Verdict } from '../../netfilter/hooks';
import { isNameless } from '../../ruleset/nameless';
import { withoutFlush } from '../../ruleset/nftables-variables';
import { parseRuleset, splitIpsets, toolOf } from '../../ruleset/parse';
import {
  type BaseChain,
  NO_RULES,
  nameOf,
  type Rule,
  type Ruleset,
  type Ruling,
  rulingVerdict,
  type Statement,
  type Table,
} from '../../ruleset/ruleset';
import type { RuleCounter } from '../backend';
import { NotObservable } from '../not-observable';
import { NetlinkSocket } from './netlink';
import type { NetworkNamespace } from './netns';
import { type LoadedRule, loadedRules, namelessChains } from './nft-rules';
import { beginTracing, LONGEST_TRACE, TRACE_GROUPS, type TraceRecord, traceRecord } from './nftrace';
import { answering, known, type Question } from './question';
import { RECEIVED, REPORT_TABLE } from './reporting';
import { type Command, LOAD_NFT, type RouterTools, restoring } from './router-tools';
import { LOOPBACK_INDEX } from './topology';

/** What the kernel, or a tool, says where it lacks something rather than finds fault with the rules. */
const LACKING = /missing kernel module|not supported|No such file|can't initialize|Couldn't load/i;

/** `NFPROTO_INET` */
const INET = 1;

/** A chain that was loaded: its rules as we know them, with the handles by which the kernel does. */
interface LoadedChain {
  readonly table: Table;
  readonly name: string;
  readonly base: BaseChain | null;
  readonly rules: readonly Rule[];
  readonly handles: readonly number[];
}

/** Packets come in by interfaces that have no link header. */
function refuseLinkAddresses({ tables }: Ruleset): void {
  const rules = tables.flatMap(({ chains }) => [...chains.values()].flatMap(chain => chain.rules));
  if (rules.some(({ statements }) => statements.some(asksForLink))) {
    throw new NotObservable('the router of this backend gets packets without link addresses, which the rules ask for');
  }
}

function asksForLink(statement: Statement): boolean {
  const of = statement.kind === 'nat' ? statement.by?.of : 'of' in statement ? statement.of : [];
  return [of ?? []].flat().some(({ key }) => key.startsWith('ether '));
}

export class KernelRulesets {
  readonly #namespace: NetworkNamespace;
  readonly #tools: RouterTools;
  readonly #table: NetlinkSocket;
  readonly #chains = new Map<string, LoadedChain>();
  #running = NO_RULES;
  #traces: NetlinkSocket | null = null;

  /** `table`: a socket to ask for what stands in the namespace's tables. */
  constructor(namespace: NetworkNamespace, tools: RouterTools, table: NetlinkSocket) {
    this.#namespace = namespace;
    this.#tools = tools;
    this.#table = table;
  }

  load(text: string): void {
    const ruleset = parseRuleset(text, this.#running);
    refuseLinkAddresses(ruleset);
    this.#traces ??= this.#listen();
    const tool = toolOf(text);
    if (tool === 'nft') this.#run(LOAD_NFT, withoutFlush(text, this.#running));
    else this.#restore(tool, text);
    this.#running = ruleset;
    this.#note(ruleset.tables);
  }

  #listen(): NetlinkSocket {
    beginTracing(this.#table);
    return this.#namespace.run(() => new NetlinkSocket(TRACE_GROUPS, LONGEST_TRACE));
  }

  #restore(tool: 'iptables' | 'ip6tables', text: string): void {
    const { ipsets, dump } = splitIpsets(text);
    if (ipsets !== '') this.#run({ name: 'ipset', options: ['restore'] }, `${ipsets}\n`);
    this.#run(restoring(tool), withCounters(dump));
  }

  /** Notes by which handles the kernel knows the rules. */
  #note(tables: readonly Table[]): void {
    this.#chains.clear();
    const loaded = this.#loaded();
    for (const table of tables) {
      const family = table.family ?? INET;
      const hasNameless = [...table.chains.keys()].some(isNameless);
      const nameless = hasNameless ? namelessChains(this.#table, family, table.name) : [];
      for (const [own, { name, base, rules }] of table.chains) {
        const key = keyOf(family, table.name, isNameless(own) ? nameless.shift()! : own);
        const handles = (loaded.get(key) ?? []).map(({ handle }) => handle);
        this.#chains.set(key, { table, name, base, rules, handles });
      }
    }
  }

  /** Whether packets are traced. */
  get areLoaded(): boolean {
    return this.#traces !== null;
  }

  /**
   * What decided on the packet that was let in last; `isLocal`: by a local process. Asked before a packet, it lets go of
   * what is of none that anybody asks for: the router has sent it of its own accord.
   */
  rulings(isLocal: boolean): Question<Ruling[]> {
    if (this.#traces === null) return known([]);
    return answering(this.#traces.waiting(), messages => {
      const records = messages.map(traceRecord).filter(record => record !== null);
      return this.#rulingsOf(ofPacket(records, isLocal));
    });
  }

  counters(): RuleCounter[] {
    if (this.#chains.size === 0) return [];
    const loaded = this.#loaded();
    return [...this.#chains].flatMap(([key, { table, name: chain, rules, handles }]) => {
      const counters = new Map(loaded.get(key)?.map(({ handle, counter }) => [handle, counter]));
      return rules.flatMap(({ number: rule, comment }, at) => {
        const counter = counters.get(handles[at]);
        const name = nameOf({ family: table.family, table: table.name, chain, rule });
        return counter ? [{ rule: name, comment, ...counter }] : [];
      });
    });
  }

  /** The rules that the kernel has, by chain. */
  #loaded(): Map<string, LoadedRule[]> {
    const chains = new Map<string, LoadedRule[]>();
    for (const rule of loadedRules(this.#table)) {
      const key = keyOf(rule.family, rule.table, rule.chain);
      const others = chains.get(key);
      if (others) others.push(rule);
      else chains.set(key, [rule]);
    }
    return chains;
  }

  close(): void {
    this.#traces?.close();
  }

  #rulingsOf(records: readonly TraceRecord[]): Ruling[] {
    const rulings: Ruling[] = [];
    let base: LoadedChain | null = null;
    for (const { family, table, chain: called, type, handle, verdict } of records) {
      const chain = this.#chains.get(keyOf(family, table, called));
      if (!chain) continue;
      if (chain.base) base = chain;
      if (type === 'return' || verdict < 0) continue;
      const { hook, type: chainType } = base!.base!;
      const at = type === 'rule' ? chain.handles.indexOf(handle!) : -1;
      const rule = type === 'rule' ? (chain.rules[at] ?? null) : null;
      rulings.push({
        hook,
        table,
        family: chain.table.family,
        type: chainType,
        chain: rule ? chain.name : base!.name,
        rule: rule?.number ?? null,
        comment: rule?.comment ?? null,
        verdict: rulingVerdict(verdict),
      });
    }
    return rulings;
  }

  /** Rules that the kernel finds fault with are the scenario's fault. */
  #run({ name, options }: Command, input: string): void {
    const { status, stderr } = this.#tools.run({ name, options, input });
    if (status === 0) return;
    if (status === null) throw new NotObservable(`${name} cannot be run (ctspec doctor tells how to install it)`);
    const said = stderr
      .replace(/^#.*$/gm, '')
      .trim()
      .split(/\s*\n\s*/)
      .slice(0, 2)
      .join(' ');
    if (LACKING.test(stderr)) throw new NotObservable(`${name} says: ${said}`);
    throw new InputError(`the kernel refuses the ruleset; ${name} says: ${said}`);
  }
}

function keyOf(family: number, table: string, chain: string): string {
  return `${family} ${table} ${chain}`;
}

/** Where counters are read at all, each chain must have some. */
function withCounters(dump: string): string {
  return dump.replace(/^([ \t]*:\S+[ \t]+\S+)[ \t\r]*$/gm, '$1 [0:0]');
}

/** The records of the first packet, and where a local process sent it, of the same packet come back over the loopback interface. */
function ofPacket(records: readonly TraceRecord[], isLocal: boolean): TraceRecord[] {
  const arrivals = records.filter(({ table, chain }) => table === REPORT_TABLE && chain === RECEIVED);
  // The router may have sent something of its own accord before, as it looks for neighbours.
  const arrived = arrivals.find(({ inDevice }) => inDevice > LOOPBACK_INDEX);
  const first = (isLocal ? null : arrived) ?? records[0];
  const ids = new Set(first ? [first.id] : []);
  const isDropped = records.some(
    ({ id, type, verdict }) => ids.has(id) && type !== 'return' && verdict === Verdict.DROP,
  );
  const back = arrivals.find(({ id, inDevice }) => !ids.has(id) && inDevice === LOOPBACK_INDEX);
  if (isLocal && back && !isDropped) ids.add(back.id);
  return records.filter(({ id }) => ids.has(id));
}
