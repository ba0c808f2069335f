/**
 * SIP behind NAT (`nf_nat_sip.c`): addresses and ports in the headers become those that the other side knows, and what
 * is expected is expected there.
 */
import { Family, Protocol } from '../../packet/packet';
import type { Expectation } from '../expectation';
import { Dir, tupleAt } from '../store';
import { addressText, familyOf, protocolOf, TupleWord } from '../tuple';
import type { HelperHost, HelperNat } from './helper';
import { destinationOf, isSameAddress, sourceOf } from './payload';
import { CONTACT, FROM, findParameter, HeaderWalk, requestAddress, TO, VIA_TCP, VIA_UDP } from './sip-headers';
import type { SipEnd, SipMessage } from './sip-message';
import { numberAt, portAt, sdpAddressAt, sipAddressAt, standsAt } from './sip-text';

/** The class of expected calls; those of media follow. */
export const SIGNALLING = 0;

/** An address with its port in the text, and what they say. */
interface Uri extends SipEnd {
  readonly at: number;
  readonly length: number;
}

/** Changes what the headers say; why not, or null. Empty where nothing is said of it. */
export function translateHeaders(message: SipMessage): string | null {
  const isRequest = !standsAt(message.text, 0, 'SIP/2.0');
  if (isRequest) {
    const uri = uriAt(message, requestAddress(message.text, message.arrival.family));
    if (uri && !translateUri(message, uri)) return 'cannot mangle SIP message';
  }
  const failure = translateVia(message, isRequest);
  if (failure !== null) return failure;
  const contacts = new HeaderWalk(message.text, CONTACT, message.arrival.family);
  for (;;) {
    const uri = uriAt(message, contacts.next());
    if (!uri) break;
    contacts.at = uri.at + uri.length;
    if (!translateUri(message, uri)) return 'cannot mangle contact';
    contacts.text = message.text;
  }
  for (const header of [FROM, TO]) {
    const uri = uriAt(message, new HeaderWalk(message.text, header, message.arrival.family).next());
    if (uri && !translateUri(message, uri)) return 'cannot mangle SIP from/to';
  }
  return redirectAnswer(message);
}

function uriAt({ text, arrival }: SipMessage, match: { at: number; length: number } | null): Uri | null {
  const found = match && sipAddressAt(text, match.at, arrival.family);
  const port = found && portAt(text, found.after);
  return port ? { at: match.at, length: match.length, address: found.address, port: port.port } : null;
}

/** The topmost Via, which says where the answer goes, where it names an end of this connection; and its parameters. */
function translateVia(message: SipMessage, isRequest: boolean): string | null {
  const { family, protocol } = message.arrival;
  const header = protocol === Protocol.TCP ? VIA_TCP : VIA_UDP;
  const uri = uriAt(message, new HeaderWalk(message.text, header, family).next());
  if (!uri || !isSameEnd(uri, isRequest ? message.source() : message.destination())) return null;
  const before = message.growth;
  if (!translateUri(message, uri)) return 'cannot mangle Via header';
  const behind = uri.at + uri.length + message.growth - before;
  const [from, to] = [message.source(), message.destination()];
  const [sentFrom, sentTo] = [message.destination(true), message.source(true)];
  if (!translateParameter(message, behind, 'maddr=', from.address, sentFrom.address, true))
    return 'cannot mangle maddr';
  if (!translateParameter(message, behind, 'received=', to.address, sentTo.address, false))
    return 'cannot mangle received';
  const rport = findParameter(message.text, behind, 'rport=');
  if (!rport) return null;
  const { value, after } = numberAt(message.text, rport.at);
  if (after === rport.at || value !== to.port || value === sentTo.port) return null;
  return message.replace(rport.at, after - rport.at, `${sentTo.port}`) ? null : 'cannot mangle rport';
}

function translateParameter(
  message: SipMessage,
  behind: number,
  name: string,
  from: Int32Array,
  to: Int32Array,
  inBrackets: boolean,
): boolean {
  const { family } = message.arrival;
  const parameter = findParameter(message.text, behind, name);
  const text = message.text.slice(0, parameter?.limit);
  const found =
    parameter &&
    (sipAddressAt(text, parameter.at, family) ?? (inBrackets ? null : sdpAddressAt(text, parameter.at, family)));
  if (!found || !isSameAddress(found.address, from) || isSameAddress(found.address, to)) return true;
  const known = addressText(to, 0, family);
  const isBracketed = inBrackets && family === Family.IPV6;
  return message.replace(parameter.at, found.after - parameter.at, isBracketed ? `[${known}]` : known);
}

/** An end of the connection as this side knows it becomes what the other side knows it as (`map_addr`). */
function translateUri(message: SipMessage, uri: Uri): boolean {
  let known: SipEnd;
  if (isSameEnd(uri, message.source())) known = message.destination(true);
  else if (isSameEnd(uri, message.destination())) {
    const end = message.source(true);
    known = { address: end.address, port: message.notes.forcedPort || end.port };
  } else return true;
  return isSameEnd(uri, known) || message.replace(uri.at, uri.length, endText(known, message.arrival.family));
}

/** Sends an answer to the port that the phone listens on. No phone listens for UDP where it sends by TCP, but may say so. */
function redirectAnswer({ arrival, nat, notes }: SipMessage): string | null {
  const { packet, transport, dir, protocol, host } = arrival;
  if (dir !== Dir.REPLY || notes.forcedPort === 0) return null;
  if (protocol === Protocol.TCP && host.linux.follows['sip-port-for-udp-only']) return '';
  packet.bytes[transport + 2] = notes.forcedPort >>> 8;
  packet.bytes[transport + 3] = notes.forcedPort;
  nat!.rewriteUdp(packet, transport, protocol);
  return null;
}

function isSameEnd(a: SipEnd, b: SipEnd): boolean {
  return a.port === b.port && isSameAddress(a.address, b.address);
}

export function endText({ address, port }: SipEnd, family: Family): string {
  const text = addressText(address, 0, family);
  return family === Family.IPV4 ? `${text}:${port}` : `[${text}]:${port}`;
}

/** Where the other side would have to go to reach `address` of this side. */
export function addressOutside(message: SipMessage, address: Int32Array): Int32Array {
  const known = message.destination(true).address;
  return isSameAddress(message.source().address, known) ? address : known;
}

/** Has a call be expected where the registrar knows the client, and tells it so in the contact; why not, or null. */
export function expectCall(message: SipMessage, expectation: Expectation, at: number, length: number): string | null {
  const { notes, nat, arrival } = message;
  const { tuple } = expectation;
  const [inside, port] = [destinationIn(expectation), tuple[TupleWord.ID] & 0xffff];
  const address = addressOutside(message, inside);
  const listensOn = notes.forcedPort || message.source().port;
  moveOutside(message, expectation, address);
  const chosen = nat!.expectFrom(expectation, port === listensOn ? message.destination(true).port : port);
  if (chosen === 0) return 'all ports in use for SIP';
  if (chosen === port && isSameAddress(inside, address)) return null;
  if (message.replace(at, length, endText({ address, port: chosen }, arrival.family))) return null;
  arrival.host.expectations.takeBack(expectation);
  return 'cannot mangle packet';
}

/** Expects what comes to the outside address, and notes where it is to go from there. */
export function moveOutside({ arrival, nat }: SipMessage, expectation: Expectation, address: Int32Array): void {
  expectation.savedAddress = destinationIn(expectation);
  expectation.savedPort = expectation.tuple[TupleWord.ID] & 0xffff;
  expectation.tuple.set(address, TupleWord.DST);
  expectation.dir = (arrival.dir ^ 1) as Dir;
  const { host } = arrival;
  expectation.arrived = (ct, arrived) => translateExpected(ct, arrived, host, nat!);
}

function destinationIn({ tuple }: Expectation): Int32Array {
  return tuple.slice(TupleWord.DST, TupleWord.DST + 4);
}

/**
 * A call or a stream has come: it goes where it was meant to go, and comes from where this side's own stream is expected,
 * or from where the master's packets come from (`nf_nat_sip_expected`).
 */
function translateExpected(ct: number, expectation: Expectation, host: HelperHost, nat: HelperNat): void {
  const { master, dir, savedAddress, savedPort } = expectation;
  const { store, expectations } = host;
  nat.translate(ct, 'destination', savedAddress, savedPort);
  const at = tupleAt(ct, Dir.ORIGINAL);
  const source = sourceOf(store, ct, Dir.ORIGINAL);
  const port = store.words[at + TupleWord.ID] >>> 16;
  const isItsOwn = (each: Expectation) =>
    familyOf(each.tuple) === familyOf(store.words, at) &&
    protocolOf(each.tuple) === protocolOf(store.words, at) &&
    isSameAddress(each.savedAddress, source) &&
    each.savedPort === port;
  const own = expectation.class === SIGNALLING ? undefined : expectations.of(master).find(isItsOwn);
  if (own) nat.translate(ct, 'source', destinationIn(own), own.tuple[TupleWord.ID] & 0xffff);
  else if (isSameAddress(source, sourceOf(store, master, dir))) {
    nat.translate(ct, 'source', destinationOf(store, master, (dir ^ 1) as Dir), null);
  }
}

/** Notes the port of the client's Via where it differs from the one that its request came from. */
export function notePort(message: SipMessage): void {
  const via = new HeaderWalk(message.text, VIA_UDP, message.arrival.family).next();
  const uri = uriAt(message, via);
  const { address, port } = message.source();
  if (uri && uri.port !== port && isSameAddress(uri.address, address)) message.notes.forcedPort = uri.port;
}
