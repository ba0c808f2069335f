/**
 * Messages of RAS behind NAT: the address that an endpoint speaks to the gatekeeper from, and the one that it can be
 * called at, become those outside, and on the way back those inside.
 */
import type { HelperNat } from '../helper';
import { destinationOf, isSameAddress, sourceOf } from '../payload';
import { type Arrival, type End, endOf, otherWay, portsOf } from './arrival';
import type { TransportAddress } from './h225';
import { notesOf } from './notes';
import type { RasMessage } from './ras-message';
import { isLoopback, natFor, outsideOf, write } from './translate';

type Addresses = readonly (TransportAddress | undefined)[] | undefined;

export function translateAddresses(arrival: Arrival, message: RasMessage): void {
  const nat = natFor(arrival);
  if (!nat) return;
  const { gatekeeperRequest, registrationRequest, registrationConfirm, unregistrationRequest } = message;
  const { admissionRequest, locationRequest, infoRequestResponse } = message;
  translateOwn(arrival, nat, [gatekeeperRequest?.rasAddress]);
  translateOwn(arrival, nat, registrationRequest?.rasAddress);
  translateOwn(arrival, nat, [locationRequest?.replyAddress]);
  translateOwn(arrival, nat, [infoRequestResponse?.rasAddress]);
  translateSignal(arrival, nat, registrationConfirm?.callSignalAddress);
  translateSignal(arrival, nat, unregistrationRequest?.callSignalAddress);
  translateSignal(arrival, nat, infoRequestResponse?.callSignalAddress);
  if (admissionRequest) translateCall(arrival, nat, admissionRequest);
}

/** The first address that is this connection's own end (`set_ras_addr`). */
function translateOwn(arrival: Arrival, nat: HelperNat, addresses: Addresses): void {
  const own = endsOf(arrival, addresses).find(end => end !== null && isSource(arrival, end));
  if (own) write(arrival, nat, own, outsideOf(arrival), portsOf(arrival, otherWay(arrival)) & 0xffff);
}

export function isSource(arrival: Arrival, { address, port }: End): boolean {
  const { ct, dir, host } = arrival;
  return port === portsOf(arrival, dir) >>> 16 && isSameAddress(address, sourceOf(host.store, ct, dir));
}

/** The first address of either end that calls come to, by the port that it has been registered with (`set_sig_addr`). */
export function translateSignal(arrival: Arrival, nat: HelperNat, addresses: Addresses): void {
  const { ct, dir, host } = arrival;
  const { signalPort } = notesOf(arrival);
  const [source, destination] = [sourceOf(host.store, ct, dir), destinationOf(host.store, ct, dir)];
  const isEither = ({ address }: End) => isSameAddress(address, source) || isSameAddress(address, destination);
  const ends = endsOf(arrival, addresses);
  const found = ends.find(end => end !== null && end.port === signalPort[dir] && isEither(end));
  if (!found) return;
  const port = signalPort[otherWay(arrival)];
  if (isSameAddress(found.address, source)) {
    write(arrival, nat, isLoopback(ends[0]) ? ends[0] : found, outsideOf(arrival), port);
  } else write(arrival, nat, found, sourceOf(host.store, ct, otherWay(arrival)), port);
}

/** The endpoint asks for a call to itself, or from itself (`process_arq`). */
function translateCall(
  arrival: Arrival,
  nat: HelperNat,
  { destCallSignalAddress, srcCallSignalAddress }: NonNullable<RasMessage['admissionRequest']>,
): void {
  const { ct, dir, host } = arrival;
  const { signalPort } = notesOf(arrival);
  const isOwn = ({ address }: End) => isSameAddress(address, sourceOf(host.store, ct, dir));
  const called = endOf(arrival, destCallSignalAddress);
  const calling = endOf(arrival, srcCallSignalAddress);
  if (called && isOwn(called) && called.port === signalPort[dir]) {
    write(arrival, nat, called, outsideOf(arrival), signalPort[otherWay(arrival)]);
  } else if (calling && isOwn(calling)) write(arrival, nat, calling, outsideOf(arrival), calling.port);
}

function endsOf(arrival: Arrival, addresses: Addresses): (End | null)[] {
  return addresses?.map(each => endOf(arrival, each)) ?? [];
}
