/** What is expected of logical channels: media by RTP and RTCP, and data by T.120 (`process_h245`). */
import { Protocol } from '../../../packet/packet';
import { ExpectFlag } from '../../expectation';
import { type Arrival, expect, expectationOf, type IpAddresses, ownEndOf } from './arrival';
import type { MediaChannels, MultimediaSystemControlMessage, OpenLogicalChannel, OpenLogicalChannelAck } from './h245';
import { expectOutside, expectPairOutside, natOfSender } from './translate';

interface Address {
  readonly unicastAddress?: IpAddresses;
}

/** False where something cannot be expected, as of all that follow. */
export function followControl(arrival: Arrival, { request, response }: MultimediaSystemControlMessage): boolean {
  if (request?.openLogicalChannel) return followOpening(arrival, request.openLogicalChannel);
  if (response?.openLogicalChannelAck) return followAnswer(arrival, response.openLogicalChannelAck);
  return true;
}

export function followOpening(arrival: Arrival, channel: OpenLogicalChannel): boolean {
  const forward = channel.forwardLogicalChannelParameters;
  const reverse = channel.reverseLogicalChannelParameters;
  if (!expectMedia(arrival, forward?.multiplexParameters?.h2250)) return false;
  if (!expectMedia(arrival, reverse?.multiplexParameters?.h2250)) return false;
  const isSeparate = forward?.dataType?.data?.application?.t120?.separateLANStack !== undefined;
  return !isSeparate || expectData(arrival, channel.separateStack?.networkAddress?.localAreaAddress);
}

function followAnswer(arrival: Arrival, answer: OpenLogicalChannelAck): boolean {
  const { reverseLogicalChannelParameters: reverse, forwardMultiplexAckParameters: forward, separateStack } = answer;
  return (
    expectMedia(arrival, reverse?.multiplexParameters?.h2250) &&
    expectMedia(arrival, forward?.h2250) &&
    expectData(arrival, separateStack?.networkAddress?.localAreaAddress)
  );
}

function expectMedia(arrival: Arrival, channels: MediaChannels | undefined): boolean {
  return expectPair(arrival, channels?.mediaChannel) && expectPair(arrival, channels?.mediaControlChannel);
}

/** RTP at the even port, RTCP at the odd one behind it; both or none (`expect_rtp_rtcp`). */
function expectPair(arrival: Arrival, address: Address | undefined): boolean {
  const end = ownEndOf(arrival, address?.unicastAddress);
  if (!end) return true;
  const [rtp, rtcp] = [end.port & ~1, end.port | 1].map(port =>
    expectationOf(arrival, { protocol: Protocol.UDP, port }),
  );
  const nat = natOfSender(arrival);
  if (nat) {
    expectPairOutside(arrival, nat, end, rtp, rtcp);
    return true;
  }
  return arrival.host.expectations.addInTurn(rtp, rtcp) === null;
}

/** Any number of connections (`expect_t120`). */
function expectData(arrival: Arrival, address: Address | undefined): boolean {
  const end = ownEndOf(arrival, address?.unicastAddress);
  if (!end) return true;
  const flags = ExpectFlag.PERMANENT;
  const expectation = expectationOf(arrival, { protocol: Protocol.TCP, port: end.port, flags });
  const nat = natOfSender(arrival);
  if (!nat) return expect(expectation, arrival);
  expectOutside(arrival, nat, end, expectation);
  return true;
}
