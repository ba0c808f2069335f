/** A router to which everything before one packet has happened; as often as one is needed. */
import type { Workload } from '../../generators/workload';
import { World } from '../../generators/world';
import { InputError } from '../../src/errors';
import { Replay } from '../../src/replay';
import type { Simulation } from '../../src/simulation';

export interface Stage {
  simulation: Simulation;
  /** The packet that is about to come. */
  datagram: Uint8Array;
  /** The interface it comes in by; -1 where a local process sends it. */
  device: number;
  /** Seconds since the beginning. */
  time: number;
}

export type MakeStage = () => Stage;

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
    return { simulation, datagram, device: simulation.topology.arrivalDevice(next), time: capture.time };
  }
  throw new InputError(`there is no packet ${number} (allowed: 1 to ${capture.packet})`);
}

/** The `number`th packet of a workload. Throws `InputError` where there is no such packet. */
export function stageOfWorkload(workload: Workload, number: number): Stage {
  const world = new World(workload);
  const { simulation } = world;
  let packets = 0;
  for (const event of workload.events) {
    if (event.kind === 'packet' && ++packets === number) {
      const device = event.device === 'lo' ? -1 : simulation.topology.device(event.device);
      return { simulation, datagram: event.bytes.slice(), device, time: simulation.clock.now };
    }
    world.step();
  }
  throw new InputError(`there is no packet ${number} (allowed: 1 to ${packets})`);
}
