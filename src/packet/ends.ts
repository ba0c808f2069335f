/** The addresses in a packet's IP header. */
import { latin1 } from './bytes';
import { Family, type Packet } from './packet';

export function sourceOf({ bytes, start, family }: Packet): Uint8Array {
  return family === Family.IPV4 ? bytes.slice(start + 12, start + 16) : bytes.slice(start + 8, start + 24);
}

export function destinationOf({ bytes, start, family }: Packet): Uint8Array {
  return family === Family.IPV4 ? bytes.slice(start + 16, start + 20) : bytes.slice(start + 24, start + 40);
}

/** An address as a key: those of both families are told apart. */
export function addressKey(address: Uint8Array): string {
  return latin1(address);
}
