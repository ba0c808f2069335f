/**
 * Reads a packet's way through the router off the log records that came of it.
 *
 * Records come in the order things happened. Those of other packets stand among them: answers of the router, which
 * came in by no interface, and what these cause.
 */
import { HOOK_NAMES, Hook } from '../../netfilter/hooks';
import type { CtState, Direction, HookVisit } from '../backend';
import type { ZoneView } from './ctnetlink';
import type { LogRecord } from './nflog';
import { INVALID_GROUP, reportOf } from './reporting';

/** A packet's way as far as the records tell it. */
export interface Trace {
  path: HookVisit[];
  ctstate: CtState | null;
  ctdir: Direction | null;
  /** What conntrack said of INVALID packets, or of such as it let pass with a bad feeling: this one, and answers to it. */
  complaints: LogRecord[];
  /** The first about the packet itself since it came last: what comes back by the loopback INVALID is classified again. */
  complaint: LogRecord | null;
  /** The packet as conntrack saw it: reassembled, if it came in fragments. Null if it never did. */
  classified: Uint8Array | null;
  /** The zone of its connection, where rules report zones and it is another than zone 0. */
  zone: ZoneView | null;
  /** What passed INPUT. */
  delivered: Uint8Array[];
  /** Whether it is a fragment that defragmentation has taken and nothing has come out of. */
  held: boolean;
  /** Index of the interface it went to when it had passed POSTROUTING; 0 if it did not come so far. */
  outDevice: number;
}

/** `device`: index of the interface the packet was given in by, 0 for one of a local process. */
export function traceOf(records: readonly LogRecord[], device: number, loopback: number): Trace {
  const trace: Trace = {
    path: [],
    ctstate: null,
    ctdir: null,
    complaints: records.filter(isComplaint),
    complaint: null,
    classified: null,
    zone: null,
    delivered: [],
    held: false,
    outDevice: 0,
  };
  const own = device > 0 ? ofArrival(records, device) : ofLocalProcess(records, loopback);
  for (const record of own) {
    if (isComplaint(record)) trace.complaint ??= record;
    else addReport(trace, record);
  }
  return trace;
}

function isComplaint({ group }: LogRecord): boolean {
  return group === INVALID_GROUP;
}

/** A helper tells no interface with its complaint (`nf_ct_helper_log`). */
function isOfHelper(record: LogRecord): boolean {
  return isComplaint(record) && record.inDevice === 0 && record.outDevice === 0;
}

/** The records of what came in first; with the second arrival, an answer to all comes back from the link it was sent to. */
function ofArrival(records: readonly LogRecord[], device: number): LogRecord[] {
  const own = records.filter(record => record.inDevice === device || isOfHelper(record));
  const arrivals = own.filter(isArrival);
  return arrivals.length > 1 ? own.slice(0, own.indexOf(arrivals[1])) : own;
}

/** Whether a packet comes in by an interface. */
export function isArrival(record: LogRecord): boolean {
  return record.hook === Hook.PREROUTING && !isComplaint(record) && reportOf(record.prefix).stage === 'arrived';
}

/** The records of the first packet that was sent; with the second, an answer begins. */
function ofLocalProcess(records: readonly LogRecord[], loopback: number): LogRecord[] {
  let packets = 0;
  return records.filter(record => {
    if (record.hook === Hook.OUTPUT && reportOf(record.prefix).stage === 'arrived') packets++;
    return packets === 1 && (record.inDevice === 0 || record.inDevice === loopback);
  });
}

function addReport(trace: Trace, record: LogRecord): void {
  const report = reportOf(record.prefix);
  const hook = HOOK_NAMES[record.hook];
  const last = trace.path.at(-1);
  // What the router says of a packet to its sender may count as having come in by the same interface.
  const isAnswer = hook === 'POSTROUTING' && (last?.hook === 'PREROUTING' || last?.hook === 'INPUT');
  if (isAnswer) return;
  switch (report.stage) {
    case 'arrived':
      trace.complaint = null;
      if (trace.ctstate === 'INVALID') trace.ctstate = null;
      trace.path.push({ hook, ctstate: null, ctdir: null });
      return;
    case 'end':
      return;
    case 'zone':
      trace.zone ??= report;
      return;
    case 'fragment':
    case 'gathered':
      trace.held = report.stage === 'fragment';
      return;
    case 'forwarded':
      trace.path.push({ hook, ctstate: null, ctdir: null });
      return;
    case 'passed':
      if (hook === 'INPUT') trace.delivered.push(record.payload);
      else trace.outDevice = record.outDevice;
      return;
  }
  const { ctstate, ctdir } = report;
  if (last?.hook === hook) Object.assign(last, { ctstate, ctdir });
  else trace.path.push({ hook, ctstate, ctdir });
  trace.ctstate = ctstate;
  trace.ctdir = ctdir;
  trace.classified ??= record.payload;
}
