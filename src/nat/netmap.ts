/** NETMAP: the network of an address is replaced, the host within it stays (`nft_nat_setup_netmap`, `xt_NETMAP`). */
import { i32 } from '../packet/bytes';
import { Family, type Packet } from '../packet/packet';
import { Manip, type NatRange } from './range';

/** The range of the one address that the packet's is mapped to. */
export function netmapRange(range: NatRange, { bytes, start, family }: Packet, manip: Manip): NatRange {
  const { minAddress, maxAddress } = range;
  if (minAddress === null || maxAddress === null) return range;
  const words = family === Family.IPV4 ? 1 : 4;
  const at = start + (family === Family.IPV4 ? 12 : 8) + (manip === Manip.SRC ? 0 : 4 * words);
  const address = minAddress.map((first, word) => {
    const host = first ^ maxAddress[word];
    return word < words ? (i32(bytes, at + 4 * word) & host) | (first & ~host) : 0;
  });
  return { ...range, minAddress: address, maxAddress: address };
}
