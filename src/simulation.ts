/**
 * A simulated Linux router: its parts put together as the kernel has them. Whatever simulates (the backend, a replay, a
 * fuzz run) begins here.
 */
import { Clock } from './clock';
import { Conntrack, type ConntrackOptions } from './conntrack/conntrack';
import { Defrag } from './defrag/defrag';
import { KernelLog } from './netfilter/log';
import { Netfilter } from './netfilter/netfilter';
import { PacketQueues } from './netfilter/queue';
import { Topology } from './netfilter/topology';
import { Router } from './router';

export interface SimulationOptions extends Omit<ConntrackOptions, 'clock' | 'log'> {
  topology?: Topology;
}

export class Simulation {
  readonly clock = new Clock();
  readonly topology: Topology;
  readonly log: KernelLog;
  readonly netfilter = new Netfilter();
  readonly queues: PacketQueues;
  readonly conntrack: Conntrack;
  readonly defrag: Defrag;
  readonly router: Router;

  constructor({ topology = new Topology(), ...options }: SimulationOptions = {}) {
    this.topology = topology;
    this.log = new KernelLog(this.clock, topology);
    this.queues = new PacketQueues(this.netfilter, this.log);
    this.netfilter.queues = this.queues;
    this.conntrack = new Conntrack({ ...options, clock: this.clock, log: this.log });
    this.defrag = new Defrag(this.clock);
    this.defrag.register(this.netfilter);
    this.conntrack.register(this.netfilter);
    this.router = new Router({
      netfilter: this.netfilter,
      clock: this.clock,
      topology,
      connections: this.conntrack,
      fragmentForOutput: (packet, mtu) => this.defrag.fragmentForOutput(packet, mtu),
    });
  }
}
