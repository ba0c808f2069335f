/**
 * Netlink: messages of a header and of attributes, which may hold attributes in turn (`linux/netlink.h`).
 *
 * Headers are in the machine's byte order (all that Node and koffi run Linux on is little-endian); what the netfilter
 * subsystems put into attributes is big-endian.
 */
import { u16, u32 } from '../../packet/bytes';
import { AF_NETLINK, errorName, SOCK_NONBLOCK, SOCK_RAW, SystemCallError } from './linux';
import { answering, ask, type Question, taken, together } from './question';
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
/** No message is longer: the longest holds a packet. */
const LONGEST = 1 << 17;
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

/** One of a batch: its type and flags beside those that any has. */
export interface Command {
  readonly type: number;
  readonly flags: number;
  readonly attributes: readonly Uint8Array[];
}

/** Attributes by type: views into the message, as it was received. */
export class Attributes {
  readonly #at = new Map<number, Uint8Array>();

  constructor(bytes: Uint8Array) {
    for (const [type, payload] of attributesIn(bytes)) this.#at.set(type, payload);
  }

  bytes(type: number): Uint8Array | undefined {
    return this.#at.get(type);
  }

  nested(type: number): Attributes | undefined {
    const bytes = this.#at.get(type);
    return bytes && new Attributes(bytes);
  }

  /** Of one that holds a list: its elements, each of attributes. */
  list(type: number): Attributes[] {
    const bytes = this.#at.get(type);
    return bytes ? [...attributesIn(bytes)].map(([, element]) => new Attributes(element)) : [];
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

function* attributesIn(bytes: Uint8Array): Generator<[type: number, payload: Uint8Array]> {
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes[at] | (bytes[at + 1] << 8);
    if (length < 4) return;
    yield [(bytes[at + 2] | (bytes[at + 3] << 8)) & TYPE_MASK, bytes.subarray(at + 4, at + length)];
    at += aligned(length);
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
  readonly #longest: number;
  #sequence = 0;

  /** `groups`: the multicast groups it listens to, by number; `longest`: the most bytes a message has. */
  constructor(groups: readonly number[] = [], longest = LONGEST) {
    this.#longest = longest;
    this.fd = system().socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK, NETLINK_NETFILTER);
    system().bind(this.fd, Uint8Array.of(AF_NETLINK, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    const large = system().setsockopt(this.fd, SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER);
    if (!large) system().setsockopt(this.fd, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER);
    for (const group of groups) system().setsockopt(this.fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group);
  }

  /** Sends a request and waits until the kernel has acknowledged it; throws what it refused it with. */
  command(type: number, family: number, resource: number, ...attributes: Uint8Array[]): void {
    whole(ask(this.#exchange(this.#message(type, NLM_F_REQUEST | NLM_F_ACK, family, resource, attributes)))[0]);
  }

  /** A request whose effects alone tell whether it was obeyed. */
  telling(type: number, resource: number, ...attributes: Uint8Array[]): Question<void> {
    return this.#sending(this.#message(type, NLM_F_REQUEST, 0, resource, attributes));
  }

  /** Commands of a subsystem that takes them in batches, all or none; throws what the kernel refused one with. */
  batch(subsystem: number, family: number, commands: readonly Command[]): void {
    const messages = commands.map(({ type, flags, attributes }, at) => {
      const isLast = at === commands.length - 1;
      const all = NLM_F_REQUEST | (isLast ? NLM_F_ACK : 0) | flags;
      return this.#message((subsystem << 8) | type, all, family, 0, attributes);
    });
    const begin = this.#message(BATCH_BEGIN, NLM_F_REQUEST, 0, subsystem, []);
    const end = this.#message(BATCH_END, NLM_F_REQUEST, 0, subsystem, []);
    whole(ask(this.#exchange(Buffer.concat([begin, ...messages, end])))[0]);
  }

  /** Asks for one object: null where there is none, or can be none, as by an ICMP type without a reply. */
  getting(type: number, family: number, ...attributes: Uint8Array[]): Question<Message | null> {
    return answering(this.#exchange(this.#message(type, NLM_F_REQUEST, family, 0, attributes)), reply =>
      reply.error === 'ENOENT' || reply.error === 'EINVAL' ? null : whole(reply)[0],
    );
  }

  /** All objects of a kind. */
  dump(type: number): Message[] {
    return whole(ask(this.#exchange(this.#message(type, NLM_F_REQUEST | NLM_F_DUMP, 0, 0, []), isEnded))[0]);
  }

  /** Every message that waits. */
  waiting(): Question<Message[]> {
    return answering(this.#receiving(), received => received.flatMap(({ message }) => message ?? []));
  }

  /** Waits for a message, for at most so many milliseconds; whether one has come. */
  wait(milliseconds: number): boolean {
    return system().waitReadable(this.fd, milliseconds);
  }

  close(): void {
    system().close(this.fd);
  }

  #message(
    type: number,
    flags: number,
    family: number,
    resource: number,
    attributes: readonly Uint8Array[],
  ): Uint8Array {
    const body = Buffer.concat([Uint8Array.of(family, 0, resource >> 8, resource & 0xff), ...attributes]);
    const header = new DataView(new ArrayBuffer(NLMSG_HEADER));
    header.setUint32(0, NLMSG_HEADER + body.length, true);
    header.setUint16(4, type, true);
    header.setUint16(6, flags, true);
    header.setUint32(8, ++this.#sequence, true);
    return Buffer.concat([new Uint8Array(header.buffer), body]);
  }

  #sending(request: Uint8Array): Question<void> {
    return {
      calls: [{ does: 'send', fd: this.fd, bytes: request, address: null }],
      answer: ([sent]) => void taken('netlink', sent),
    };
  }

  #receiving(): Question<Received[]> {
    return {
      calls: [{ does: 'receive', fd: this.fd, longest: this.#longest }],
      answer: ([received]) => taken('netlink', received).flatMap(messagesIn),
    };
  }

  /** A request and its reply, which comes within the call that asks for it; `isLast` tells what it ends with. */
  #exchange(request: Uint8Array, isLast = (_: Received) => true): Question<Reply> {
    const { calls, answer } = together<unknown>([this.#sending(request), this.#receiving()]);
    return {
      calls,
      answer: outcomes => {
        const received = answer(outcomes)[1] as Received[];
        while (!received.some(isLast)) {
          if (!this.wait(ANSWER_MILLISECONDS)) throw new SystemCallError('netlink', 'ETIMEDOUT');
          received.push(...ask(this.#receiving())[0]);
        }
        return {
          error: received.find(({ error }) => error)?.error ?? null,
          messages: received.flatMap(({ message }) => message ?? []),
        };
      },
    };
  }
}

/** What the kernel replies to a request: objects, and in the end perhaps an error. */
interface Reply {
  readonly error: string | null;
  readonly messages: Message[];
}

/** The objects of a reply; throws its error. */
function whole({ error, messages }: Reply): Message[] {
  if (error) throw new SystemCallError('netlink', error);
  return messages;
}

/** What one netlink message says: an error (or, without one, the end of an answer), or something of a subsystem. */
interface Received {
  error?: string;
  done?: boolean;
  message?: Message;
}

/** What a dump ends with. */
function isEnded({ error, done }: Received): boolean {
  return Boolean(error || done);
}

function messagesIn(bytes: Uint8Array): Received[] {
  const received: Received[] = [];
  for (let at = 0; at + NLMSG_HEADER <= bytes.length; ) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const length = view.getUint32(0, true);
    const type = view.getUint16(4, true);
    if (length < NLMSG_HEADER) break;
    if (type === NLMSG_DONE) received.push({ done: true });
    else if (type === NLMSG_ERROR) {
      const number = -view.getInt32(NLMSG_HEADER, true);
      received.push(number ? { error: errorName(number) } : { done: true });
    } else {
      const body = at + NLMSG_HEADER;
      const attributes = new Attributes(bytes.subarray(body + NFGENMSG, at + length));
      const [flags, family, resource] = [view.getUint16(6, true), bytes[body], u16(bytes, body + 2)];
      received.push({ message: { type, flags, family, resource, attributes } });
    }
    at += aligned(length);
  }
  return received;
}

function aligned(length: number): number {
  return (length + 3) & ~3;
}
