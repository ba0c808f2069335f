/** Debian's kernel packages: which there are, and one of them fetched and unpacked, all with a state of apt's of our own. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isatty } from 'node:tty';
import { InputError } from '../../errors';

export const MIRROR = 'http://deb.debian.org/debian';
export const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** From Linux 5.10 on. */
const SUITES = ['bullseye', 'bookworm', 'bookworm-backports', 'trixie', 'trixie-backports'];

/** A kernel that can be fetched. */
export interface Candidate {
  /** The first two numbers of its version. */
  version: string;
  /** As `uname -r` prints it. */
  release: string;
  packages: string[];
}

/** A package that was fetched. */
export interface Fetched {
  name: string;
  version: string;
  sha256: string;
}

export class Packages {
  readonly #folder: string;
  readonly #options: string[];

  /** `folder` is where apt keeps what it knows. */
  constructor(folder: string, mirror: string) {
    this.#folder = folder;
    for (const each of ['lists/partial', 'archives/partial']) {
      mkdirSync(path.join(folder, each), { recursive: true });
    }
    const sources = SUITES.map(suite => `deb [arch=amd64 signed-by=${KEYRING}] ${mirror} ${suite} main\n`).join('');
    writeFileSync(path.join(folder, 'sources.list'), sources);
    writeFileSync(path.join(folder, 'status'), '');
    this.#options = Object.entries({
      'Dir::Etc::sourcelist': path.join(folder, 'sources.list'),
      'Dir::Etc::sourceparts': '-',
      'Dir::State::Lists': path.join(folder, 'lists'),
      'Dir::State::status': path.join(folder, 'status'),
      'Dir::Cache': folder,
      'APT::Architecture': 'amd64',
      'APT::Architectures': 'amd64',
      'APT::Sandbox::User': '',
      'Acquire::Languages': 'none',
    }).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  }

  /** Asks the mirror what there is. */
  update(): void {
    this.#apt('apt-get', ['update'], true);
  }

  /** The newest kernel of each version, the oldest version first. */
  candidates(): Candidate[] {
    return candidatesIn(this.#apt('apt-cache', ['pkgnames', 'linux-']).split('\n'));
  }

  /** Fetches packages and unpacks them into a folder. Throws an `InputError` where one is not what the mirror says it is. */
  fetch({ packages }: Candidate, into: string): Fetched[] {
    const at = path.join(this.#folder, 'archives');
    mkdirSync(into, { recursive: true });
    this.#apt('apt-get', ['download', ...packages], true, at);
    return packages.map(name => {
      const file = readdirSync(at).find(each => each.startsWith(`${name}_`) && each.endsWith('.deb'));
      if (!file) throw new InputError(`apt-get has not fetched ${name}`);
      const content = readFileSync(path.join(at, file));
      const sha256 = createHash('sha256').update(content).digest('hex');
      const said = this.#apt('apt-cache', ['show', name]);
      if (!said.includes(`SHA256: ${sha256}`)) throw new InputError(`${file} is not the package that the mirror names`);
      run('dpkg-deb', ['-x', path.join(at, file), into]);
      return { name, version: file.split('_')[1].replace('%3a', ':'), sha256 };
    });
  }

  /** Deletes what was fetched. */
  clean(): void {
    rmSync(path.join(this.#folder, 'archives'), { recursive: true, force: true });
  }

  /** Returns what it prints. A long one shows its progress, on standard error. */
  #apt(program: string, words: string[], long = false, cwd?: string): string {
    const quiet = long && !isatty(2) ? ['-qq'] : [];
    return run(program, [...this.#options, ...quiet, ...words], { long, cwd });
  }
}

/** Of packages with these names, the newest kernel of each version, the oldest version first. */
export function candidatesIn(names: readonly string[]): Candidate[] {
  const all = new Set(names);
  const found = new Map<string, Candidate>();
  for (const name of [...all].sort(byNumbers)) {
    const candidate = candidateOf(name, all);
    if (candidate) found.set(candidate.version, candidate);
  }
  return [...found.values()].sort((one, other) => byNumbers(one.version, other.version));
}

/** The kernel that a package is of, if it is one: its image, or since Linux 6.19 its image and its modules apart. */
function candidateOf(name: string, names: ReadonlySet<string>): Candidate | null {
  const [, release, version] = /^linux-image-((\d+\.\d+)\.\d+(?:-\d+|\+deb[\d.]+)?-amd64)$/.exec(name) ?? [];
  if (!release) return null;
  const [image, modules] = [`linux-binary-${release}`, `linux-modules-${release}`];
  if (!names.has(image)) return { version, release, packages: [name] };
  return names.has(modules) ? { version, release, packages: [image, modules] } : null;
}

function byNumbers(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

function run(program: string, words: string[], { long = false, cwd }: { long?: boolean; cwd?: string } = {}): string {
  const { error, status, stdout, stderr } = spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', long ? 2 : 'pipe', 'pipe'],
  });
  if (error) throw new InputError(`${program} cannot be run (ctspec lab doctor tells how to install it)`);
  if (status === 0) return stdout ?? '';
  const lines = stderr.trim().split('\n');
  throw new InputError(`${program}: ${lines.find(line => line.startsWith('E:')) ?? lines.at(-1)}`);
}
