/** The messages of RAS that make a difference, by which endpoints speak to a gatekeeper, by the names of H.225.0's ASN.1 module. */
import {
  aliases,
  callModel,
  callType,
  endpointType,
  identifier,
  nonStandardParameter,
  transportAddress,
  vendorIdentifier,
} from './h225';
import {
  BOOLEAN,
  choice,
  listOf,
  NUMBER,
  OBJECT,
  optional,
  type Read,
  STOP,
  sequence,
  stop,
  UNREAD,
  WORD,
  wholeNumber,
} from './per';

/** How many addresses of a list are looked at. */
const MOST_ADDRESSES = 10;

const requestSeqNum = WORD;
const protocolIdentifier = OBJECT;
const nonStandardData = optional(nonStandardParameter);
const transportAddresses = listOf(transportAddress, MOST_ADDRESSES);

const gatekeeperRequest = sequence(
  { requestSeqNum, protocolIdentifier, nonStandardData, rasAddress: transportAddress, endpointType: stop(3) },
  {},
);

const gatekeeperConfirm = sequence(
  {
    requestSeqNum,
    protocolIdentifier,
    nonStandardData,
    gatekeeperIdentifier: optional(identifier),
    rasAddress: transportAddress,
  },
  { alternateGatekeeper: STOP },
);

const registrationRequest = sequence(
  {
    requestSeqNum,
    protocolIdentifier,
    nonStandardData,
    discoveryComplete: BOOLEAN,
    callSignalAddress: transportAddresses,
    rasAddress: transportAddresses,
    terminalType: endpointType,
    terminalAlias: optional(aliases),
    gatekeeperIdentifier: optional(identifier),
    endpointVendor: vendorIdentifier,
  },
  { alternateEndpoints: UNREAD, timeToLive: wholeNumber(1), tokens: STOP },
);

const registrationConfirm = sequence(
  {
    requestSeqNum,
    protocolIdentifier,
    nonStandardData,
    callSignalAddress: transportAddresses,
    terminalAlias: optional(aliases),
    gatekeeperIdentifier: optional(identifier),
    endpointIdentifier: identifier,
  },
  { alternateGatekeeper: UNREAD, timeToLive: wholeNumber(1), tokens: STOP },
);

const unregistrationRequest = sequence(
  { requestSeqNum, callSignalAddress: transportAddresses, endpointAlias: stop(3) },
  {},
);

const admissionRequest = sequence(
  {
    requestSeqNum,
    callType,
    callModel: optional(callModel),
    endpointIdentifier: identifier,
    destinationInfo: optional(aliases),
    destCallSignalAddress: optional(transportAddress),
    destExtraCallInfo: optional(aliases),
    srcInfo: aliases,
    srcCallSignalAddress: optional(transportAddress),
    bandWidth: stop(2),
  },
  {},
);

const admissionConfirm = sequence(
  { requestSeqNum, bandWidth: NUMBER, callModel, destCallSignalAddress: transportAddress, irrFrequency: stop(2) },
  {},
);

const locationRequest = sequence(
  {
    requestSeqNum,
    endpointIdentifier: optional(identifier),
    destinationInfo: aliases,
    nonStandardData,
    replyAddress: transportAddress,
  },
  { sourceInfo: STOP },
);

const locationConfirm = sequence(
  { requestSeqNum, callSignalAddress: transportAddress, rasAddress: transportAddress, nonStandardData: stop(1) },
  {},
);

const infoRequestResponse = sequence(
  {
    nonStandardData,
    requestSeqNum,
    endpointType,
    endpointIdentifier: identifier,
    rasAddress: transportAddress,
    callSignalAddress: transportAddresses,
    endpointAlias: stop(2),
  },
  {},
);

export const rasMessage = choice(
  {
    gatekeeperRequest,
    gatekeeperConfirm,
    gatekeeperReject: STOP,
    registrationRequest,
    registrationConfirm,
    registrationReject: STOP,
    unregistrationRequest,
    unregistrationConfirm: STOP,
    unregistrationReject: STOP,
    admissionRequest,
    admissionConfirm,
    admissionReject: STOP,
    bandwidthRequest: STOP,
    bandwidthConfirm: STOP,
    bandwidthReject: STOP,
    disengageRequest: STOP,
    disengageConfirm: STOP,
    disengageReject: STOP,
    locationRequest,
    locationConfirm,
    locationReject: STOP,
    infoRequest: STOP,
    infoRequestResponse,
    nonStandardMessage: STOP,
  },
  {},
);

export type RasMessage = Read<typeof rasMessage>;
