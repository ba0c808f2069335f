/**
 * `replay --format ndjson`: an object a line for each packet. Of a long capture the lines are made and written by a
 * thread of their own, while packets are forwarded: that is a sixth of the work.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ctdirOf, ctstateOf } from '../conntrack/ctstate';
import { VERDICT_NAMES, type Verdict } from '../netfilter/hooks';
import type { Packet } from '../packet/packet';
import { type Replay, reasonOf } from '../replay';
import { workerFile } from '../worker-file';
import { NdjsonLines, OWN_ENDING, type PacketLines } from './ndjson-lines';
import { writeAll } from './output';
import { PACKETS_AT_ONCE, type ReplayWriter } from './replay-writer';

/** How often the thread may be told of more packets before it has written those it knows of. */
const AHEAD = 4;

export class NdjsonWriter implements ReplayWriter {
  readonly #fd: number;
  #thread: LineThread | null = null;
  /** Numbers of endings without a reason, by class and verdict. */
  readonly #endings: number[] = [];
  #endingsTold = 0;
  readonly #lines: PacketLines = {
    first: 1,
    count: 0,
    times: new Float64Array(PACKETS_AT_ONCE),
    endings: new Uint8Array(PACKETS_AT_ONCE),
    newEndings: [],
    own: [],
  };

  constructor(fd: number) {
    this.#fd = fd;
  }

  packet(replay: Replay): void {
    const { packet, verdict, capture, rule } = replay;
    const lines = this.#lines;
    const reason = packet.reason === null ? null : reasonOf(packet, verdict);
    const at = lines.count++;
    if (at === 0) lines.first = capture.packet;
    lines.times[at] = capture.time;
    if (reason === null && rule === undefined) lines.endings[at] = this.#ending(packet, verdict);
    else {
      lines.endings[at] = OWN_ENDING;
      lines.own.push(endingText(packet, verdict, reason, rule));
    }
  }

  async handOn(): Promise<void> {
    this.#thread ??= new LineThread(this.#fd);
    await this.#thread.write(this.#lines);
    this.#next();
  }

  async end(table: string[] | null): Promise<void> {
    if (this.#thread === null) new NdjsonLines(this.#fd).write(this.#lines);
    else {
      await this.#thread.write(this.#lines);
      await this.#thread.end();
    }
    if (table) writeAll(this.#fd, Buffer.from(`${JSON.stringify({ table })}\n`));
  }

  #next(): void {
    const lines = this.#lines;
    lines.count = 0;
    lines.newEndings = [];
    lines.own = [];
  }

  #ending(packet: Packet, verdict: Verdict): number {
    const key = ((packet.ctinfo + 1) << 4) | (verdict << 1) | (packet.tracked ? 1 : 0);
    const known = this.#endings[key];
    if (known !== undefined) return known;
    this.#lines.newEndings.push(endingText(packet, verdict, null));
    this.#endings[key] = this.#endingsTold++;
    return this.#endings[key];
  }
}

/** A thread that makes lines of what it is told, and writes them. */
class LineThread {
  readonly #worker: Worker;
  /** How often it has been told of packets whose lines it has not written yet. */
  #ahead = 0;
  #failure: Error | null = null;

  constructor(fd: number) {
    const { filename, execArgv } = workerFile(join(__dirname, 'ndjson-worker.ts'), 'ndjson-worker.js');
    this.#worker = new Worker(filename, { execArgv, workerData: fd });
    this.#worker.on('message', () => this.#ahead--);
    this.#worker.on('error', error => {
      this.#failure = error;
    });
  }

  /** Takes a copy. Throws what the thread could not do. */
  async write(lines: PacketLines): Promise<void> {
    this.#worker.postMessage(lines);
    this.#ahead++;
    await this.#catchUp(AHEAD);
  }

  async end(): Promise<void> {
    await this.#catchUp(0);
    await this.#worker.terminate();
  }

  async #catchUp(ahead: number): Promise<void> {
    while (this.#failure === null && this.#ahead > ahead) await once(this.#worker, 'message').catch(() => {});
    if (this.#failure !== null) throw this.#failure;
  }
}

/** `rule` is told where there is a ruleset. */
function endingText(packet: Packet, verdict: Verdict, reason: string | null, rule?: string | null): string {
  const fields = {
    ctstate: ctstateOf(packet),
    ctdir: ctdirOf(packet),
    verdict: VERDICT_NAMES[verdict],
    reason,
    rule,
  };
  return `,${JSON.stringify(fields).slice(1)}\n`;
}
