/**
 * The helper of RAS, by which endpoints of H.323 speak to a gatekeeper: it expects calls to an endpoint that registers,
 * calls that the gatekeeper admits or locates, and a registration at the address that it tells (`ras_help`).
 */
import { HZ } from '../../../clock';
import { Verdict } from '../../../netfilter/hooks';
import { type CtInfo, Family, type Packet, Protocol } from '../../../packet/packet';
import { ExpectFlag } from '../../expectation';
import { Status } from '../../status';
import { tupleAt } from '../../store';
import { TupleWord } from '../../tuple';
import type { Helper, HelperHost } from '../helper';
import { destinationOf, isSameAddress, sourceOf, udpPayload } from '../payload';
import { type Arrival, arrivalOf, type End, endOf, expectEnd, ownEndOf } from './arrival';
import { decode } from './per';
import { q931 } from './q931';
import { type RasMessage, rasMessage } from './ras-message';

/** How long a registration holds that does not say so, in seconds (`default_rrq_ttl`). */
const DEFAULT_TIME_TO_LIVE = 300;
/** What a connection is given for the answer, in seconds, when an endpoint unregisters. */
const UNREGISTRATION_TIMEOUT = 30;

interface Notes {
  /** Of the registration, in seconds; 0 before there is one. */
  timeToLive: number;
}

class RasHelper implements Helper {
  readonly name = 'RAS';
  readonly protocol = Protocol.UDP;
  readonly families = [Family.IPV4, Family.IPV6];
  readonly ports = [1719];
  readonly policies = [{ maxExpected: 32, timeout: 240 }];

  newData(): Notes {
    return { timeToLive: 0 };
  }

  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    const payload = udpPayload(packet, transport);
    const message = payload < 0 ? null : decode(rasMessage, packet.bytes, payload, packet.end);
    if (!message || this.#follow(arrivalOf(packet, ct, ctinfo, this, host), message)) return Verdict.ACCEPT;
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
    if (admissionConfirm) return expectAdmitted(arrival, endOf(arrival, admissionConfirm.destCallSignalAddress));
    return !locationConfirm || expectCalls(arrival, endOf(arrival, locationConfirm.callSignalAddress));
  }

  /** The gatekeeper may be found elsewhere; from there, which was expected itself, it is sent nowhere else. */
  #expectRegistration(arrival: Arrival, end: End | null): boolean {
    const { ct, host } = arrival;
    if (!end || isSource(arrival, end) || host.store.status(ct) & Status.EXPECTED) return true;
    return expectEnd(arrival, { protocol: Protocol.UDP, ...end, helper: this }) !== null;
  }
}

export const ras = new RasHelper();

/** Calls come to the first of the addresses that is the endpoint's own, from the gatekeeper (`gkrouted_only`). */
function register(
  arrival: Arrival,
  { callSignalAddress, timeToLive }: NonNullable<RasMessage['registrationRequest']>,
): boolean {
  const ends = callSignalAddress?.map(each => ownEndOf(arrival, each)) ?? [];
  const end = ends.find(each => each !== null);
  if (end && !expectCalls(arrival, { port: end.port })) return false;
  notesOf(arrival).timeToLive = timeToLive ?? DEFAULT_TIME_TO_LIVE;
  return true;
}

/** A registration lives on as long as the gatekeeper grants, else as long as was asked; so does its connection. */
function holdFor(arrival: Arrival, granted: number | undefined): void {
  const notes = notesOf(arrival);
  notes.timeToLive = granted ?? notes.timeToLive;
  if (notes.timeToLive > 0) arrival.host.setTimeout(arrival.ct, notes.timeToLive * HZ);
}

function unregister({ ct, host }: Arrival): void {
  host.expectations.removeAll(ct);
  host.setTimeout(ct, UNREGISTRATION_TIMEOUT * HZ);
}

/** No call is expected from an endpoint to itself: the gatekeeper admits one to it. */
function expectAdmitted(arrival: Arrival, end: End | null): boolean {
  const { ct, dir, host } = arrival;
  return !end || isSameAddress(end.address, destinationOf(host.store, ct, dir)) || expectCalls(arrival, end);
}

/** Any number of calls, for the helper of Q.931. */
function expectCalls(arrival: Arrival, end: { address?: Int32Array; port: number } | null): boolean {
  const flags = ExpectFlag.PERMANENT;
  return !end || expectEnd(arrival, { protocol: Protocol.TCP, ...end, helper: q931, flags }) !== null;
}

function isSource({ ct, dir, host }: Arrival, { address, port }: End): boolean {
  const sourcePort = host.store.words[tupleAt(ct, dir) + TupleWord.ID] >>> 16;
  return port === sourcePort && isSameAddress(address, sourceOf(host.store, ct, dir));
}

function notesOf({ ct, host }: Arrival): Notes {
  return host.store.extension(ct)!.helperData as Notes;
}
