import { after, before, test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../../errors';
import { buildPacket, parsePacket } from '../../packet/notation';
import { NotObservable } from '../not-observable';
import { kernelAccess } from './access';
import { KernelBackend } from './kernel';

const access = kernelAccess();
const skip = 'reason' in access ? `NOT OBSERVABLE HERE: ${access.reason}: ${access.remedy}` : false;
const packet = (text: string) => buildPacket(parsePacket(text));
const C = '192.0.2.10';
const S = '198.51.100.10';
const toServer = (what: string) => packet(`tcp ${C}:1000 > ${S}:80 ${what}`);
const toClient = (what: string) => packet(`tcp ${S}:80 > ${C}:1000 ${what}`);

/** Runs `work` on a router of its own. */
function onRouter(name: string, work: (router: KernelBackend) => Promise<void>): void {
  test(name, { skip }, async () => {
    const router = new KernelBackend();
    try {
      await work(router);
    } finally {
      await router.close();
    }
  });
}

onRouter('a handshake is seen at every hook, with its events and what left', async router => {
  const syn = await router.inject('c0', toServer('S 0:0(0) win 64240'));
  expect(syn.path).to.deep.equal(
    ['PREROUTING', 'FORWARD', 'POSTROUTING'].map(hook => ({ hook, ctstate: 'NEW', ctdir: 'ORIGINAL' })),
  );
  expect(syn).to.include({ packet: 1, verdict: 'ACCEPT', ctstate: 'NEW', reason: null, before: null });
  expect(syn.sent.map(({ device }) => device)).to.deep.equal(['s0']);
  expect(syn.sent[0].bytes.subarray(20)).to.deep.equal(syn.bytes.subarray(20));
  expect(syn.events.map(({ type, entry }) => [type, entry.state])).to.deep.equal([['NEW', 'SYN_SENT']]);
  expect(syn.after).to.deep.include({ protocol: 'tcp', state: 'SYN_SENT', status: ['CONFIRMED'] });
  const synAck = await router.inject('s0', toClient('S. 0:0(0) ack 1 win 64240'));
  expect(synAck).to.include({ ctstate: 'ESTABLISHED', ctdir: 'REPLY', verdict: 'ACCEPT' });
  expect(synAck.before!.state).to.equal('SYN_SENT');
  await router.inject('c0', toServer('. 1:1(0) ack 1 win 64240'));
  const [entry] = await router.entries();
  expect(entry).to.include({ state: 'ESTABLISHED', use: 2, helper: null, mark: 0 });
  expect(entry.status).to.deep.equal(['SEEN_REPLY', 'ASSURED', 'CONFIRMED']);
  expect((await router.events()).map(({ type }) => type)).to.deep.equal(['NEW', 'UPDATE', 'UPDATE']);
});

onRouter(
  'an INVALID packet comes with the kernel’s reason, and with a log line once that is switched on',
  async router => {
    const broken = packet(`tcp ${C}:1000 > ${S}:80 S 0:0(0) bad-checksum`);
    const quiet = await router.inject('c0', broken);
    expect(quiet).to.deep.include({
      ctstate: 'INVALID',
      ctdir: null,
      reason: 'bad checksum',
      log: [],
      verdict: 'ACCEPT',
    });
    await router.setSysctl('net.netfilter.nf_conntrack_log_invalid', '17');
    expect((await router.inject('c0', broken)).log).to.deep.equal([]);
    await router.setSysctl('net.netfilter.nf_conntrack_log_invalid', '6');
    const logged = await router.inject('c0', broken);
    expect(logged.log).to.have.length(1);
    expect(logged.log[0]).to.match(/^nf_ct_proto_6: bad checksum IN=c0 OUT= .*SRC=192\.0\.2\.10 DST=198\.51\.100\.10 /);
    expect(await router.log()).to.deep.equal(logged.log);
    expect(await router.sysctl('net.netfilter.nf_conntrack_log_invalid')).to.equal('6');
  },
);

onRouter('fragments are held until the datagram is whole', async router => {
  const part = (slice: string) => packet(`udp ${C}:5000 > ${S}:53 len 2000 (frag ${slice})`);
  const held = await router.inject('c0', part('7:1480@0+'));
  expect(held).to.include({ verdict: 'STOLEN', ctstate: null });
  expect(held.path).to.deep.equal([{ hook: 'PREROUTING', ctstate: null, ctdir: null }]);
  const whole = await router.inject('c0', part('7:528@1480'));
  expect(whole).to.include({ verdict: 'ACCEPT', ctstate: 'NEW' });
  expect(whole.sent.map(({ bytes }) => bytes.length)).to.deep.equal([1500, 548]);
  expect(whole.after!.original).to.include({ sport: 5000, dport: 53 });
});

onRouter(
  'what is for the router is delivered; what it answers leaves, and is not of the packet’s path',
  async router => {
    const echo = await router.inject('c0', packet(`icmp ${C} > 192.0.2.1 echo-request id 7 seq 1`));
    expect(echo.path.map(({ hook }) => hook)).to.deep.equal(['PREROUTING', 'INPUT']);
    expect(echo.verdict).to.equal('ACCEPT');
    expect(echo.delivered).to.have.length(1);
    expect(echo.delivered[0]).to.deep.equal(echo.bytes);
    expect(echo.sent.map(({ device }) => device)).to.deep.equal(['c0']);
    expect(echo.after!.status).to.deep.equal(['SEEN_REPLY', 'CONFIRMED']);
  },
);

onRouter('a local process reaches a neighbour, and the router itself', async router => {
  const out = await router.inject('lo', packet(`udp 198.51.100.1:5000 > ${S}:53 len 4`));
  expect(out.path.map(({ hook }) => hook)).to.deep.equal(['OUTPUT', 'POSTROUTING']);
  expect(out.sent.map(({ device }) => device)).to.deep.equal(['s0']);
  const loop = await router.inject('lo', packet('udp 192.0.2.1:5000 > 192.0.2.1:53 len 4'));
  expect(loop.path.map(({ hook }) => hook)).to.deep.equal(['OUTPUT', 'POSTROUTING', 'PREROUTING', 'INPUT']);
  expect(loop.delivered).to.have.length(1);
  const out6 = await router.inject('lo', packet('udp [2001:db8:2::1]:5000 > [2001:db8:2::10]:53 len 4'));
  expect(out6).to.include({ verdict: 'ACCEPT', ctstate: 'NEW' });
});

onRouter('a header that is broken is dropped before the first hook', async router => {
  const broken = await router.inject('c0', packet(`udp ${C}:5000 > ${S}:53 len 4 (bad-checksum)`));
  expect(broken).to.deep.include({ verdict: 'DROP', path: [], ctstate: null, sent: [] });
});

onRouter('a rule that drops is obeyed where it stands', async router => {
  const drop = { kind: 'DROP' } as const;
  await router.addCallback({ name: 'no names', hook: 'FORWARD', priority: 0, match: 'udp dport 53', action: drop });
  const dropped = await router.inject('c0', packet(`udp ${C}:5000 > ${S}:53 len 4`));
  expect(dropped).to.deep.include({ verdict: 'DROP', ctstate: 'NEW', events: [], after: null, sent: [] });
  expect(dropped.path.map(({ hook }) => hook)).to.deep.equal(['PREROUTING', 'FORWARD']);
  await router.addCallback({
    name: 'raw',
    hook: 'PREROUTING',
    priority: -300,
    match: 'tcp',
    action: { kind: 'NOTRACK' },
  });
  expect(await router.inject('c0', toServer('S 0:0(0)'))).to.include({ ctstate: 'UNTRACKED', ctdir: null });
});

onRouter('a helper assigned to a port makes expectations, printed as the kernel prints them', async router => {
  await router.assignHelper('ftp', 'tcp', 21);
  const ftp = (device: string, text: string) => router.inject(device, packet(text));
  await ftp('c0', `tcp ${C}:1000 > ${S}:21 S 0:0(0)`);
  await ftp('s0', `tcp ${S}:21 > ${C}:1000 S. 0:0(0) ack 1`);
  await ftp('c0', `tcp ${C}:1000 > ${S}:21 . 1:1(0) ack 1`);
  // The helper reads a line only once it knows where the line before it ended.
  await ftp('c0', `tcp ${C}:1000 > ${S}:21 P. 1:9(8) ack 1 "USER u\\r\\n"`);
  const port = await ftp('c0', `tcp ${C}:1000 > ${S}:21 P. 9:33(24) ack 1 "PORT 192,0,2,10,200,10\\r\\n"`);
  expect(port.after).to.include({ helper: 'ftp' });
  const [expectation] = await router.expectations();
  expect(expectation).to.include({ helper: 'ftp', protocolNumber: 6 });
  expect(expectation.tuple).to.include({ src: S, dst: C, dport: 51210 });
  expect(expectation.master).to.include({ src: C, dst: S, dport: 21 });
  const printed = await router.procNet('nf_conntrack_expect');
  const withoutTime = (line: string) => line.replace(/^\d+/, '').trim();
  expect(withoutTime(printed)).to.equal(withoutTime(expectation.line));
  expect(expectation.timeout).to.equal(300);
  await router.advance(100);
  expect((await router.expectations())[0].timeout).to.equal(200);
  const data = await ftp('s0', `tcp ${S}:20 > ${C}:51210 S 0:0(0)`);
  expect(data).to.include({ ctstate: 'RELATED', ctdir: 'ORIGINAL' });
  expect(data.after!.master).to.include({ sport: 1000, dport: 21 });
  expect(await router.expectations()).to.deep.equal([]);
});

onRouter('sysctls of the namespace can be set, those of the machine not', async router => {
  await router.setSysctl('net.netfilter.nf_conntrack_udp_timeout', '7');
  expect(await router.sysctl('net.netfilter.nf_conntrack_udp_timeout')).to.equal('7');
  expect((await router.inject('c0', packet(`udp ${C}:5000 > ${S}:53 len 4`))).after!.timeout).to.be.at.most(7);
  expect(await failure(router.setSysctl('net.netfilter.nf_conntrack_max', '7'))).to.be.instanceOf(NotObservable);
  expect(await failure(router.sysctl('net.netfilter.nf_no_such_thing'))).to.be.instanceOf(NotObservable);
  const words = router.setSysctl('net.netfilter.nf_conntrack_udp_timeout', 'soon');
  expect(await failure(words)).to.be.instanceOf(InputError);
});

onRouter('a few seconds pass really', async router => {
  await router.setSysctl('net.netfilter.nf_conntrack_udp_timeout', '1');
  await router.inject('c0', packet(`udp ${C}:5000 > ${S}:53 len 4`));
  const started = performance.now();
  await router.advance(1.1);
  expect(performance.now() - started).to.be.at.least(1090);
  expect(await router.now()).to.equal(1.1);
  expect(await router.entries()).to.deep.equal([]);
  expect((await router.events()).map(({ type }) => type)).to.deep.equal(['NEW', 'DESTROY']);
});

onRouter('more time is taken off what there is to live', async router => {
  await router.inject('c0', toServer('S 0:0(0) win 64240'));
  await router.advance(119);
  const [entry] = await router.entries();
  expect(entry.timeout).to.equal(1);
  expect(entry.line).to.match(/^ipv4 +2 tcp +6 1 SYN_SENT src/);
  const again = await router.inject('c0', packet(`tcp ${C}:1001 > ${S}:80 S 0:0(0)`));
  expect(again).to.include({ time: 119 });
  await router.advance(100);
  const [left] = await router.entries();
  expect(left).to.include({ timeout: 20 });
  expect(left.original.sport).to.equal(1001);
  expect((await router.events()).map(({ type }) => type)).to.deep.equal(['NEW', 'NEW', 'DESTROY']);
  await router.advance(20);
  expect(await router.entries()).to.deep.equal([]);
  expect(await router.now()).to.equal(239);
});

onRouter('UDP becomes a stream after two seconds, however long the wait', async router => {
  const reply = () => router.inject('s0', packet(`udp ${S}:53 > ${C}:5000 len 4`));
  await router.inject('c0', packet(`udp ${C}:5000 > ${S}:53 len 4`));
  expect((await reply()).after!.timeout).to.equal(30);
  await router.advance(20);
  expect((await router.entries())[0].timeout).to.equal(10);
  expect((await reply()).after).to.include({ timeout: 120 });
});

onRouter('the time of fragments that are held cannot be moved', async router => {
  await router.inject('c0', packet(`udp ${C}:5000 > ${S}:53 len 2000 (frag 7:1480@0+)`));
  expect(await failure(router.advance(60))).to.be.instanceOf(NotObservable);
});

onRouter('lines are those of /proc/net/nf_conntrack', async router => {
  await router.setSysctl('net.netfilter.nf_conntrack_acct', '1');
  const texts = [
    `tcp ${C}:1000 > ${S}:80 S 0:0(0)`,
    `udp ${C}:5000 > ${S}:53 len 4`,
    `icmp ${C} > ${S} echo-request id 7 seq 1`,
    'icmp6 2001:db8:1::10 > 2001:db8:2::10 echo-request id 7 seq 1',
    'udp [2001:db8:1::10]:5000 > [2001:db8:2::10]:53 len 4',
    `ip ${C} > ${S} proto 47 0x00000800`,
    `ip ${C} > ${S} proto 132 0x03e80050000000000000000001000014000000010000ffff0001000100000001`,
    `ip ${C} > ${S} proto 99 len 8`,
  ];
  for (const text of texts) await router.inject('c0', packet(text));
  await router.inject('s0', packet(`udp ${S}:53 > ${C}:5000 len 4`));
  const printed = (await router.procNet('nf_conntrack')).trim().split('\n');
  const lines = (await router.entries()).map(({ line }) => line);
  const withoutTime = (line: string) => line.replace(/^(\S+ +\d+ \S+ +\d+) \d+/, '$1');
  expect(lines.map(withoutTime).sort()).to.deep.equal(printed.map(line => withoutTime(line.trim())).sort());
  expect(lines.length).to.be.at.least(7);
});

onRouter('counters are those of this router alone', async router => {
  await router.inject('c0', packet(`tcp ${C}:1000 > ${S}:80 SF 0:0(0)`));
  expect(await router.statistics()).to.include({ invalid: 1, early_drop: 0, expect_new: 0 });
});

onRouter('each of two thousand mixed packets is told by itself', async router => {
  const kinds = [
    (n: number) => ['c0', `udp ${C}:${n} > ${S}:53 len ${n % 90}`],
    (n: number) => ['s0', `udp ${S}:53 > ${C}:${n - 1} len ${n % 70}`],
    (n: number) => ['c0', `tcp ${C}:${n} > ${S}:80 S 0:0(0)`],
    (n: number) => ['c0', `icmp ${C} > ${S} echo-request id ${n} seq 1`],
    (n: number) => ['c0', `tcp ${C}:${n} > ${S}:80 SF 0:0(0)`],
    (n: number) => ['c0', `udp [2001:db8:1::10]:${n} > [2001:db8:2::10]:53 len ${n % 80}`],
    (n: number) => ['c0', `udp ${C}:${n} > 192.0.2.1:9 len 4`],
    (n: number) => ['c0', `udp ${C}:${n} > ${S}:53 len 2000 (frag ${n}:1480@0+)`],
    (n: number) => ['c0', `udp ${C}:${n - 1} > ${S}:53 len 2000 (frag ${n - 1}:528@1480)`],
    (n: number) => ['lo', `udp 198.51.100.1:${n} > ${S}:53 len 4`],
  ];
  const states = ['NEW', 'ESTABLISHED', 'NEW', 'NEW', 'INVALID', 'NEW', 'NEW', null, 'NEW', 'NEW'];
  const given = Array.from({ length: 2000 }, (_, n) => kinds[n % kinds.length](10_000 + n));
  const seen = await Promise.all(given.map(([device, text]) => router.inject(device, packet(text))));
  const wrong = seen.filter(({ packet, ctstate, sent, path }, n) => {
    const left = [1, 1, 1, 1, 1, 1, null, 0, 2, 1][n % kinds.length];
    const isWhole = packet === n + 1 && ctstate === states[n % kinds.length] && path.length > 0;
    return !isWhole || (left !== null && sent.length !== left);
  });
  expect(wrong).to.deep.equal([]);
  expect(new Set(seen.flatMap(({ events }) => events.map(({ entry }) => entry.line))).size).to.be.at.least(1600);
});

onRouter('the zone that a ruleset chooses for a packet is that of the entry it is told with', async router => {
  await router.loadRuleset(`table inet t {
  chain c {
    type filter hook prerouting priority -300;
    iifname "c0" ct zone set 3
  }
}`);
  const opposite = await router.inject('s0', toClient('S 0:0(0) win 64240'));
  expect(opposite.after?.zone).to.equal(0);
  const first = await router.inject('c0', toServer('S 0:0(0) win 64240'));
  expect([first.before, first.after?.zone]).to.deep.equal([null, 3]);
  const second = await router.inject('c0', toServer('S 0:0(0) win 64240'));
  expect([second.before?.zone, second.after?.zone]).to.deep.equal([3, 3]);
  const third = await router.inject('s0', toClient('S 0:0(0) win 64240'));
  expect([third.before?.zone, third.after?.zone]).to.deep.equal([0, 0]);
});

test('routers stand beside each other and know nothing of one another', { skip }, async () => {
  const [one, other] = [new KernelBackend(), new KernelBackend()];
  await one.inject('c0', packet(`udp ${C}:5000 > ${S}:53 len 4`));
  expect((await other.inject('c0', packet(`udp ${C}:5000 > ${S}:53 len 4`))).ctstate).to.equal('NEW');
  await one.close();
  expect(await other.entries()).to.have.length(1);
  await other.close();
  const fresh = new KernelBackend();
  expect(await fresh.entries()).to.deep.equal([]);
  expect(await fresh.expectations()).to.deep.equal([]);
  expect(new Set(Object.values(await fresh.statistics()))).to.deep.equal(new Set([0]));
  await fresh.close();
});

onRouter('what nft or the kernel refuses is not observable, in their words', async router => {
  const refused = await failure(router.program('nft', ['nonsense']));
  expect(refused).to.be.instanceOf(NotObservable);
  expect((refused as Error).message).to.match(/^nft says: /);
  const lacking = await failure(router.assignHelper('nosuch', 'tcp', 21));
  expect(lacking).to.be.instanceOf(NotObservable);
  expect((lacking as Error).message).to.equal('this kernel does not assign the helper nosuch (ENOENT)');
});

test('what Linux cannot be is not observable', { skip }, () => {
  expect(() => new KernelBackend({ buckets: 8 })).to.throw(NotObservable);
  expect(() => new KernelBackend({ helpers: 'automatic' })).to.throw(NotObservable);
});

before(() => {
  if (skip) console.log(skip);
});
after(() => {
  if ('description' in access) console.log(`kernel backend: ${access.description}`);
});

function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    error => error,
  );
}
