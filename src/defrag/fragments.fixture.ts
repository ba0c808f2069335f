/** What the tests of defragmentation share: a simulated stack's hook, and datagrams cut as a test wants them. */
import { Clock } from '../clock';
import { Hook, type HookOps, type HookState, type Verdict } from '../netfilter/hooks';
import { parseAddress } from '../packet/address';
import { buildIpv4, type Ipv4Parts } from '../packet/ipv4';
import { buildIpv6, type ExtensionHeader, fragmentHeader, type Ipv6Parts } from '../packet/ipv6';
import { Family, Packet, Protocol } from '../packet/packet';
import { Defrag } from './defrag';
import { SILENT } from './environment';
import { defaultDefragSettings } from './settings';

/** Seconds that a timer of fragments is late at most (`timer-wheel.ts`). */
export const LATE = 2.1;

export const IPV4_ENDS = { source: parseAddress('192.0.2.10')!, destination: parseAddress('198.51.100.10')! };
export const IPV6_ENDS = { source: parseAddress('2001:db8:1::10')!, destination: parseAddress('2001:db8:2::10')! };

/** `length` bytes of which no two neighbours are alike. */
export function pattern(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 7 + (i >>> 8)) & 0xff);
}

/** A piece of `data`: its bytes from `start` to `end`, and more to come unless it ends with them. */
export function ipv4Fragment(data: Uint8Array, start: number, end: number, parts: Partial<Ipv4Parts> = {}): Packet {
  const { flags = 0, ...rest } = parts;
  const more = end < data.length ? 0x2000 : 0;
  const payload = data.subarray(start, end);
  const fields = { ...IPV4_ENDS, id: 7, protocol: Protocol.UDP, offset: start, payload, ...rest };
  return packetOf(buildIpv4({ ...fields, flags: flags | more }), Family.IPV4);
}

export interface Ipv6FragmentParts extends Partial<Ipv6Parts> {
  id?: number;
  more?: boolean;
  /** Headers before the Fragment header. */
  before?: ExtensionHeader[];
}

export function ipv6Fragment(data: Uint8Array, start: number, end: number, parts: Ipv6FragmentParts = {}): Packet {
  const { id = 7, more = end < data.length, before = [], ...rest } = parts;
  const headers = [...before, fragmentHeader(start, more, id)];
  const fields = { ...IPV6_ENDS, protocol: Protocol.UDP, payload: data.subarray(start, end), ...rest };
  return packetOf(buildIpv6({ ...fields, headers }), Family.IPV6);
}

export function packetOf(bytes: Uint8Array, family: Family): Packet {
  const packet = new Packet(bytes);
  packet.family = family;
  packet.device = 1;
  return packet;
}

/** Defragmentation with nothing around it, and a record of what it asked of the stack. */
export class Bench {
  readonly clock = new Clock();
  readonly settings = defaultDefragSettings();
  readonly log: string[] = [];
  readonly timeExceeded: { fragment: Packet; endHostOnly: boolean }[] = [];
  readonly problems: [code: number, pointer: number][] = [];
  readonly defrag = new Defrag(this.clock, this.settings, {
    ...SILENT,
    log: line => this.log.push(line),
    timeExceeded: (fragment, endHostOnly) => this.timeExceeded.push({ fragment: fragment.clone(), endHostOnly }),
    parameterProblem: (_, code, pointer) => this.problems.push([code, pointer]),
  });
  readonly #ops: HookOps[] = [];

  constructor() {
    this.defrag.register({ register: ops => this.#ops.push(ops) });
  }

  /** What the hook says of a packet. */
  give(packet: Packet, hook: Hook = Hook.PREROUTING): Verdict {
    const state: HookState = { hook, family: packet.family };
    return this.#ops.find(ops => ops.hook === hook && ops.family === packet.family)!.fn(packet, state);
  }
}
