/** Makes a guest that has just started a machine on which there can be routers. */
import { constants } from 'node:fs';
import { DATA } from './agent';
import { type GuestSystem, LOG_FD } from './guest-system';
import { MODULE_LIST } from './initrd';
import { SIG_IGN, SIGPIPE, Sys } from './syscalls';

/** Where a second text stands beside the first. */
const SECOND = DATA + 4096;
const CHARACTER_DEVICE = 0o20666;
const SIGNAL_SET_BYTES = 8;

/** File systems: where, of which type. The agent has mounted `/sys`. */
const MOUNTS = [
  ['/proc', 'proc'],
  ['/dev', 'devtmpfs'],
  ['/tmp', 'tmpfs'],
  ['/run', 'tmpfs'],
];

/**
 * What wakes an idle kernel is put off, for the time between is skipped: memory is not compacted, statistics are not
 * folded, neighbours are not aged.
 */
const QUIET: Record<string, string> = {
  '/proc/sys/vm/compaction_proactiveness': '0',
  '/proc/sys/vm/stat_interval': '86400',
  '/proc/sys/vm/dirty_writeback_centisecs': '0',
  '/proc/sys/kernel/hung_task_timeout_secs': '0',
  '/proc/sys/net/ipv4/neigh/default/base_reachable_time_ms': '86400000',
  '/proc/sys/net/ipv6/neigh/default/base_reachable_time_ms': '86400000',
  '/proc/sys/net/ipv4/neigh/default/gc_interval': '100000',
  '/proc/sys/net/ipv6/neigh/default/gc_interval': '100000',
  '/proc/sys/net/ipv4/neigh/default/interval_probe_time_ms': '2000000',
  '/proc/sys/net/ipv6/neigh/default/interval_probe_time_ms': '2000000',
  '/sys/kernel/debug/sched/fair_server/cpu0/runtime': '0',
};

/** As on a machine with more than four gigabytes of memory (`nf_conntrack_init_start`), and in namespaces as elsewhere. */
const USUAL: Record<string, string> = {
  '/proc/sys/net/netfilter/nf_conntrack_max': '262144',
  '/proc/sys/net/netfilter/nf_conntrack_expect_max': '4096',
  '/proc/sys/net/netfilter/nf_log_all_netns': '1',
};

/** Linux counts its ticks from five minutes before zero (`INITIAL_JIFFIES`): until then what never expires has time left. */
const OLD_ENOUGH = 310e9;

/** What a guest is brought up to: a machine that was saved as another is of no use. */
export const BROUGHT_UP = JSON.stringify([MOUNTS, QUIET, USUAL, LOG_FD, OLD_ENOUGH, SIG_IGN]);

export function bringUp(guest: GuestSystem): void {
  for (const [at, type] of MOUNTS) mount(guest, at, type);
  if (guest.call(Sys.MKDIR, guest.text('/dev/net'), 0o755) === 0 || !exists(guest, '/dev/net/tun')) {
    guest.call(Sys.MKNOD, guest.text('/dev/net/tun'), CHARACTER_DEVICE, 10 * 256 + 200);
  }
  for (const name of guest.readText(`/${MODULE_LIST}`).trim().split('\n')) load(guest, name);
  mount(guest, '/sys/kernel/debug', 'debugfs');
  for (const [path, value] of Object.entries(USUAL)) guest.writeText(path, value);
  openLog(guest);
  ignoreBrokenPipes(guest);
  for (const [path, value] of Object.entries(QUIET)) if (exists(guest, path)) guest.writeText(path, value);
  guest.sleepUntil(OLD_ENOUGH);
}

function mount(guest: GuestSystem, at: string, type: string): void {
  const name = guest.text(type);
  guest.checked('mount', Sys.MOUNT, name, guest.text(at, SECOND), name, 0, 0);
}

/** Loads a module; its file, which takes up memory, is not needed any more. */
function load(guest: GuestSystem, module: string): void {
  const file = `/modules/${module}.ko`;
  const fd = guest.open(file, constants.O_RDONLY);
  guest.checked(`loading ${module}`, Sys.FINIT_MODULE, fd, guest.text(''), 0);
  guest.close(fd);
  guest.checked('unlink', Sys.UNLINK, guest.text(file));
}

function openLog(guest: GuestSystem): void {
  const fd = guest.open('/dev/kmsg', constants.O_RDONLY | constants.O_NONBLOCK);
  guest.checked('dup2', Sys.DUP2, fd, LOG_FD);
  guest.close(fd);
}

/** A program may end before it has read all that it is told, and the agent goes on. */
function ignoreBrokenPipes(guest: GuestSystem): void {
  const action = new Uint8Array(BigUint64Array.of(BigInt(SIG_IGN), 0n, 0n, 0n).buffer);
  guest.checked('rt_sigaction', Sys.RT_SIGACTION, SIGPIPE, guest.put(action), 0, SIGNAL_SET_BYTES);
}

function exists(guest: GuestSystem, path: string): boolean {
  const fd = guest.call(Sys.OPEN, guest.text(path), constants.O_RDONLY);
  if (fd >= 0) guest.close(fd);
  return fd >= 0;
}
