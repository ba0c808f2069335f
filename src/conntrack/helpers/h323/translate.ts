/**
 * H.323 behind NAT (`nf_nat_h323.c`): an address in a message becomes the one that the other side knows, and what is
 * announced is expected there. Addresses of IPv6 stay as they are.
 */
import { put16, put32 } from '../../../packet/bytes';
import { Family, Protocol } from '../../../packet/packet';
import type { Expectation } from '../../expectation';
import { TupleWord } from '../../tuple';
import type { HelperNat } from '../helper';
import { destinationOf, isSameAddress, sourceOf } from '../payload';
import { expectPair, follow, natOf } from '../translated';
import { type Arrival, type End, otherWay } from './arrival';
import { notesOf } from './notes';

/** Some name the loopback interface first, then the address that they can be reached at. */
const LOOPBACK = 127;

/** NAT, where it changes this connection; else null. */
export function natFor({ ct, family, host }: Arrival): HelperNat | null {
  return family === Family.IPV4 ? natOf(ct, host) : null;
}

/** NAT, where the other side knows the sender by another address; else null. */
export function natOfSender(arrival: Arrival): HelperNat | null {
  const { ct, dir, host } = arrival;
  return isSameAddress(sourceOf(host.store, ct, dir), outsideOf(arrival)) ? null : natFor(arrival);
}

/** The sender's address as the other side knows it. */
export function outsideOf(arrival: Arrival): Int32Array {
  return destinationOf(arrival.host.store, arrival.ct, otherWay(arrival));
}

/** Puts an address and port in the place of what a message names; it gets no longer by that (`set_addr`). */
export function write(arrival: Arrival, nat: HelperNat, named: End, address: Int32Array, port: number): void {
  const { packet, transport, payload, helper } = arrival;
  const text = new Uint8Array(6);
  put32(text, 0, address[0]);
  put16(text, 4, port);
  const place = { offset: named.at - payload, length: text.length };
  if (helper.protocol === Protocol.TCP) nat.mangleTcp(packet, transport, place, text);
  else nat.mangleUdp(packet, transport, place, text);
}

/**
 * Expects media outside, at the pair of ports that the sender has named or the next one that is free, and names that
 * instead. What finds no ports, or comes after too many channels, is neither expected nor translated (`nat_rtp_rtcp`).
 */
export function expectPairOutside(
  arrival: Arrival,
  nat: HelperNat,
  end: End,
  rtp: Expectation,
  rtcp: Expectation,
): void {
  const { dir, host } = arrival;
  const back = otherWay(arrival);
  for (const each of [rtp, rtcp]) follow(each, back, nat);
  const inside = rtp.savedPort;
  const known = notesOf(arrival).mediaPorts.find(each => each[dir] === inside || each[dir] === 0);
  const port = known ? expectPair(rtp, rtcp, inside, host) : 0;
  if (!known || port === 0) {
    host.warn(`nf_nat_h323: out of ${known ? 'RTP ports' : 'expectations'}`);
    return;
  }
  write(arrival, nat, end, outsideOf(arrival), port | (end.port & 1));
  known[dir] = inside;
  known[back] = port;
}

/** Expects a connection outside, at the port given or another that is free, and names that; returns it, 0 where there is none (`nat_t120`). */
export function expectOutside(
  arrival: Arrival,
  nat: HelperNat,
  end: End,
  expectation: Expectation,
  port = end.port,
): number {
  follow(expectation, otherWay(arrival), nat);
  const chosen = nat.expectFrom(expectation, port);
  if (chosen === 0) arrival.host.warn('nf_nat_h323: out of TCP ports');
  else write(arrival, nat, end, outsideOf(arrival), chosen);
  return chosen;
}

/** The same of signalling: a port that has been named before is the same outside again (`nat_h245`, `nat_q931`). */
export function expectSignalOutside(arrival: Arrival, nat: HelperNat, end: End, expectation: Expectation): number {
  const { signalPort } = notesOf(arrival);
  const { dir } = arrival;
  const back = otherWay(arrival);
  const port = signalPort[dir] === end.port ? signalPort[back] : end.port;
  const chosen = expectOutside(arrival, nat, end, expectation, port);
  if (chosen === 0) return 0;
  signalPort[dir] = end.port;
  signalPort[back] = chosen;
  return chosen;
}

/** The caller is told to call the router, which passes the call on to the end that was meant (`nat_callforwarding`). */
export function expectForwardedOutside(arrival: Arrival, nat: HelperNat, end: End, expectation: Expectation): void {
  const { dir, host } = arrival;
  expectation.savedAddress = end.address;
  expectation.tuple.set(outsideOf(arrival), TupleWord.DST);
  expectOutside(arrival, nat, end, expectation);
  expectation.arrived = (ct, { savedAddress, savedPort }) => {
    nat.translate(ct, 'source', sourceOf(host.store, ct, dir), null);
    nat.translate(ct, 'destination', savedAddress, savedPort);
  };
}

export function isLoopback(end: End | null): end is End {
  return end !== null && end.address[0] >>> 24 === LOOPBACK;
}
