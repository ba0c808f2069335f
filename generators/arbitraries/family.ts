import { Family } from '../../src/packet/packet';
import * as draw from '../draw';

/** IPv4 twice as often as IPv6. */
export function family(): draw.Drawn<Family> {
  return draw.constantFrom(Family.IPV4, Family.IPV4, Family.IPV6);
}
