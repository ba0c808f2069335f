/**
 * The SIP helper: expects the media streams that two parties agree on (RFC 3261, RFC 3264), and calls to a client that
 * has registered (`nf_conntrack_sip.c`).
 */
import { HZ } from '../../clock';
import { Verdict } from '../../netfilter/hooks';
import { CtInfo, dirOf, Family, type Packet, Protocol } from '../../packet/packet';
import { Expectation, ExpectFlag } from '../expectation';
import { Status } from '../status';
import { Dir, tupleAt } from '../store';
import { familyOf, kindOf, newTuple, TupleWord, zoneOf } from '../tuple';
import type { Helper, HelperHost } from './helper';
import { destinationOf, isSameAddress, sourceOf, tcpPayload, udpPayload } from './payload';
import { CONTACT, CONTENT_LENGTH, CSEQ, EXPIRES, expiresOf, findHeader, HeaderWalk, transportOf } from './sip-headers';
import { sdpMedia } from './sip-sdp';
import { lettersAt, numberAt, portAt, sipAddressAt, standsAt } from './sip-text';

/** Classes of expectations; those of media follow. */
const SIGNALLING = 0;
const FIRST_MEDIUM = 1;

const STATUS_LINE = 'SIP/2.0 ';
const SHORTEST = 'SIP/2.0 200'.length;
const END_OF_HEADERS = '\r\n\r\n';
/** How long a connection lives from message to message, in seconds (`sip_timeout`). */
const MASTER_TIMEOUT = 3600;

/** The last requests that were let through, by their sequence numbers. */
interface Notes {
  register: number;
  invite: number;
}

/** A message on its way through the helper. */
interface Message {
  readonly text: string;
  readonly cseq: number;
  readonly packet: Packet;
  readonly ct: number;
  readonly dir: Dir;
  readonly family: Family;
  readonly host: HelperHost;
}

export interface SipOptions {
  /** Expect media between the two ends of the signalling only (`sip_direct_media`). */
  readonly directMedia?: boolean;
  /** Expect calls from the registrar only (`sip_direct_signalling`). */
  readonly directSignalling?: boolean;
}

export class SipHelper implements Helper {
  readonly name = 'sip';
  readonly families = [Family.IPV4, Family.IPV6];
  readonly ports = [5060];
  readonly policies = [
    { name: 'signalling', maxExpected: 1, timeout: 180 },
    { name: 'audio', maxExpected: 4, timeout: 180 },
    { name: 'video', maxExpected: 4, timeout: 180 },
    { name: 'image', maxExpected: 2, timeout: 180 },
  ];
  readonly #directMedia: boolean;
  readonly #directSignalling: boolean;

  constructor(
    readonly protocol: Protocol.TCP | Protocol.UDP,
    { directMedia = true, directSignalling = true }: SipOptions = {},
  ) {
    this.#directMedia = directMedia;
    this.#directSignalling = directSignalling;
  }

  newData(): Notes {
    return { register: 0, invite: 0 };
  }

  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    const isTcp = this.protocol === Protocol.TCP;
    if (isTcp && ctinfo !== CtInfo.ESTABLISHED && ctinfo !== CtInfo.ESTABLISHED_REPLY) return Verdict.ACCEPT;
    const payload = isTcp ? tcpPayload(packet, transport) : udpPayload(packet, transport);
    if (payload < 0) return Verdict.ACCEPT;
    host.setTimeout(ct, MASTER_TIMEOUT * HZ);
    const text = Array.from(packet.bytes.subarray(payload, packet.end), byte => String.fromCharCode(byte)).join('');
    if (text.length < SHORTEST) return Verdict.ACCEPT;
    const family = familyOf(host.store.words, tupleAt(ct, Dir.ORIGINAL));
    for (const each of isTcp ? messagesIn(text, family) : [text]) {
      const verdict = this.#read({ text: each, cseq: 0, packet, ct, dir: dirOf(ctinfo), family, host });
      if (verdict !== Verdict.ACCEPT) return verdict;
    }
    return Verdict.ACCEPT;
  }

  #read(message: Message): Verdict {
    return standsAt(message.text, 0, STATUS_LINE) ? this.#readResponse(message) : this.#readRequest(message);
  }

  #readRequest(message: Message): Verdict {
    const { text } = message;
    const method = METHODS.find(
      each => standsAt(text, 0, each) && text[each.length] === ' ' && lettersAt(text, each.length + 1) !== '',
    );
    if (!method) return Verdict.ACCEPT;
    const cseq = findHeader(text, 0, CSEQ, message.family);
    if (!cseq?.ok) return refuse(message, this, 'cannot parse cseq');
    const number = numberAt(text, cseq.at);
    if (number.after === cseq.at) return refuse(message, this, 'cannot get cseq');
    const request = { ...message, cseq: number.value };
    switch (method) {
      case 'INVITE':
        return this.#invite(request);
      case 'BYE':
        removeMedia(request);
        return Verdict.ACCEPT;
      case 'REGISTER':
        return this.#register(request);
      default:
        return this.#describe(request);
    }
  }

  #readResponse(message: Message): Verdict {
    const { text } = message;
    if (text.length < SHORTEST) return Verdict.ACCEPT;
    const { value: code } = numberAt(text, STATUS_LINE.length);
    if (code === 0) return refuse(message, this, 'cannot get code');
    const cseq = findHeader(text, 0, CSEQ, message.family);
    if (!cseq?.ok) return refuse(message, this, 'cannot parse cseq');
    const number = numberAt(text, cseq.at);
    if (number.after === cseq.at) return refuse(message, this, 'cannot get cseq');
    const response = { ...message, cseq: number.value };
    const method = ANSWERED.find(each => standsAt(text, cseq.at + cseq.length + 1, each));
    if (method === undefined) return Verdict.ACCEPT;
    if (method === 'REGISTER') return this.#registered(response, code);
    if (code >= 100 && code <= 299) return this.#describe(response);
    if (notesOf(response).invite === response.cseq) removeMedia(response);
    return Verdict.ACCEPT;
  }

  /** A call, or a new agreement in one: what was expected for it before is not any more. */
  #invite(message: Message): Verdict {
    removeMedia(message);
    const verdict = this.#describe(message);
    if (verdict === Verdict.ACCEPT) notesOf(message).invite = message.cseq;
    return verdict;
  }

  #describe(message: Message): Verdict {
    for (const medium of sdpMedia(message.text, message.family)) {
      if ('refused' in medium) return refuse(message, this, medium.refused);
      if (this.#expectMedia(message, medium.address, medium.port, FIRST_MEDIUM + medium.kind)) continue;
      return refuse(message, this, 'cannot add expectation for voice');
    }
    return Verdict.ACCEPT;
  }

  /** A stream and its control (RTP and RTCP, RFC 3550), to the even port and the one behind it. */
  #expectMedia({ ct, dir, family, host }: Message, address: Int32Array, port: number, kind: number): boolean {
    const { store, expectations } = host;
    if (this.#directMedia && !isSameAddress(address, sourceOf(store, ct, dir))) return true;
    const source = this.#directMedia ? sourceOf(store, ct, (dir ^ 1) as Dir) : null;
    const tuple = newTuple();
    if (source) tuple.set(source, TupleWord.SRC);
    tuple.set(address, TupleWord.DST);
    tuple[TupleWord.ID] = port;
    const zone = zoneOf(store.words, tupleAt(ct, Dir.ORIGINAL));
    tuple[TupleWord.KIND] = kindOf(family, Protocol.UDP, zone);
    // The same call may be seen on several connections: whichever came first expects it for all.
    const known = expectations.find(tuple);
    if (known && known.master !== ct && known.helper === this && known.class === kind) return true;
    const [rtp, rtcp] = [port & ~1, (port & ~1) + 1].map(
      destinationPort =>
        new Expectation(
          store,
          ct,
          this,
          { protocol: Protocol.UDP, source, sourcePort: null, destination: address, destinationPort },
          kind,
        ),
    );
    const first = expectations.add(rtp, { ofAnyMaster: true });
    if (first !== null && first !== 'EALREADY') return false;
    const second = expectations.add(rtcp, { ofAnyMaster: true });
    if (second === null || second === 'EALREADY') return true;
    if (first === null) expectations.remove(rtp);
    return false;
  }

  /** A client wants to be called: that is expected once the registrar has agreed (RFC 3261, 10). */
  #register(message: Message): Verdict {
    const { text, packet, ct, dir, family, host } = message;
    const { store, expectations } = host;
    if (store.status(ct) & Status.EXPECTED) return Verdict.ACCEPT;
    const contact = new HeaderWalk(text, CONTACT, family).next();
    if (!contact) return Verdict.ACCEPT;
    const { address, after } = sipAddressAt(text, contact.at, family)!;
    const { port } = portAt(text, after)!;
    if (!isSameAddress(address, sourceOf(store, ct, dir))) return Verdict.ACCEPT;
    const behind = contact.at + contact.length;
    if (transportOf(text, behind, this.protocol) === null) return Verdict.ACCEPT;
    const expires = expiresOf(text, behind);
    if (expires === null) return refuse(message, this, 'cannot parse expires');
    if ((expires ?? commonExpires(text, family)) > 0) {
      const announced = {
        protocol: this.protocol,
        source: this.#directSignalling ? sourceOf(store, ct, (dir ^ 1) as Dir) : null,
        sourcePort: null,
        destination: address,
        destinationPort: port,
      };
      const flags = ExpectFlag.PERMANENT | ExpectFlag.INACTIVE;
      const expectation = new Expectation(store, ct, this, announced, SIGNALLING, flags);
      expectation.assignHelper = this;
      if (expectations.add(expectation) !== null) {
        host.helperLog(packet, this, 'cannot add expectation');
        return Verdict.DROP;
      }
    }
    notesOf(message).register = message.cseq;
    return Verdict.ACCEPT;
  }

  /** The registrar's answer to the last request lets calls come for as long as it says, or no more. */
  #registered(message: Message, code: number): Verdict {
    const { text, ct, dir, family, host, cseq } = message;
    if (notesOf(message).register !== cseq || (code >= 100 && code <= 199)) return Verdict.ACCEPT;
    const client = destinationOf(host.store, ct, dir);
    const contacts = new HeaderWalk(text, CONTACT, family);
    while (code >= 200 && code <= 299) {
      const contact = contacts.next();
      if (!contact) break;
      const { address, after } = sipAddressAt(text, contact.at, family)!;
      const { port, after: behindPort } = portAt(text, after)!;
      contacts.at = behindPort;
      const behind = contact.at + contact.length;
      if (!isSameAddress(address, client) || transportOf(text, behind, this.protocol) === null) continue;
      const own = expiresOf(text, behind);
      if (own === null) return refuse(message, this, 'cannot parse expires');
      const expires = own ?? commonExpires(text, family);
      if (expires === 0) break;
      if (this.#activate(message, address, port, expires)) return Verdict.ACCEPT;
    }
    const registered = host.expectations.of(ct).find(each => each.class === SIGNALLING);
    if (registered) host.expectations.remove(registered);
    return Verdict.ACCEPT;
  }

  #activate({ ct, host: { expectations } }: Message, address: Int32Array, port: number, seconds: number): boolean {
    const found = expectations.of(ct).find(({ class: kind, tuple }) => {
      const destination = tuple.subarray(TupleWord.DST, TupleWord.DST + 4);
      return kind === SIGNALLING && isSameAddress(destination, address) && (tuple[TupleWord.ID] & 0xffff) === port;
    });
    if (!found) return false;
    found.flags &= ~ExpectFlag.INACTIVE;
    expectations.refresh(found, seconds);
    return true;
  }
}

/** Methods whose requests are read, in the order they are tried. */
const METHODS = ['INVITE', 'UPDATE', 'ACK', 'PRACK', 'BYE', 'REGISTER'] as const;
/** Methods whose answers are read. */
const ANSWERED = ['INVITE', 'UPDATE', 'PRACK', 'REGISTER'] as const;

function refuse({ packet, host }: Message, helper: Helper, why: string): Verdict {
  host.helperLog(packet, helper, why);
  return Verdict.DROP;
}

function notesOf({ ct, host }: Message): Notes {
  return host.store.extension(ct)!.helperData as Notes;
}

function removeMedia({ ct, host: { expectations } }: Message): void {
  for (const each of expectations.of(ct)) if (each.class !== SIGNALLING) expectations.remove(each);
}

/** Seconds of the header Expires, 0 where there is none. */
function commonExpires(text: string, family: Family): number {
  const header = findHeader(text, 0, EXPIRES, family);
  return header?.ok ? numberAt(text, header.at).value : 0;
}

/** The messages of a segment, by their Content-Length, as far as they are whole. */
function* messagesIn(text: string, family: Family): Generator<string> {
  for (let rest = text; ; ) {
    const header = findHeader(rest, 0, CONTENT_LENGTH, family);
    if (!header?.ok) return;
    const length = numberAt(rest, header.at);
    const end = length.after === header.at ? -1 : rest.indexOf(END_OF_HEADERS, length.after);
    if (end < 0) return;
    const total = end + END_OF_HEADERS.length + length.value;
    if (total > rest.length) return;
    yield rest.slice(0, total);
    rest = rest.slice(total);
  }
}
