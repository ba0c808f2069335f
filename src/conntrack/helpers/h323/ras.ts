/**
 * The helper of RAS, by which endpoints of H.323 speak to a gatekeeper: it expects calls to an endpoint that registers,
 * calls that the gatekeeper admits or locates, and a registration at the address that it tells (`ras_help`).
 */
import { HZ } from '../../../clock';
import { Verdict } from '../../../netfilter/hooks';
import { type CtInfo, Family, type Packet, Protocol } from '../../../packet/packet';
import { type Expectation, ExpectFlag } from '../../expectation';
import { Status } from '../../status';
import type { Helper, HelperHost, HelperNat } from '../helper';
import { destinationOf, isSameAddress, udpPayload } from '../payload';
import { type Arrival, arrivalOf, type End, endOf, expect, expectationOf, ownEndOf } from './arrival';
import type { TransportAddress } from './h225';
import { H323Notes, notesOf } from './notes';
import { decode } from './per';
import { q931 } from './q931';
import { type RasMessage, rasMessage } from './ras-message';
import { isSource, translateAddresses, translateSignal } from './ras-translate';
import { expectSignalOutside, isLoopback, natFor, outsideOf, write } from './translate';

/** How long a registration holds that does not say so, in seconds (`default_rrq_ttl`). */
const DEFAULT_TIME_TO_LIVE = 300;
/** What a connection is given for the answer, in seconds, when an endpoint unregisters. */
const UNREGISTRATION_TIMEOUT = 30;

class RasHelper implements Helper {
  readonly name = 'RAS';
  readonly protocol = Protocol.UDP;
  readonly families = [Family.IPV4, Family.IPV6];
  readonly ports = [1719];
  readonly policies = [{ maxExpected: 32, timeout: 240 }];

  newData(): H323Notes {
    return new H323Notes();
  }

  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    const payload = udpPayload(packet, transport);
    const message = payload < 0 ? null : decode(rasMessage, packet.bytes, payload, packet.end);
    if (!message) return Verdict.ACCEPT;
    const arrival = arrivalOf(packet, transport, payload, ct, ctinfo, this, host);
    translateAddresses(arrival, message);
    if (this.#follow(arrival, message)) return Verdict.ACCEPT;
    host.helperLog(packet, this, 'cannot process RAS message');
    return Verdict.DROP;
  }

  /** False where something cannot be expected. */
  #follow(arrival: Arrival, message: RasMessage): boolean {
    const { gatekeeperConfirm, registrationRequest, registrationConfirm, unregistrationRequest } = message;
    const { admissionConfirm, locationConfirm } = message;
    if (gatekeeperConfirm) return this.#expectRegistration(arrival, endOf(arrival, gatekeeperConfirm.rasAddress));
    if (registrationRequest) return register(arrival, registrationRequest);
    if (registrationConfirm) holdFor(arrival, registrationConfirm.timeToLive);
    if (unregistrationRequest) unregister(arrival);
    if (admissionConfirm) return expectAdmitted(arrival, admissionConfirm.destCallSignalAddress);
    return !locationConfirm || expectCall(arrival, endOf(arrival, locationConfirm.callSignalAddress));
  }

  /** The gatekeeper may be found elsewhere; from there, which was expected itself, it is sent nowhere else. */
  #expectRegistration(arrival: Arrival, end: End | null): boolean {
    const { ct, host } = arrival;
    if (!end || isSource(arrival, end) || host.store.status(ct) & Status.EXPECTED) return true;
    return expect(expectationOf(arrival, { protocol: Protocol.UDP, ...end, helper: this }), arrival);
  }
}

export const ras = new RasHelper();

/** Calls come to the first of the addresses that is the endpoint's own, from the gatekeeper (`gkrouted_only`). */
function register(
  arrival: Arrival,
  { callSignalAddress = [], timeToLive }: NonNullable<RasMessage['registrationRequest']>,
): boolean {
  const ends = callSignalAddress.map(each => ownEndOf(arrival, each));
  const end = ends.find(each => each !== null);
  const nat = natFor(arrival);
  if (end && nat) registerOutside(arrival, nat, end, endOf(arrival, callSignalAddress[0]));
  else if (end && !expect(callTo(arrival, { port: end.port }), arrival)) return false;
  notesOf(arrival).timeToLive = timeToLive ?? DEFAULT_TIME_TO_LIVE;
  return true;
}

/** Where the endpoint names the loopback interface before its address, both become the one outside (`nat_q931`). */
function registerOutside(arrival: Arrival, nat: HelperNat, end: End, first: End | null): void {
  const port = expectSignalOutside(arrival, nat, end, callTo(arrival, { port: end.port }));
  if (port !== 0 && isLoopback(first)) write(arrival, nat, first, outsideOf(arrival), port);
}

/** A registration lives on as long as the gatekeeper grants, else as long as was asked; so does its connection. */
function holdFor(arrival: Arrival, granted: number | undefined): void {
  const notes = notesOf(arrival);
  notes.timeToLive = granted ?? notes.timeToLive;
  if (notes.timeToLive > 0) arrival.host.setTimeout(arrival.ct, notes.timeToLive * HZ);
}

function unregister(arrival: Arrival): void {
  const { ct, host } = arrival;
  notesOf(arrival).signalPort.fill(0);
  host.expectations.removeAll(ct);
  host.setTimeout(ct, UNREGISTRATION_TIMEOUT * HZ);
}

/** No call is expected from an endpoint to itself: the gatekeeper admits one to it. */
function expectAdmitted(arrival: Arrival, address: TransportAddress | undefined): boolean {
  const { ct, dir, host } = arrival;
  const end = endOf(arrival, address);
  if (!end || !isSameAddress(end.address, destinationOf(host.store, ct, dir))) return expectCall(arrival, end);
  const nat = natFor(arrival);
  if (nat) translateSignal(arrival, nat, [address]);
  return true;
}

function expectCall(arrival: Arrival, end: End | null): boolean {
  return !end || expect(callTo(arrival, end), arrival);
}

/** Any number of calls, for the helper of Q.931. */
function callTo(arrival: Arrival, end: { address?: Int32Array; port: number }): Expectation {
  const flags = ExpectFlag.PERMANENT;
  return expectationOf(arrival, { protocol: Protocol.TCP, ...end, helper: q931, flags });
}
