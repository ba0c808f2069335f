/** The hosts of a scenario by name: those of the default topology, unless the scenario describes a network. */
import { InputError } from '../../src/errors';
import { formatAddress, parseAddress } from '../../src/packet/address';
import { Family, familyOfDatagram } from '../../src/packet/packet';

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

const DEFAULT_INTERFACES: readonly string[] = ['c0', 's0', 'lo'];

/** The scenario's own: scenarios run one after another. */
let hosts: Record<string, string>;
let names: Map<string, string>;
let interfaces: readonly string[];

/** Lets hosts be known by these names, and routers have these interfaces, from here on. */
export function useHosts(addresses = HOSTS, ofRouters = DEFAULT_INTERFACES): void {
  hosts = addresses;
  // Of several names for an address the first is printed.
  names = new Map(
    Object.entries(addresses)
      .map(([name, address]) => [address, name] as const)
      .reverse(),
  );
  interfaces = ofRouters;
}

useHosts();

/** The name of a host, or its address when it has none. */
export function hostName(address: string): string {
  return names.get(address) ?? address;
}

/** The names of the routers' interfaces. */
export function interfaceNames(): readonly string[] {
  return interfaces;
}

/** A host given by name or address, as its address in the usual form. */
export function resolveHost(text: string): string {
  const address = parseAddress(hosts[text] ?? text);
  if (!address) throw new InputError(`"${text}" is no address and no host (allowed: ${Object.keys(hosts).join(', ')})`);
  return formatAddress(address, 0, address.length === 4 ? Family.IPV4 : Family.IPV6);
}

/** The interface of the default router that a packet from this source comes in by: `lo` for the router's own, `c0` for one nobody knows. */
export function deviceOf(datagram: Uint8Array): string {
  const family = familyOfDatagram(datagram);
  const at = family === Family.IPV4 ? 12 : 8;
  if (datagram.length < at + (family === Family.IPV4 ? 4 : 16)) return 'c0';
  const source = formatAddress(datagram, at, family);
  if (hostName(source).startsWith('router')) return 'lo';
  return source.startsWith('198.51.100.') || source.startsWith('2001:db8:2::') ? 's0' : 'c0';
}
