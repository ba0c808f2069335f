/** The work behind `ctspec upgrade`: runs files on both versions, and finds the rule behind each thing that differs. */
import { divergences } from '../../reports/conformance';
import { canKeepTime } from '../backend/kernel/replay';
import { backendName } from '../backend/kernel-name';
import { InputError } from '../errors';
import { Linux, rulesBetween } from '../linux/linux';
import { RULES, type RuleName } from '../linux/rules';
import { type CatalogueEntry, readCatalogue } from './catalogue';
import { Exit } from './exit';
import { readCapture } from './input-file';
import { type Replayed, type ReplaySetup, replayedBy } from './replay_compare';
import { helperRuleOf, readRuleset, sysctlAssignments } from './replay_setup';
import { runOn } from './run_both';
import type { UpgradeOptions } from './upgrade';

/** What differs in one place, and the rules each of which accounts for it. */
interface Change {
  lines: string[];
  rules: RuleName[];
}

/** The two versions, and the rules by which they differ. */
interface Upgrade {
  backends: [from: string, to: string];
  rules: RuleName[];
  /** The first version but for one rule, of which it does as the second. */
  with(rule: RuleName): string;
}

export async function upgrade(from: string, to: string, files: string[], options: UpgradeOptions): Promise<Exit> {
  const what = options.lab ? 'kernel' : 'simulator';
  const between: Upgrade = {
    backends: [backendName(`${what}:${from}`), backendName(`${what}:${to}`)],
    rules: rulesBetween(from, to),
    with: rule => `simulator:${from}+${rule}`,
  };
  const { captures, features, ruleset } = sorted(files);
  const setup = {
    helpers: options.helper.map(helperRuleOf),
    sysctls: sysctlAssignments(options.sysctl),
    ruleset: ruleset === undefined ? null : readRuleset(ruleset).text,
  };
  const changes: Change[] = [];
  for (const file of captures) changes.push(...(await inCapture(file, setup, between)));
  if (features.length > 0 || files.length === 0) changes.push(...(await inFeatures(features, options.tags, between)));
  console.log(
    [...changes.flatMap(change => changeLines(change, new Linux(to))), summary(changes, from, to)].join('\n'),
  );
  return changes.length > 0 ? Exit.DIFFERS : Exit.CONFORMS;
}

function sorted(files: string[]): { captures: string[]; features: string[]; ruleset?: string } {
  const captures = files.filter(file => /\.(pcap|pcapng|cap)$/.test(file));
  const features = files.filter(file => /\.feature(:\d+)?$/.test(file) || !/\.[^/]*$/.test(file));
  const [ruleset, another] = files.filter(file => !captures.includes(file) && !features.includes(file));
  if (another !== undefined) throw new InputError(`${another}: one ruleset at most, beside captures and features`);
  if (ruleset !== undefined && captures.length === 0) {
    throw new InputError(`${ruleset}: a ruleset decides on the packets of a capture: name one, too`);
  }
  return { captures, features, ruleset };
}

async function inCapture(
  file: string,
  setup: ReplaySetup,
  { backends, rules, with: turned }: Upgrade,
): Promise<Change[]> {
  const capture = readCapture(file);
  const keepTime = canKeepTime(capture, backends);
  const replayed = (name: string) => replayedBy(name, capture, setup, keepTime);
  const [before, after] = [await replayed(backends[0]), await replayed(backends[1])];
  const differing = packetsBetween(before, after);
  if (differing.length === 0) return [];
  const tries = new Map<RuleName, Replayed>();
  for (const rule of rules) tries.set(rule, await replayed(turned(rule)));
  return differing.map(at => ({
    lines: [
      `${file}: packet ${before.packets[at].packet}`,
      ...sides(backends, before.packets[at].saying, after.packets[at].saying),
    ],
    rules: rules.filter(rule => tries.get(rule)!.packets[at].saying === after.packets[at].saying),
  }));
}

function packetsBetween(one: Replayed, other: Replayed): number[] {
  return [...one.packets.keys()].filter(at => one.packets[at].saying !== other.packets[at].saying);
}

function sides(names: readonly string[], ...texts: string[]): string[] {
  const width = Math.max(...names.map(name => name.length));
  return texts.map((text, at) => `  ${names[at].padEnd(width)}  ${text}`);
}

async function inFeatures(
  paths: string[],
  tags: string | undefined,
  { backends, rules, with: turned }: Upgrade,
): Promise<Change[]> {
  const selection = readCatalogue(paths, tags);
  const [before, after] = [
    await runOn(backends[0], selection, { tags }),
    await runOn(backends[1], selection, { tags }),
  ];
  const found = divergences(before, after);
  if (found.length === 0) return [];
  const ids = new Set(found.map(({ scenario }) => scenario.id));
  const entries: CatalogueEntry[] = selection.entries.filter(({ id }) => ids.has(id));
  const again = { entries, places: entries.map(({ file, line }) => `${file}:${line}`) };
  const isSame = new Map<RuleName, Set<string>>();
  const goal = { ...after, scenarios: after.scenarios.filter(({ id }) => ids.has(id)) };
  for (const rule of rules) {
    const run = await runOn(turned(rule), again, {});
    const left = new Set(divergences(run, goal).map(({ scenario }) => scenario.id));
    isSame.set(rule, new Set(run.scenarios.filter(each => each.observed && !left.has(each.id)).map(({ id }) => id)));
  }
  return found.map(({ scenario, lines }) => ({
    lines: [`${scenario.file}:${scenario.line}: ${scenario.name}`, ...lines.map(line => `  ${line}`)],
    rules: rules.filter(rule => isSame.get(rule)!.has(scenario.id)),
  }));
}

function changeLines({ lines, rules }: Change, to: Linux): string[] {
  const why = rules.map(rule => `  ${rule}: ${to.follows[rule] ? RULES[rule].does : RULES[rule].otherwise}`);
  return [...lines, ...(why.length > 0 ? why : ['  several rules together, or none that is known']), ''];
}

function summary(changes: Change[], from: string, to: string): string {
  if (changes.length === 0) return `Nothing changes from Linux ${from} to ${to}.`;
  const places = changes.length === 1 ? '1 place differs' : `${changes.length} places differ`;
  const explained = changes.filter(({ rules }) => rules.length > 0).length;
  return `From Linux ${from} to ${to} ${places}; a single rule accounts for ${explained}.`;
}
