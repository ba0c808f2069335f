/** The kernels that are installed in the lab: where they are, and what is known of each. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { InputError } from '../../errors';
import { modulesFor, ROUTER_MODULES } from './modules';
import { type Candidate, type Fetched, MIRROR, Packages } from './packages';

export interface Installed extends Candidate {
  fetched: Fetched[];
  mirror: string;
  /** By which sources its modules were chosen; those that chose them before this was kept have none. */
  chosenBy?: string;
  /** The folder it is in. */
  folder: string;
}

const DESCRIPTION = 'kernel.json';
export const IMAGE = 'vmlinuz';
export const MODULES = 'modules';

/** Of all that a guest is made of only its modules are kept from its installation on; the rest is made anew at each start. */
export const CHOICE = createHash('sha256').update(ROUTER_MODULES.join('\n')).digest('hex');

/** By the XDG base directory specification. */
export function labFolder(): string {
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'ctspec', 'lab');
}

/** What is installed, the oldest version first. */
export function installedKernels(): Installed[] {
  const folder = labFolder();
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => existsSync(path.join(folder, name, DESCRIPTION)))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .map(name => read(path.join(folder, name)));
}

/** An installed kernel. Throws an `InputError` that says how to install it where it is none. */
export function installedKernel(version: string): Installed {
  const all = installedKernels();
  const found = all.find(each => each.version === version);
  if (found) return found;
  const others = all.map(each => each.version).join(', ') || 'none';
  throw new InputError(`Linux ${version} is not in the lab: ctspec lab install ${version} (installed: ${others})`);
}

/** Whether the modules that were kept of a kernel are those that these sources want. */
export function isCurrent({ chosenBy }: Installed): boolean {
  return chosenBy === CHOICE;
}

/** An installed kernel that can be run. Throws an `InputError` that says how to install it anew where older sources did. */
export function currentKernel(version: string): Installed {
  const kernel = installedKernel(version);
  if (isCurrent(kernel)) return kernel;
  throw new InputError(
    `Linux ${version} was installed by another ctspec, with other modules: ctspec lab install ${version}`,
  );
}

/** The kernels that the mirror has, asked anew. */
export function availableKernels(mirror = MIRROR): Candidate[] {
  const packages = new Packages(path.join(labFolder(), 'apt'), mirror);
  packages.update();
  return packages.candidates();
}

/** Fetches the newest kernel of a version and keeps what a guest needs of it; one of that version goes. */
export function install(version: string, mirror = MIRROR): Installed {
  const folder = path.join(labFolder(), version);
  const unpacked = path.join(labFolder(), `${version}.${process.pid}`);
  const packages = new Packages(path.join(labFolder(), 'apt'), mirror);
  packages.update();
  const candidates = packages.candidates();
  const wanted = candidates.find(each => each.version === version);
  if (!wanted) {
    throw new InputError(`there is no Linux ${version} (allowed: ${candidates.map(each => each.version).join(', ')})`);
  }
  try {
    const fetched = packages.fetch(wanted, path.join(unpacked, 'packages'));
    const kept = path.join(unpacked, 'kept');
    keep(path.join(unpacked, 'packages'), wanted.release, kept);
    const description: Omit<Installed, 'folder'> = { ...wanted, fetched, mirror, chosenBy: CHOICE };
    writeFileSync(path.join(kept, DESCRIPTION), `${JSON.stringify(description, null, 2)}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(kept, folder);
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
    packages.clean();
  }
  return read(folder);
}

export function remove(version: string): void {
  rmSync(installedKernel(version).folder, { recursive: true, force: true });
}

function keep(packages: string, release: string, kept: string): void {
  const places = ['usr/lib', 'lib'].map(each => path.join(packages, each, 'modules', release));
  const modules = places.find(each => existsSync(path.join(each, 'kernel')));
  const images = [path.join(packages, 'boot', `vmlinuz-${release}`), ...places.map(each => path.join(each, 'vmlinuz'))];
  const image = images.find(each => existsSync(each));
  if (!modules || !image) throw new InputError(`the packages of Linux ${release} hold no kernel`);
  mkdirSync(path.join(kept, MODULES), { recursive: true });
  renameSync(image, path.join(kept, IMAGE));
  const loaded = modulesFor(modules, ROUTER_MODULES);
  for (const { name, content } of loaded) writeFileSync(path.join(kept, MODULES, `${name}.ko`), content);
  writeFileSync(path.join(kept, MODULES, 'order'), loaded.map(({ name }) => `${name}\n`).join(''));
}

function read(folder: string): Installed {
  return { ...JSON.parse(readFileSync(path.join(folder, DESCRIPTION), 'utf8')), folder };
}
