/**
 * Netlink: messages of a header and of attributes, which may hold attributes in turn (`linux/netlink.h`).
 *
 * Headers are in the machine's byte order (all that Node and koffi run Linux on is little-endian); what the netfilter
 * subsystems put into attributes is big-endian.
 */
import { u16, u32 } from '../../packet/bytes';
import { AF_NETLINK, errorName, SOCK_NONBLOCK, SOCK_RAW, SystemCallError } from './linux';
import { system } from './system';

export const NETLINK_NETFILTER = 12;

const NLMSG_HEADER = 16;
const NFGENMSG = 4;
const NLMSG_ERROR = 2;
const NLMSG_DONE = 3;
const BATCH_BEGIN = 0x10;
const BATCH_END = 0x11;
const NLM_F_REQUEST = 1;
const NLM_F_ACK = 4;
const NLM_F_DUMP = 0x300;
const NESTED = 0x8000;
const TYPE_MASK = 0x3fff;

const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const SO_RCVBUFFORCE = 33;
const SOL_NETLINK = 270;
const NETLINK_ADD_MEMBERSHIP = 1;
const RECEIVE_BUFFER = 1 << 22;
/** No message is longer. */
const LONGEST = 1 << 18;
/** An answer comes within the call that asks for it; this is for the day it does not. */
const ANSWER_MILLISECONDS = 2000;

/** A netfilter message (`struct nfgenmsg`). */
export interface Message {
  /** Subsystem in the upper byte, the subsystem's own type in the lower. */
  type: number;
  flags: number;
  family: number;
  /** What the subsystem numbers: the group of a log, for one. */
  resource: number;
  attributes: Attributes;
}

/** Attributes by type: views into the message, as it was received. */
export class Attributes {
  readonly #at = new Map<number, Uint8Array>();

  constructor(bytes: Uint8Array) {
    for (let at = 0; at + 4 <= bytes.length; ) {
      const length = bytes[at] | (bytes[at + 1] << 8);
      if (length < 4) break;
      this.#at.set((bytes[at + 2] | (bytes[at + 3] << 8)) & TYPE_MASK, bytes.subarray(at + 4, at + length));
      at += aligned(length);
    }
  }

  bytes(type: number): Uint8Array | undefined {
    return this.#at.get(type);
  }

  nested(type: number): Attributes | undefined {
    const bytes = this.#at.get(type);
    return bytes && new Attributes(bytes);
  }

  u8(type: number): number | undefined {
    return this.#at.get(type)?.[0];
  }

  u16(type: number): number | undefined {
    const bytes = this.#at.get(type);
    return bytes && u16(bytes, 0);
  }

  u32(type: number): number | undefined {
    const bytes = this.#at.get(type);
    return bytes && u32(bytes, 0);
  }

  u64(type: number): number | undefined {
    const bytes = this.#at.get(type);
    return bytes && u32(bytes, 0) * 2 ** 32 + u32(bytes, 4);
  }

  string(type: number): string | undefined {
    const bytes = this.#at.get(type);
    return bytes && Buffer.from(bytes).toString('latin1').replace(/\0+$/, '');
  }
}

/** One attribute: its payload padded to four bytes. */
export function attribute(type: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(aligned(4 + payload.length));
  const length = 4 + payload.length;
  bytes.set([length & 0xff, length >> 8, type & 0xff, type >> 8]);
  bytes.set(payload, 4);
  return bytes;
}

export function nest(type: number, ...attributes: Uint8Array[]): Uint8Array {
  return attribute(type | NESTED, Buffer.concat(attributes));
}

/** Numbers as the netfilter subsystems write them. */
export function big16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

export function big32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** A socket to the netfilter subsystems of the network namespace the calling thread is in. */
export class NetlinkSocket {
  readonly fd: number;
  readonly #buffer = new Uint8Array(LONGEST);
  #sequence = 0;

  /** `groups`: the multicast groups it listens to, by number. */
  constructor(groups: number[] = []) {
    this.fd = system().socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK, NETLINK_NETFILTER);
    system().bind(this.fd, Uint8Array.of(AF_NETLINK, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    const large = system().setsockopt(this.fd, SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER);
    if (!large) system().setsockopt(this.fd, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
    for (const group of groups) system().setsockopt(this.fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group);
  }

  /** Sends a request and waits until the kernel has acknowledged it; throws what it refused it with. */
  command(type: number, family: number, resource: number, ...attributes: Uint8Array[]): void {
    this.#send(type, NLM_F_REQUEST | NLM_F_ACK, family, resource, attributes);
    const error = this.#answer(() => true);
    if (error) throw new SystemCallError('netlink', error);
  }

  /** Sends a request whose effects alone tell whether it was obeyed. */
  tell(type: number, resource: number, ...attributes: Uint8Array[]): void {
    this.#send(type, NLM_F_REQUEST, 0, resource, attributes);
  }

  /** A command of a subsystem that takes its commands in batches; throws what the kernel refused it with. */
  batch(subsystem: number, type: number, flags: number, family: number, ...attributes: Uint8Array[]): void {
    const messages = [
      this.#message(BATCH_BEGIN, NLM_F_REQUEST, 0, subsystem, []),
      this.#message((subsystem << 8) | type, NLM_F_REQUEST | NLM_F_ACK | flags, family, 0, attributes),
      this.#message(BATCH_END, NLM_F_REQUEST, 0, subsystem, []),
    ];
    system().sendto(this.fd, Buffer.concat(messages), null);
    const error = this.#answer(() => true);
    if (error) throw new SystemCallError('netlink', error);
  }

  /** The answer to a request for one object, or null where there is none: or can be none, as by an ICMP type without a reply. */
  get(type: number, family: number, ...attributes: Uint8Array[]): Message | null {
    this.#send(type, NLM_F_REQUEST, family, 0, attributes);
    let found: Message | null = null;
    const error = this.#answer(message => {
      found = message;
      return true;
    });
    if (error && error !== 'ENOENT' && error !== 'EINVAL') throw new SystemCallError('netlink', error);
    return found;
  }

  /** All objects of a kind. */
  dump(type: number): Message[] {
    this.#send(type, NLM_F_REQUEST | NLM_F_DUMP, 0, 0, []);
    const found: Message[] = [];
    const error = this.#answer(message => {
      found.push(message);
      return false;
    });
    if (error) throw new SystemCallError('netlink', error);
    return found;
  }

  /** Hands every message that waits to `take`; its bytes may be kept. */
  drain(take: (message: Message) => void): void {
    for (const bytes of system().receiveAll(this.fd, LONGEST)) {
      for (const { message } of messagesIn(bytes)) if (message) take(message);
    }
  }

  /** Waits for a message, for at most so many milliseconds; whether one has come. */
  wait(milliseconds: number): boolean {
    return system().waitReadable(this.fd, milliseconds);
  }

  close(): void {
    system().close(this.fd);
  }

  #send(type: number, flags: number, family: number, resource: number, attributes: Uint8Array[]): void {
    system().sendto(this.fd, this.#message(type, flags, family, resource, attributes), null);
  }

  #message(type: number, flags: number, family: number, resource: number, attributes: Uint8Array[]): Uint8Array {
    const body = Buffer.concat([Uint8Array.of(family, 0, resource >> 8, resource & 0xff), ...attributes]);
    const header = new DataView(new ArrayBuffer(NLMSG_HEADER));
    header.setUint32(0, NLMSG_HEADER + body.length, true);
    header.setUint16(4, type, true);
    header.setUint16(6, flags, true);
    header.setUint32(8, ++this.#sequence, true);
    return Buffer.concat([new Uint8Array(header.buffer), body]);
  }

  /**
   * Reads the answer to the last request: until an acknowledgement, the end of a dump, or until `take` has enough.
   * Returns the name of the error it ends with, or null.
   */
  #answer(take: (message: Message) => boolean): string | null {
    for (;;) {
      const bytes = this.#receive();
      if (bytes === null) {
        if (!system().waitReadable(this.fd, ANSWER_MILLISECONDS)) throw new SystemCallError('netlink', 'ETIMEDOUT');
        continue;
      }
      for (const { error, done, message } of messagesIn(bytes)) {
        if (error) return error;
        if (done || (message && take(message))) return null;
      }
    }
  }

  #receive(): Uint8Array | null {
    const length = system().receive(this.fd, this.#buffer);
    return length < 0 ? null : this.#buffer.slice(0, length);
  }
}

/** What one netlink message says: an error (or, without one, the end of an answer), or something of a subsystem. */
interface Received {
  error?: string;
  done?: boolean;
  message?: Message;
}

function* messagesIn(bytes: Uint8Array): Generator<Received> {
  for (let at = 0; at + NLMSG_HEADER <= bytes.length; ) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const length = view.getUint32(0, true);
    const type = view.getUint16(4, true);
    if (length < NLMSG_HEADER) return;
    if (type === NLMSG_DONE) yield { done: true };
    else if (type === NLMSG_ERROR) {
      const number = -view.getInt32(NLMSG_HEADER, true);
      yield number ? { error: errorName(number) } : { done: true };
    } else {
      const body = at + NLMSG_HEADER;
      const attributes = new Attributes(bytes.subarray(body + NFGENMSG, at + length));
      yield {
        message: {
          type,
          flags: view.getUint16(6, true),
          family: bytes[body],
          resource: u16(bytes, body + 2),
          attributes,
        },
      };
    }
    at += aligned(length);
  }
}

function aligned(length: number): number {
  return (length + 3) & ~3;
}
