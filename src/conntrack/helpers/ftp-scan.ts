/**
 * The numbers in FTP's address lines: lists of them, ports and IPv6 addresses, read the way the kernel reads them.
 *
 * Each function reads `bytes[at..end)` from `at` on and returns where it stopped, or -1 where the text is not of its form.
 */

const ZERO = 0x30;

export function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}

/**
 * Fills `numbers` from decimal numbers with `separator` between them (`try_number`). An empty one counts as 0, and those
 * beyond 32 bits wrap. Stops on `terminator`, or on any other byte where that is null: never at the end of the text,
 * where more digits could follow in the next segment.
 */
export function scanNumbers(
  numbers: Int32Array,
  bytes: Uint8Array,
  at: number,
  end: number,
  separator: number,
  terminator: number | null,
): number {
  const last = numbers.length - 1;
  let index = 0;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (isDigit(byte)) numbers[index] = Math.imul(numbers[index], 10) + byte - ZERO;
    else if (byte === separator && index < last) index++;
    else return index === last && byte !== separator && (terminator === null || byte === terminator) ? at : -1;
  }
  return -1;
}

/**
 * A port up to and with its delimiter (`get_port`): the lower 16 bits of the number, which must not be 0.
 * Returns it and where the text goes on, or null.
 */
export function scanPort(bytes: Uint8Array, at: number, end: number, delimiter: number) {
  let port = 0;
  for (; at < end && isDigit(bytes[at]); at++) port = (port * 10 + bytes[at] - ZERO) & 0xffff;
  return at < end && bytes[at] === delimiter && port !== 0 ? { port, after: at + 1 } : null;
}

/**
 * An IPv6 address up to `delimiter` or a NUL byte (`in6_pton`), into four words. Leading zeros are free, `::` stands for
 * at least one group, and the last two groups may be a dotted quad, which a colon ends as well.
 */
export function scanAddress6(
  address: Int32Array,
  bytes: Uint8Array,
  at: number,
  end: number,
  delimiter: number,
): number {
  let stop = at;
  while (stop < end && bytes[stop] !== delimiter && bytes[stop] !== 0) stop++;
  if (stop === end) return -1;
  let text = Array.from(bytes.subarray(at, stop), byte => String.fromCharCode(byte)).join('');
  const dotted = DOTTED.exec(text);
  if (dotted) {
    const [, before, quad, ...numbers] = dotted;
    const [a, b, c, d] = numbers.map(Number);
    if (Math.max(a, b, c, d) > 255) return -1;
    stop = at + before.length + quad.length;
    text = `${before}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  }
  const groups = groupsOf(text);
  if (!groups) return -1;
  for (let word = 0; word < 4; word++) address[word] = (groups[2 * word] << 16) | groups[2 * word + 1];
  return stop;
}

const DOTTED = /^(.*:)((\d+)\.(\d+)\.(\d+)\.(\d+))(?::|$)/;
const GROUP = /^0*[0-9a-f]{1,4}$/i;

/** The eight groups of an address in text, or null. */
function groupsOf(text: string): number[] | null {
  const [before, after, ...more] = text.split('::').map(part => (part === '' ? [] : part.split(':')));
  const given = [...before, ...(after ?? [])];
  if (more.length > 0 || !given.every(group => GROUP.test(group))) return null;
  const missing = 8 - given.length;
  if (after ? missing < 1 : missing !== 0) return null;
  const gap = new Array<string>(missing).fill('0');
  return [...before, ...gap, ...(after ?? [])].map(group => Number.parseInt(group, 16));
}
