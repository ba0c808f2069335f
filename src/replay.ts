/**
 * Replays a capture: forwards each of its packets through a simulated router, at the capture's own times.
 *
 * One packet object serves for all, so that a million packets cost no garbage.
 */
import { Verdict } from './netfilter/hooks';
import { DEFAULT_INTERFACES, Topology } from './netfilter/topology';
import { CtInfo, Packet } from './packet/packet';
import { CaptureReader } from './packet/pcap';
import type { ReadBytes } from './packet/window';
import { decisiveOf, nameOf, type Ruleset, type Ruling } from './ruleset/ruleset';
import { Simulation, type SimulationOptions } from './simulation';

/** The sides of the default topology, on links that carry whatever a capture may hold. */
const INTERFACES = DEFAULT_INTERFACES.map(each => ({ ...each, mtu: 65575 }));

export interface ReplayOptions extends SimulationOptions {
  /** Whether time passes between the packets as it did in the capture; it does unless told otherwise. */
  keepTime?: boolean;
}

export class Replay {
  readonly capture: CaptureReader;
  readonly simulation: Simulation;
  /** The packet at hand, as it left the router. */
  readonly packet = new Packet();
  /** How many packets were cut short when they were captured. */
  cut = 0;
  /** What became of it: ACCEPT, DROP or STOLEN. */
  verdict: Verdict = Verdict.ACCEPT;

  readonly #keepTime: boolean;
  /** What decided on the packet at hand; null without a ruleset. */
  #rulings: Ruling[] | null = null;

  /** Opens a capture, whole or as it is read. Throws `CaptureError`. */
  constructor(source: Uint8Array | ReadBytes, { keepTime = true, ...options }: ReplayOptions = {}) {
    this.#keepTime = keepTime;
    this.capture = new CaptureReader(source);
    this.simulation = new Simulation({
      topology: new Topology(INTERFACES, { otherSide: true, linux: options.linux }),
      ...options,
    });
  }

  /** Has all packets meet a ruleset. */
  loadRuleset(ruleset: Ruleset): void {
    this.simulation.loadRuleset(ruleset);
    this.#rulings = [];
    this.simulation.onRuling = (packet, ruling) => {
      if (packet === this.packet) this.#rulings!.push(ruling);
    };
  }

  /** What the rule that decided on the packet is called; null for none, undefined without a ruleset. */
  get rule(): string | null | undefined {
    return this.#rulings === null ? undefined : ruleOf(this.#rulings);
  }

  /** Moves the cursor and the clock to the next packet; false after the last. Throws `CaptureError`. */
  read(): boolean {
    this.simulation.conntrack.release(this.packet);
    if (!this.capture.next()) return false;
    if (this.capture.cut) this.cut++;
    if (this.#keepTime) this.simulation.clock.advanceTo(this.capture.time);
    return true;
  }

  /** Forwards the packet that was read. */
  forward(): void {
    const { capture, packet, simulation } = this;
    if (this.#rulings !== null) this.#rulings = [];
    packet.reset(capture.bytes, capture.start, capture.end, -1);
    if (capture.family === 0) {
      // Not IP: no hook of these ever sees it.
      packet.reason = 'UNHANDLED_PROTO';
      this.verdict = Verdict.DROP;
      return;
    }
    packet.family = capture.family;
    this.verdict = simulation.router.receive(packet, simulation.topology.arrivalDevice(packet));
  }
}

/** The kernel's own reason, which only an INVALID or dropped packet has. */
export function reasonOf(packet: Packet, verdict: Verdict): string | null {
  const refused = verdict === Verdict.DROP || (packet.tracked && packet.ctinfo === CtInfo.NONE);
  return refused ? packet.reason : null;
}

/** What the rule that decided is called, null where none did. */
export function ruleOf(rulings: readonly Ruling[]): string | null {
  const ruling = decisiveOf(rulings);
  return ruling === null ? null : nameOf(ruling);
}
