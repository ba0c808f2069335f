import fc from 'fast-check';
import { Family } from '../../src/packet/packet';

/** Where a host is, seen from the router of the default topology. */
export type Side = 'client' | 'server' | 'router';

/**
 * Addresses of hosts on one side, or of the router on the client's side. The hosts are few, so that flows meet:
 * 192.0.2.10 to .13, 198.51.100.10 to .13 and their likes in IPv6.
 */
export function address(family: Family, side: Side): fc.Arbitrary<Uint8Array> {
  if (side === 'router') return fc.constant(addressOf(family, 'client', 1));
  return fc.nat(HOSTS - 1).map(host => addressOf(family, side, FIRST_HOST + host));
}

function addressOf(family: Family, side: 'client' | 'server', host: number): Uint8Array {
  if (family === Family.IPV4) return Uint8Array.of(...(side === 'client' ? [192, 0, 2] : [198, 51, 100]), host);
  return Uint8Array.of(0x20, 0x01, 0x0d, 0xb8, 0, side === 'client' ? 1 : 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, host);
}

const HOSTS = 4;
const FIRST_HOST = 10;
