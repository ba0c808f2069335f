/** Explicit congestion notification across fragments (RFC 3168, section 5.3). */

const NOT_ECT = 1;
const CE = 8;

/** The congestion bits of one fragment as a set, to be ORed over a datagram's fragments. */
export function ecnOf(trafficClass: number): number {
  return 1 << (trafficClass & 3);
}

/**
 * What the whole datagram's traffic class is ORed with: CE when a fragment met congestion, else nothing. -1 when the
 * fragments contradict each other (some of an ECN-capable transport, some not), and the datagram must be dropped.
 */
export function ecnOfDatagram(seen: number): number {
  if ((seen & NOT_ECT) !== 0) return seen === NOT_ECT ? 0 : -1;
  return (seen & CE) !== 0 && seen !== CE ? 3 : 0;
}
