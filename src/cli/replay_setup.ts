/** What `--helper`, `--sysctl` and `--ruleset` of `ctspec replay` say. */
import { type RulesetFile, readRulesetFile } from '../backend/ruleset-file';
import { helperNamed } from '../conntrack/helpers';
import { InputError } from '../errors';
import { helperRules } from '../ruleset/helper-rule';
import { parseRuleset } from '../ruleset/parse';
import type { Ruleset } from '../ruleset/ruleset';
import type { Simulation } from '../simulation';

export interface HelperRule {
  name: string;
  protocol: 'tcp' | 'udp';
  port: number;
}

/** Reads `KEY=VALUE`. */
export function sysctlAssignments(assignments: string[]): Record<string, string> {
  return Object.fromEntries(
    assignments.map(assignment => {
      const at = assignment.indexOf('=');
      if (at < 1) throw new InputError(`--sysctl ${assignment}: allowed is KEY=VALUE`);
      return [assignment.slice(0, at), assignment.slice(at + 1)];
    }),
  );
}

/** Reads `NAME=PROTO/PORT`. */
export function helperRuleOf(rule: string): HelperRule {
  const match = /^([\w.-]+)=(tcp|udp)\/(\d{1,5})$/.exec(rule);
  if (!match) throw new InputError(`--helper ${rule}: allowed is NAME=PROTO/PORT, as in ftp=tcp/21`);
  const [, name] = match;
  const protocol = match[2] as HelperRule['protocol'];
  const port = Number(match[3]);
  try {
    helperNamed(name, protocol);
  } catch (error) {
    throw error instanceof InputError ? new InputError(`--helper ${rule}: ${error.message}`) : error;
  }
  if (port > 65535) throw new InputError(`--helper ${rule}: ${port} is not a port; allowed are 0 to 65535`);
  return { name, protocol, port };
}

export function assignHelper({ conntrack, netfilter }: Simulation, { name, protocol, port }: HelperRule): void {
  const helper = helperNamed(name, protocol);
  for (const ops of helperRules(conntrack.store, [{ helper, port }])) netfilter.register(ops);
}

/** A ruleset in a file, as text and read. */
export interface ReadRuleset extends RulesetFile {
  readonly ruleset: Ruleset;
}

/** Throws `InputError` that names the file, and in it line and rule. */
export function readRuleset(name: string): ReadRuleset {
  const file = readRulesetFile(name);
  try {
    return { ...file, ruleset: parseRuleset(file.text) };
  } catch (error) {
    throw file.located(error);
  }
}

/** Has an error about a file name it. */
export function inFile<T>(file: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${file}: ${error.message}`) : error;
  }
}
