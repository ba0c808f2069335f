/** The connection table at a million entries: memory, insertion, the cost of a packet, five days at once. */
import { Clock } from '../src/clock';
import { Conntrack } from '../src/conntrack/conntrack';
import { defaultSettings } from '../src/conntrack/settings';
import { Hook, type HookState } from '../src/netfilter/hooks';
import { put16, put32 } from '../src/packet/bytes';
import { checksum } from '../src/packet/checksum';
import { type CtInfo, Family, Packet, Protocol } from '../src/packet/packet';
import { print, seconds } from './report';

const MILLION = 1_000_000;
const IN: HookState = { hook: Hook.PREROUTING, family: Family.IPV4 };
const OUT: HookState = { hook: Hook.POSTROUTING, family: Family.IPV4 };
const RUNS = 3;

export function benchTable(): void {
  const inserted: number[] = [];
  const small: number[] = [];
  const large: number[] = [];
  const days: number[] = [];
  // Before all else: a table that is gone may still be counted.
  const bytes = bytesOfEach();
  for (let run = 0; run < RUNS; run++) {
    const few = newConntrack();
    for (let n = 0; n < 1000; n++) forward(few, n);
    small.push(packetCost(few, 1000));

    const conntrack = newConntrack();
    inserted.push((seconds(() => insertMillion(conntrack)) / MILLION) * 1e6);
    large.push(packetCost(conntrack, MILLION));
    days.push(seconds(() => advanceFiveDays(conntrack)));
  }
  print({ what: 'one of a million live connections, all structures', values: [bytes], unit: 'bytes', target: 320 });
  print({ what: 'inserting one of a million connections', values: inserted, unit: 'µs', target: 1.5 });
  print({ what: 'a packet of a known connection, table of 1,000', values: small, unit: 'µs', target: null });
  print({ what: 'a packet of a known connection, table of 1,000,000', values: large, unit: 'µs', target: null });
  print({ what: 'five days pass over a million entries', values: days, unit: 's', target: 1 });
}

/** As an administrator sets it up who expects a million connections. */
function newConntrack(): Conntrack {
  const settings = { ...defaultSettings(), max: 2 * MILLION };
  return new Conntrack({ clock: new Clock(), settings, buckets: 1 << 20, seed: 1 });
}

const packet = new Packet(new Uint8Array(32));

/** Sends UDP packet number `n` through both callbacks; each number is a flow. */
function forward(conntrack: Conntrack, n: number): CtInfo {
  const { bytes } = packet;
  bytes[0] = 0x45;
  put16(bytes, 2, 32);
  bytes[9] = Protocol.UDP;
  put32(bytes, 12, 0x0a000000 + (n >>> 12));
  put32(bytes, 16, 0xc0000201);
  put16(bytes, 20, 1024 + (n & 0xfff));
  put16(bytes, 22, 53);
  put16(bytes, 24, 12);
  put16(bytes, 10, 0);
  put16(bytes, 10, checksum(bytes, 0, 20));
  packet.reset(bytes, 0, 32, 1);
  packet.family = Family.IPV4;
  conntrack.in(packet, IN);
  conntrack.confirm(packet, OUT);
  const { ctinfo } = packet;
  conntrack.release(packet);
  return ctinfo;
}

function insertMillion(conntrack: Conntrack): void {
  for (let n = 0; n < MILLION; n++) forward(conntrack, n);
  if (conntrack.store.count !== MILLION) throw new Error(`${conntrack.store.count} connections instead of a million`);
}

/** Microseconds a packet, over packets of connections picked all over the table. */
function packetCost(conntrack: Conntrack, connections: number): number {
  const packets = 500_000;
  const stride = 7919;
  const time = seconds(() => {
    for (let i = 0, n = 0; i < packets; i++, n = (n + stride) % connections) forward(conntrack, n);
  });
  return (time / packets) * 1e6;
}

function advanceFiveDays(conntrack: Conntrack): void {
  conntrack.clock.advance(5 * 86400);
  if (conntrack.count !== 0) throw new Error(`${conntrack.count} connections are left`);
}

/** What each of a million live connections takes, in bytes. */
function bytesOfEach(): number {
  const conntrack = newConntrack();
  const before = heap();
  insertMillion(conntrack);
  return (heap() - before + conntrack.table.bytes) / MILLION;
}

/** Bytes in use after garbage collection; buckets are counted apart, since all of them are allocated at once. */
function heap(): number {
  // What the first has found, of arrays that have grown, is given back while nobody waits for it; the second waits.
  for (let collection = 0; collection < 2; collection++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
