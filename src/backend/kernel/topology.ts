/** The router's interfaces, addresses, routes and sysctls, as they are before a scenario says anything. */
import { InputError } from '../../errors';
import { DEFAULT_INTERFACES, DEFAULT_MTU, type Gateway, type Interface } from '../../netfilter/topology';
import { parseAddress } from '../../packet/address';
import type { NetworkNamespace } from './netns';
import { LOAD_NFT, type RouterTools } from './router-tools';
import { waitUntil } from './system';

/** The loopback interface is always the first; the others follow in the order they are made. */
export const LOOPBACK_INDEX = 1;

/** How a router's network differs from the default one. */
export interface RouterNetwork {
  interfaces?: readonly Interface[];
  gateways?: readonly Gateway[];
  /** MTU of every interface that does not say its own; 1500 unless told. */
  mtu?: number;
  /** Whatever is not for the router itself leaves by the other interface, so that any capture passes through. */
  otherSide?: boolean;
}

/** Set in every router, some because a new namespace takes the machine's own settings, which must not show. */
const SYSCTLS: Record<string, string> = {
  'net.ipv4.ip_forward': '1',
  'net.ipv4.conf.all.rp_filter': '0',
  'net.ipv4.conf.all.log_martians': '0',
  'net.ipv4.conf.all.send_redirects': '1',
  'net.ipv4.conf.all.promote_secondaries': '0',
  'net.ipv6.conf.all.disable_ipv6': '0',
  'net.ipv6.conf.all.forwarding': '1',
  'net.netfilter.nf_log.2': 'nfnetlink_log',
  'net.netfilter.nf_log.10': 'nfnetlink_log',
  'net.netfilter.nf_conntrack_log_invalid': '255',
};

/** The same for each interface, before it is brought up. */
const DEVICE_SYSCTLS: Record<string, string> = {
  'ipv4.conf.DEVICE.rp_filter': '0',
  'ipv4.conf.DEVICE.log_martians': '0',
  'ipv4.conf.DEVICE.send_redirects': '1',
  'ipv4.conf.DEVICE.promote_secondaries': '0',
  'ipv6.conf.DEVICE.disable_ipv6': '0',
  'ipv6.conf.DEVICE.router_solicitations': '0',
  'ipv6.conf.DEVICE.addr_gen_mode': '1',
  'ipv6.conf.DEVICE.accept_dad': '0',
};

const LATE_ADDRESS_MILLISECONDS = 5000;

export function configure(namespace: NetworkNamespace, tools: RouterTools, network: RouterNetwork): void {
  const { interfaces = DEFAULT_INTERFACES, gateways = [], mtu = DEFAULT_MTU, otherSide = false } = network;
  for (const [name, value] of Object.entries(SYSCTLS)) namespace.setSysctl(name, value);
  for (const { name: device } of interfaces) {
    for (const [name, value] of Object.entries(DEVICE_SYSCTLS)) {
      namespace.setSysctl(`net.${name.replace('DEVICE', device)}`, value);
    }
  }
  tools.output('ip', ['-batch', '-'], linkCommands(interfaces, mtu));
  if (otherSide) {
    for (const family of ['-4', '-6']) tools.output('ip', [family, '-batch', '-'], otherSideCommands(interfaces));
  }
  awaitOwnAddresses(namespace, interfaces);
  if (gateways.length > 0) tools.output('ip', ['-batch', '-'], gatewayCommands(gateways));
}

/**
 * An IPv6 address is the router's own once the kernel has put it into its table, and the anycast address of its network
 * behind it (RFC 4291, 2.6.1). It leaves that to a work queue.
 */
function awaitOwnAddresses(namespace: NetworkNamespace, interfaces: readonly Interface[]): void {
  const own = interfaces.flatMap(({ name, addresses }) =>
    addresses
      .filter(address => address.includes(':'))
      .map(hexOf)
      .flatMap(address => [address, address.slice(0, 16).padEnd(32, '0')])
      .map(address => new RegExp(`^${address} 80 .* ${name}$`, 'm')),
  );
  const isThere = () => {
    const routes = namespace.procNet('ipv6_route');
    return own.every(route => route.test(routes));
  };
  if (!waitUntil(isThere, LATE_ADDRESS_MILLISECONDS)) throw new Error('the router did not get its IPv6 addresses');
}

export function removeAddress(tools: RouterTools, interfaces: readonly Interface[], text: string): void {
  const own = interfaces.flatMap(({ name, addresses }) => addresses.map(address => ({ name, address })));
  const found = own.find(({ address }) => address.split('/')[0] === text);
  if (!found) throw new InputError(`${text} is no address of the router`);
  tools.output('ip', ['addr', 'del', found.address, 'dev', found.name]);
}

export function takeDown(tools: RouterTools, interfaces: readonly Interface[], device: string): void {
  const names = interfaces.map(({ name }) => name);
  if (!names.includes(device)) throw new InputError(`"${device}" cannot go down (allowed: ${names.join(', ')})`);
  tools.output('ip', ['link', 'set', device, 'down']);
}

function hexOf(address: string): string {
  return Buffer.from(parseAddress(address.split('/')[0])!).toString('hex');
}

/** Lets a ruleset text be read by `nft`. */
export function loadRuleset(tools: RouterTools, text: string): void {
  tools.output(LOAD_NFT.name, LOAD_NFT.options, text);
}

function linkCommands(interfaces: readonly Interface[], usual: number): string {
  const commands = ['link set lo up'];
  for (const { name, addresses, mtu = usual } of interfaces) {
    commands.push(`link set ${name} up mtu ${mtu}`);
    for (const address of addresses) {
      commands.push(`addr add ${address} ${address.includes(':') ? 'nodad' : 'broadcast +'} dev ${name}`);
    }
  }
  return lines(commands);
}

function gatewayCommands(gateways: readonly Gateway[]): string {
  return lines(gateways.map(({ to, via }) => `route add ${to} via ${via}`));
}

function otherSideCommands(interfaces: readonly Interface[]): string {
  return lines(
    interfaces.flatMap(({ name }, at) => [
      `rule add pref 100 iif ${name} lookup ${100 + at}`,
      `route add default dev ${interfaces[1 - at].name} table ${100 + at}`,
    ]),
  );
}

function lines(commands: string[]): string {
  return commands.map(command => `${command}\n`).join('');
}
