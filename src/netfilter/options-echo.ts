/**
 * The IPv4 options that an answer repeats: the route and the times that its cause has recorded, in which its sender writes
 * itself down once more where there is room, its source route turned round, and its security label (`ip_options_echo`,
 * `ip_options_build`).
 */
import { i32, put32 } from '../packet/bytes';
import type { Option } from '../packet/options';
import type { Packet } from '../packet/packet';
import { isSourceRoute, OptionKind, Stamp } from './options';

/** Who answers. */
export interface Answerer {
  readonly source: Uint8Array;
  /** Milliseconds since midnight. */
  readonly milliseconds: number;
  /** Whether an address is one of its own, or of many hosts. */
  isNoNeighbour(address: number): boolean;
}

/** The options of an answer; null where one of them has room for a part only, which prevents it. */
export function repeatedOptions(cause: Packet, answerer: Answerer): Option[] | null {
  const { bytes, start, recorded } = cause;
  const options: Option[] = [];
  for (const kind of [OptionKind.RECORD_ROUTE, OptionKind.TIMESTAMP]) {
    const found = recorded.find(({ at }) => bytes[start + at] === kind);
    if (!found) continue;
    const option = optionAt(bytes, start + found.at);
    const hasRoom = found.isWritten && option[2] <= option.length;
    const write = kind === OptionKind.RECORD_ROUTE ? writeRoute : writeTime;
    if (hasRoom && !write(option, answerer)) return null;
    options.push({ kind, data: option.subarray(2) });
  }
  const back = wayBack(cause);
  if (back !== null) {
    const data = Uint8Array.of(FIRST, ...back.hops.slice(1).flat(), ...back.sender);
    options.push({ kind: back.kind, data });
  }
  const label = recorded.find(({ at }) => bytes[start + at] === OptionKind.CIPSO);
  if (label) options.push({ kind: OptionKind.CIPSO, data: optionAt(bytes, start + label.at).subarray(2) });
  return options;
}

/** Where the pointer of a route stands that has not been followed yet. */
const FIRST = 4;

/** The way back of a packet that came by a source route, from the first hop on; null where it did not. */
export function wayBack({
  bytes,
  start,
  recorded,
}: Packet): { kind: number; hops: number[][]; sender: number[] } | null {
  const found = recorded.find(({ at }) => isSourceRoute(bytes[start + at]));
  if (!found) return null;
  const option = [...optionAt(bytes, start + found.at)];
  const sender = [...bytes.subarray(start + 12, start + 16)];
  const hops: number[][] = [];
  for (let slot = Math.min(option[2], option.length + 1) - 4; slot >= FIRST; slot -= 4) {
    hops.push(option.slice(slot - 1, slot + 3));
  }
  // A route that names its sender is put right (RFC 1812, 5.2.4.1).
  if (hops.at(-1)?.join() === sender.join()) hops.pop();
  return hops.length > 0 ? { kind: option[0], hops, sender } : null;
}

function optionAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.slice(at, at + bytes[at + 1]);
}

function writeRoute(option: Uint8Array, { source }: Answerer): boolean {
  const pointer = option[2];
  if (pointer + 3 > option.length) return false;
  option.set(source, pointer - 1);
  option[2] = pointer + 4;
  return true;
}

function writeTime(option: Uint8Array, { source, milliseconds, isNoNeighbour }: Answerer): boolean {
  const asks = option[3] & 0x0f;
  if (asks === Stamp.TIME_AND_ADDRESS && !writeRoute(option, { source, milliseconds, isNoNeighbour })) return false;
  const pointer = option[2];
  if (pointer + 3 > option.length) return false;
  if (asks !== Stamp.PRESPECIFIED) {
    put32(option, pointer - 1, milliseconds);
    option[2] = pointer + 4;
  } else if (pointer + 7 <= option.length && isNoNeighbour(i32(option, pointer - 1))) {
    put32(option, pointer + 3, milliseconds);
    option[2] = pointer + 8;
  }
  return true;
}
