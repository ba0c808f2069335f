/** Replays a capture through a router on the live kernel: forwards each packet and tells how it was classified. */
import { setTimeout } from 'node:timers/promises';
import { DEFAULT_INTERFACES, Topology } from '../../netfilter/topology';
import { Packet } from '../../packet/packet';
import { CaptureReader } from '../../packet/pcap';
import { isKernel, labVersion } from '../kernel-name';
import type { Classification } from './classification';
import { KernelBackend } from './kernel';
import type { Injection } from './wire';

export interface KernelReplayOptions {
  /** Assigned before the first packet. */
  helpers?: { name: string; protocol: 'tcp' | 'udp'; port: number }[];
  sysctls?: Record<string, string>;
  /** A ruleset as text; null for none. */
  ruleset?: string | null;
  /** Which kernel; this machine's unless told. */
  kernel?: string;
  /** Whether sysctls may be those of the whole machine. */
  hostSettings?: boolean;
  /** Whether the packets come at the capture's own times; otherwise they come without a pause. */
  keepTime: boolean;
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
}

interface TimedInjection extends Injection {
  packet: number;
  time: number;
}

/** The largest a tun device takes. */
const REPLAY_MTU = 65535;
/** A capture that took longer is not waited for. */
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
  { helpers = [], sysctls = {}, ruleset = null, kernel = 'kernel', hostSettings, keepTime }: KernelReplayOptions,
): Promise<KernelReplayResult> {
  const router = new KernelBackend({ mtu: REPLAY_MTU, otherSide: true }, kernel, hostSettings, 'classes');
  try {
    for (const [name, value] of Object.entries(sysctls)) await router.setSysctl(name, value);
    if (helpers.length > 0) await router.assignHelpers(helpers);
    if (ruleset !== null) await router.loadRuleset(ruleset);
    const isMoved = labVersion(kernel) !== null;
    const start = performance.now();
    let time = 0;
    for (const batch of batchesOf(capture, keepTime ? MOMENT : Number.POSITIVE_INFINITY)) {
      const passed = batch[0].time - time;
      if (keepTime && isMoved && passed > 0) await router.advance(passed);
      else if (keepTime) await setTimeout(batch[0].time * 1000 - (performance.now() - start));
      time = Math.max(time, batch[0].time);
      const classified = await router.classify(batch.filter(isIp));
      for (const each of batch) {
        take({ packet: each.packet, time: each.time, ...(isIp(each) ? classified.shift()! : NOT_IP) });
      }
    }
    return { table: (await router.entries()).map(({ line }) => line) };
  } finally {
    await router.close();
  }
}

/** Whether all of these backends can have the packets of a capture at its own times: a clock that cannot be moved is waited for. */
export function canKeepTime(capture: Uint8Array, backends: readonly string[]): boolean {
  return durationOf(capture) <= LONGEST_SECONDS || !backends.some(name => isKernel(name) && labVersion(name) === null);
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
