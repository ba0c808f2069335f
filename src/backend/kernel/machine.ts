/** The machine below a router, as far as a scenario may change it: a guest of the lab, or with root's leave this one. */
import { logLines } from './kernel-messages';
import { type NetworkNamespace, sysctlPath } from './netns';
import type { Question } from './question';
import { system } from './system';

export interface Machine {
  /** Sets what only the first network namespace can. */
  set(name: string, value: string): Promise<void>;
  /** Waits until no other scenario is on, whose messages could be in the log, too. */
  takeAlone(): Promise<void>;
  /** Lines of the kernel's log about this namespace since it was last asked for. */
  log(namespace: NetworkNamespace): Question<string[]>;
}

const MAX = 'net.netfilter.nf_conntrack_max';
const SETTINGS = [MAX, 'net.netfilter.nf_conntrack_buckets', 'net.netfilter.nf_conntrack_expect_max'];

/** The name by which a setting of the whole machine can be changed; null for any other. */
export function machineSetting(name: string): string | null {
  const today = name === 'net.nf_conntrack_max' ? MAX : name;
  return SETTINGS.includes(today) ? today : null;
}

export const guest: Machine = {
  set: async (name, value) => system().writeText(sysctlPath(name), value),
  takeAlone: async () => {},
  log: () => logLines(system().logFile!),
};
