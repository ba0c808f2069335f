/** CRC32c, the checksum of SCTP (RFC 9260, appendix A). */

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  return crc;
});

/** The CRC of `bytes[from..to)` with the four bytes at `zeroAt` taken as zero. An unsigned number, to be stored little-endian. */
export function crc32c(bytes: Uint8Array, from: number, to: number, zeroAt = -1): number {
  let crc = -1;
  for (let at = from; at < to; at++) {
    const byte = at >= zeroAt && at < zeroAt + 4 && zeroAt >= 0 ? 0 : bytes[at];
    crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff];
  }
  return ~crc >>> 0;
}
