/** What a scenario has its report told: its packets as they were seen, and how full the table was. */
import type { Entry, Observation } from '../src/backend/backend';
import { printPacket } from '../src/packet/notation';
import type { Comparison, EntryView, Occupancy, SeenPacket, Visit } from './model';

export interface ScenarioRecord {
  backend: string;
  /** The kernel's release; null for the simulator. */
  release: string | null;
  packets: SeenPacket[];
  occupancy: Occupancy[];
}

/** How a packet came into a scenario, and what the scenario says of it. */
export interface Arrival {
  step: number;
  device: string;
  /** As it was written; null where it was not. */
  text: string | null;
  compared: Comparison[];
}

/** `number` is the packet's in the scenario: what came of it at further routers has the same. */
export function seenPacket(observation: Observation, number: number, arrival: Arrival): SeenPacket {
  const { time, bytes, ctstate, ctdir, verdict, reason, sent, delivered, log, events, before, after } = observation;
  return {
    number,
    router: observation.router ?? null,
    time,
    step: arrival.step,
    device: arrival.device,
    text: arrival.text ?? printPacket(bytes),
    bytes: Buffer.from(bytes).toString('hex'),
    path: visits(observation),
    ctstate,
    ctdir,
    verdict,
    reason,
    sent: sent.map(({ device, bytes: left }) => `${device}: ${printPacket(left)}`),
    delivered: delivered.map(each => printPacket(each)),
    log,
    events: events.map(({ type, entry }) => `${type} ${entry.line.trim()}`),
    before: before && entryView(before),
    after: after && entryView(after),
    compared: arrival.compared,
  };
}

/** The hooks, each with its callbacks: calls are told in order, and a hook's end where the next one's begin. */
function visits({ path, calls }: Observation): Visit[] {
  let at = 0;
  return path.map(({ hook, ctstate, ctdir }) => {
    const from = at;
    while (at < calls.length && calls[at].hook === hook) at++;
    const own = calls.slice(from, at).map(({ callback, verdict }) => ({ callback, verdict }));
    return { hook, ctstate, ctdir, calls: own };
  });
}

function entryView({ line, state, status, timeout }: Entry): EntryView {
  return { line: line.trim(), state, status, timeout };
}
