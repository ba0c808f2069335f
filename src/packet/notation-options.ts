/** From the description of an option of TCP or IPv4 to the option. */
import { put32 } from './bytes';
import type { OptionDescription, SequenceNumber } from './notation-types';
import type { Option } from './options';
import { TcpOption } from './tcp';
import { fromHex } from './wire';

/** `seq` turns the numbers of selective acknowledgments into those on the wire. */
export function buildOption(option: OptionDescription, seq: (number: SequenceNumber) => number): Option {
  switch (option.word) {
    case 'nop':
      return { kind: TcpOption.NOP, data: new Uint8Array(0) };
    case 'eol':
      return { kind: TcpOption.END, data: new Uint8Array(0) };
    case 'mss':
      return { kind: TcpOption.MSS, data: Uint8Array.of(option.value >>> 8, option.value) };
    case 'ws':
      return { kind: TcpOption.WINDOW_SCALE, data: Uint8Array.of(option.value) };
    case 'sackOK':
      return { kind: TcpOption.SACK_PERMITTED, data: new Uint8Array(0) };
    case 'sack':
      return { kind: TcpOption.SACK, data: words32(option.blocks.flat().map(seq)) };
    case 'timestamps':
      return { kind: TcpOption.TIMESTAMPS, data: words32([option.value, option.echo]) };
    case 'opt':
      return { kind: option.kind, data: fromHex(option.hex) };
    case 'raw':
      return { raw: fromHex(option.hex) };
  }
}

function words32(values: number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  for (const [i, value] of values.entries()) put32(bytes, 4 * i, value);
  return bytes;
}
