/** The messages of H.245 that open logical channels, as far as they are read, by the names of its ASN.1 module. */
import { dataType, nonStandard } from './h245-data-type';
import {
  BOOLEAN,
  bitField,
  choice,
  listOf,
  NULL,
  NUMBER,
  OCTET,
  octets,
  optional,
  type Read,
  STOP,
  sequence,
  stop,
  string,
  unread,
  WORD,
} from './per';

const ip = sequence({ ip: octets(4), port: WORD }, {});
const ip6 = sequence({ ip: octets(16), port: WORD }, {});

const unicastAddress = choice(
  {
    ipAddress: ip,
    ipxAddress: sequence({ node: octets(6), netnum: octets(4), tsapIdentifier: bitField(16) }, {}),
    ip6Address: ip6,
    netBios: octets(16),
    iPSourceRouteAddress: sequence(
      { routing: choice({ strict: NULL, loose: NULL }), ip: octets(4), port: WORD, route: listOf(octets(4)) },
      {},
    ),
  },
  {},
);

const transportAddress = choice({ unicastAddress, multicastAddress: choice({ ip, ip6 }, {}) }, {});

const h222 = sequence(
  {
    resourceID: WORD,
    subChannelID: WORD,
    pcrPid: optional(WORD),
    programDescriptors: optional(string('determinant', 8)),
    streamDescriptors: optional(string('determinant', 8)),
  },
  {},
);

const h223 = sequence(
  {
    adaptationLayerType: choice(
      {
        nonStandard,
        al1Framed: NULL,
        al1NotFramed: NULL,
        al2WithoutSequenceNumbers: NULL,
        al2WithSequenceNumbers: NULL,
        al3: sequence({ controlFieldOctets: bitField(2), sendBufferSize: NUMBER }),
      },
      {},
    ),
    segmentableFlag: BOOLEAN,
  },
  {},
);

const v76 = sequence(
  {
    hdlcParameters: sequence(
      {
        crcLength: choice({ crc8bit: NULL, crc16bit: NULL, crc32bit: NULL }, {}),
        n401: WORD,
        loopbackTestProcedure: BOOLEAN,
      },
      {},
    ),
    suspendResume: choice({ noSuspendResume: NULL, suspendResumewAddress: NULL, suspendResumewoAddress: NULL }, {}),
    uIH: BOOLEAN,
    mode: choice(
      {
        eRM: sequence({ windowSize: bitField(7), recovery: choice({ rej: NULL, sREJ: NULL, mSREJ: NULL }, {}) }, {}),
        uNERM: NULL,
      },
      {},
    ),
    v75Parameters: sequence({ audioHeaderPresent: BOOLEAN }, {}),
  },
  {},
);

const mediaChannel = optional(transportAddress);
const mediaControlChannel = optional(transportAddress);

const h2250 = sequence(
  {
    nonStandard: optional(listOf(nonStandard)),
    sessionID: OCTET,
    associatedSessionID: optional(bitField(8)),
    mediaChannel,
    mediaGuaranteedDelivery: optional(BOOLEAN),
    mediaControlChannel,
    mediaControlGuaranteedDelivery: stop(5),
  },
  {},
);

const networkAccessParameters = sequence(
  {
    distribution: optional(choice({ unicast: NULL, multicast: NULL }, {})),
    networkAddress: choice(
      {
        q2931Address: sequence(
          {
            address: choice({ internationalNumber: string(4, 4, 1), nsapAddress: string(5, 8, 1) }, {}),
            subaddress: optional(string(5, 8, 1)),
          },
          {},
        ),
        e164Address: string(7, 4, 1),
        localAreaAddress: transportAddress,
      },
      {},
    ),
    associateConference: BOOLEAN,
    externalReference: optional(string(8, 8, 1)),
  },
  unread('t120SetupProcedure'),
);

export const openLogicalChannel = sequence(
  {
    forwardLogicalChannelNumber: WORD,
    forwardLogicalChannelParameters: sequence(
      {
        portNumber: optional(WORD),
        dataType,
        multiplexParameters: choice({ h222, h223, v76 }, { h2250 }),
      },
      unread('forwardLogicalChannelDependency', 'replacementFor'),
    ),
    reverseLogicalChannelParameters: optional(
      sequence(
        { dataType, multiplexParameters: optional(choice({ h223, v76 }, { h2250 })) },
        unread('reverseLogicalChannelDependency', 'replacementFor'),
      ),
    ),
  },
  { separateStack: networkAccessParameters, encryptionSync: STOP },
);

const openLogicalChannelAck = sequence(
  {
    forwardLogicalChannelNumber: WORD,
    reverseLogicalChannelParameters: optional(
      sequence(
        {
          reverseLogicalChannelNumber: WORD,
          portNumber: optional(WORD),
          multiplexParameters: optional(choice({ h222 }, { h2250 })),
        },
        unread('replacementFor'),
      ),
    ),
  },
  {
    separateStack: networkAccessParameters,
    forwardMultiplexAckParameters: choice(
      {
        h2250: sequence(
          {
            nonStandard: optional(listOf(nonStandard)),
            sessionID: optional(bitField(8)),
            mediaChannel,
            mediaControlChannel,
            dynamicRTPPayloadType: optional(bitField(5)),
          },
          unread('flowControlToZero', 'portNumber'),
        ),
      },
      {},
    ),
    encryptionSync: STOP,
  },
);

const request = choice(
  {
    nonStandard: STOP,
    masterSlaveDetermination: STOP,
    terminalCapabilitySet: STOP,
    openLogicalChannel,
    closeLogicalChannel: STOP,
    requestChannelClose: STOP,
    multiplexEntrySend: STOP,
    requestMultiplexEntry: STOP,
    requestMode: STOP,
    roundTripDelayRequest: STOP,
    maintenanceLoopRequest: STOP,
  },
  {
    communicationModeRequest: STOP,
    conferenceRequest: STOP,
    multilinkRequest: STOP,
    logicalChannelRateRequest: STOP,
  },
);

const response = choice(
  {
    nonStandard: STOP,
    masterSlaveDeterminationAck: STOP,
    masterSlaveDeterminationReject: STOP,
    terminalCapabilitySetAck: STOP,
    terminalCapabilitySetReject: STOP,
    openLogicalChannelAck,
    openLogicalChannelReject: STOP,
    closeLogicalChannelAck: STOP,
    requestChannelCloseAck: STOP,
    requestChannelCloseReject: STOP,
    multiplexEntrySendAck: STOP,
    multiplexEntrySendReject: STOP,
    requestMultiplexEntryAck: STOP,
    requestMultiplexEntryReject: STOP,
    requestModeAck: STOP,
    requestModeReject: STOP,
    roundTripDelayResponse: STOP,
    maintenanceLoopAck: STOP,
    maintenanceLoopReject: STOP,
  },
  {
    communicationModeResponse: STOP,
    conferenceResponse: STOP,
    multilinkResponse: STOP,
    logicalChannelRateAcknowledge: STOP,
    logicalChannelRateReject: STOP,
  },
);

export const multimediaSystemControlMessage = choice({ request, response, command: STOP, indication: STOP }, {});

export type OpenLogicalChannel = Read<typeof openLogicalChannel>;
export type OpenLogicalChannelAck = Read<typeof openLogicalChannelAck>;
export type MultimediaSystemControlMessage = Read<typeof multimediaSystemControlMessage>;
export type MediaChannels = Pick<Read<typeof h2250>, 'mediaChannel' | 'mediaControlChannel'>;
