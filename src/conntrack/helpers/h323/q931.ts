/**
 * The helper of Q.931, by which H.323 signals calls: it expects the control channel (H.245) that a message offers, the
 * channels that it opens at once or by control messages inside it, and a call that is forwarded (`q931_help`).
 */
import { Protocol } from '../../../packet/packet';
import { Dir } from '../../store';
import { sourceOf } from '../payload';
import { type Arrival, endOf, expectEnd, ownEndOf } from './arrival';
import { followControl, followOpening } from './channels';
import type { TransportAddress } from './h225';
import { h245 } from './h245-control';
import { readQ931, type UserInformation } from './q931-message';
import { TpktHelper } from './tpkt-helper';
import type { Facility } from './user-information';

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
      if (message?.fastStart?.every(each => followOpening(arrival, each)) === false) return false;
    }
    return uuPdu?.h245Control?.every(each => followControl(arrival, each)) !== false;
  },
});

function expectControl(arrival: Arrival, address: TransportAddress | undefined): boolean {
  const end = ownEndOf(arrival, address);
  return !end || expectEnd(arrival, { protocol: Protocol.TCP, port: end.port, helper: h245 }) !== null;
}

/** The caller is to call somebody else: where both are on one side of the router, it will not see that call. */
function expectForwarded(arrival: Arrival, { alternativeAddress }: Facility): boolean {
  const end = endOf(arrival, alternativeAddress);
  if (!end || end.port === 0) return true;
  const { ct, dir, family, host } = arrival;
  const caller = sourceOf(host.store, ct, dir === Dir.ORIGINAL ? Dir.REPLY : Dir.ORIGINAL);
  if (host.isSameWay(end.address, caller, family)) return true;
  return expectEnd(arrival, { protocol: Protocol.TCP, ...end, helper: q931 }) !== null;
}
