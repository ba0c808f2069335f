/** The messages of the machine's kernel (`/dev/kmsg`), as far as connection tracking writes them. */
import { constants } from 'node:fs';
import { SystemCallError } from './linux';
import { system } from './system';

const LONGEST = 8192;
/** A namespace other than the machine's first is told (`__nf_conntrack_alloc`). */
const NAMESPACE = / in netns (\d+)/;
/** `PRIORITY,NUMBER,MICROSECONDS,FLAGS;TEXT`, and lines of further values. */
const RECORD = /^[^;]*;((?:nf_conntrack: |nfnetlink_queue: |IPv4: Oversized ).*)$/m;

export class KernelMessages {
  readonly #fd = system().open('/dev/kmsg', constants.O_RDONLY | constants.O_NONBLOCK);
  readonly #buffer = new Uint8Array(LONGEST);

  constructor() {
    this.read();
  }

  /** Those that came since the last time, without any that are known to be of another namespace. */
  read(namespace?: string): string[] {
    const lines: string[] = [];
    for (let record = this.#next(); record !== null; record = this.#next()) {
      const text = RECORD.exec(record)?.[1];
      const of = NAMESPACE.exec(text ?? '')?.[1];
      if (text !== undefined && (of === undefined || of === namespace)) lines.push(text);
    }
    return lines;
  }

  /** Null where none waits. */
  #next(): string | null {
    try {
      const length = system().read(this.#fd, this.#buffer);
      return length < 0 ? null : Buffer.from(this.#buffer.subarray(0, length)).toString('utf8');
    } catch (error) {
      // The oldest were overwritten before they were read.
      if (error instanceof SystemCallError && error.code === 'EPIPE') return '';
      throw error;
    }
  }
}
