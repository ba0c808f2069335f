/** The work behind `ctspec replay`: reads the capture, forwards its packets, writes what is asked for. */
import { constants } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { isatty } from 'node:tty';
import { procLine } from '../conntrack/print';
import { InputError } from '../errors';
import { CaptureError, CaptureReader } from '../packet/pcap';
import { Replay } from '../replay';
import type { Simulation } from '../simulation';
import { Sysctls } from '../sysctl';
import { Exit } from './exit';
import { isOutputError } from './output';
import { Progress } from './progress';
import type { ReplayOptions } from './replay';
import { assignHelper, helperRuleOf, inFile, readRuleset, sysctlAssignments } from './replay_setup';
import { NdjsonWriter } from './replay-ndjson';

/** What is told of each packet, and at the end. */
export interface ReplayWriter {
  /** Called between reading a packet and forwarding it, while its bytes are as they were captured. */
  before?(replay: Replay): void;
  packet(replay: Replay): void;
  /** The table, when it was asked for; then nothing more. */
  end(table: string[] | null, replay: Replay): void;
}

/** Replays a file on the backends that are asked for; returns the exit status. */
export async function replayFile(file: string, options: ReplayOptions): Promise<Exit> {
  const [first, ...others] = options.backend;
  if (first === 'simulator' && others.length === 0) {
    replaySimulated(file, options);
    return Exit.CONFORMS;
  }
  const { compareOn, replayKernel } = require('./replay_kernel') as typeof import('./replay_kernel');
  const bytes = readWhole(file);
  try {
    return await (others.length > 0 ? compareOn(bytes, options) : replayKernel(bytes, options));
  } catch (error) {
    throw error instanceof CaptureError ? new InputError(`${file}: ${error.message}`) : error;
  }
}

function replaySimulated(file: string, options: ReplayOptions): void {
  const bytes = readWhole(file);
  const replay = inFile(file, () => new Replay(bytes));
  const { simulation } = replay;
  applySysctls(simulation, options.sysctl);
  for (const rule of options.helper) assignHelper(simulation, helperRuleOf(rule));
  if (options.ruleset !== undefined) {
    const { ruleset } = readRuleset(options.ruleset);
    // What the rules cannot be met with is found when they are put together.
    inFile(options.ruleset, () => replay.loadRuleset(ruleset));
  }
  const writer = writerFor(options);
  let failure: unknown = null;
  try {
    inFile(file, () => run(replay, writer));
  } catch (error) {
    if (isOutputError(error)) throw error;
    // What was read before the capture broke off counts all the same.
    failure = error;
  }
  writer.end(options.table ? tableOf(simulation) : null, replay);
  if (replay.cut > 0 && options.format === 'ndjson') console.error(`ctspec: ${file}: ${cutNotice(replay)}`);
  if (failure) throw failure;
}

/** What a user must know who replays a capture of shortened packets. */
export function cutNotice({ cut, capture: { packet } }: Replay): string {
  const packets = `${cut} of ${packet} packets ${cut === 1 ? 'was' : 'were'} cut short when captured`;
  return `${packets}: a router drops such a packet (capture whole ones, as tcpdump -s 0 does)`;
}

function run(replay: Replay, writer: ReplayWriter): void {
  const { capture } = replay;
  const withBefore = writer.before !== undefined;
  // Where packets are told on the terminal, they show themselves how far it is.
  const progress = new Progress(isatty(1) ? -1 : 2);
  while (replay.read()) {
    if (withBefore) writer.before!(replay);
    replay.forward();
    writer.packet(replay);
    if ((capture.packet & 0x3fff) === 0) progress.show(() => howFar(capture));
  }
  progress.clear();
}

function howFar({ packet, frameEnd, bytes }: CaptureReader): string {
  return `${packet} packets, ${Math.floor((frameEnd / bytes.length) * 100)} %`;
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

/** The file's bytes. `readFileSync` ends at 2 GiB, captures do not. */
function readWhole(file: string): Uint8Array {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${(error as Error).message.split(',')[0]}`);
  }
  try {
    const stat = fstatSync(fd);
    if (stat.isDirectory())
      throw new InputError(`cannot read ${file}: it is a folder; allowed is a pcap or pcapng file`);
    return stat.isFile() ? readFull(file, fd, stat.size) : readStream(file, fd);
  } finally {
    closeSync(fd);
  }
}

const CHUNK = 1 << 26;

function readFull(file: string, fd: number, size: number): Uint8Array {
  requireRoom(file, size);
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const read = readSync(fd, bytes, length, Math.min(CHUNK, size - length), null);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

/** A pipe, whose end is not known beforehand. */
function readStream(file: string, fd: number): Uint8Array {
  const chunks: Buffer[] = [];
  let length = 0;
  let known = false;
  for (;;) {
    const chunk = Buffer.allocUnsafe(1 << 16);
    const read = readSync(fd, chunk);
    if (read === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, read));
    length += read;
    requireRoom(file, length);
    // What is no capture may have no end either.
    if (!known && length >= FILE_HEADER_BYTES) known = !!inFile(file, () => new CaptureReader(Buffer.concat(chunks)));
  }
}

/** The header of a pcap file; that of a pcapng file is longer, but shorter up to what makes it one. */
const FILE_HEADER_BYTES = 24;

function requireRoom(file: string, size: number): void {
  const { MAX_LENGTH } = constants;
  if (size > MAX_LENGTH) throw new InputError(`cannot read ${file}: it has ${size} bytes; allowed are ${MAX_LENGTH}`);
}
