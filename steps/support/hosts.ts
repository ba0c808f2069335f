/** The hosts of the default topology by name, and the interface each one is behind. */
import { InputError } from '../../src/errors';
import { formatAddress, parseAddress } from '../../src/packet/address';
import { Family } from '../../src/packet/packet';

/** Names of single hosts. `client2` to `client9` and `server2` to `server9`, too, are there: .12 to .19. */
const HOSTS: Record<string, string> = {
  client: '192.0.2.10',
  client6: '2001:db8:1::10',
  server: '198.51.100.10',
  server6: '2001:db8:2::10',
  router: '192.0.2.1',
  router6: '2001:db8:1::1',
  'router-s0': '198.51.100.1',
  'router6-s0': '2001:db8:2::1',
};

for (let number = 2; number <= 9; number++) {
  if (number === 6) continue;
  HOSTS[`client${number}`] = `192.0.2.1${number}`;
  HOSTS[`server${number}`] = `198.51.100.1${number}`;
}

const NAMES = new Map(Object.entries(HOSTS).map(([name, address]) => [address, name]));

/** The address of a named host; undefined for a name that is unknown. */
export function addressOf(name: string): string | undefined {
  return HOSTS[name];
}

/** The name of a host, or its address when it has none. */
export function hostName(address: string): string {
  return NAMES.get(address) ?? address;
}

/** A host given by name or address, as its address in the usual form. */
export function resolveHost(text: string): string {
  const address = parseAddress(HOSTS[text] ?? text);
  if (!address) throw new InputError(`"${text}" is no address and no host (allowed: ${Object.keys(HOSTS).join(', ')})`);
  return formatAddress(address, 0, address.length === 4 ? Family.IPV4 : Family.IPV6);
}

/** The interface a packet from this source comes in by: `lo` for the router's own, `c0` for one nobody knows. */
export function deviceOf(datagram: Uint8Array): string {
  const family = datagram[0] >> 4 === 6 ? Family.IPV6 : Family.IPV4;
  const at = family === Family.IPV4 ? 12 : 8;
  if (datagram.length < at + (family === Family.IPV4 ? 4 : 16)) return 'c0';
  const source = formatAddress(datagram, at, family);
  if (hostName(source).startsWith('router')) return 'lo';
  return source.startsWith('198.51.100.') || source.startsWith('2001:db8:2::') ? 's0' : 'c0';
}
