/**
 * What the simulator prints for `conntrack -E`, `-L`, `-S` and for the files below `/proc/net`, held against what the tool
 * and the kernel print of the same packets. Not compared are identifiers, times of day, the processor that a counter was
 * raised on, whole seconds, which may run on meanwhile (but whether there are any), and which process deleted an entry.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { buildPacket, parsePacket } from '../../packet/notation';
import type { Backend } from '../backend';
import { withoutTimes } from '../print/command';
import { Simulator } from '../simulator';
import { kernelAccess } from './access';
import { KernelBackend } from './kernel';
import { programFinding } from './programs';

const access = kernelAccess();
const tool = programFinding(['conntrack', '--version', 'prints what ours is compared with', 'conntrack']);
const whyNot =
  'reason' in access ? access : tool.ok ? null : { reason: `${tool.what} is ${tool.detail}`, remedy: tool.remedy };
const skip = whyNot === null ? false : `NOT OBSERVABLE HERE: ${whyNot.reason}: ${whyNot.remedy}`;

const RULES = `
table inet rules {
  chain before {
    type filter hook prerouting priority raw; policy accept;
    udp dport 5003 ct zone set 3
    udp dport 5004 ct original zone set 4
    udp dport 5005 ct reply zone set 5
  }
  chain forward {
    type filter hook forward priority filter; policy accept;
    udp dport 5006 ct mark set 6
  }
}
table ip nat {
  chain after {
    type nat hook postrouting priority srcnat; policy accept;
    tcp dport 8080 snat to 198.51.100.1:2000
    udp dport 5007 masquerade
  }
}`;

const C = '192.0.2.10';
const S = '198.51.100.10';
const C6 = '[2001:db8:1::10]';
const S6 = '[2001:db8:2::10]';
const UDPLITE = 'proto 136 0x0fa0138c00105ec46162636465666768';

/** From the client (`>`) or the server: connections of every protocol, some translated, marked, expected, or in a zone. */
const PACKETS: [dir: '>' | '<', text: string][] = [
  ['>', `tcp ${C}:1000 > ${S}:80 S 0:0(0) win 64240`],
  ['<', `tcp ${S}:80 > ${C}:1000 S. 0:0(0) ack 1 win 65160`],
  ['>', `tcp ${C}:1000 > ${S}:80 . 1:1(0) ack 1 win 502`],
  ['>', `tcp ${C}:1000 > ${S}:80 SF 0:0(0)`],
  ['>', `tcp ${C6}:1000 > ${S6}:80 S 0:0(0) win 64240`],
  ['>', `tcp ${C}:1001 > ${S}:8080 S 0:0(0) win 64240`],
  ['>', `udp ${C}:4000 > ${S}:53 len 4`],
  ['<', `udp ${S}:53 > ${C}:4000 len 4`],
  ['>', `udp ${C6}:4000 > ${S6}:53 len 4`],
  ...[5003, 5004, 5005, 5006, 5007].map((port): ['>', string] => ['>', `udp ${C}:4000 > ${S}:${port} len 4`]),
  ['>', `icmp ${C} > ${S} echo-request id 7 seq 1 len 8`],
  ['<', `icmp ${S} > ${C} echo-reply id 7 seq 1 len 8`],
  ['>', 'icmp6 2001:db8:1::10 > 2001:db8:2::10 echo-request id 7 seq 1 len 8'],
  ['>', `sctp ${C}:5000 > ${S}:36412 INIT`],
  ['<', `sctp ${S}:36412 > ${C}:5000 INIT ACK`],
  ['>', `gre ${C} > ${S} len 8`],
  ['>', `ip ${C} > ${S} ${UDPLITE}`],
  ['>', `ip ${C} > ${S} proto 99 len 8`],
  ['>', `tcp ${C}:1025 > ${S}:21 S 0:0(0) win 64240`],
  ['<', `tcp ${S}:21 > ${C}:1025 S. 0:0(0) ack 1 win 65160`],
  ['>', `tcp ${C}:1025 > ${S}:21 . 1:1(0) ack 1 win 502`],
  ['>', `tcp ${C}:1025 > ${S}:21 P. 1:22(21) ack 1 win 502 "PORT 192,0,2,10,4,2\\r\\n"`],
  ['>', `tcp ${C}:1025 > ${S}:21 P. 22:43(21) ack 1 win 502 "PORT 192,0,2,10,4,3\\r\\n"`],
  ['<', `tcp ${S}:20 > ${C}:1027 S 0:0(0) win 64240`],
  ['>', `tcp ${C}:1025 > ${S}:21 P. 43:64(21) ack 1 win 502 "PORT 192,0,2,10,4,4\\r\\n"`],
  ['>', `tcp ${C6}:1025 > ${S6}:21 S 0:0(0) win 64240`],
  ['<', `tcp ${S6}:21 > ${C6}:1025 S. 0:0(0) ack 1 win 65160`],
  ['>', `tcp ${C6}:1025 > ${S6}:21 . 1:1(0) ack 1 win 502`],
  ['>', `tcp ${C6}:1025 > ${S6}:21 P. 1:13(12) ack 1 win 502 "USER alice\\r\\n"`],
  ['>', `tcp ${C6}:1025 > ${S6}:21 P. 13:43(30) ack 1 win 502 "EPRT |2|2001:db8:1::10|1026|\\r\\n"`],
];

const LISTINGS = ['-L', '-L -o extended,id', '-L -o xml', '-L expect -f ipv6', '-L expect -f ipv6 -o xml', '-L expect'];
const EVENTS = [
  '-E',
  '-E -o extended,id,timestamp',
  '-E -o xml',
  '-E expect',
  '-E expect -o timestamp',
  '-E expect -o xml',
];

async function prepare(backend: Backend): Promise<void> {
  await backend.setSysctl('net.netfilter.nf_conntrack_acct', '1');
  await backend.setSysctl('net.netfilter.nf_conntrack_timestamp', '1');
  await backend.loadRuleset(RULES);
  await backend.assignHelper('ftp', 'tcp', 21);
}

async function letIn(backend: Backend): Promise<void> {
  for (const [dir, text] of PACKETS) await backend.inject(dir === '>' ? 'c0' : 's0', buildPacket(parsePacket(text)));
}

/** Ends all connections, in an order that is no table's. */
async function removeAll(backend: Backend): Promise<void> {
  const entries = await backend.entries();
  const key = ({ protocolNumber, original }: (typeof entries)[number]) => JSON.stringify([protocolNumber, original]);
  for (const entry of entries.sort((a, b) => (key(a) < key(b) ? -1 : 1))) await backend.remove(entry);
}

/** Without what is not compared; what stands before the line of an event is kept. */
function comparable(line: string): string {
  const [, before, rest] = /^((?:\[\d+ *\.\d+ *\]\t)? *(?:\[[A-Z]+\] )?)(.*)$/.exec(line)!;
  const text = rest.replace(/\bid=\d{5,}|<id>\d+<\/id>/, 'ID').replace(/ \[USERSPACE\] portid=\d+ progname=\S+$/, '');
  return before.replace(/^\[.*\]\t/, 'TIME\t') + withoutTimes(text);
}

function sums(lines: string[]): [name: string, sum: number][] {
  const sum = new Map<string, number>();
  for (const [, name, value] of lines.join('\n').matchAll(/(\w+)=(\d+) /g)) {
    if (name !== 'cpu') sum.set(name, (sum.get(name) ?? 0) + Number(value));
  }
  return [...sum];
}

/** The tool while it listens to events, writing into a file. */
class Listener {
  readonly #router: KernelBackend;
  readonly #file: string;
  #pid = '';

  constructor(router: KernelBackend, file: string) {
    this.#router = router;
    this.#file = file;
  }

  async start(options: string): Promise<void> {
    const sockets = await this.#sockets();
    const tool = `timeout 60 conntrack ${options} >${this.#file} 2>/dev/null & echo $!`;
    this.#pid = (await this.#router.program('sh', ['-c', tool])).trim();
    while ((await this.#sockets()) === sockets) await setTimeout(5);
  }

  async stop(): Promise<string[]> {
    await this.#router.program('kill', [this.#pid]);
    // It closes its socket first and prints its last line then.
    while (!hasEnded(this.#pid)) await setTimeout(5);
    return fs.readFileSync(this.#file, 'utf8').split('\n').filter(Boolean);
  }

  /** How many listen to the namespace's netfilter (12). */
  async #sockets(): Promise<number> {
    return (await this.#router.procNet('netlink')).split('\n').filter(line => /^\S+ 12 /.test(line)).length;
  }
}

/** Whether a process is gone, though nobody may have asked yet what became of it. */
function hasEnded(pid: string): boolean {
  try {
    return /\) [ZX] /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

let router: KernelBackend;
let simulator: Simulator;
let folder: string;
const heard = new Map<string, string[]>();
const listed = new Map<string, [tool: string[], ours: string[]]>();
const statistics: [tool: string[], ours: string[]] = [[], []];

before(async () => {
  if (skip) return;
  router = new KernelBackend();
  simulator = new Simulator();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ctspec-'));
  for (const backend of [router, simulator]) await prepare(backend);
  const listeners = EVENTS.map((_, at) => new Listener(router, path.join(folder, String(at))));
  for (const [at, listener] of listeners.entries()) await listener.start(EVENTS[at]);
  for (const backend of [router, simulator]) await letIn(backend);
  for (const options of LISTINGS) {
    const tool = (await router.program('conntrack', options.split(' '))).split('\n').filter(Boolean);
    listed.set(options, [tool, await simulator.conntrack(options)]);
  }
  for (const file of ['nf_conntrack', 'nf_conntrack_expect']) {
    const told = file === 'nf_conntrack' ? await simulator.entries() : await simulator.expectations();
    listed.set(`/proc/net/${file}`, [(await router.procNet(file)).trimEnd().split('\n'), told.map(({ line }) => line)]);
  }
  statistics[0] = (await router.program('conntrack', ['-S'])).split('\n');
  statistics[1] = await simulator.conntrack('-S');
  for (const backend of [router, simulator]) await removeAll(backend);
  for (const [at, listener] of listeners.entries()) heard.set(EVENTS[at], await listener.stop());
});

after(async () => {
  if (skip) return;
  await router.close();
  fs.rmSync(folder, { recursive: true });
});

for (const options of EVENTS) {
  test(`conntrack ${options} prints the same of both`, { skip }, async () => {
    const ours = await simulator.conntrack(options);
    expect(ours.map(comparable)).to.deep.equal(heard.get(options)!.map(comparable));
    expect(ours.length).to.be.at.least(2);
  });
}

for (const name of [
  ...LISTINGS.map(each => `conntrack ${each}`),
  '/proc/net/nf_conntrack',
  '/proc/net/nf_conntrack_expect',
]) {
  test(`${name} shows the same of both`, { skip }, () => {
    const sides = listed.get(name.replace('conntrack -', '-'))!;
    const [tool, ours] = sides.map(lines => lines.map(comparable).sort());
    expect(ours).to.deep.equal(tool);
    expect(ours.length).to.be.at.least(1);
  });
}

test('conntrack -S counts the same, of all processors together', { skip }, () => {
  const [tool, ours] = statistics.map(sums);
  expect(ours).to.deep.equal(tool);
});
