/** Payloads of descriptions as bytes. */
import type { PayloadDescription } from './notation-types';
import { fill } from './payload';
import { fromHex } from './wire';

export function payloadBytes(payload: PayloadDescription | undefined): Uint8Array {
  if (!payload) return new Uint8Array(0);
  if ('fill' in payload) return fill(payload.fill, payload.from);
  return 'hex' in payload ? fromHex(payload.hex) : new TextEncoder().encode(payload.text);
}
