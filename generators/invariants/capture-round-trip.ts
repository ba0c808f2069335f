import { CaptureReader } from '../../src/packet/pcap';
import { type CaptureFormat, CaptureWriter } from '../../src/packet/pcap-write';
import { toHex } from '../../src/packet/wire';
import type { Workload } from '../workload';
import type { WorkloadInvariant } from './invariant';

export const captureRoundTrip: WorkloadInvariant = {
  kind: 'workload',
  name: 'capture-round-trip',
  about: 'Packets written to a pcap or pcapng file come out of it with the same bytes at the same times.',
  source: 'draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng',
  check({ workload }) {
    const packets = timedPackets(workload);
    for (const [format, unit] of FORMATS) {
      const message = lost(packets, format, unit);
      if (message !== null) return `${format}: ${message}`;
    }
    return null;
  },
};

/** What a file counts in, in seconds. */
const FORMATS: readonly (readonly [NonNullable<CaptureFormat['format']>, number])[] = [
  ['pcap', 1e-6],
  ['pcap-ns', 1e-9],
  ['pcapng', 1e-9],
];

interface TimedPacket {
  readonly time: number;
  readonly bytes: Uint8Array;
}

function timedPackets(workload: Workload): TimedPacket[] {
  const packets: TimedPacket[] = [];
  let time = 0;
  for (const event of workload.events) {
    if (event.kind === 'wait') time += event.seconds;
    else if (event.kind === 'packet') packets.push({ time, bytes: event.bytes });
  }
  return packets;
}

function lost(packets: readonly TimedPacket[], format: CaptureFormat['format'], unit: number): string | null {
  const writer = new CaptureWriter({ format });
  for (const { bytes, time } of packets) writer.write(bytes, time);
  const reader = new CaptureReader(writer.bytes());
  for (const [index, { bytes, time }] of packets.entries()) {
    if (!reader.next()) return `packet ${index + 1} is missing`;
    const read = reader.bytes.subarray(reader.frameStart, reader.frameEnd);
    if (Buffer.compare(read, bytes) !== 0) return `packet ${index + 1}, ${toHex(bytes)}, has become ${toHex(read)}`;
    const late = reader.time - (time - packets[0].time);
    if (Math.abs(late) > 2 * unit) return `packet ${index + 1} is ${late} s late`;
  }
  return reader.next() ? 'there is a packet too many' : null;
}
