/** Which Linux a simulation is: asked wherever versions differ (`rules.ts`). */
import { InputError } from '../errors';
import { compareVersions } from '../versions';
import { RULES, type Rule, type RuleName } from './rules';

/** The version that the simulator is unless told otherwise: the one its specification was asked of. */
export const USUAL_LINUX = '6.18';
/** Those that were run, and the article's own time, which was not: rules are known of these only. */
export const LINUX_VERSIONS = ['2.6', '5.10', '6.1', '6.12', '6.18', '7.3'];

const RULE_NAMES = Object.keys(RULES) as RuleName[];

/** A version, and rules of which it does the opposite. */
const NAME = /^(\d+\.\d+)((?:\+[a-z0-9-]+)*)$/;

export class Linux {
  /** Of each rule whether this version follows it. */
  readonly follows: Readonly<Record<RuleName, boolean>>;

  /** Takes a version as in `5.10`, or as in `5.10+udplite-tracker` with a rule turned round. Throws an `InputError`. */
  constructor(name = USUAL_LINUX) {
    const { version, turned } = parsed(name);
    const has = (rule: RuleName) => isInForce(RULES[rule], version) !== turned.includes(rule);
    this.follows = Object.fromEntries(RULE_NAMES.map(name => [name, has(name)])) as Record<RuleName, boolean>;
  }
}

/** The names of the rules by which two versions differ. */
export function rulesBetween(one: string, other: string): RuleName[] {
  return RULE_NAMES.filter(name => isInForce(RULES[name], one) !== isInForce(RULES[name], other));
}

/** Checks a version that was asked for. */
export function linuxVersion(name: string): string {
  parsed(name);
  return name;
}

function isInForce({ since, until, except }: Rule, version: string): boolean {
  if (version === except) return false;
  const isOldEnough = since === undefined || compareVersions(version, since) >= 0;
  return isOldEnough && (until === undefined || compareVersions(version, until) <= 0);
}

function parsed(name: string): { version: string; turned: string[] } {
  const [, version, rules] = NAME.exec(name) ?? [];
  if (!LINUX_VERSIONS.includes(version)) {
    throw new InputError(`of Linux ${name} nothing is known here (allowed: ${LINUX_VERSIONS.join(', ')})`);
  }
  const turned = rules.split('+').slice(1);
  const unknown = turned.find(rule => !(rule in RULES));
  if (unknown) throw new InputError(`there is no rule ${unknown} (allowed: ${RULE_NAMES.join(', ')})`);
  return { version, turned };
}
