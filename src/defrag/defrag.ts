/**
 * Defragmentation: conntrack sees whole datagrams only (`nf_defrag_ipv4`, `nf_defrag_ipv6`).
 *
 * Fragments are taken out of the packets' way before anything else looks at them, at PREROUTING and at OUTPUT. The one
 * that completes a datagram goes on with the whole of it; on the way out it is cut into fragments again.
 */
import type { Clock } from '../clock';
import { Hook, type HookOps, type HookState, Priority, Verdict } from '../netfilter/hooks';
import { Ipv6 } from '../packet/ipv6';
import { CtInfo, Family, type Packet, Protocol } from '../packet/packet';
import { isExtension } from '../packet/transport';
import { type DefragEnvironment, SILENT } from './environment';
import { DefragUser, Ipv4Reassembly } from './ipv4';
import { Ipv6Reassembly } from './ipv6';
import { gatherForConntrack } from './ipv6-conntrack';
import { Ipv6Delivery } from './ipv6-local';
import { fragmentIpv4 } from './refragment-ipv4';
import { fragmentIpv6 } from './refragment-ipv6';
import { type DefragSettings, defaultDefragSettings } from './settings';
import { FragmentStatistics } from './statistics';

/** Users of IPv6 reassembly (`enum ip6_defrag_users`). */
const IPV6_CONNTRACK_IN = 1;
const IPV6_CONNTRACK_OUT = 0x10001;

export class Defrag {
  readonly settings: DefragSettings;
  readonly statistics = { ipv4: new FragmentStatistics(), ipv6: new FragmentStatistics() };
  readonly #environment: DefragEnvironment;
  readonly #ipv4: Ipv4Reassembly;
  readonly #ipv6: Ipv6Reassembly;
  readonly #ipv6Delivery: Ipv6Delivery;

  constructor(clock: Clock, settings = defaultDefragSettings(), environment = SILENT) {
    const { ipv4, ipv6 } = this.statistics;
    this.settings = settings;
    this.#environment = environment;
    this.#ipv4 = new Ipv4Reassembly(clock, settings.ipv4, environment, ipv4);
    this.#ipv6 = new Ipv6Reassembly(clock, settings.ipv6, environment, ipv6);
    const local = new Ipv6Reassembly(clock, settings.ipv6Local, environment, ipv6);
    this.#ipv6Delivery = new Ipv6Delivery(local, environment, ipv6);
  }

  /** Registers with both hooks at which packets enter the stack. */
  register(netfilter: { register(ops: HookOps): void }): void {
    for (const hook of [Hook.PREROUTING, Hook.OUTPUT]) {
      const priority = Priority.DEFRAG;
      netfilter.register({ name: 'ipv4_conntrack_defrag', hook, priority, family: Family.IPV4, fn: this.#gatherIpv4 });
      netfilter.register({ name: 'ipv6_defrag', hook, priority, family: Family.IPV6, fn: this.#gatherIpv6 });
    }
  }

  /** Bytes held for incomplete datagrams, as the kernel accounts them. */
  get memory(): { ipv4: number; ipv6: number } {
    return { ipv4: this.#ipv4.directory.memory, ipv6: this.#ipv6.directory.memory };
  }

  /** Numbers of incomplete datagrams. */
  get queues(): { ipv4: number; ipv6: number } {
    return { ipv4: this.#ipv4.directory.size, ipv6: this.#ipv6.directory.size };
  }

  /**
   * Reassembles an IPv4 datagram that conntrack let pass in pieces, for local delivery. To be called before the INPUT
   * hook (`ip_local_deliver`). ACCEPT: go on with `packet`.
   */
  beforeInput(packet: Packet): Verdict {
    return isIpv4Fragment(packet) ? this.#ipv4.gather(packet, DefragUser.LOCAL_DELIVER) : Verdict.ACCEPT;
  }

  /** The same for IPv6, to be called after the INPUT hook (`ipv6_frag_rcv`). */
  afterInput(packet: Packet): Verdict {
    return this.#ipv6Delivery.gather(packet);
  }

  /**
   * The fragments that a datagram leaves in over a link of this MTU, each with a buffer of its own. For one that is
   * larger than the MTU or was reassembled; none when it may not be fragmented, of which its sender is told, and null when
   * it cannot be, of which nobody is.
   */
  fragmentForOutput(packet: Packet, mtu: number): Uint8Array[] | null {
    const isIpv4 = packet.family === Family.IPV4;
    const statistics = isIpv4 ? this.statistics.ipv4 : this.statistics.ipv6;
    const fragments = isIpv4 ? fragmentIpv4(packet, mtu) : fragmentIpv6(packet, mtu, this.#environment.random());
    if (!fragments?.length) {
      statistics.fragFails++;
      return fragments;
    }
    statistics.fragOKs++;
    statistics.fragCreates += fragments.length;
    return fragments;
  }

  readonly #gatherIpv4 = (packet: Packet, state: HookState): Verdict => {
    if (!isIpv4Fragment(packet) || packet.ctinfo === CtInfo.UNTRACKED) return Verdict.ACCEPT;
    return this.#ipv4.gather(
      packet,
      state.hook === Hook.PREROUTING ? DefragUser.CONNTRACK_IN : DefragUser.CONNTRACK_OUT,
    );
  };

  readonly #gatherIpv6 = (packet: Packet, state: HookState): Verdict => {
    const next = packet.bytes[packet.start + Ipv6.NEXT_HEADER];
    if (next === Protocol.TCP || next === Protocol.UDP || !isExtension(next)) return Verdict.ACCEPT;
    if (packet.ct !== 0 || packet.ctinfo === CtInfo.UNTRACKED) return Verdict.ACCEPT;
    return gatherForConntrack(
      this.#ipv6,
      packet,
      state.hook === Hook.PREROUTING ? IPV6_CONNTRACK_IN : IPV6_CONNTRACK_OUT,
    );
  };
}

/** Whether more fragments follow or came before (`ip_is_fragment`). */
function isIpv4Fragment({ bytes, start }: Packet): boolean {
  return ((bytes[start + 6] & 0x3f) | bytes[start + 7]) !== 0;
}
