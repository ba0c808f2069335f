/** How H.323 secures its messages (H.235): passed over, where a message names it among what is read. */
import { aliasAddress, identifier, nonStandardParameter } from './h225';
import { choice, listOf, NULL, NUMBER, OBJECT, octets, optional, sequence, string, UNREAD, unread } from './per';

const serviceMode = choice({ nonStandard: nonStandardParameter, none: NULL, default: NULL }, {});
const capabilities = sequence(
  {
    nonStandard: optional(nonStandardParameter),
    encryption: serviceMode,
    authentication: serviceMode,
    integrity: serviceMode,
  },
  {},
);

export const h245Security = choice(
  { nonStandard: nonStandardParameter, noSecurity: NULL, tls: capabilities, ipsec: capabilities },
  {},
);

const bits = string('word', 1);
const data = string('determinant', 8);

const clearToken = sequence(
  {
    tokenOID: OBJECT,
    timeStamp: optional(NUMBER),
    password: optional(identifier),
    dhkey: optional(sequence({ halfkey: bits, modSize: bits, generator: bits }, {})),
    challenge: optional(string(7, 8, 8)),
    random: optional(data),
    certificate: optional(sequence({ type: OBJECT, certificate: data }, {})),
    generalID: optional(identifier),
    nonStandard: optional(sequence({ nonStandardIdentifier: OBJECT, data })),
  },
  unread('eckasdhkey', 'sendersID'),
);

const paramS = sequence({ ranInt: optional(data), iv8: optional(octets(8)) }, unread('iv16'));
const hashed = sequence({ algorithmOID: OBJECT, paramS, hash: string('determinant', 1) });
const encrypted = sequence({ algorithmOID: OBJECT, paramS, encryptedData: data });
const signed = sequence({ toBeSigned: UNREAD, algorithmOID: OBJECT, paramS, signature: string('determinant', 1) });

const cryptoToken = choice(
  {
    cryptoEncryptedToken: sequence({ tokenOID: OBJECT, token: encrypted }),
    cryptoSignedToken: sequence({ tokenOID: OBJECT, token: signed }),
    cryptoHashedToken: sequence({ tokenOID: OBJECT, hashedVals: clearToken, token: hashed }),
    cryptoPwdEncr: encrypted,
  },
  {},
);

const cryptoH323Token = choice(
  {
    cryptoEPPwdHash: sequence({ alias: aliasAddress, timeStamp: NUMBER, token: hashed }),
    cryptoGKPwdHash: sequence({ gatekeeperId: identifier, timeStamp: NUMBER, token: hashed }),
    cryptoEPPwdEncr: encrypted,
    cryptoGKPwdEncr: encrypted,
    cryptoEPCert: signed,
    cryptoGKCert: signed,
    cryptoFastStart: signed,
    nestedcryptoToken: cryptoToken,
  },
  {},
);

export const clearTokens = listOf(clearToken);
export const cryptoTokens = listOf(cryptoH323Token);
