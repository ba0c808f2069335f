import { test } from 'node:test';
import { expect } from 'chai';
import { InputError } from '../errors';
import { buildPacket, parsePacket } from '../packet/notation';
import { CtInfo, Family, Packet } from '../packet/packet';
import { compileMatch } from './match';

const DEVICES = ['lo', 'c0', 's0'];

function packet(text: string, change: Partial<Packet> = {}): Packet {
  const made = new Packet(buildPacket(parsePacket(text)));
  made.family = made.bytes[0] >> 4 === 6 ? Family.IPV6 : Family.IPV4;
  return Object.assign(made, change);
}

const dns = packet('udp 192.0.2.10:1024 > 198.51.100.10:53', { device: 1, outDevice: 2, mark: 7 });
const web = packet('tcp [2001:db8::1]:1024 > [2001:db8::2]:80 S');

test('every clause has to fit', () => {
  const fits = [
    'any',
    'udp',
    'udp dport 53',
    'udp sport 1024 udp dport 53',
    'ip saddr 192.0.2.10',
    'ip daddr 198.51.100.10',
  ];
  fits.push('iifname "c0"', 'iifname c0 oifname s0', 'meta mark 7');
  for (const text of fits) expect(compileMatch(text, DEVICES)(dns), text).to.equal(true);
  const others = [
    'tcp',
    'udp dport 54',
    'udp sport 53',
    'ip saddr 192.0.2.11',
    'ip6 saddr ::1',
    'iifname s0',
    'any meta mark 8',
  ];
  for (const text of others) expect(compileMatch(text, DEVICES)(dns), text).to.equal(false);
  expect(compileMatch('ip6 daddr 2001:db8::2 tcp dport 80', DEVICES)(web)).to.equal(true);
  expect(compileMatch('ip saddr 192.0.2.10', DEVICES)(web)).to.equal(false);
});

test('a port beyond the end of the packet fits nothing', () => {
  expect(compileMatch('udp dport 53', DEVICES)(packet('udp 192.0.2.1:1 > 192.0.2.2:53 trunc 22'))).to.equal(false);
});

test('ct state and direction are those conntrack gave the packet', () => {
  const reply = packet('udp 192.0.2.1:1 > 192.0.2.2:53', { ct: 1, ctinfo: CtInfo.ESTABLISHED_REPLY });
  expect(compileMatch('ct state new,established ct direction reply', DEVICES)(reply)).to.equal(true);
  expect(compileMatch('ct state new', DEVICES)(reply)).to.equal(false);
  expect(compileMatch('ct state invalid', DEVICES)(dns)).to.equal(true);
  expect(compileMatch('ct direction original', DEVICES)(dns)).to.equal(false);
});

test('what cannot be read is refused with what is allowed', () => {
  for (const [text, message] of [
    ['', 'may not be empty'],
    ['upd dport 53', 'unknown match "upd" (allowed: any, iifname'],
    ['ct state news', 'unknown ct state "news" (allowed: new,'],
    ['ip source 1.2.3.4', 'unknown field of an IP header "source"'],
    ['ip saddr 2001:db8::1', 'is not an address of its kind'],
    ['udp dport 65536', 'needs a port'],
    ['iifname eth0', 'unknown interface "eth0" (allowed: lo, c0, s0)'],
  ]) {
    expect(() => compileMatch(text, DEVICES), text).to.throw(InputError, message);
  }
});
