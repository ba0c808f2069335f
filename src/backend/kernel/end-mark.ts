/**
 * Tells where the records of a packet end.
 *
 * The kernel gathers the records of a log's group and hands them on once they are many, which costs much less than each by
 * itself. So behind a packet a local process sends a datagram of its own, by a marked socket. The first rules at OUTPUT log
 * it, have the records handed on up to this one where it is the last, and drop it: nothing else in the router sees it.
 */
import { AF_INET, SOCK_RAW, SystemCallError } from './linux';
import { IPPROTO_RAW, ipv4Address } from './local-process';
import type { LogRecord } from './nflog';
import { isArrival } from './path';
import type { Question } from './question';
import { END_MARK, LAST_MARK, reportOf } from './reporting';
import { system } from './system';
import { LOOPBACK_INDEX } from './topology';

const SOL_SOCKET = 1;
const SO_MARK = 36;

/** An IP header alone, from the loopback address to itself. It has an identification, so that the kernel need not choose one. */
const DATAGRAM = Uint8Array.of(0x45, 0, 0, 20, 0, 1, 0, 0, 1, 253, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1);
const ADDRESS = ipv4Address(DATAGRAM.subarray(16));

export class EndMark {
  readonly #end = markedSocket(END_MARK);
  readonly #last = markedSocket(LAST_MARK);

  /** Sets a mark; `isLast`: what is logged up to it can be read then. */
  setting(isLast = true): Question<void> {
    return {
      calls: [{ does: 'send', fd: isLast ? this.#last : this.#end, bytes: DATAGRAM, address: ADDRESS }],
      answer([{ error }]) {
        // It was dropped.
        if (error !== 'EPERM') throw new SystemCallError('sendto', error ?? 'the end mark was let through');
      },
    };
  }

  close(): void {
    system().close(this.#end);
    system().close(this.#last);
  }
}

function markedSocket(mark: number): number {
  const fd = system().socket(AF_INET, SOCK_RAW, IPPROTO_RAW);
  system().setsockopt(fd, SOL_SOCKET, SO_MARK, mark);
  return fd;
}

/** What tells that the records of a packet have ended: a mark, or that the next one arrives. */
export type End = 'mark' | 'arrival';

const isFromOutside = (record: LogRecord) => isArrival(record) && record.inDevice > LOOPBACK_INDEX;

/** The records of each packet, by the ends of these; behind the last stands a mark. */
export function apart(records: readonly LogRecord[], ends: readonly End[]): LogRecord[][] {
  const parts: LogRecord[][] = [[]];
  for (const record of records.toSorted((one, other) => one.sequence - other.sequence)) {
    const part = parts.at(-1)!;
    const isNext = ends[parts.length - 1] === 'arrival' && part.length > 0 && isFromOutside(record);
    if (reportOf(record.prefix).stage === 'end') parts.push([]);
    else if (isNext) parts.push([record]);
    else part.push(record);
  }
  if (parts.pop()!.length > 0) throw new Error('log records came behind the last end mark');
  if (parts.length !== ends.length) {
    throw new Error(`of ${ends.length} packets there are the log records of ${parts.length}`);
  }
  return parts;
}
