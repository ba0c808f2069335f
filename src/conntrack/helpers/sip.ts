/**
 * The SIP helper: expects the media streams that two parties agree on (RFC 3261, RFC 3264), and calls to a client that
 * has registered (`nf_conntrack_sip.c`).
 */
import { HZ } from '../../clock';
import { Verdict } from '../../netfilter/hooks';
import { latin1 } from '../../packet/bytes';
import { CtInfo, dirOf, Family, type Packet, Protocol } from '../../packet/packet';
import { Expectation, ExpectFlag } from '../expectation';
import { Status } from '../status';
import { Dir, tupleAt } from '../store';
import { familyOf, kindOf, newTuple, putDestinationPort, TupleWord, zoneOf } from '../tuple';
import type { Helper, HelperHost } from './helper';
import { isSameAddress, tcpPayload, udpPayload } from './payload';
import {
  ANY_CONTACT,
  CONTACT,
  CONTENT_LENGTH,
  CSEQ,
  EXPIRES,
  expiresOf,
  findHeader,
  HeaderWalk,
  type Match,
  transportOf,
} from './sip-headers';
import { SipMessage, type SipNotes } from './sip-message';
import { expectCall, notePort, SIGNALLING, translateHeaders } from './sip-nat';
import { expectStream, writePort, writeSessionAddress, writeStreamAddress } from './sip-nat-sdp';
import { commonAddress, findVersion, type SdpStream, sdpMedia } from './sip-sdp';
import { anyPortAt, cutNumberAt, lettersAt, numberAt, portAt, sipAddressAt, standsAt } from './sip-text';

/** Classes of media follow that of calls. */
const FIRST_MEDIUM = SIGNALLING + 1;

const STATUS_LINE = 'SIP/2.0 ';
const SHORTEST = 'SIP/2.0 200'.length;
/** A description that would not fit into its packet any more. */
const TOO_LONG = 'cannot mangle SDP';
/** Stands for what kernels read of memory that nobody has written. */
const NOWHERE = new Int32Array(4);
const END_OF_HEADERS = '\r\n\r\n';
/** How long a connection lives from message to message, in seconds (`sip_timeout`). */
const MASTER_TIMEOUT = 3600;

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

  newData(): SipNotes {
    return { register: 0, invite: 0, forcedPort: 0 };
  }

  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    const isTcp = this.protocol === Protocol.TCP;
    if (isTcp && ctinfo !== CtInfo.ESTABLISHED && ctinfo !== CtInfo.ESTABLISHED_REPLY) return Verdict.ACCEPT;
    const payload = isTcp ? tcpPayload(packet, transport) : udpPayload(packet, transport);
    if (payload < 0) return Verdict.ACCEPT;
    host.setTimeout(ct, MASTER_TIMEOUT * HZ);
    packet.pull(packet.end);
    const text = latin1(packet.bytes, payload, packet.end);
    if (text.length < SHORTEST) return Verdict.ACCEPT;
    const family = familyOf(host.store.words, tupleAt(ct, Dir.ORIGINAL));
    const arrival = { packet, transport, ct, dir: dirOf(ctinfo), family, protocol: this.protocol, host };
    let growth = 0;
    for (const { at, text: each } of isTcp ? messagesIn(text, family) : [{ at: 0, text }]) {
      // What the messages before it have grown by is forgotten then (`sip_help_tcp`).
      if (each === null) return Verdict.ACCEPT;
      const message = new SipMessage(arrival, each, at + growth);
      if (!this.#handle(message)) return Verdict.DROP;
      growth += message.growth;
    }
    if (isTcp && growth !== 0) host.nat!.adjustSequence(packet, arrival.transport, growth);
    return Verdict.ACCEPT;
  }

  /** False for a message that is dropped. */
  #handle(message: SipMessage): boolean {
    const isResponse = standsAt(message.text, 0, STATUS_LINE);
    if ((isResponse ? this.#readResponse(message) : this.#readRequest(message)) !== Verdict.ACCEPT) return false;
    const failure = message.nat && translateHeaders(message);
    if (failure === null) return true;
    for (const why of [failure, 'cannot NAT SIP message']) if (why !== '') refuse(message, this, why);
    return false;
  }

  #readRequest(message: SipMessage): Verdict {
    const { text } = message;
    notePort(message);
    const method = METHODS.find(
      each => standsAt(text, 0, each) && text[each.length] === ' ' && lettersAt(text, each.length + 1) !== '',
    );
    if (!method) return Verdict.ACCEPT;
    const unread = this.#readSequence(message, cseqOf(message));
    if (unread !== null) return unread;
    switch (method) {
      case 'INVITE':
        return this.#invite(message);
      case 'BYE':
        removeMedia(message);
        return Verdict.ACCEPT;
      case 'REGISTER':
        return this.#register(message);
      default:
        return this.#describe(message);
    }
  }

  #readResponse(message: SipMessage): Verdict {
    const { text } = message;
    if (text.length < SHORTEST) return Verdict.ACCEPT;
    const { value: code } = numberAt(text, STATUS_LINE.length);
    if (code === 0) return refuse(message, this, 'cannot get code');
    const cseq = cseqOf(message);
    const unread = this.#readSequence(message, cseq);
    if (unread !== null) return unread;
    const method = ANSWERED.find(each => standsAt(text, cseq!.at + cseq!.length + 1, each));
    if (method === undefined) return Verdict.ACCEPT;
    if (method === 'REGISTER') return this.#registered(message, code);
    if (code >= 100 && code <= 299) return this.#describe(message);
    if (message.notes.invite === message.cseq) removeMedia(message);
    return Verdict.ACCEPT;
  }

  /** Keeps the sequence number; a verdict where there is none. */
  #readSequence(message: SipMessage, cseq: Match | null): Verdict | null {
    if (!cseq?.ok) return refuse(message, this, 'cannot parse cseq');
    const isChecked = message.arrival.host.linux.follows['sip-number-checked'];
    const { value, after } = (isChecked ? numberAt : cutNumberAt)(message.text, cseq.at);
    if (after === cseq.at) return refuse(message, this, 'cannot get cseq');
    message.cseq = value;
    return null;
  }

  /** A call, or a new agreement in one: what was expected for it before is not any more. */
  #invite(message: SipMessage): Verdict {
    removeMedia(message);
    const verdict = this.#describe(message);
    if (verdict === Verdict.ACCEPT) message.notes.invite = message.cseq;
    return verdict;
  }

  #describe(message: SipMessage): Verdict {
    const session = findVersion(message.text);
    if (session < 0) return Verdict.ACCEPT;
    const { family } = message.arrival;
    // Where no stream is named, the owner's address becomes that of the description (`process_sdp`).
    const common = commonAddress(message.text, session, family);
    let address = message.arrival.host.linux.follows['sip-session-address'] ? common : NOWHERE;
    for (const medium of sdpMedia(message, session, common, family)) {
      if ('refused' in medium) return refuse(message, this, medium.refused);
      address = medium.address.slice();
      const failure = this.#expectMedia(message, medium, address);
      if (failure !== null) {
        if (failure !== '') refuse(message, this, failure);
        return refuse(message, this, 'cannot add expectation for voice');
      }
      const isWritten = !message.nat || !medium.hasOwnAddress || writeStreamAddress(message, medium.place.at, address);
      if (!isWritten) return refuse(message, this, TOO_LONG);
    }
    if (!message.nat || !address || writeSessionAddress(message, session, address)) return Verdict.ACCEPT;
    return Verdict.DROP;
  }

  /**
   * A stream and its control (RTP and RTCP, RFC 3550), to the even port and the one behind it. `address` becomes that
   * outside. Null, or why not, where there is more to say than that it failed (`set_expected_rtp_rtcp`).
   */
  #expectMedia(message: SipMessage, medium: SdpStream, address: Int32Array): string | null {
    const { ct, family, host } = message.arrival;
    const { store, expectations } = host;
    if (this.#directMedia && !isSameAddress(address, message.source().address)) return null;
    const source = this.#directMedia ? message.source(true).address : null;
    const kind = FIRST_MEDIUM + medium.kind;
    const tuple = newTuple();
    if (source) tuple.set(source, TupleWord.SRC);
    tuple.set(address, TupleWord.DST);
    tuple[TupleWord.ID] = medium.port;
    const zone = zoneOf(store.words, tupleAt(ct, Dir.ORIGINAL));
    tuple[TupleWord.KIND] = kindOf(family, Protocol.UDP, zone);
    // The same call may be seen on several connections: whichever came first expects it for all.
    const knownOf = () => {
      const known = expectations.find(tuple);
      return known && known.master !== ct && known.helper === this && known.class === kind ? known : null;
    };
    let known = knownOf();
    // Behind the same router both can reach each other directly.
    const isDirect = message.nat !== null && known !== null && isMoved(known);
    if (isDirect) {
      address.set(known!.savedAddress);
      tuple.set(known!.savedAddress, TupleWord.DST);
      putDestinationPort(tuple, known!.savedPort);
      known = knownOf();
    }
    const base = tuple[TupleWord.ID] & 0xfffe;
    if (isDirect && !writePort(message, medium.place, base)) return '';
    if (known) return null;
    const [rtp, rtcp] = [base, base + 1].map(
      destinationPort =>
        new Expectation(
          store,
          ct,
          this,
          { protocol: Protocol.UDP, source, sourcePort: null, destination: address, destinationPort },
          kind,
        ),
    );
    if (message.nat && !isDirect) return expectStream(message, rtp, rtcp, medium.place, address);
    const first = expectations.add(rtp, { ofAnyMaster: true });
    if (first !== null && first !== 'EALREADY') return '';
    const second = expectations.add(rtcp, { ofAnyMaster: true });
    if (second === null || second === 'EALREADY') return null;
    if (first === null) expectations.takeBack(rtp);
    return '';
  }

  /** A client wants to be called: that is expected once the registrar has agreed (RFC 3261, 10). */
  #register(message: SipMessage): Verdict {
    const { text, arrival } = message;
    const { ct, family, host } = arrival;
    const { store, expectations } = host;
    if (store.status(ct) & Status.EXPECTED) return Verdict.ACCEPT;
    const contact = contactsOf(message).next();
    if (!contact) return Verdict.ACCEPT;
    const { address, after } = sipAddressAt(text, contact.at, family)!;
    const found = portOf(message, after);
    if (!found) return refuse(message, this, 'cannot parse contact');
    if (!isSameAddress(address, message.source().address)) return Verdict.ACCEPT;
    const behind = contact.at + contact.length;
    if (transportOf(text, behind, this.protocol) === null) return Verdict.ACCEPT;
    const expires = expiresOf(text, behind);
    if (expires === null) return refuse(message, this, 'cannot parse expires');
    if ((expires ?? commonExpires(text, family)) > 0) {
      const announced = {
        protocol: this.protocol,
        source: this.#directSignalling ? message.source(true).address : null,
        sourcePort: null,
        destination: address,
        destinationPort: found.port,
      };
      const flags = ExpectFlag.PERMANENT | ExpectFlag.INACTIVE;
      const expectation = new Expectation(store, ct, this, announced, SIGNALLING, flags);
      expectation.assignHelper = this;
      const failure = message.nat
        ? expectCall(message, expectation, contact.at, contact.length)
        : expectations.add(expectation) && 'cannot add expectation';
      if (failure !== null) return refuse(message, this, failure);
    }
    message.notes.register = message.cseq;
    return Verdict.ACCEPT;
  }

  /** The registrar's answer to the last request lets calls come for as long as it says, or no more. */
  #registered(message: SipMessage, code: number): Verdict {
    const { text, cseq, notes } = message;
    const { ct, family, host } = message.arrival;
    if (notes.register !== cseq || (code >= 100 && code <= 199)) return Verdict.ACCEPT;
    const client = message.destination().address;
    const contacts = contactsOf(message);
    while (code >= 200 && code <= 299) {
      const contact = contacts.next();
      if (!contact) break;
      const { address, after } = sipAddressAt(text, contact.at, family)!;
      const found = portOf(message, after);
      if (!found) return refuse(message, this, 'cannot parse contact');
      contacts.at = found.after;
      const behind = contact.at + contact.length;
      if (!isSameAddress(address, client) || transportOf(text, behind, this.protocol) === null) continue;
      const own = expiresOf(text, behind);
      if (own === null) return refuse(message, this, 'cannot parse expires');
      const expires = own ?? commonExpires(text, family);
      if (expires === 0) break;
      if (this.#activate(message, address, found.port, expires)) return Verdict.ACCEPT;
    }
    const registered = host.expectations.of(ct).find(each => each.class === SIGNALLING);
    if (registered) host.expectations.remove(registered);
    return Verdict.ACCEPT;
  }

  #activate({ arrival }: SipMessage, address: Int32Array, port: number, seconds: number): boolean {
    const { ct, host } = arrival;
    const { expectations } = host;
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

function refuse({ arrival }: SipMessage, helper: Helper, why: string): Verdict {
  arrival.host.helperLog(arrival.packet, helper, why);
  return Verdict.DROP;
}

function cseqOf({ text, arrival }: SipMessage): Match | null {
  return findHeader(text, 0, CSEQ, arrival.family);
}

/** The contacts that can be read; one whose port is out of range may be one of them, and its message is dropped then. */
function contactsOf({ text, arrival }: SipMessage): HeaderWalk {
  const { follows } = arrival.host.linux;
  return new HeaderWalk(text, follows['sip-contact-skipped'] ? CONTACT : ANY_CONTACT, arrival.family);
}

function portOf({ text, arrival }: SipMessage, at: number): { port: number; after: number } | null {
  return (arrival.host.linux.follows['sip-contact-skipped'] ? portAt : anyPortAt)(text, at);
}

function removeMedia({ arrival: { ct, host } }: SipMessage): void {
  for (const each of host.expectations.of(ct)) if (each.class !== SIGNALLING) host.expectations.remove(each);
}

/** Whether NAT has it come to another end than that which was read of. */
function isMoved({ tuple, savedAddress, savedPort }: Expectation): boolean {
  const address = tuple.slice(TupleWord.DST, TupleWord.DST + 4);
  return savedPort !== (tuple[TupleWord.ID] & 0xffff) || !isSameAddress(savedAddress, address);
}

/** Seconds of the header Expires, 0 where there is none. */
function commonExpires(text: string, family: Family): number {
  const header = findHeader(text, 0, EXPIRES, family);
  return header?.ok ? numberAt(text, header.at).value : 0;
}

/** The messages of a segment, by their Content-Length; the text of one that is not whole is null. */
function* messagesIn(text: string, family: Family): Generator<{ at: number; text: string | null }> {
  for (let at = 0; ; ) {
    const rest = text.slice(at);
    const header = findHeader(rest, 0, CONTENT_LENGTH, family);
    if (!header?.ok) return;
    const length = numberAt(rest, header.at);
    const end = length.after === header.at ? -1 : rest.indexOf(END_OF_HEADERS, length.after);
    if (end < 0) return;
    const total = end + END_OF_HEADERS.length + length.value;
    const isWhole = total <= rest.length;
    yield { at, text: isWhole ? rest.slice(0, total) : null };
    if (!isWhole) return;
    at += total;
  }
}
