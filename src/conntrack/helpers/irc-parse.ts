/**
 * What IRC says about direct connections: `PRIVMSG nick :\x01DCC SEND file 3221225994 1024 …\x01`, where the address is
 * a decimal number and the port follows (the CTCP and DCC protocols; RFC 2812, 3.3.1).
 */
import { latin1 } from '../../packet/bytes';
import { isDigit } from './ftp-scan';

/** What a client offers: an IPv4 address as a word, and a port, both as the kernel cuts them to size. */
export interface DccOffer {
  /** Bytes from the payload's first to the address, and how many both numbers take: what NAT rewrites. */
  readonly offset: number;
  readonly length: number;
  readonly address: number;
  readonly port: number;
}

const SPACE = 0x20;
const NEWLINE = 0x0a;
const PRIVATE_MESSAGE = 'PRIVMSG ';
const MESSAGE = ' :';
const DCC = '\x01DCC ';
const KINDS = ['SEND ', 'CHAT ', 'MOVE ', 'TSEND ', 'SCHAT '];
/** Bytes that the shortest offer takes from its message on, and from its address on. */
const SHORTEST_MESSAGE = 26;
const SHORTEST_NUMBERS = 12;
const SHORTEST_COMMAND = 10;

/**
 * The offers in a segment's payload `bytes[at..end)`, whether they are to be believed or not; null stands for one that
 * cannot be read. Their lines end before `lineEnd`, with the payload unless told otherwise.
 */
export function* parseDcc(bytes: Uint8Array, at: number, end: number, lineEnd = end): Generator<DccOffer | null> {
  let here = skipBlanks(bytes, at, end - SHORTEST_COMMAND);
  if (here < end - SHORTEST_COMMAND) {
    if (!isText(bytes, here, PRIVATE_MESSAGE, true)) return;
    here += PRIVATE_MESSAGE.length;
  }
  while (here < end - SHORTEST_MESSAGE) {
    if (!isText(bytes, here, MESSAGE)) {
      here++;
      continue;
    }
    // Only there can it begin: whatever else is in the message is talk.
    here += MESSAGE.length;
    if (!isText(bytes, here, DCC)) return;
    here += DCC.length;
    const kind = KINDS.find(each => isText(bytes, here, each));
    if (!kind) continue;
    here += kind.length;
    yield readOffer(bytes, at, here, { end, lineEnd });
  }
}

function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && (bytes[at] === SPACE || bytes[at] === 0x0d || bytes[at] === NEWLINE)) at++;
  return at;
}

/** The numbers behind the argument at `here`, of a line that ends in time (`parse_dcc`). */
function readOffer(
  bytes: Uint8Array,
  payload: number,
  here: number,
  { end, lineEnd }: { end: number; lineEnd: number },
): DccOffer | null {
  let at = here;
  while (bytes[at++] !== SPACE) if (at > end - SHORTEST_NUMBERS) return null;
  const newline = bytes.indexOf(NEWLINE, at);
  if (newline < 0 || newline >= lineEnd) return null;
  const address = readNumber(bytes, at);
  let portAt = address.after;
  while (bytes[portAt] === SPACE) portAt++;
  const port = readNumber(bytes, portAt);
  return {
    offset: at - payload,
    length: port.after - at,
    address: Number(BigInt.asIntN(32, address.value)),
    port: Number(BigInt.asUintN(16, port.value)),
  };
}

/** The digits at `at`, which end before the line does: none are 0. */
function readNumber(bytes: Uint8Array, at: number): { value: bigint; after: number } {
  let after = at;
  while (isDigit(bytes[after])) after++;
  const digits = latin1(bytes, at, after);
  return { value: BigInt(digits || 0), after };
}

/** Whether the payload goes on with `text`, in any case where that is asked for. */
function isText(bytes: Uint8Array, at: number, text: string, ignoreCase = false): boolean {
  const found = latin1(bytes, at, at + text.length);
  return (ignoreCase ? found.toUpperCase() : found) === text;
}
