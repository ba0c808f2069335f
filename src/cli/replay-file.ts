/** The work behind `ctspec replay`: reads the capture, forwards its packets, writes what is asked for. */
import { closeSync, readSync } from 'node:fs';
import { isatty } from 'node:tty';
import { setFlagsFromString } from 'node:v8';
import { isSimulator, simulatedVersion } from '../backend/kernel-name';
import { procLine } from '../conntrack/print';
import { InputError } from '../errors';
import { Linux } from '../linux/linux';
import { CaptureError, type CaptureReader } from '../packet/pcap';
import { Replay } from '../replay';
import type { Simulation } from '../simulation';
import { Sysctls } from '../sysctl';
import { Exit } from './exit';
import { type OpenInput, openInput, readCapture } from './input-file';
import { isOutputError } from './output';
import { Progress } from './progress';
import type { ReplayOptions } from './replay';
import { assignHelper, helperRuleOf, inFile, readRuleset, sysctlAssignments } from './replay_setup';
import { NdjsonWriter } from './replay-ndjson';
import { PACKETS_AT_ONCE, type ReplayWriter } from './replay-writer';

/** Replays a file on the backends that are asked for; returns the exit status. */
export async function replayFile(file: string, options: ReplayOptions): Promise<Exit> {
  const [first, ...others] = options.backend;
  if (isSimulator(first) && others.length === 0) {
    await replaySimulated(file, options);
    return Exit.CONFORMS;
  }
  const { compareOn, replayKernel } = require('./replay_kernel') as typeof import('./replay_kernel');
  try {
    const bytes = readCapture(file);
    return await (others.length > 0 ? compareOn(bytes, options) : replayKernel(bytes, options));
  } catch (error) {
    throw error instanceof CaptureError ? new InputError(`${file}: ${error.message}`) : error;
  }
}

// A packet's way leads through many small functions: with room to put more of them into one another than V8 allows
// itself (920 bytes of code), a long replay takes a tenth less time.
const INLINE_MORE = '--max-inlined-bytecode-size-cumulative=4000';

async function replaySimulated(file: string, options: ReplayOptions): Promise<void> {
  setFlagsFromString(INLINE_MORE);
  const opened = openInput(file);
  try {
    await replayOpened(file, opened, options);
  } finally {
    closeSync(opened.fd);
  }
}

async function replayOpened(file: string, { fd, size }: OpenInput, options: ReplayOptions): Promise<void> {
  const linux = new Linux(simulatedVersion(options.backend[0]));
  const replay = inFile(file, () => new Replay(into => readSync(fd, into), { linux }));
  const { simulation } = replay;
  applySysctls(simulation, options.sysctl);
  for (const rule of options.helper) assignHelper(simulation, helperRuleOf(rule));
  if (options.ruleset !== undefined) {
    const { ruleset, located } = readRuleset(options.ruleset);
    try {
      replay.loadRuleset(ruleset);
    } catch (error) {
      // What the rules cannot be met with is found when they are put together.
      throw located(error);
    }
  }
  const writer = writerFor(options);
  let failure: unknown = null;
  try {
    await run(file, replay, writer, size);
  } catch (error) {
    if (isOutputError(error)) throw error;
    // What was read before the capture broke off counts all the same.
    failure = error;
  }
  await writer.end(options.table ? tableOf(simulation) : null, replay);
  if (replay.cut > 0 && options.format === 'ndjson') console.error(`ctspec: ${file}: ${cutNotice(replay)}`);
  if (failure) throw failure;
}

/** What a user must know who replays a capture of shortened packets. */
export function cutNotice({ cut, capture: { packet } }: Replay): string {
  const packets = `${cut} of ${packet} packets ${cut === 1 ? 'was' : 'were'} cut short when captured`;
  return `${packets}: a router drops such a packet (capture whole ones, as tcpdump -s 0 does)`;
}

/** `size` is that of the file, 0 where it is not known beforehand. */
async function run(file: string, replay: Replay, writer: ReplayWriter, size: number): Promise<void> {
  // Where packets are told on the terminal, they show themselves how far it is.
  const progress = new Progress(isatty(1) ? -1 : 2);
  while (inFile(file, () => runSome(replay, writer))) {
    progress.show(() => howFar(replay.capture, size));
    await writer.handOn?.();
  }
  progress.clear();
}

/** Replays so many packets; false when there were no more. */
function runSome(replay: Replay, writer: ReplayWriter): boolean {
  const withBefore = writer.before !== undefined;
  for (let left = PACKETS_AT_ONCE; left > 0; left--) {
    if (!replay.read()) return false;
    if (withBefore) writer.before!(replay);
    replay.forward();
    writer.packet(replay);
  }
  return true;
}

function howFar({ packet, position }: CaptureReader, size: number): string {
  const share = size > 0 ? `, ${Math.floor((position / size) * 100)} %` : '';
  return `${packet} packets${share}`;
}

function writerFor(options: ReplayOptions): ReplayWriter {
  if (options.format === 'ndjson') return new NdjsonWriter(1);
  const { TextWriter } = require('./replay-text') as typeof import('./replay-text');
  return new TextWriter();
}

function tableOf({ conntrack }: Simulation): string[] {
  return [...conntrack.connections()].map(ct => procLine(conntrack, ct));
}

function applySysctls(simulation: Simulation, assignments: string[]): void {
  const sysctls = new Sysctls(simulation);
  for (const [name, value] of Object.entries(sysctlAssignments(assignments))) sysctls.set(name, value);
}
