/** What a logical channel carries, in H.245 (`DataType`): read over, but for the protocol of data. */
import {
  BOOLEAN,
  bitField,
  choice,
  NULL,
  NUMBER,
  OBJECT,
  OCTET,
  optional,
  sequence,
  string,
  UNREAD,
  unread,
  WORD,
} from './per';

export const nonStandard = sequence({
  nonStandardIdentifier: choice({
    object: OBJECT,
    h221NonStandard: sequence({ t35CountryCode: OCTET, t35Extension: OCTET, manufacturerCode: WORD }),
  }),
  data: string('determinant', 8),
});

const number = optional(NUMBER);
const word = optional(WORD);
const ratio = optional(bitField(4));

const h261 = sequence(
  {
    qcifMPI: optional(bitField(2)),
    cifMPI: optional(bitField(2)),
    temporalSpatialTradeOffCapability: BOOLEAN,
    maxBitRate: WORD,
    stillImageTransmission: BOOLEAN,
  },
  unread('videoBadMBsCap'),
);

const h262 = sequence(
  {
    profilesAndLevels: bitField(11),
    videoBitRate: number,
    vbvBufferSize: number,
    samplesPerLine: word,
    linesPerFrame: word,
    framesPerSecond: ratio,
    luminanceSampleRate: number,
  },
  unread('videoBadMBsCap'),
);

const minimumPictureInterval = optional(bitField(5));
const h263 = sequence(
  {
    sqcifMPI: minimumPictureInterval,
    qcifMPI: minimumPictureInterval,
    cifMPI: minimumPictureInterval,
    cif4MPI: minimumPictureInterval,
    cif16MPI: minimumPictureInterval,
    maxBitRate: NUMBER,
    modes: bitField(5),
    hrdB: number,
    bppMaxKb: word,
  },
  unread(
    'slowSqcifMPI',
    'slowQcifMPI',
    'slowCifMPI',
    'slowCif4MPI',
    'slowCif16MPI',
    'errorCompensation',
    'enhancementLayerInfo',
    'h263Options',
  ),
);

const is11172Video = sequence(
  {
    constrainedBitstream: BOOLEAN,
    videoBitRate: number,
    vbvBufferSize: number,
    samplesPerLine: word,
    linesPerFrame: word,
    pictureRate: ratio,
    luminanceSampleRate: number,
  },
  unread('videoBadMBsCap'),
);

const videoData = choice({ nonStandard, h261, h262, h263, is11172Video }, {});

const audioData = choice(
  {
    nonStandard,
    g711Alaw64k: OCTET,
    g711Alaw56k: OCTET,
    g711Ulaw64k: OCTET,
    g711Ulaw56k: OCTET,
    g722_64k: OCTET,
    g722_56k: OCTET,
    g722_48k: OCTET,
    g7231: sequence({ maxAlSduAudioFrames: OCTET, silenceSuppression: BOOLEAN }),
    g728: OCTET,
    g729: OCTET,
    g729AnnexA: OCTET,
    is11172: sequence({ layersSamplingsAndChannels: bitField(8), bitRate: WORD }, {}),
    is13818: sequence({ layersSamplingsAndChannels: bitField(20), bitRate: WORD }, {}),
  },
  {},
);

const dataProtocol = choice(
  {
    nonStandard,
    v14buffered: NULL,
    v42lapm: NULL,
    hdlcFrameTunnelling: NULL,
    h310SeparateVCStack: NULL,
    h310SingleVCStack: NULL,
    transparent: NULL,
  },
  {
    segmentationAndReassembly: UNREAD,
    hdlcFrameTunnelingwSAR: UNREAD,
    v120: UNREAD,
    separateLANStack: UNREAD,
  },
);

const application = choice(
  {
    nonStandard,
    t120: dataProtocol,
    dsmCc: dataProtocol,
    userData: dataProtocol,
    t84: sequence({
      t84Protocol: dataProtocol,
      t84Profile: choice({ t84Unrestricted: NULL, t84Restricted: sequence({ resolutions: bitField(19) }, {}) }),
    }),
    t434: dataProtocol,
    h224: dataProtocol,
    nlpid: sequence({ nlpidProtocol: dataProtocol, nlpidData: string('determinant', 8) }),
    dsvdControl: NULL,
    h222DataPartitioning: dataProtocol,
  },
  {},
);

export const dataType = choice(
  {
    nonStandard,
    nullData: NULL,
    videoData,
    audioData,
    data: sequence({ application, maxBitRate: NUMBER }, {}),
    encryptionData: choice({ nonStandard, h233Encryption: NULL }, {}),
  },
  {},
);
