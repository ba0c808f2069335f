/** Writing at once and whole, whatever takes it: a file, a terminal, a pipe whose reader is slower than we are. */
import { writeSync } from 'node:fs';

/** Writes all of `bytes` to the open file `fd`. Throws the system's error, which `isOutputError` knows. */
export function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      // A full pipe that does not block.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(PAUSE, 0, 0, 1);
    }
  }
}

const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/** Whether the system refused to take what was written: a full disk, a reader that has gone. */
export function isOutputError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && (error as NodeJS.ErrnoException).syscall === 'write';
}
