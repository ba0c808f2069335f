/** What is seen of one packet while it passes the simulator's hooks. */
import { ctdirOf, ctstateOf } from '../conntrack/ctstate';
import type { HookOps } from '../netfilter/hooks';
import { HOOK_NAMES, Hook, Priority, VERDICT_NAMES, Verdict } from '../netfilter/hooks';
import type { Packet } from '../packet/packet';
import type { CallbackCall, ConntrackEvent, Entry, HookVisit, Observation, Ruling, Sent } from './backend';

export class Recording {
  readonly path: HookVisit[] = [];
  readonly calls: CallbackCall[] = [];
  readonly rulings: Ruling[] = [];
  readonly sent: Sent[] = [];
  readonly delivered: Uint8Array[] = [];
  readonly log: string[] = [];
  readonly events: ConntrackEvent[] = [];
  /** The connections that its addresses and ports led to when it came, as they were then. */
  known = new Map<number, Entry>();
  verdict = Verdict.ACCEPT;
  reason: string | null = null;

  constructor(
    readonly packet: number,
    readonly time: number,
    readonly bytes: Uint8Array,
  ) {}

  /** The packet has reached a hook. Where conntrack looks at packets, what one brings along is not its word yet. */
  visit(hook: number, packet: Packet): void {
    if (isWhereTracked(hook)) this.path.push({ hook: HOOK_NAMES[hook], ctstate: null, ctdir: null });
    else this.path.push({ hook: HOOK_NAMES[hook], ctstate: ctstateOf(packet), ctdir: ctdirOf(packet) });
  }

  /** A callback has been called. */
  call(ops: HookOps, packet: Packet, verdict: Verdict): void {
    this.calls.push({ hook: HOOK_NAMES[ops.hook], callback: ops.name, verdict: VERDICT_NAMES[verdict] });
    if (isWhereTracked(ops.hook) && ops.priority < Priority.CONNTRACK) return;
    const visit = this.path[this.path.length - 1];
    visit.ctstate = ctstateOf(packet);
    visit.ctdir = ctdirOf(packet);
  }

  /** `ct`: the connection it had, 0 for none. */
  observation(ct: number, after: Entry | null): Observation {
    const { packet, time, bytes, path, calls, rulings, sent, delivered, log, events, known, verdict, reason } = this;
    const before = (ct === 0 ? known.values().next().value : known.get(ct)) ?? null;
    const { ctstate, ctdir } = lastClassification(path);
    const shown = ctstate === 'INVALID' || verdict === Verdict.DROP ? reason : null;
    const common = { packet, time, bytes, path, calls, rulings, sent, delivered, log, events, before, after };
    return { ...common, ctstate, ctdir, verdict: VERDICT_NAMES[verdict], reason: shown };
  }
}

/** What conntrack said last; that a packet was INVALID is forgotten when it comes back over the loopback. */
function lastClassification(path: HookVisit[]): Pick<HookVisit, 'ctstate' | 'ctdir'> {
  const visit = path.findLast(({ ctstate }) => ctstate !== null);
  const isForgotten = visit?.ctstate === 'INVALID' && visit !== path.at(-1);
  return visit === undefined || isForgotten ? { ctstate: null, ctdir: null } : visit;
}

function isWhereTracked(hook: number): boolean {
  return hook === Hook.PREROUTING || hook === Hook.OUTPUT;
}
