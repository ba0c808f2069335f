/**
 * The helper of Q.931, by which H.323 signals calls: it expects the control channel (H.245) that a message offers, the
 * channels that it opens at once or by control messages inside it, and a call that is forwarded (`q931_help`).
 */
import { Protocol } from '../../../packet/packet';
import { isSameAddress, sourceOf } from '../payload';
import { type Arrival, endOf, expect, expectationOf, otherWay, ownEndOf, portsOf } from './arrival';
import { followControl, followOpening } from './channels';
import type { TransportAddress } from './h225';
import { h245 } from './h245-control';
import { readQ931, type UserInformation } from './q931-message';
import { TpktHelper } from './tpkt-helper';
import { expectForwardedOutside, expectSignalOutside, natFor, natOfSender, outsideOf, write } from './translate';
import type { Facility, Setup } from './user-information';

export const q931: TpktHelper<UserInformation> = new TpktHelper<UserInformation>({
  name: 'Q.931',
  ports: [1720],
  // Four times two pairs of ports, control, data, and one of each again.
  maxExpected: 20,
  refused: 'cannot process Q.931 message',
  read: readQ931,
  follow(arrival, { uuPdu }) {
    const { setup, callProceeding, connect, alerting, facility, progress } = uuPdu?.messageBody ?? {};
    if (facility?.reason && 'callForwarded' in facility.reason) {
      if (!expectForwarded(arrival, facility)) return false;
    } else {
      const message = setup ?? callProceeding ?? connect ?? alerting ?? facility ?? progress;
      if (!expectControl(arrival, message?.h245Address)) return false;
      if (setup) translateEnds(arrival, setup);
      if (message?.fastStart?.every(each => followOpening(arrival, each)) === false) return false;
    }
    return uuPdu?.h245Control?.every(each => followControl(arrival, each)) !== false;
  },
});

/** `expect_h245` */
function expectControl(arrival: Arrival, address: TransportAddress | undefined): boolean {
  const end = ownEndOf(arrival, address);
  if (!end) return true;
  const expectation = expectationOf(arrival, { protocol: Protocol.TCP, port: end.port, helper: h245 });
  const nat = natOfSender(arrival);
  if (!nat) return expect(expectation, arrival);
  expectSignalOutside(arrival, nat, end, expectation);
  return true;
}

/** Both ends of the connection become what the other side knows them as, whatever a call has named (`process_setup`). */
function translateEnds(arrival: Arrival, { destCallSignalAddress, sourceCallSignalAddress }: Setup): void {
  const nat = natFor(arrival);
  if (!nat) return;
  const { store } = arrival.host;
  const ports = portsOf(arrival, otherWay(arrival));
  const called = endOf(arrival, destCallSignalAddress);
  const calledOutside = sourceOf(store, arrival.ct, otherWay(arrival));
  if (called && !isSameAddress(called.address, calledOutside)) write(arrival, nat, called, calledOutside, ports >>> 16);
  const caller = endOf(arrival, sourceCallSignalAddress);
  const callerOutside = outsideOf(arrival);
  if (caller && !isSameAddress(caller.address, callerOutside)) {
    write(arrival, nat, caller, callerOutside, ports & 0xffff);
  }
}

/** The caller is to call somebody else: where both are on one side of the router, it will not see that call (`expect_callforwarding`). */
function expectForwarded(arrival: Arrival, { alternativeAddress }: Facility): boolean {
  const end = endOf(arrival, alternativeAddress);
  if (!end || end.port === 0) return true;
  const { ct, family, host } = arrival;
  const caller = sourceOf(host.store, ct, otherWay(arrival));
  if (host.isSameWay(end.address, caller, family)) return true;
  const expectation = expectationOf(arrival, { protocol: Protocol.TCP, ...end, helper: q931 });
  const nat = natOfSender(arrival);
  if (!nat) return expect(expectation, arrival);
  expectForwardedOutside(arrival, nat, end, expectation);
  return true;
}
