/** How far long work has come: one line of an interactive terminal that is written anew, at most every 50 ms. */
import { isatty } from 'node:tty';
import { writeAll } from './output';

const PERIOD = 50;

export class Progress {
  readonly #fd: number;
  #shown = 0;

  /** `fd` is the terminal's; nothing is shown where it is none. */
  constructor(fd: number) {
    this.#fd = isatty(fd) ? fd : -1;
  }

  show(text: () => string): void {
    const now = performance.now();
    if (this.#fd < 0 || now - this.#shown < PERIOD) return;
    this.#shown = now;
    writeAll(this.#fd, Buffer.from(`\r\x1b[K${text()}`));
  }

  /** Leaves the line empty for what comes. */
  clear(): void {
    if (this.#shown > 0) writeAll(this.#fd, Buffer.from('\r\x1b[K'));
    this.#shown = 0;
  }
}
