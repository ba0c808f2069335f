import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { InputError } from '../../errors';
import { buildPacket, parsePacket } from '../../packet/notation';
import { KernelBackend } from '../kernel/kernel';
import { AF_INET, CLOCK_MONOTONIC } from '../kernel/linux';
import type { System } from '../kernel/system';
import { archive } from './cpio';
import { type Journal, recording, replaying, StaleJournal } from './journal';
import { modulesFor } from './modules';
import { labFindings } from './needs';
import { openGuest } from './open';
import { candidatesIn } from './packages';
import { CHOICE, currentKernel, installedKernels, isCurrent } from './store';

const missing = labFindings().find(({ ok }) => !ok);
const skip = missing ? `NOT OBSERVABLE HERE: the lab: ${missing.what}: ${missing.detail}; ${missing.remedy}` : false;
const version = installedKernels().filter(isCurrent).at(-1)?.version;
const kernel = `kernel:${version}`;
const SOCK_DGRAM = 2;
const LATE = { skip, timeout: 120_000 };

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'ctspec-lab-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('an archive holds folders before what stands in them, and sizes, all padded to four bytes', () => {
  const text = Buffer.from(archive(['proc'], [{ path: 'a/b/tool', content: Buffer.from('echo1'), executable: true }]));
  const read: [string, number, number][] = [];
  for (let at = 0; at < text.length; ) {
    expect(text.toString('latin1', at, at + 6)).to.equal('070701');
    const number = (field: number) =>
      Number.parseInt(text.toString('latin1', at + 6 + 8 * field, at + 14 + 8 * field), 16);
    const [mode, size, nameSize] = [number(1), number(6), number(11)];
    read.push([text.toString('latin1', at + 110, at + 110 + nameSize - 1), mode, size]);
    at = (at + 110 + nameSize + 3) & ~3;
    at = (at + size + 3) & ~3;
  }
  expect(read).to.deep.equal([
    ['a', 0o040755, 0],
    ['a/b', 0o040755, 0],
    ['proc', 0o040755, 0],
    ['a/b/tool', 0o100755, 5],
    ['TRAILER!!!', 0, 0],
  ]);
});

test('modules come behind those they depend on, in the order of what is wanted', () => {
  inFolder(folder => {
    mkdirSync(join(folder, 'kernel/net'), { recursive: true });
    const write = (name: string, depends: string) =>
      writeFileSync(join(folder, `kernel/net/${name}.ko`), `\0license=GPL\0depends=${depends}\0`);
    write('nf-top', 'nf_middle,nf_base');
    write('nf_middle', 'nf_base');
    write('nf_base', '');
    write('zz_first', '');
    write('other', '');
    const names = modulesFor(folder, [/^zz_/, /^nf_/]).map(({ name }) => name);
    expect(names).to.deep.equal(['zz_first', 'nf_base', 'nf_middle', 'nf_top']);
  });
});

test('a kernel whose modules other sources have chosen is to be installed again', () => {
  inFolder(folder => {
    const cache = process.env.XDG_CACHE_HOME;
    process.env.XDG_CACHE_HOME = folder;
    const describe = (chosenBy?: string, version = '6.12') => {
      const home = join(folder, 'ctspec/lab', version);
      mkdirSync(home, { recursive: true });
      writeFileSync(join(home, 'kernel.json'), JSON.stringify({ version, release: `${version}.1-amd64`, chosenBy }));
    };
    const finding = () => labFindings().find(({ what }) => what === 'kernels');
    const again = 'Linux 6.12 was installed by another ctspec, with other modules: ctspec lab install 6.12';
    try {
      for (const other of [undefined, 'other']) {
        describe(other);
        expect(() => currentKernel('6.12')).to.throw(InputError, again);
        expect(() => openGuest('6.12')).to.throw(InputError, again);
        expect(finding()).to.deep.include({ ok: false, remedy: 'ctspec lab install 6.12' });
      }
      describe(CHOICE);
      expect(currentKernel('6.12').release).to.equal('6.12.1-amd64');
      expect(finding()).to.deep.include({ ok: true, detail: '6.12.1-amd64' });
      describe('other', '6.1');
      const mixed = '6.1.1-amd64 (by another ctspec: ctspec lab install 6.1), 6.12.1-amd64';
      expect(finding()).to.deep.include({ ok: true, detail: mixed, remedy: null });
    } finally {
      if (cache === undefined) delete process.env.XDG_CACHE_HOME;
      else process.env.XDG_CACHE_HOME = cache;
    }
  });
});

test('the newest package of each version is taken, image and modules of the later ones apart', () => {
  const names = [
    'linux-image-5.10.0-9-amd64',
    'linux-image-5.10.0-32-amd64',
    'linux-image-6.12.95+deb12-amd64',
    'linux-image-6.12.107+deb13-amd64',
    'linux-image-6.12.107+deb13-cloud-amd64',
    'linux-image-7.0.13+deb13-amd64',
    'linux-binary-7.0.13+deb13-amd64',
    'linux-image-7.3.4+deb13-amd64',
    'linux-binary-7.3.4+deb13-amd64',
    'linux-modules-7.3.4+deb13-amd64',
  ];
  expect(candidatesIn(names).map(({ version, packages }) => [version, ...packages])).to.deep.equal([
    ['5.10', 'linux-image-5.10.0-32-amd64'],
    ['6.12', 'linux-image-6.12.107+deb13-amd64'],
    ['7.3', 'linux-binary-7.3.4+deb13-amd64', 'linux-modules-7.3.4+deb13-amd64'],
  ]);
});

const syn = buildPacket(parsePacket('tcp 192.0.2.10:1000 > 198.51.100.10:80 S 0:0(0) win 100'));
const otherSyn = buildPacket(parsePacket('tcp 192.0.2.10:1001 > 198.51.100.10:80 S 0:0(0) win 100'));
const synAck = buildPacket(parsePacket('tcp 198.51.100.10:80 > 192.0.2.10:1000 S. 0:0(0) ack 1 win 100'));
const ack = buildPacket(parsePacket('tcp 192.0.2.10:1000 > 198.51.100.10:80 . 1:1(0) ack 1 win 100'));

test('five days pass, in a moment: an entry lives as long as it says, and not longer', LATE, async () => {
  const router = new KernelBackend({}, kernel);
  const started = performance.now();
  const packets = [];
  for (const [device, bytes] of [
    ['c0', syn],
    ['s0', synAck],
    ['c0', ack],
  ] as const) {
    packets.push(await router.inject(device, bytes));
  }
  expect(packets[2].after!.timeout).to.equal(432_000);
  const left = [];
  for (const seconds of [86_400, 345_599, 1]) {
    await router.advance(seconds);
    left.push((await router.entries()).map(({ timeout }) => timeout));
  }
  expect(left).to.deep.equal([[345_600], [1], []]);
  expect(router.timePassed).to.deep.equal({ virtual: 432_000, real: 0, takenOff: 0 });
  expect(performance.now() - started).to.be.lessThan(60_000);
  await router.close();
});

test(
  'behind packets that are classified alone time passes from the last on, and tells how old an entry is',
  LATE,
  async () => {
    const router = new KernelBackend({}, kernel, false, 'classes');
    await router.setSysctl('net.netfilter.nf_conntrack_timestamp', '1');
    const udp = buildPacket(parsePacket('udp 192.0.2.10:1 > 198.51.100.10:2 len 4'));
    await router.classify([{ device: 'c0', bytes: udp }]);
    await router.advance(28.3);
    expect((await router.entries()).map(({ timeout, age }) => [timeout, age])).to.deep.equal([[1, 28]]);
    await router.advance(1.8);
    expect(await router.entries()).to.deep.equal([]);
    await router.close();
  },
);

test('all messages that wait at a socket are received, however many they are, and none where none waits', LATE, () => {
  const guest = openGuest(version!);
  guest.run({ name: 'ip', options: ['link', 'set', 'lo', 'up'], input: '' });
  const here = Uint8Array.of(AF_INET, 0, 0x13, 0x88, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  const fd = guest.socket(AF_INET, SOCK_DGRAM, 0);
  guest.bind(fd, here);
  const messages = Array.from({ length: 40 }, (_, at) => new Uint8Array(1 + 3 * at).fill(at));
  const receive = { does: 'receive', fd, longest: 1 << 17 } as const;
  const sends = messages.map(bytes => ({ does: 'send', fd, bytes, address: here }) as const);
  const outcomes = guest.together([receive, ...sends, receive, receive]);
  expect(outcomes.map(({ error }) => error)).to.deep.equal(outcomes.map(() => null));
  expect(outcomes.at(0)!.messages).to.deep.equal([]);
  expect(outcomes.at(-2)!.messages).to.deep.equal(messages);
  expect(outcomes.at(-1)!.messages).to.deep.equal([]);
  guest.end();
});

test('a program that was started goes on once it is told what to do, and need not read all of it', LATE, () => {
  const guest = openGuest(version!);
  const nft = { name: 'nft', options: ['-f', '-'] };
  const started = guest.start(nft)!;
  const table = { ...nft, input: 'add table ip one\nlist tables\n' };
  expect(guest.run(table, started)).to.deep.equal({ status: 0, stdout: 'table ip one\n', stderr: '' });
  expect(guest.run({ ...table, input: 'list tables' }).stdout).to.equal('table ip one\n');
  const told = guest.run({ name: 'ip', options: ['-V'], input: 'x'.repeat(1 << 20) });
  expect(told).to.include({ status: 0, stderr: '' });
  expect(guest.run({ name: 'nft', options: ['-f', '-'], input: 'none' }).status).to.equal(1);
  expect(guest.start({ name: 'nothing', options: [] })).to.equal(null);
  expect(guest.run({ name: 'nothing', options: [], input: '' }).status).to.equal(null);
  guest.end();
});

test('the same calls meet the same guest, to the nanosecond, however long the host takes between them', LATE, () => {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const seenWith = (milliseconds: () => number) => {
    const guest = openGuest(version!);
    const seen = [];
    for (let step = 0; step < 40; step++) {
      Atomics.wait(pause, 0, 0, milliseconds());
      if (step % 10 === 5) guest.sleepUntil(guest.clockGetTime(CLOCK_MONOTONIC) + 3.3e9);
      if (step % 10 === 9) seen.push(guest.run({ name: 'ip', options: ['-s', 'link'], input: '' }).stdout);
      seen.push(guest.clockGetTime(CLOCK_MONOTONIC), guest.readText('/proc/sys/kernel/random/uuid'));
    }
    guest.end();
    return seen;
  };
  const steadily = seenWith(() => 0);
  expect(seenWith(() => (Math.random() < 0.3 ? Math.random() * 300 : 0))).to.deep.equal(steadily);
});

test('every scenario begins on the same machine: what happened in another leaves no trace', LATE, async () => {
  const seen = async () => {
    const router = new KernelBackend({}, kernel);
    const first = await router.inject('c0', syn);
    const settings = [await router.sysctl('net.netfilter.nf_conntrack_max'), await router.now()];
    await router.setSysctl('net.netfilter.nf_conntrack_max', '1');
    const second = await router.inject('c0', otherSyn);
    const log = await router.log();
    await router.close();
    return { first, settings, second, log };
  };
  const once = await seen();
  expect(once.settings).to.deep.equal(['262144', 0]);
  expect(once.second.verdict).to.equal('DROP');
  expect(once.log).to.have.length(1);
  // Since Linux 7 it tells the namespace, too.
  expect(once.log[0]).to.match(/^nf_conntrack: nf_conntrack: table full.*, dropping packet$/);
  expect(await seen()).to.deep.equal(once);
});

test('what was made before is given the answers it got then, unless something else is made', () => {
  const files = new Map([['/a', 'one']]);
  const together = () => [{ error: null, messages: [Uint8Array.of(7)] }];
  const system = { readText: (path: string) => files.get(path), together };
  const journal: Journal = [];
  const make = (path: string) => (it: System) => {
    const [{ messages }] = it.together([{ does: 'read', fd: 3, longest: 1 }]);
    return [it.readText(path), ...messages[0]];
  };
  expect(make('/a')(recording(system as unknown as System, journal))).to.deep.equal(['one', 7]);
  files.clear();
  const replay = (path: string) =>
    replaying({ readText: () => '', together: () => [] } as unknown as System, journal, make(path));
  expect(replay('/a')).to.deep.equal(['one', 7]);
  expect(() => replay('/b')).to.throw(StaleJournal);
  expect(() => replaying(system as unknown as System, journal, () => null)).to.throw(StaleJournal);
});

test('without a host a machine ends', LATE, async () => {
  const script = `
    require(${JSON.stringify(join(__dirname, 'open'))}).openGuest(${JSON.stringify(version)});
    console.log('ready');
    setInterval(() => {}, 1000);`;
  const host = spawn(process.execPath, ['--require', require.resolve('ts-node/register'), '--eval', script]);
  await once(host.stdout, 'data');
  const machines = processesNamed('qemu-system-x86', host.pid!);
  expect(machines).to.have.length(1);
  host.kill('SIGKILL');
  for (let waited = 0; processesNamed('qemu-system-x86').includes(machines[0]); waited += 50) {
    if (waited > 20_000) throw new Error('it goes on');
    await setTimeout(50);
  }
});

/** Ids of processes of that name that run, where asked for the children of one. */
function processesNamed(name: string, parent?: number): string[] {
  return readdirSync('/proc').filter(id => {
    if (!/^\d+$/.test(id)) return false;
    try {
      const [, command, state, above] = /\((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${id}/stat`, 'utf8'))!;
      return name.startsWith(command) && state !== 'Z' && (parent === undefined || Number(above) === parent);
    } catch {
      return false;
    }
  });
}
