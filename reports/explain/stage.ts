/** A router to which everything before one packet has happened; as often as one is needed. */
import { perform, type Script } from '../../src/backend/script';
import { Simulator } from '../../src/backend/simulator';
import { InputError } from '../../src/errors';
import { VERDICT_NAMES, type VerdictName } from '../../src/netfilter/hooks';
import type { Packet } from '../../src/packet/packet';
import { Replay } from '../../src/replay';
import type { Simulation } from '../../src/simulation';

export interface Stage {
  simulation: Simulation;
  /** The packet that is about to come. */
  datagram: Uint8Array;
  /** The interface it comes in by; `lo` where a local process sends it. */
  device: string;
  /** Gives it, or another in its place, to the router. */
  give(packet: Packet): VerdictName;
  /** Seconds since the beginning. */
  time: number;
}

export type MakeStage = () => Promise<Stage>;

/** The `number`th packet of a capture; `prepare` sets a router up. Throws `InputError` where there is no such packet. */
export function stageOfCapture(bytes: Uint8Array, number: number, prepare: (simulation: Simulation) => void): Stage {
  const replay = new Replay(bytes);
  const { capture, simulation } = replay;
  prepare(simulation);
  for (let packet = 1; replay.read(); packet++) {
    if (packet < number) {
      replay.forward();
      continue;
    }
    if (capture.family === 0) throw new InputError(`packet ${number} is not IP: no hook ever sees it`);
    const datagram = capture.bytes.slice(capture.start, capture.end);
    const { packet: next } = replay;
    next.reset(capture.bytes, capture.start, capture.end, -1);
    next.family = capture.family;
    const index = simulation.topology.arrivalDevice(next);
    const give = (packet: Packet) => VERDICT_NAMES[simulation.router.receive(packet, index)];
    return { simulation, datagram, device: simulation.topology.names[index], time: capture.time, give };
  }
  throw new InputError(`there is no packet ${number} (allowed: 1 to ${capture.packet})`);
}

/** The `number`th packet of a scenario. Throws `InputError` where there is no such packet. */
export async function stageOfScript({ options, calls }: Script, number: number): Promise<Stage> {
  const simulator = new Simulator(options);
  const { simulation } = simulator;
  let packets = 0;
  for (const call of calls) {
    if (call[0] === 'inject' && ++packets === number) {
      const [, device, bytes] = call;
      const give = (packet: Packet) => simulator.give(device, packet).verdict;
      return { simulation, datagram: bytes.slice(), device, time: simulation.clock.now, give };
    }
    await perform(simulator, call);
  }
  throw new InputError(`there is no packet ${number} (allowed: 1 to ${packets})`);
}
