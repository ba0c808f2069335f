/** What is expected of logical channels: media by RTP and RTCP, and data by T.120 (`process_h245`). */
import { Protocol } from '../../../packet/packet';
import { ExpectFlag } from '../../expectation';
import { type Arrival, expectEnd, type IpAddresses, ownEndOf } from './arrival';
import type { MediaChannels, MultimediaSystemControlMessage, OpenLogicalChannel, OpenLogicalChannelAck } from './h245';

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

/** RTP at the even port, RTCP at the odd one behind it; both or none. */
function expectPair(arrival: Arrival, address: Address | undefined): boolean {
  const end = ownEndOf(arrival, address?.unicastAddress);
  if (!end) return true;
  const rtp = expectEnd(arrival, { protocol: Protocol.UDP, port: end.port & ~1 });
  if (!rtp) return false;
  if (expectEnd(arrival, { protocol: Protocol.UDP, port: end.port | 1 })) return true;
  arrival.host.expectations.remove(rtp);
  return false;
}

/** Any number of connections. */
function expectData(arrival: Arrival, address: Address | undefined): boolean {
  const end = ownEndOf(arrival, address?.unicastAddress);
  const flags = ExpectFlag.PERMANENT;
  return !end || expectEnd(arrival, { protocol: Protocol.TCP, port: end.port, flags }) !== null;
}
