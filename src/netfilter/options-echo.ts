/**
 * The IPv4 options that an answer repeats: the route and the times that its cause has recorded, in which its sender writes
 * itself down once more where there is room, and its security label (`ip_options_echo`, `ip_options_build`).
 */
import { i32, put32 } from '../packet/bytes';
import type { Option } from '../packet/options';
import type { Packet } from '../packet/packet';
import { OptionKind, Stamp } from './options';

/** Who answers. */
export interface Answerer {
  readonly source: Uint8Array;
  /** Milliseconds since midnight. */
  readonly milliseconds: number;
  /** Whether an address is one of its own, or of many hosts. */
  isNoNeighbour(address: number): boolean;
}

/** The options of an answer; null where one of them has room for a part only, which prevents it. */
export function repeatedOptions({ bytes, start, recorded }: Packet, answerer: Answerer): Option[] | null {
  const options: Option[] = [];
  for (const kind of [OptionKind.RECORD_ROUTE, OptionKind.TIMESTAMP, OptionKind.CIPSO]) {
    const found = recorded.find(({ at }) => bytes[start + at] === kind);
    if (!found) continue;
    const option = bytes.slice(start + found.at, start + found.at + bytes[start + found.at + 1]);
    const hasRoom = found.isWritten && option[2] <= option.length;
    const write = kind === OptionKind.RECORD_ROUTE ? writeRoute : writeTime;
    if (hasRoom && !write(option, answerer)) return null;
    options.push({ kind, data: option.subarray(2) });
  }
  return options;
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
