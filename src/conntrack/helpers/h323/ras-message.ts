/** The messages of RAS that make a difference, by which endpoints speak to a gatekeeper, by the names of H.225.0's ASN.1 module. */
import {
  aliases,
  callModel,
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

const admissionConfirm = sequence(
  { requestSeqNum, bandWidth: NUMBER, callModel, destCallSignalAddress: transportAddress, irrFrequency: stop(2) },
  {},
);

const locationConfirm = sequence(
  { requestSeqNum, callSignalAddress: transportAddress, rasAddress: transportAddress, nonStandardData: stop(1) },
  {},
);

export const rasMessage = choice(
  {
    gatekeeperRequest: STOP,
    gatekeeperConfirm,
    gatekeeperReject: STOP,
    registrationRequest,
    registrationConfirm,
    registrationReject: STOP,
    unregistrationRequest,
    unregistrationConfirm: STOP,
    unregistrationReject: STOP,
    admissionRequest: STOP,
    admissionConfirm,
    admissionReject: STOP,
    bandwidthRequest: STOP,
    bandwidthConfirm: STOP,
    bandwidthReject: STOP,
    disengageRequest: STOP,
    disengageConfirm: STOP,
    disengageReject: STOP,
    locationRequest: STOP,
    locationConfirm,
    locationReject: STOP,
    infoRequest: STOP,
    infoRequestResponse: STOP,
    nonStandardMessage: STOP,
  },
  {},
);

export type RasMessage = Read<typeof rasMessage>;
