/** What the messages of H.225.0, Q.931's and those of RAS, have in common, by the names of its ASN.1 module. */
import {
  BOOLEAN,
  bitField,
  choice,
  listOf,
  NULL,
  OBJECT,
  OCTET,
  octets,
  optional,
  type Read,
  sequence,
  string,
  unread,
  WORD,
} from './per';

const h221NonStandard = sequence({ t35CountryCode: OCTET, t35Extension: OCTET, manufacturerCode: WORD }, {});

export const nonStandardParameter = sequence({
  nonStandardIdentifier: choice({ object: OBJECT, h221NonStandard }, {}),
  data: string('determinant', 8),
});

export const transportAddress = choice(
  {
    ipAddress: sequence({ ip: octets(4), port: WORD }),
    ipSourceRoute: sequence(
      { ip: octets(4), port: WORD, route: listOf(octets(4)), routing: choice({ strict: NULL, loose: NULL }, {}) },
      {},
    ),
    ipxAddress: sequence({ node: octets(6), netnum: octets(4), port: bitField(16) }),
    ip6Address: sequence({ ip: octets(16), port: WORD }, {}),
    netBios: octets(16),
    nsap: string(5, 8, 1),
    nonStandardAddress: nonStandardParameter,
  },
  {},
);

export const aliasAddress = choice({ dialedDigits: string(7, 4, 1), h323Id: string('octet', 16, 1) }, {});
export const aliases = listOf(aliasAddress);

const nonStandardData = optional(nonStandardParameter);

export const vendorIdentifier = sequence(
  {
    vendor: h221NonStandard,
    productId: optional(string('octet', 8, 1)),
    versionId: optional(string('octet', 8, 1)),
  },
  {},
);

/** What a gateway can do with one kind of network. */
const capabilities = sequence({ nonStandardData }, unread('dataRatesSupported', 'supportedPrefixes'));
const supportedProtocols = choice(
  {
    nonStandardData: nonStandardParameter,
    h310: capabilities,
    h320: capabilities,
    h321: capabilities,
    h322: capabilities,
    h323: capabilities,
    h324: capabilities,
    voice: capabilities,
    t120Only: capabilities,
  },
  {},
);

export const endpointType = sequence(
  {
    nonStandardData,
    vendor: optional(vendorIdentifier),
    gatekeeper: optional(sequence({ nonStandardData }, {})),
    gateway: optional(sequence({ protocol: optional(listOf(supportedProtocols)), nonStandardData }, {})),
    mcu: optional(sequence({ nonStandardData }, unread('protocol'))),
    terminal: optional(sequence({ nonStandardData }, {})),
    mc: BOOLEAN,
    undefinedNode: BOOLEAN,
  },
  unread('set', 'supportedTunnelledProtocols'),
);

/** The identifier that a gatekeeper or an endpoint has. */
export const identifier = string(7, 16, 1);

export const callType = choice({ pointToPoint: NULL, oneToN: NULL, nToOne: NULL, nToN: NULL }, {});
export const callModel = choice({ direct: NULL, gatekeeperRouted: NULL }, {});

export type TransportAddress = Read<typeof transportAddress>;
