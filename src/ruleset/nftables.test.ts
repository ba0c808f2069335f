import { test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../errors';
import { Simulation } from '../simulation';
import { parseRuleset } from './parse';

const chain = (...rules: string[]) =>
  ['table inet t {', 'chain c {', 'type filter hook forward priority filter', ...rules, '}', '}'].join('\n');

function complaint(text: string): string {
  try {
    new Simulation().loadRuleset(parseRuleset(text));
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'it loads';
}

test('A ruleset is read: families, types, priorities by name and number, policies, places of rules, comments', () => {
  const { tables } = parseRuleset(
    [
      'table ip a { # one',
      '  chain x { type nat hook postrouting priority srcnat - 10; policy accept; }',
      '}',
      'add table ip6 b {',
      '\tchain y { type route hook output priority -7; policy drop',
      '\t\ttcp dport 22 accept comment "the way in"; counter drop }',
      '}',
    ].join('\n'),
  );
  expect(tables.map(({ name }) => name)).to.deep.equal(['a', 'b']);
  const [x, y] = [tables[0].chains.get('x')!, tables[1].chains.get('y')!];
  expect(x.base).to.deep.equal({ type: 'nat', hook: 'POSTROUTING', priority: 90, policy: 'ACCEPT' });
  expect(y.base).to.deep.equal({ type: 'route', hook: 'OUTPUT', priority: -7, policy: 'DROP' });
  const told = y.rules.map(({ number, line, text, comment }) => ({ number, line, text, comment }));
  expect(told).to.deep.equal([
    { number: 1, line: 6, text: 'tcp dport 22 accept comment "the way in"', comment: 'the way in' },
    { number: 2, line: 6, text: 'counter drop', comment: null },
  ]);
});

test('A colon may stand right behind what leads somewhere, a semicolon behind a definition, a dollar in a comment', () => {
  const text = `define web = 80;
table inet t {
  map m { type ipv6_addr : verdict; elements = { 2001:db8:: : drop, ::1: accept } } # $nothing
  chain c {
    ct state vmap { established: accept, related: accept }
    tcp dport $web accept comment "$nothing"
  }
}`;
  const [table] = parseRuleset(text).tables;
  const elements = table.sets.get('m')!.elements.map(({ among }) => among[0][0]);
  expect(elements).to.deep.equal([0x20010db8n << 96n, 1n]);
  expect(table.chains.get('c')!.rules).to.have.length(2);
});

test('What is not supported is one line that names the line', () => {
  const errors: [rule: string, message: string][] = [
    ['tcp dport 22 dup to 192.0.2.1', '"dup" is not allowed here; allowed: '],
    ['symhash mod 2 vmap { 0 : drop }', '"symhash" is not allowed here; allowed: '],
    ['flow add @f', '"flow" is not allowed here; allowed: '],
    ['add @seen { ip saddr : drop } drop', 'rules that fill maps are not supported (supported: those that fill sets)'],
    ['limit rate 5 gbytes/second drop', '"gbytes/second" is not allowed here; allowed: '],
  ];
  for (const [rule, message] of errors) {
    expect(complaint(chain(rule)))
      .to.match(/^line 4, column \d+: /)
      .and.include(message)
      .and.not.include('\n');
  }
});

test('What cannot be meant is one line that names line and rule', () => {
  const errors: [rule: string, message: string][] = [
    ['tcp dport 99999 drop', 'the port "99999" is not understood'],
    ['tcp dport 9-8 drop', 'the port "9-8" is not understood'],
    ['ip saddr 2001:db8::1 drop', 'the address "2001:db8::1" is not understood (allowed: an address of IPv4'],
    ['ip saddr example.org drop', 'the address "example.org" is not understood'],
    ['ct state old drop', 'the state "old" is not understood (allowed: invalid, established, related, new, untracked'],
    ['ct label home drop', 'the label "home" is not a number up to 127'],
    ['ip saddr @nowhere drop', 'there is no set nowhere in table t'],
    ['tcp dport vmap { 22 } drop', 'the element 22 in line 4 has no verdict'],
    ['ip saddr . tcp dport { 192.0.2.1 } drop', 'the element 192.0.2.1 in line 4 has 1 parts, not 2'],
    ['jump nowhere', 'there is no chain nowhere in table t'],
    ['add @nowhere { ip saddr }', 'there is no set nowhere in table t'],
    ['limit name "slow" drop', 'there is no limit slow in table t'],
    ['tcp dport vmap @nowhere', 'there is no set nowhere in table t'],
    ['dnat ip to tcp dport map { 22 : drop }', 'the element 22 in line 4 leads to nothing'],
    ['dnat ip to tcp dport map { 22 : 2001:db8::1 }', 'the addresses "2001:db8::1" are not of the family ip'],
    ['ct mark set tcp dport map { 22 : home }', 'the mark "home" is no number'],
    ['limit rate 5/second burst 9 bytes drop', 'the burst of a limit is of what its rate is: packets or bytes'],
    ['tcp dport missing drop', 'missing is not for tcp dport'],
    ['ct helper set "ftp"', 'there is no ct helper ftp in table t'],
    ['masquerade', 'MASQUERADE is for chains of type nat only'],
    ['notrack', 'what is said before conntrack is not for FORWARD'],
    ['reject with icmp type nowhere', 'the code "nowhere" is not understood (allowed: net-unreachable'],
    ['ip dscp set 1-5', 'ip dscp is set to one number, not to 1-5'],
    ['tcp option sack 5 drop', 'the comparison "tcp option sack" is not understood (allowed: tcp option sack exists'],
    ['@nh,0,40 1 drop', '@nh is of 1 to 32 bits, not of 40'],
    ['jhash meta iifname mod 2 0 drop', 'jhash is of addresses, ports and protocols, not of meta iifname'],
    ['jhash ip saddr mod 0 0 drop', 'jhash needs a number behind mod'],
    ['ip ttl set 300', 'the number "300" is not understood (allowed: a number up to 255)'],
    ['limit rate 1/fortnight accept', 'the unit "fortnight" is not understood'],
  ];
  for (const [rule, message] of errors) {
    expect(complaint(chain(rule)))
      .to.include(`line 4: ${rule}: ${message}`)
      .and.not.include('\n');
  }
  const ofIpv4 = chain('ip6 dscp set cs1').replace('inet', 'ip');
  expect(complaint(ofIpv4)).to.include('line 4: ip6 dscp set cs1: ip6 dscp is for IPv6 only');
});

test('What is wrong with tables, sets and variables names the line', () => {
  const errors: [text: string, message: string][] = [
    [
      'table bridge t { }',
      'line 1, column 7: tables of the family bridge are not supported (supported: ip, ip6, inet)',
    ],
    ['table ip t {\n flowtable f { }\n}', 'line 2, column 2: "flowtable" is not allowed here'],
    ['table ip t {\n set s { flags interval; }\n}', 'line 2: set s: it has no type'],
    [
      'table ip t {\n ct expectation e { protocol tcp; dport 5; }\n}',
      'line 2: the ct expectation e needs protocol, dport, timeout and size',
    ],
    [
      'table ip t {\n set s { type ifname_x; }\n}',
      'line 2: set s: the type "ifname_x" is not understood (allowed: ipv4',
    ],
    [
      'table ip t {\n set s {\n type inet_service; elements = { 22 : drop } } }',
      'line 2: set s: the element 22 in line 3 is of a map',
    ],
    ['table ip t { map m { type mark : verdict; elements = { 5 } } }', 'map m: the element 5 in line 1 has no verdict'],
    ['table ip t { set s { type mark . mark; elements = { 5 } } }', 'the element 5 in line 1 has 1 parts, not 2'],
    [
      'table ip t {\n chain c { jump {\n tcp dport 99999 drop\n } } }',
      'line 3: tcp dport 99999 drop: the port "99999"',
    ],
    [
      'table ip t {\n chain c {\n jump {\n goto { drop; }; } } }',
      'line 4: goto { drop; }: a chain without a name cannot',
    ],
    ['table ip t { chain c { jump { jump c; } } }', 'line 1: jump c: the chains c → c 1 → c go round'],
    ['table ip t { chain c { ip saddr $them drop; } }', 'there is no variable them (define them = …)'],
    ['include "more"\ntable ip t { }', 'line 1, column 1: include is for rulesets that stand in files'],
    ['table ip t { }\ndelete table ip u', 'line 2: there is no table ip u'],
    ['table ip t { }\nadd rule ip t c drop', 'line 2: there is no chain c in table t'],
    ['table ip t { }\nadd element ip t s { 5 }', 'line 2: there is no set s in table t'],
    ['table ip t { }\ndelete set ip t s', 'line 2: there is no set s in table t'],
    ['table ip t { chain c { } }\nadd rule ip t c handle 5 drop', 'line 2, column 17: a place of a rule by index'],
    [
      'table ip t { chain c { type filter hook input priority 0; }\n}\nadd chain ip t c { type filter hook input priority 5; }',
      'line 3: the chain c is there already, of another type, hook or priority',
    ],
    ['table ip t { set s { type mark; }\nchain c { mark vmap @s; } }', 'line 2: mark vmap @s: s is no map'],
    [
      'table ip t { map m { type mark : mark; }\nchain c { mark vmap @m; } }',
      'line 2: mark vmap @m: m is a map to data',
    ],
    ['table ip t { chain c { reject with icmpx no-route; } }', 'icmpx is not for tables of this family (allowed: icmp'],
    ['table ip6 t { chain c { reject with icmp net-unreachable; } }', 'icmp is not for tables of this family'],
    ['table ip t { chain c { reject with icmpv6 no-route; } }', 'icmpv6 is not for tables of this family'],
    ['table ip t { set s { type mark; }\nchain c { mark . mark @s drop; } }', 'elements of s have 1 parts, not 2'],
    ['table ip t {', 'line 1, column 13: "the end" is not allowed here'],
  ];
  for (const [text, message] of errors) {
    expect(complaint(text).replace(/: the end is/, ': "the end" is'))
      .to.include(message)
      .and.not.include('\n');
  }
});

test('Variables keep the lines where they are', () => {
  const text = ['define ports = {', '  22, # ssh', '  80', '}', chain('tcp dport $ports jump nowhere')].join('\n');
  expect(complaint(text)).to.include('line 8: tcp dport { 22, 80 } jump nowhere: there is no chain nowhere');
});

test('Commands change what runs: what is destroyed may be missing, a chain that stands twice is one', () => {
  const text = [
    'destroy table ip old',
    'table ip t { chain c { type filter hook input priority 0; tcp dport 1 drop; }',
    'chain c { policy drop; tcp dport 2 drop; }',
    'chain d { } }',
    'destroy chain ip t d',
    'destroy set ip t none',
    'insert rule ip t c tcp dport 0 drop',
  ].join('\n');
  const [{ chains }] = parseRuleset(text).tables;
  expect([...chains.keys()]).to.deep.equal(['c']);
  const { base, rules } = chains.get('c')!;
  expect(base!.policy).to.equal('DROP');
  expect(rules.map(({ number, text: rule }) => `${number} ${rule}`)).to.deep.equal([
    '1 tcp dport 0 drop',
    '2 tcp dport 1 drop',
    '3 tcp dport 2 drop',
  ]);
});
