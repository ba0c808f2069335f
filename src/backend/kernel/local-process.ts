/** A local process of the router that sends datagrams as they are, IP header included (`raw(7)`). */
import { Family } from '../../packet/packet';
import { AF_INET, AF_INET6, SOCK_RAW } from './linux';
import type { Question } from './question';
import { system } from './system';

export const IPPROTO_RAW = 255;
const SOL_SOCKET = 1;
const SO_BROADCAST = 6;
const IPPROTO_IPV6 = 41;
const IPV6_HDRINCL = 36;

export class LocalProcess {
  readonly #ipv4 = rawSocket(AF_INET);
  readonly #ipv6 = rawSocket(AF_INET6);

  constructor() {
    system().setsockopt(this.#ipv6, IPPROTO_IPV6, IPV6_HDRINCL, 1);
  }

  /** Sends a datagram where its header says. The system may refuse it, and a rule drop it at OUTPUT. */
  sending(datagram: Uint8Array, family: Family): Question<void> {
    const isIpv6 = family === Family.IPV6;
    const address = isIpv6 ? ipv6Address(datagram.subarray(24, 40)) : ipv4Address(datagram.subarray(16, 20));
    return {
      calls: [{ does: 'send', fd: isIpv6 ? this.#ipv6 : this.#ipv4, bytes: datagram, address }],
      answer: () => {},
    };
  }

  close(): void {
    system().close(this.#ipv4);
    system().close(this.#ipv6);
  }
}

function rawSocket(family: number): number {
  const fd = system().socket(family, SOCK_RAW, IPPROTO_RAW);
  system().setsockopt(fd, SOL_SOCKET, SO_BROADCAST, 1);
  return fd;
}

/** `struct sockaddr_in`. */
export function ipv4Address(address: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(16);
  bytes[0] = AF_INET;
  bytes.set(address, 4);
  return bytes;
}

/** `struct sockaddr_in6`. */
function ipv6Address(address: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(28);
  bytes[0] = AF_INET6;
  bytes.set(address, 8);
  return bytes;
}
