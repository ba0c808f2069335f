import { Family } from '../../src/packet/packet';
import * as draw from '../draw';

/** Where a host is, seen from the router of the default topology. */
export type Side = 'client' | 'server' | 'router';

/**
 * Addresses of hosts on one side, or of the router on the client's side. The hosts are few, so that flows meet:
 * 192.0.2.10 to .13, 198.51.100.10 to .13 and their likes in IPv6.
 */
export function address(family: Family, side: Side): draw.Drawn<Uint8Array> {
  return ADDRESSES[family][side];
}

function addresses(family: Family): Readonly<Record<Side, draw.Drawn<Uint8Array>>> {
  return {
    client: draw.constantFrom(...HOSTS.map(host => addressOf(family, 1, host))),
    server: draw.constantFrom(...HOSTS.map(host => addressOf(family, 2, host))),
    router: draw.constant(addressOf(family, 1, 1)),
  };
}

/** `network`: 1 for the client's, 2 for the server's. */
function addressOf(family: Family, network: 1 | 2, host: number): Uint8Array {
  if (family === Family.IPV4) return Uint8Array.of(...(network === 1 ? [192, 0, 2] : [198, 51, 100]), host);
  return Uint8Array.of(0x20, 0x01, 0x0d, 0xb8, 0, network, 0, 0, 0, 0, 0, 0, 0, 0, 0, host);
}

const HOSTS = [10, 11, 12, 13];

const ADDRESSES = { [Family.IPV4]: addresses(Family.IPV4), [Family.IPV6]: addresses(Family.IPV6) };
