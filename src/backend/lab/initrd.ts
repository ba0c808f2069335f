/** The guest's first and only file system: the agent, the kernel's modules, and the programs a router is set up with. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../errors';
import { PROTOCOLS, SERVICES } from '../../ruleset/names';
import { agentProgram } from './agent';
import { type ArchiveFile, archive } from './cpio';

/** Programs of this machine that the guest has too, in `/bin`. */
export const PROGRAMS = ['ip', 'nft', 'conntrack', 'iptables-nft-restore', 'ip6tables-nft-restore', 'ipset'];

/** The library whose extensions, beside it, are loaded by name. */
const EXTENDED = /\/libxtables\.so/;

/**
 * Names that rules may use: protocols as in `protocols(5)`, services as in `services(5)`, users, groups and groups of
 * interfaces as each system has them.
 */
const PROTOCOL_NAMES = Object.entries(PROTOCOLS).map(([name, number]) => `${name} ${number}\n`);
const SERVICE_NAMES = Object.entries(SERVICES).flatMap(([name, port]) =>
  ['tcp', 'udp', 'sctp', 'dccp'].map(protocol => `${name} ${port}/${protocol}\n`),
);

const NAMES: Record<string, string> = {
  'etc/protocols': PROTOCOL_NAMES.join(''),
  'etc/services': SERVICE_NAMES.join(''),
  'etc/passwd': 'root:x:0:0:root:/:/\n',
  'etc/group': 'root:x:0:\n',
  'etc/iproute2/group': '0 default\n',
};

const FOLDERS = ['proc', 'sys', 'dev', 'run', 'tmp', 'dev/net'];

/** Names of the modules in the order they are to be loaded, a line each. */
export const MODULE_LIST = 'modules/order';

/** `modules` is the folder of modules that were kept of the kernel. */
export function initrd(modules: string): Uint8Array {
  return archive(FOLDERS, [
    { path: 'init', content: agentProgram(), executable: true },
    ...Object.entries(NAMES).map(([path, text]) => ({ path, content: Buffer.from(text) })),
    ...readdirSync(modules).map(name => ({ path: `modules/${name}`, content: readFileSync(path.join(modules, name)) })),
    ...programs(),
  ]);
}

/** The programs, and what they are linked with. */
function programs(): ArchiveFile[] {
  const places = PROGRAMS.map(name => ({ name, at: placeOf(name) }));
  const libraries = new Set(places.flatMap(({ at }) => linkedWith(at)));
  const extending = [...libraries].filter(at => EXTENDED.test(at)).flatMap(extensions);
  // Of several names of one file the loader tells the first.
  for (const at of [...extending, ...linkedWith(places[0].at, extending)]) libraries.add(at);
  return [
    ...places.map(({ name, at }) => ({ path: `bin/${name}`, content: readFileSync(at), executable: true })),
    ...[...libraries].map(at => ({ path: at.slice(1), content: readFileSync(at), executable: true })),
  ];
}

function extensions(library: string): string[] {
  const folder = path.join(path.dirname(realpathSync(library)), 'xtables');
  return readdirSync(folder).map(name => path.join(folder, name));
}

function placeOf(program: string): string {
  const { stdout } = spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin:/sbin command -v ${program}`], { encoding: 'utf8' });
  if (!stdout) throw new InputError(`the program ${program} is missing (ctspec lab doctor tells how to install it)`);
  return realpathSync(stdout.trim());
}

/**
 * What the loader would load for a program and for these libraries beside it: it names each file, the loader's own too
 * (`ld.so(8)`). It is asked once for all libraries, for `ldd` takes seconds for a hundred of them.
 */
function linkedWith(program: string, beside: readonly string[] = []): string[] {
  const env = { LD_TRACE_LOADED_OBJECTS: '1', LD_PRELOAD: beside.join(':') };
  const { stdout } = spawnSync(program, { encoding: 'utf8', env });
  return [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, at]) => at);
}
