/** QEMU's own control channel (QMP): a JSON object a line, commands one way, answers and events the other. */
import { closeSync, readSync, writeSync } from 'node:fs';
import { POLLIN, poll } from './native';

interface Message {
  QMP?: object;
  event?: string;
  error?: { desc: string };
  return?: unknown;
}

const LONGEST_WAIT_MILLISECONDS = 60_000;

export class Control {
  readonly #fd: number;
  readonly #ended: () => Error;
  readonly #buffer = Buffer.alloc(1 << 14);
  readonly #events = new Set<string>();
  #text = '';

  /** Takes the channel up on this socket. `ended` makes the error that tells why QEMU is gone. */
  constructor(fd: number, ended: () => Error) {
    this.#fd = fd;
    this.#ended = ended;
    while (!this.#read().QMP);
    this.command('qmp_capabilities');
  }

  /** Has QEMU do something; returns what it answers. */
  command(execute: string, args: object = {}): unknown {
    this.send(execute, args);
    for (;;) {
      const message = this.#read();
      if (message.error) throw new Error(`QEMU refuses ${execute}: ${message.error.desc}`);
      if ('return' in message) return message.return;
    }
  }

  /** The same without an answer: while the guest waits for us, QEMU gives none. */
  send(execute: string, args: object = {}): void {
    writeSync(this.#fd, `${JSON.stringify({ execute, arguments: args })}\n`);
  }

  /** Waits for an event, unless it has come since it was last waited for. */
  awaitEvent(name: string): void {
    while (!this.#events.delete(name)) this.#read();
  }

  close(): void {
    closeSync(this.#fd);
  }

  #read(): Message {
    for (let end = this.#text.indexOf('\n'); end < 0; end = this.#text.indexOf('\n')) {
      if (!(poll(this.#fd, POLLIN, LONGEST_WAIT_MILLISECONDS) & POLLIN)) throw this.#ended();
      const length = this.#receive();
      if (length === 0) throw this.#ended();
      this.#text += this.#buffer.toString('utf8', 0, length);
    }
    const end = this.#text.indexOf('\n');
    const message: Message = JSON.parse(this.#text.slice(0, end));
    this.#text = this.#text.slice(end + 1);
    if (message.event) this.#events.add(message.event);
    return message;
  }

  /** The length of what has come; 0 where QEMU is gone. */
  #receive(): number {
    try {
      return readSync(this.#fd, this.#buffer);
    } catch {
      return 0;
    }
  }
}
