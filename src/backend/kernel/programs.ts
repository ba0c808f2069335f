/** Programs that are needed: whether they are there, and how to get those that are not. */
import { spawnSync } from 'node:child_process';
import { ENVIRONMENT } from './environment';

export interface Finding {
  what: string;
  ok: boolean;
  /** What was found, or what is wrong. */
  detail: string;
  /** The command, or the change, that helps; null where nothing is wrong. */
  remedy: string | null;
}

/** Package managers, and the packages of the programs where their names differ from Debian's. */
const PACKAGE_MANAGERS: [program: string, install: string, names: Record<string, string>][] = [
  ['apt-get', 'apt-get install', {}],
  ['dnf', 'dnf install', { iproute2: 'iproute', iptables: 'iptables-nft' }],
  ['apk', 'apk add', {}],
  ['pacman', 'pacman -S', {}],
  ['zypper', 'zypper install', {}],
];

/** A program, the option that has it tell its version, what it does for us, and the Debian package it is in. */
export type Needed = [program: string, option: string, use: string, packageName: string];

/** What no router can do without. */
export const ROUTER_PROGRAMS: readonly Needed[] = [
  ['unshare', '--version', 'starts the worker in its own namespaces', 'util-linux'],
  ['ip', '-V', 'sets up interfaces and routes', 'iproute2'],
  ['nft', '--version', 'loads rules', 'nftables'],
];

export function programFinding([name, option, use, packageName]: Needed): Finding {
  const what = `program ${name}`;
  const { error, stdout } = spawnSync(name, [option], { encoding: 'utf8', env: ENVIRONMENT });
  if (!error) return { what, ok: true, detail: stdout.trim().split('\n')[0], remedy: null };
  return { what, ok: false, detail: `missing; it ${use}`, remedy: installCommand(packageName) };
}

/** How to install a package here. */
export function installCommand(packageName: string): string {
  const found = PACKAGE_MANAGERS.find(([manager]) => !spawnSync(manager, ['--version']).error);
  if (!found) return `install the package ${packageName}`;
  const [, install, names] = found;
  return `sudo ${install} ${names[packageName] ?? packageName}`;
}
