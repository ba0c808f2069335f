import { test } from 'node:test';
import { expect } from 'chai';
import { buildPacket, parsePacket, printPacket } from '../src/packet/notation';
import { shrink } from './shrink';
import type { Workload, WorkloadEvent } from './workload';

const bytes = (text: string) => buildPacket(parsePacket(text));
const packet = (text: string): WorkloadEvent => ({ kind: 'packet', device: 'c0', bytes: bytes(text) });
const wait = (seconds: number): WorkloadEvent => ({ kind: 'wait', seconds });

const ROUTER: Workload['router'] = {
  seed: 77,
  buckets: 512,
  sysctls: [['net.netfilter.nf_conntrack_max', '9']],
  helpers: [{ name: 'ftp', protocol: 'tcp', port: 21 }],
  translations: [],
  rulesets: [],
};

const texts = ({ events }: Workload) =>
  events.map(event =>
    event.kind === 'packet' ? printPacket(event.bytes) : event.kind === 'wait' ? event.seconds : '',
  );

test('Packets that do not matter go, and so do settings, options and payload', async () => {
  const events = Array.from({ length: 40 }, (_, at) =>
    packet(`tcp 192.0.2.${at + 1}:${1024 + at} > 198.51.100.10:80 SP 5:45(40) win 7 <mss 1460,nop,ws 7> (ttl 9, df)`),
  );
  const small = await shrink({ router: ROUTER, events }, ({ events }) =>
    events.some(event => event.kind === 'packet' && printPacket(event.bytes).includes(' S')),
  );
  expect(texts(small)).to.deep.equal(['tcp 192.0.2.1:1024 > 198.51.100.10:80 S 5:5(0) win 65535']);
  expect(small.router).to.deep.equal({
    seed: 0,
    buckets: 64,
    sysctls: [],
    helpers: [],
    translations: [],
    rulesets: [],
  });
});

test('Of a ruleset the rules that matter are left', async () => {
  const rules = ['udp dport 53 drop', 'ct state invalid drop', 'tcp dport 80 accept'];
  const chain = ['  chain c {', '    type filter hook forward priority 0; policy accept;'];
  const text = (...left: string[]) =>
    ['table inet t {', ...chain, ...left.map(rule => `    ${rule}`), '  }', '}', ''].join('\n');
  const router = { ...ROUTER, rulesets: [text(...rules), text(rules[0])] };
  const small = await shrink({ router, events: [] }, ({ router }) =>
    router.rulesets.some(each => each.includes(rules[1])),
  );
  expect(small.router.rulesets).to.deep.equal([text(rules[1])]);
});

test('Time steps become as short as will do, and flows one', async () => {
  const udp = (host: number, port: number) => packet(`udp 192.0.2.${host}:${port} > 198.51.100.10:53 len 9`);
  const events = [udp(1, 10), wait(100.5), wait(333), udp(2, 20), wait(7), udp(3, 30)];
  const small = await shrink({ router: ROUTER, events }, ({ events }) => {
    const seconds = events.reduce((sum, event) => sum + (event.kind === 'wait' ? event.seconds : 0), 0);
    return seconds > 120 && events.filter(({ kind }) => kind === 'packet').length > 1;
  });
  const left = 'udp 192.0.2.2:20 > 198.51.100.10:53 len 0';
  expect(texts(small).filter(text => typeof text === 'number')).to.deep.equal([121]);
  const packets = texts(small).filter(text => typeof text === 'string');
  expect(packets).to.have.length(2);
  expect(new Set(packets).size, `${packets} instead of two like ${left}`).to.equal(1);
});

test('What cannot be told in fields is made shorter, and it ends after so many attempts', async () => {
  let attempts = 0;
  const events: WorkloadEvent[] = [{ kind: 'packet', device: 'c0', bytes: new Uint8Array(100).fill(0x11) }];
  const small = await shrink(
    { router: ROUTER, events },
    ({ events }) => {
      attempts++;
      return events[0]?.kind === 'packet' && events[0].bytes.length > 2;
    },
    50,
  );
  expect(texts(small)).to.deep.equal(['raw 111111']);
  expect(attempts).to.be.at.most(50);
});
