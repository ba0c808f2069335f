/** Input files: one that is read as it is worked on, be it a pipe whose end is not known beforehand, or whole. */
import { constants } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { InputError } from '../errors';
import { CaptureReader } from '../packet/pcap';

export interface OpenInput {
  fd: number;
  /** In bytes; 0 where it is not known beforehand. */
  size: number;
}

/** Opens a file. Throws `InputError` where it cannot be read. */
export function openInput(file: string): OpenInput {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${(error as Error).message.split(',')[0]}`);
  }
  const stat = fstatSync(fd);
  if (!stat.isDirectory()) return { fd, size: stat.isFile() ? stat.size : 0 };
  closeSync(fd);
  throw new InputError(`cannot read ${file}: it is a folder; allowed is a pcap or pcapng file`);
}

const CHUNK = 1 << 20;

/** All of a capture. Throws `CaptureError` when it begins like none, for what is no capture may have no end either. */
export function readCapture(file: string): Uint8Array {
  const { fd } = openInput(file);
  const chunks: Uint8Array[] = [];
  let total = 0;
  const read = (into: Uint8Array): number => {
    const length = readSync(fd, into);
    chunks.push(into.slice(0, length));
    total += length;
    if (total <= constants.MAX_LENGTH) return length;
    throw new InputError(`cannot read ${file}: allowed are ${constants.MAX_LENGTH} bytes`);
  };
  try {
    new CaptureReader(read);
    const chunk = new Uint8Array(CHUNK);
    while (read(chunk) > 0);
    return Buffer.concat(chunks);
  } finally {
    closeSync(fd);
  }
}
