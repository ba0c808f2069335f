/** Values as they lie in the registers of nftables, of which `jhash` makes a number (`nft_jhash_eval`). */
import { InputError } from '../errors';
import { put16, put32 } from '../packet/bytes';
import type { Value } from './ruleset';
import type { SelectorKey } from './select';

/** How long a value is in a register, in bytes; refuses what is written there otherwise than in a packet. */
export function lengthOf(key: SelectorKey): number {
  if (key.endsWith('addr')) return key.includes('ip6 ') ? 16 : 4;
  if (key.endsWith('port') || /proto-(src|dst)$/.test(key)) return 2;
  if (/ (l4proto|protocol|nexthdr)$/.test(key) && key !== 'meta protocol') return 1;
  throw new InputError(`jhash is of addresses, ports and protocols, not of ${key}`);
}

/** Values side by side as they lie in registers of four bytes; one alone is as long as it is (`nft_payload_eval`). */
export function registersOf(values: readonly Value[], lengths: readonly number[]): Uint8Array {
  const padded = (length: number) => (lengths.length > 1 ? (length + 3) & ~3 : length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + padded(length), 0));
  let at = 0;
  for (const [index, value] of values.entries()) {
    put(bytes, at, lengths[index], value);
    at += padded(lengths[index]);
  }
  return bytes;
}

function put(bytes: Uint8Array, at: number, length: number, value: Value): void {
  if (length === 16) {
    for (let word = 0; word < 4; word++) {
      put32(bytes, at + 4 * word, Number(((value as bigint) >> BigInt(96 - 32 * word)) & 0xffffffffn));
    }
  } else if (length === 4) put32(bytes, at, value as number);
  else if (length === 2) put16(bytes, at, value as number);
  else bytes[at] = value as number;
}
