/**
 * A tun device: an interface whose other end of the wire is a file of ours.
 *
 * A datagram written to the file arrives at the interface, passes all of the stack and has left it again when the
 * write returns (`tun_get_user` calls `netif_receive_skb` itself); what the router sends out is read from the file.
 * Nothing is connected behind it, so nothing can leave the machine.
 */
import { constants } from 'node:fs';
import { Family } from '../../packet/packet';
import { type Question, taken } from './question';
import { system } from './system';

const TUNSETIFF = 0x400454ca;
const TUNSETPERSIST = 0x400454cb;
const IFF_TUN = 0x0001;
const IFREQ_BYTES = 40;
const IFREQ_FLAGS = 16;

/** Before each datagram: flags, and its Ethernet protocol number (`struct tun_pi`). */
const HEADER_BYTES = 4;
const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;

const SHORT = 64;
const LONGEST = HEADER_BYTES + 0x10000;

export class Tun {
  readonly name: string;
  readonly fd: number;

  /** Makes the device in the network namespace the calling thread is in. */
  constructor(name: string) {
    this.name = name;
    this.fd = system().open('/dev/net/tun', constants.O_RDWR | constants.O_NONBLOCK);
    const request = new Uint8Array(IFREQ_BYTES);
    new TextEncoder().encodeInto(name, request);
    request[IFREQ_FLAGS] = IFF_TUN;
    system().ioctl(this.fd, TUNSETIFF, request);
    // It goes with its namespace. Taking it down when the file is closed would block the caller for 50 ms.
    system().ioctl(this.fd, TUNSETPERSIST, 1);
  }

  /** Lets a datagram arrive. The device refuses one without a byte, and all when it is down. */
  sending(datagram: Uint8Array, family: Family): Question<void> {
    const frame = new Uint8Array(HEADER_BYTES + datagram.length);
    const ethertype = family === Family.IPV6 ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4;
    frame[2] = ethertype >> 8;
    frame[3] = ethertype & 0xff;
    frame.set(datagram, HEADER_BYTES);
    return {
      calls: [{ does: 'write', fd: this.fd, bytes: frame }],
      answer([written]) {
        if (written.error !== 'EINVAL' && written.error !== 'EIO') taken('write', written);
      },
    };
  }

  /** The datagrams the router has sent out here. */
  waiting(): Question<Uint8Array[]> {
    return {
      calls: [{ does: 'read', fd: this.fd, longest: LONGEST }],
      answer: ([read]) => taken('read', read).map(frame => frame.subarray(HEADER_BYTES)),
    };
  }

  /** The same, to let go of them: the rest of what does not fit is lost. */
  forgetting(): Question<unknown> {
    return { calls: [{ does: 'read', fd: this.fd, longest: SHORT }], answer: () => {} };
  }

  /** Waits for one, for at most so many milliseconds. */
  wait(milliseconds: number): boolean {
    return system().waitReadable(this.fd, milliseconds);
  }

  close(): void {
    system().close(this.fd);
  }
}
