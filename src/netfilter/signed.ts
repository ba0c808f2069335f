/** Signatures of TCP segments: MD5 (RFC 2385) and the authentication option (RFC 5925). */
import type { Linux } from '../linux/linux';

const MD5 = { kind: 19, bytes: 18 };
/** Its shortest is a byte longer than its fields. */
const AUTHENTICATION = { kind: 29, bytes: 5 };

/**
 * Whether the TCP options `bytes[from..end)` hold a signature, or are broken where one might be: a port at which nobody
 * listens answers neither with a reset (`tcp_v4_send_reset`, `tcp_do_parse_auth_options`).
 */
export function isSigned(bytes: Uint8Array, from: number, end: number, { follows }: Linux): boolean {
  const wanted = follows['tcp-authentication'] ? [MD5, AUTHENTICATION] : [MD5];
  const shortest = Math.min(...wanted.map(each => each.bytes));
  for (let at = from; end - at >= shortest; ) {
    const kind = bytes[at];
    if (kind === 0) return false;
    const length = kind === 1 ? 1 : bytes[at + 1];
    const isSignature = wanted.some(each => each.kind === kind);
    const isBroken = length > end - at || (kind !== 1 && length < 2) || (kind === MD5.kind && length !== MD5.bytes);
    if (isBroken) return follows['broken-options-unanswered'];
    if (isSignature) return true;
    at += length;
  }
  return false;
}
