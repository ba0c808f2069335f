/** Replays a capture through a router on the live kernel: forwards each packet and tells how it was classified. */
import { setTimeout } from 'node:timers/promises';
import { DEFAULT_INTERFACES, Topology } from '../../netfilter/topology';
import { Packet } from '../../packet/packet';
import { CaptureReader } from '../../packet/pcap';
import { KernelBackend } from './kernel';
import type { Classification } from './router';
import type { Injection } from './wire';

export interface KernelReplayOptions {
  /** Assigned before the first packet. */
  helpers?: { name: string; protocol: 'tcp' | 'udp'; port: number }[];
  sysctls?: Record<string, string>;
  /** A ruleset as text; null for none. */
  ruleset?: string | null;
  /** A capture that took no longer is replayed at its own times, any other without a pause; 3 s unless told. */
  longestSeconds?: number;
}

/** What `ctspec replay --format ndjson` prints of a packet. */
export interface KernelReplayRecord extends Classification {
  /** Counts from 1. */
  packet: number;
  /** Seconds since the first packet, by the capture. */
  time: number;
}

export interface KernelReplayResult {
  /** The table at the end, as `/proc/net/nf_conntrack` prints it. */
  table: string[];
  /** Whether the packets came at the capture's times. If not, no timeout has passed between them. */
  keptTime: boolean;
}

interface TimedInjection extends Injection {
  packet: number;
  time: number;
}

/** The largest a tun device takes. */
const REPLAY_MTU = 65535;
const LONGEST_SECONDS = 3;
/** Packets sent to the worker at once. */
const BATCH = 512;
/** Packets less than so many seconds apart come at the same moment. */
const MOMENT = 0.001;
const NOT_IP: Classification = { ctstate: null, ctdir: null, verdict: 'DROP', reason: 'UNHANDLED_PROTO', rulings: [] };

/**
 * Calls `take` with a record for each packet, in order. Throws `NotObservable` where there is no kernel for us, and
 * `CaptureError` where the file cannot be read on, once the packets before have been told.
 */
export async function replayOnKernel(
  capture: Uint8Array,
  take: (record: KernelReplayRecord) => void,
  { helpers = [], sysctls = {}, ruleset = null, longestSeconds = LONGEST_SECONDS }: KernelReplayOptions = {},
): Promise<KernelReplayResult> {
  const router = new KernelBackend({ mtu: REPLAY_MTU, otherSide: true });
  try {
    for (const [name, value] of Object.entries(sysctls)) await router.setSysctl(name, value);
    for (const { name, protocol, port } of helpers) await router.assignHelper(name, protocol, port);
    if (ruleset !== null) await router.loadRuleset(ruleset);
    const keptTime = durationOf(capture) <= longestSeconds;
    const start = performance.now();
    for (const batch of batchesOf(capture, keptTime ? MOMENT : Number.POSITIVE_INFINITY)) {
      if (keptTime) await setTimeout(batch[0].time * 1000 - (performance.now() - start));
      const classified = await router.classify(batch.filter(isIp));
      for (const each of batch) {
        take({ packet: each.packet, time: each.time, ...(isIp(each) ? classified.shift()! : NOT_IP) });
      }
    }
    return { table: (await router.entries()).map(({ line }) => line), keptTime };
  } finally {
    await router.close();
  }
}

/** Seconds from the first packet to the last, or to where the file cannot be read on. */
function durationOf(capture: Uint8Array): number {
  const reader = new CaptureReader(capture);
  try {
    while (reader.next());
  } catch {}
  return reader.time;
}

/** The packets, in batches of such as come within a span of so many seconds. */
function* batchesOf(capture: Uint8Array, span: number): Generator<TimedInjection[]> {
  const reader = new CaptureReader(capture);
  const topology = new Topology(DEFAULT_INTERFACES, { otherSide: true });
  let batch: TimedInjection[] = [];
  try {
    while (reader.next()) {
      const isFull = batch.length === BATCH || (batch.length > 0 && reader.time - batch[0].time >= span);
      if (isFull) {
        yield batch;
        batch = [];
      }
      batch.push(injectionOf(reader, topology));
    }
  } finally {
    if (batch.length > 0) yield batch;
  }
}

function injectionOf(reader: CaptureReader, topology: Topology): TimedInjection {
  const { packet, time, bytes, start, end, family } = reader;
  const datagram = bytes.slice(start, end);
  if (family === 0) return { packet, time, device: '', bytes: datagram };
  const arriving = new Packet(datagram);
  arriving.family = family;
  return { packet, time, device: topology.names[topology.arrivalDevice(arriving)], bytes: datagram, family };
}

function isIp({ family }: TimedInjection): boolean {
  return family !== undefined;
}
