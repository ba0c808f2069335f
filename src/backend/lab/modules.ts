/** The kernel's modules that a router needs, in an order in which they can be loaded. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { InputError } from '../../errors';

export interface Module {
  name: string;
  content: Uint8Array;
}

/** What modules ask for while they are loaded (checksums, searches in texts) comes first. */
export const ROUTER_MODULES = [
  /^crc32c/,
  /^libcrc32c$/,
  /^ts_/,
  /^nfnetlink/,
  /^nf_(?!.*(bridge|flow|dup))/,
  /^nft_(?!.*bridge)/,
  /^x_tables$/,
  /^xt_(?!TPROXY|cgroup|IDLETIMER|LED|SECMARK|CONNSECMARK|ipvs)/,
  /^ip6?_tables$/,
  /^ip6?t_/,
  /^ip_set/,
  /^tun$/,
];

const COMPRESSED: Record<string, (file: string) => Uint8Array> = {
  '.ko': file => readFileSync(file),
  '.ko.gz': file => gunzipSync(readFileSync(file)),
  '.ko.xz': file => unpackedBy('xz', file),
  '.ko.zst': file => unpackedBy('zstd', file),
};

/**
 * The modules that fit `wanted`, in its order, and before each those it depends on. `folder` is that of the kernel's modules. Names
 * that the kernel has no module of are left out: it has them built in, or lacks them.
 */
export function modulesFor(folder: string, wanted: readonly RegExp[]): Module[] {
  const files = moduleFiles(path.join(folder, 'kernel'));
  const ordered = new Map<string, Module>();
  const add = (name: string) => {
    const file = files.get(name);
    if (!file || ordered.has(name)) return;
    const suffix = path.basename(file).slice(path.basename(file).indexOf('.ko'));
    const content = COMPRESSED[suffix](file);
    for (const other of dependencies(content)) add(nameOf(other));
    ordered.set(name, { name, content });
  };
  const names = [...files.keys()].sort();
  for (const each of wanted) for (const name of names) if (each.test(name)) add(name);
  return [...ordered.values()];
}

function moduleFiles(folder: string): Map<string, string> {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = all.filter(file => Object.keys(COMPRESSED).some(suffix => file.endsWith(suffix)));
  return new Map(files.map(file => [nameOf(path.basename(file).split('.ko')[0]), path.join(folder, file)]));
}

/** Dashes and underscores are one to the kernel. */
function nameOf(name: string): string {
  return name.replaceAll('-', '_');
}

/** What stands behind `depends=` in the section `.modinfo` of a module's ELF file. */
function dependencies(content: Uint8Array): string[] {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  const start = bytes.indexOf('\0depends=') + 1;
  if (start === 0) return [];
  const value = bytes.toString('latin1', start + 'depends='.length, bytes.indexOf(0, start));
  return value.split(',').filter(Boolean);
}

function unpackedBy(program: string, file: string): Uint8Array {
  const { error, status, stdout } = spawnSync(program, ['-dc', file], { maxBuffer: 1 << 28 });
  if (error || status !== 0) throw new InputError(`${program} cannot unpack ${file} (is ${program} installed?)`);
  return stdout;
}
