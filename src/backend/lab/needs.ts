/** What the lab needs of a machine, looked at piece by piece. */
import { existsSync } from 'node:fs';
import { type Finding, installCommand, type Needed, programFinding } from '../kernel/programs';
import { KEYRING } from './packages';
import { QEMU } from './qemu';
import { type Installed, installedKernels, isCurrent } from './store';

const NEEDED: Needed[] = [
  [QEMU, '--version', 'is the machine that kernels run on', 'qemu-system-x86'],
  ['apt-get', '--version', 'fetches kernels from Debian', 'apt'],
  ['dpkg-deb', '--version', 'unpacks them', 'dpkg'],
  ['xz', '--version', 'unpacks their modules', 'xz-utils'],
  ['ip', '-V', 'sets up interfaces and routes in a guest', 'iproute2'],
  ['nft', '--version', 'loads rules in a guest', 'nftables'],
  ['iptables-nft-restore', '--version', 'loads rulesets of iptables in a guest', 'iptables'],
  ['ipset', '--version', 'loads sets of addresses in a guest', 'ipset'],
  ['conntrack', '--version', 'lists and deletes entries in a guest', 'conntrack'],
];

export function labFindings(): Finding[] {
  return [platform(), ...NEEDED.map(programFinding), keyring(), kernels()];
}

function platform(): Finding {
  const here = `${process.platform} on ${process.arch}`;
  const ok = here === 'linux on x64';
  return { what: 'platform', ok, detail: here, remedy: ok ? null : 'use a machine with Linux on x86-64' };
}

function keyring(): Finding {
  const ok = existsSync(KEYRING);
  const detail = ok ? KEYRING : 'missing; Debian’s packages are signed with these keys';
  return { what: 'keys of Debian', ok, detail, remedy: ok ? null : installCommand('debian-archive-keyring') };
}

function kernels(): Finding {
  const all = installedKernels();
  const told = (each: Installed) =>
    isCurrent(each) ? each.release : `${each.release} (by another ctspec: ctspec lab install ${each.version})`;
  const ok = all.some(isCurrent);
  const wanted = all.length === 0 ? '6.12' : all.map(each => each.version).join(' ');
  const detail = all.map(told).join(', ') || 'none';
  return { what: 'kernels', ok, detail, remedy: ok ? null : `ctspec lab install ${wanted}` };
}
