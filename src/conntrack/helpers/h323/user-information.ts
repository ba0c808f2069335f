/** What H.323 puts into the messages of Q.931 (H.225.0, `H323-UserInformation`), as far as it is read. */
import { aliases, callType, endpointType, nonStandardParameter, transportAddress } from './h225';
import { clearTokens, cryptoTokens, h245Security } from './h235';
import { multimediaSystemControlMessage, openLogicalChannel } from './h245';
import {
  BOOLEAN,
  bitField,
  choice,
  listOf,
  NULL,
  OBJECT,
  octets,
  open,
  optional,
  type Read,
  STOP,
  sequence,
  stop,
  UNREAD,
  unread,
  WORD,
} from './per';

/** How many channels, and how many tunnelled messages, are looked at. */
const MOST_CHANNELS = 30;
const MOST_TUNNELLED = 4;

const protocolIdentifier = OBJECT;
const h245Address = optional(transportAddress);
const conferenceID = octets(16);
const fastStart = optional(listOf(open(openLogicalChannel), MOST_CHANNELS));

const setup = sequence(
  {
    protocolIdentifier,
    h245Address,
    sourceAddress: optional(aliases),
    sourceInfo: endpointType,
    destinationAddress: optional(aliases),
    destCallSignalAddress: optional(transportAddress),
    destExtraCallInfo: optional(aliases),
    destExtraCRV: optional(listOf(WORD)),
    activeMC: BOOLEAN,
    conferenceID,
    conferenceGoal: choice({ create: NULL, join: NULL, invite: NULL }, {}),
    callServices: optional(
      sequence({ supported: bitField(7), q954Info: sequence({ supported: bitField(2) }, {}) }, {}),
    ),
    callType,
  },
  {
    sourceCallSignalAddress: transportAddress,
    ...unread('remoteExtensionAddress', 'callIdentifier', 'h245SecurityCapability', 'tokens', 'cryptoTokens'),
    fastStart,
    ...unread('mediaWaitForConnect', 'canOverlapSend'),
    endpointIdentifier: STOP,
  },
);

/** What answers to a call begin their later fields with. */
const answered = {
  ...unread('callIdentifier', 'h245SecurityMode', 'tokens', 'cryptoTokens'),
  fastStart,
  ...unread('multipleCalls', 'maintainConnection'),
};
const said = ['presentationIndicator', 'screeningIndicator', 'fastConnectRefused', 'serviceControl', 'capacity'];

const callProceeding = sequence(
  { protocolIdentifier, destinationInfo: endpointType, h245Address },
  { ...answered, ...unread('fastConnectRefused', 'featureSet') },
);

const connect = sequence(
  { protocolIdentifier, h245Address, destinationInfo: endpointType, conferenceID },
  { ...answered, ...unread('language', 'connectedAddress', ...said, 'featureSet') },
);

const alerting = sequence(
  { protocolIdentifier, destinationInfo: endpointType, h245Address },
  { ...answered, ...unread('alertingAddress', ...said, 'featureSet') },
);

const information = sequence(
  { protocolIdentifier },
  unread('callIdentifier', 'tokens', 'cryptoTokens', 'fastStart', 'fastConnectRefused', 'circuitInfo'),
);

const releaseComplete = sequence(
  {
    protocolIdentifier,
    reason: optional(
      choice(
        {
          noBandwidth: NULL,
          gatekeeperResources: NULL,
          unreachableDestination: NULL,
          destinationRejection: NULL,
          invalidRevision: NULL,
          noPermission: NULL,
          unreachableGatekeeper: NULL,
          gatewayResources: NULL,
          badFormatAddress: NULL,
          adaptiveBusy: NULL,
          inConf: NULL,
          undefinedReason: NULL,
        },
        {},
      ),
    ),
  },
  unread(
    'callIdentifier',
    'tokens',
    'cryptoTokens',
    'busyAddress',
    'presentationIndicator',
    'screeningIndicator',
    'capacity',
    'serviceControl',
    'featureSet',
  ),
);

const facility = sequence(
  {
    protocolIdentifier,
    alternativeAddress: optional(transportAddress),
    alternativeAliasAddress: optional(aliases),
    conferenceID: optional(conferenceID),
    reason: choice(
      { routeCallToGatekeeper: NULL, callForwarded: NULL, routeCallToMC: NULL, undefinedReason: NULL },
      {},
    ),
  },
  {
    ...unread('callIdentifier', 'destExtraCallInfo', 'remoteExtensionAddress', 'tokens', 'cryptoTokens', 'conferences'),
    h245Address,
    fastStart,
    ...unread('multipleCalls', 'maintainConnection', 'fastConnectRefused', 'serviceControl', 'circuitInfo'),
    ...unread('featureSet', 'destinationInfo', 'h245SecurityMode'),
  },
);

const progress = sequence(
  {
    protocolIdentifier,
    destinationInfo: endpointType,
    h245Address,
    callIdentifier: sequence({ guid: octets(16) }, {}),
    h245SecurityMode: optional(h245Security),
    tokens: optional(clearTokens),
    cryptoTokens: optional(cryptoTokens),
    fastStart,
  },
  unread('multipleCalls', 'maintainConnection', 'fastConnectRefused'),
);

const messageBody = choice(
  { setup, callProceeding, connect, alerting, information, releaseComplete, facility },
  { progress },
);

const uuPdu = sequence(
  { messageBody, nonStandardData: optional(nonStandardParameter) },
  {
    h4501SupplementaryService: UNREAD,
    h245Tunneling: UNREAD,
    h245Control: listOf(open(multimediaSystemControlMessage), MOST_TUNNELLED),
    nonStandardControl: STOP,
  },
);

export const userInformation = sequence({ uuPdu, userData: stop(1) }, {});
export type Setup = Read<typeof setup>;
export type Facility = Read<typeof facility>;
