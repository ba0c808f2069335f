/** Session descriptions (SDP, RFC 8866) in SIP messages: which media streams go where (`process_sdp`). */
import { Family } from '../../packet/packet';
import { nextLine } from './sip-headers';
import { digitsAt, type Located, lettersAt, numberAt, sdpAddressAt, standsAt } from './sip-text';

/** Kinds of media that are expected, in the order of their classes. */
const KINDS = ['audio ', 'video ', 'image '] as const;
const MOST_MEDIA = 3;
const FIRST_PORT = 1024;
const LAST_PORT = 65535;

export const MEDIA = 'm=';
export const CONNECTION = 'c=';
export const OWNER = 'o=';

/** A stream: which of the kinds it is, its port and where that stands, its address and whether that is its own. */
export interface SdpStream {
  readonly kind: number;
  readonly port: number;
  readonly place: { readonly at: number; readonly length: number };
  readonly address: Int32Array;
  readonly hasOwnAddress: boolean;
}

/** A stream, or why the description is refused. */
export type SdpMedia = SdpStream | { readonly refused: string };

/** The address that streams have which tell none of their own; null where there is none before the first of them. */
export function commonAddress(text: string, session: number, family: Family): Int32Array | null {
  return findSdpAddress(text, session, CONNECTION, MEDIA, family)?.address ?? null;
}

/**
 * The streams of the description that begins at `session`, those that are switched off (port 0) or of other kinds left
 * out. While it is read, NAT may change the message; reading goes on at the place where it was, as the kernel does.
 */
export function* sdpMedia(
  message: { readonly text: string },
  session: number,
  common: Int32Array | null,
  family: Family,
): Generator<SdpMedia> {
  let from = session;
  for (let count = 0; count < MOST_MEDIA; ) {
    const { text } = message;
    const line = findLine(text, from, MEDIA, null);
    const length = line < 0 ? 0 : mediaLength(text, line);
    if (length === 0) return;
    const kind = KINDS.findIndex(each => length >= each.length && text.startsWith(each, line));
    if (kind < 0) {
      from = line + length;
      continue;
    }
    from = line + KINDS[kind].length;
    const { value: port } = numberAt(text, from);
    if (port === 0) continue;
    if (port < FIRST_PORT || port > LAST_PORT) {
      yield { refused: `wrong port ${port}` };
      return;
    }
    const own = findSdpAddress(text, from, CONNECTION, MEDIA, family);
    const address = own?.address ?? common;
    if (!address) {
      yield { refused: 'cannot parse SDP message' };
      return;
    }
    const place = { at: from, length: line + length - from };
    yield { kind, port, place, address, hasOwnAddress: own !== null };
    count++;
  }
}

/** Where the version that begins a description is, -1 where there is none. */
export function findVersion(text: string): number {
  const line = findLine(text, 0, 'v=', null);
  return line >= 0 && digitsAt(text, line) !== '' ? line : -1;
}

/** The address in the next line `name` behind `from`, which must come before a line `end`; null where there is none. */
export function findSdpAddress(
  text: string,
  from: number,
  name: string,
  end: string,
  family: Family,
): (Located & { at: number }) | null {
  const line = findLine(text, from, name, end);
  if (line < 0) return null;
  const word = family === Family.IPV4 ? 'IN IP4 ' : 'IN IP6 ';
  for (let at = line; at < text.length - word.length && text[at] !== '\r' && text[at] !== '\n'; at++) {
    if (!text.startsWith(word, at)) continue;
    const found = sdpAddressAt(text, at + word.length, family);
    return found && { ...found, at: at + word.length };
  }
  return null;
}

/** Where the value of the next line that begins with `name` is, -1 where there is none before a line that begins with `end`. */
function findLine(text: string, from: number, name: string, end: string | null): number {
  for (let line = nextLine(text, from); line >= 0 && line < text.length; line = nextLine(text, line + 1)) {
    if (end !== null && standsAt(text, line, end)) return -1;
    if (standsAt(text, line, name)) return line + name.length;
  }
  return -1;
}

/** How much of a line `audio 5004 …` is the kind and the port; 0 where it is no such line. */
function mediaLength(text: string, at: number): number {
  const { length } = lettersAt(text, at);
  if (text[at + length] !== ' ') return 0;
  return length + 1 + digitsAt(text, at + length + 1).length;
}
