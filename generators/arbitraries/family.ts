import fc from 'fast-check';
import { Family } from '../../src/packet/packet';

/** IPv4 twice as often as IPv6. */
export function family(): fc.Arbitrary<Family> {
  return fc.constantFrom(Family.IPV4, Family.IPV4, Family.IPV6);
}
