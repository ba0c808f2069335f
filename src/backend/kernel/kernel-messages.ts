/** The messages of the machine's kernel (`/dev/kmsg`), as far as connection tracking writes them. */
import { constants } from 'node:fs';
import { answering, ask, type Question, taken } from './question';
import { system } from './system';

const LONGEST = 8192;
/** A namespace other than the machine's first is told (`__nf_conntrack_alloc`). */
const NAMESPACE = / in netns (\d+)/;
const OURS = /^(nf_conntrack: |nfnetlink_queue: |IPv4: Oversized )/;

/** The lines that wait in a file of messages, which each have more around theirs. */
export function logLines(fd: number): Question<string[]> {
  return {
    calls: [{ does: 'read', fd, longest: LONGEST }],
    answer([outcome]) {
      // The oldest were overwritten before they were read.
      const [{ error, messages }, more] =
        outcome.error === 'EPIPE' ? [{ ...outcome, error: null }, true] : [outcome, false];
      const lines = taken('read', { error, messages }).map(lineOf);
      return more ? [...lines, ...ask(logLines(fd))[0]] : lines;
    },
  };
}

/** Of `PRIORITY,NUMBER,MICROSECONDS,FLAGS;TEXT` and lines of further values the text. */
function lineOf(record: Uint8Array): string {
  const text = Buffer.from(record).toString();
  return text.slice(text.indexOf(';') + 1).split('\n')[0];
}

export class KernelMessages {
  readonly #fd = system().open('/dev/kmsg', constants.O_RDONLY | constants.O_NONBLOCK);

  constructor() {
    ask(this.waiting());
  }

  /** Those that came since the last time, without any that are known to be of another namespace. */
  waiting(namespace?: string): Question<string[]> {
    const isWanted = (line: string) => {
      const of = NAMESPACE.exec(line)?.[1];
      return OURS.test(line) && (of === undefined || of === namespace);
    };
    return answering(logLines(this.#fd), lines => lines.filter(isWanted));
  }
}
