/** What a whole run reached: transitions, verdicts at hooks, reasons for INVALID. */
import { canonicalReason, NO_REASON, protocolName } from '../generators/coverable';
import type { VerdictName } from '../src/netfilter/hooks';
import { familyOfDatagram } from '../src/packet/packet';
import { findTransport } from '../src/packet/transport';
import type {
  Coverage,
  CoveredReason,
  CoveredTransition,
  CoveredVerdict,
  Requirement,
  SeenPacket,
  Visit,
} from './model';

/** So many requirements are named where any will do. */
const NAMED = 100;

export function coverageOf(requirements: readonly Requirement[]): Coverage {
  const transitions = new Map<string, CoveredTransition>();
  const verdicts = new Map<string, CoveredVerdict>();
  const reasons = new Map<string, CoveredReason>();
  for (const { id, results } of requirements) {
    for (const { implementation, packets, transitions: cells } of results) {
      for (const cell of cells) {
        name(
          entry(transitions, Object.values(cell).join(' '), () => ({ ...cell, requirements: [] })),
          id,
        );
      }
      for (const packet of packets) {
        for (const { hook, verdict } of verdictsOf(packet)) {
          const fresh = () => ({ implementation, hook, verdict, packets: 0, requirements: [] });
          const covered = entry(verdicts, `${implementation} ${hook} ${verdict}`, fresh);
          covered.packets++;
          name(covered, id, NAMED);
        }
        const reason = reasonOf(packet);
        if (reason === null) continue;
        const covered = entry(reasons, reason, () => ({ reason, packets: {}, requirements: [] }));
        covered.packets[implementation] = (covered.packets[implementation] ?? 0) + 1;
        name(covered, id, NAMED);
      }
    }
  }
  return {
    transitions: [...transitions.values()],
    verdicts: [...verdicts.values()],
    reasons: [...reasons.values()].sort((one, other) => (one.reason < other.reason ? -1 : 1)),
  };
}

function entry<T>(all: Map<string, T>, key: string, fresh: () => T): T {
  const found = all.get(key) ?? fresh();
  all.set(key, found);
  return found;
}

function name(covered: { requirements: string[] }, id: string, most = Number.POSITIVE_INFINITY): void {
  const { requirements } = covered;
  if (requirements.length < most && !requirements.includes(id)) requirements.push(id);
}

/** Where callbacks are not told, a hook has accepted what went on to another hook, and has said the last word otherwise. */
function verdictsOf({ path, verdict, reason }: SeenPacket): { hook: Visit['hook']; verdict: VerdictName }[] {
  return path.flatMap(({ hook, calls }, at) => {
    if (calls.length > 0) return calls.map(call => ({ hook, verdict: call.verdict }));
    const isLast = at === path.length - 1;
    // A drop whose reason is a name in capitals was the IP stack's.
    const byStack = verdict === 'DROP' && reason !== null && /^[A-Z0-9_]+$/.test(reason);
    return [{ hook, verdict: isLast && !byStack ? verdict : 'ACCEPT' }];
  });
}

/** `TCP: bad checksum`; null for a packet that is not INVALID. */
export function reasonOf({ ctstate, bytes, reason }: SeenPacket): string | null {
  if (ctstate !== 'INVALID') return null;
  const datagram = Buffer.from(bytes, 'hex');
  const family = familyOfDatagram(datagram);
  const found = findTransport(datagram, 0, datagram.length, family);
  return canonicalReason(`${protocolName(found < 0 ? -1 : found & 0xff)}: ${reason?.trim() ?? NO_REASON}`);
}
