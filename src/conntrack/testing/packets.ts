/** Packets and a bare conntrack for unit tests: no router, no hooks, just `in` and `confirm`. */
import { Clock } from '../../clock';
import { Hook, type HookState, Verdict } from '../../netfilter/hooks';
import { buildPacket, parsePacket } from '../../packet/notation';
import { Family, Packet } from '../../packet/packet';
import { Conntrack } from '../conntrack';
import { type CtState, ctstateOf } from '../ctstate';
import type { ConntrackOptions } from '../options';

const HOSTS: Record<string, string> = { client: '192.0.2.10', server: '198.51.100.10', router: '192.0.2.1' };

/** A packet from notation, with hosts by name. */
export function packetOf(text: string): Packet {
  const packet = new Packet(buildPacket(parsePacket(text), { resolve: name => HOSTS[name] }));
  packet.family = packet.bytes[0] >> 4 === 4 ? Family.IPV4 : Family.IPV6;
  return packet;
}

export function stateOf(packet: Packet, hook = Hook.PREROUTING): HookState {
  return { hook, family: packet.family };
}

/** A conntrack of few buckets on a clock of its own. */
export function newConntrack(options: Partial<ConntrackOptions> = {}): Conntrack {
  return new Conntrack({ clock: new Clock(), buckets: 64, ...options });
}

/** Takes a packet in, and leaves it there, as if a queue held it. */
export function takeIn(conntrack: Conntrack, text: string): Packet {
  const packet = packetOf(text);
  conntrack.in(packet, stateOf(packet));
  return packet;
}

/** Confirms a packet that was taken in, and lets go of it. */
export function letOut(conntrack: Conntrack, packet: Packet): Verdict {
  const verdict = conntrack.confirm(packet, stateOf(packet, Hook.POSTROUTING));
  conntrack.release(packet);
  return verdict;
}

/** Lets a packet through both callbacks, as a router that drops nothing does; returns the packet's class. */
export function pass(conntrack: Conntrack, text: string): CtState | 'DROP' | null {
  const packet = packetOf(text);
  const taken = conntrack.in(packet, stateOf(packet));
  const ctstate = ctstateOf(packet);
  if (taken !== Verdict.ACCEPT) return 'DROP';
  return letOut(conntrack, packet) === Verdict.ACCEPT ? ctstate : 'DROP';
}
