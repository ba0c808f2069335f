/** How this user may have network namespaces on this machine: as root, through a user namespace, or not at all. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { release } from 'node:os';
import { programFinding, ROUTER_PROGRAMS } from './programs';

export interface Access {
  /** Options of `unshare` that make a namespace in which we may do what a router needs. */
  unshare: string[];
  /** In one line: which kernel, and by what right. */
  description: string;
}

export interface NoAccess {
  reason: string;
  /** What to change. */
  remedy: string;
}

const AS_ROOT = ['-n'];
const AS_USER = ['-Urn'];

let known: Access | NoAccess | null = null;

/** The right to make routers, and the programs for it. */
export function kernelAccess(): Access | NoAccess {
  known ??= programsMissing() ?? namespaceAccess();
  return known;
}

function programsMissing(): NoAccess | null {
  if (process.platform !== 'linux') return null;
  const missing = ROUTER_PROGRAMS.map(programFinding).find(({ ok }) => !ok);
  return missing ? { reason: `the ${missing.what} is missing`, remedy: missing.remedy! } : null;
}

/** The right alone. */
export function namespaceAccess(): Access | NoAccess {
  if (process.platform !== 'linux') {
    return { reason: `this is ${process.platform}`, remedy: 'use a machine, or a virtual machine, that runs Linux' };
  }
  if (process.getuid!() === 0 && works(AS_ROOT)) {
    return { unshare: AS_ROOT, description: `Linux ${release()}, as root in network namespaces of its own` };
  }
  if (works(AS_USER)) {
    return { unshare: AS_USER, description: `Linux ${release()}, without root in a user namespace of its own` };
  }
  return whyNot();
}

/** Whether the machine's kernel is used by root. */
export function isRoot(): boolean {
  const access = kernelAccess();
  return 'unshare' in access && access.unshare === AS_ROOT;
}

/** What changing settings of the whole machine takes; a container may withhold it from its root. */
const OF_THE_MACHINE: [path: string, mode: number, what: string][] = [
  ['/proc/sys/net/netfilter/nf_conntrack_max', constants.W_OK, 'written to'],
  ['/dev/kmsg', constants.R_OK, 'read'],
];

/** Why settings of the whole machine cannot be changed; null where they can. */
export function whyNoHostSettings(): string | null {
  if (!isRoot()) return 'only root may change settings of the whole machine (sudo)';
  for (const [path, mode, what] of OF_THE_MACHINE) {
    try {
      accessSync(path, mode);
    } catch {
      return `${path} cannot be ${what} here`;
    }
  }
  return null;
}

function works(options: string[]): boolean {
  return spawnSync('unshare', [...options, 'true']).status === 0;
}

/** The known switches that forbid user namespaces, with their forbidding values. */
const SWITCHES: [name: string, forbidden: string, allowed: string][] = [
  ['kernel.unprivileged_userns_clone', '0', '1'],
  ['kernel.apparmor_restrict_unprivileged_userns', '1', '0'],
  ['user.max_user_namespaces', '0', '10000'],
  ['user.max_net_namespaces', '0', '10000'],
];

function whyNot(): NoAccess {
  for (const [name, forbidden, allowed] of SWITCHES) {
    const path = `/proc/sys/${name.replace('.', '/')}`;
    if (existsSync(path) && readFileSync(path, 'utf8').trim() === forbidden) {
      return { reason: `${name} is ${forbidden}`, remedy: `run as root, or: sudo sysctl -w ${name}=${allowed}` };
    }
  }
  return {
    reason: 'the system refuses to make namespaces',
    remedy: 'run as root; in a container, start it with --privileged, or with --cap-add SYS_ADMIN --cap-add NET_ADMIN',
  };
}
