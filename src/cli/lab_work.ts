/** The work behind `ctspec lab`. */
import { labFindings } from '../backend/lab/needs';
import { prepare } from '../backend/lab/open';
import { availableKernels, install, installedKernel, installedKernels, remove } from '../backend/lab/store';
import type { Exit } from './exit';
import { tellFindings } from './findings';
import type { LabOptions } from './lab';

export function installAll(versions: string[], { mirror }: LabOptions): void {
  for (const version of versions) {
    const kernel = install(version, mirror);
    for (const { name, version, sha256 } of kernel.fetched) console.log(`${name} ${version} sha256:${sha256}`);
    console.log(`Booting Linux ${kernel.release} once …`);
    prepare(kernel);
    console.log(`Installed: ctspec run --backend kernel:${version}`);
  }
}

export function list({ available, mirror }: LabOptions & { available?: boolean }): void {
  if (available) {
    for (const { version, release } of availableKernels(mirror)) console.log(`${version}\t${release}`);
    return;
  }
  const all = installedKernels();
  for (const { version, release, fetched } of all) {
    console.log(
      [version, release, ...fetched.map(each => `${each.name}=${each.version} sha256:${each.sha256}`)].join('\t'),
    );
  }
  if (all.length === 0) console.log('No kernel is installed: ctspec lab install 6.12');
}

export function removeAll(versions: string[]): void {
  for (const version of versions) installedKernel(version);
  for (const version of versions) remove(version);
}

export function doctor(): Exit {
  return tellFindings(labFindings(), 'The lab');
}
