/** Messages of RAS, as an honest endpoint or gatekeeper would write them. */
import { type Address, PROTOCOL_IDENTIFIER, writeAddress, writeEndpointType } from './h323-call';
import { PerWriter } from './per-writer';

export interface RasMessage {
  readonly kind: keyof typeof KINDS;
  readonly addresses: readonly Address[];
  /** In seconds, of a registration that tells it. */
  readonly timeToLive: number | null;
}

const KINDS = { GRQ: 0, GCF: 1, RRQ: 3, RCF: 4, URQ: 6, ARQ: 9, ACF: 10, LRQ: 18, LCF: 19, IRR: 22 } as const;
export const RAS_KINDS = Object.keys(KINDS) as readonly (keyof typeof KINDS)[];

export function rasMessage({ kind, addresses, timeToLive }: RasMessage): Uint8Array {
  const isRegistration = kind === 'RRQ' || kind === 'RCF';
  const lives = isRegistration ? timeToLive : null;
  const writer = new PerWriter()
    .bits(1)
    .bits(5, KINDS[kind])
    .bits(1, Number(lives !== null));
  const list = () => {
    writer.length(addresses.length);
    for (const each of addresses) writeAddress(writer, each);
  };
  switch (kind) {
    case 'GRQ':
      writeAddress(
        writer
          .bits(4)
          .word(0)
          .octets(...PROTOCOL_IDENTIFIER),
        addresses[0],
      );
      writeEndpointType(writer);
      break;
    case 'GCF':
      writeAddress(
        writer
          .bits(2)
          .word(0)
          .octets(...PROTOCOL_IDENTIFIER),
        addresses[0],
      );
      break;
    case 'ACF':
      writeAddress(writer.bits(2).word(0).bits(2).octets(64).bits(2), addresses[0]);
      break;
    case 'ARQ':
      // Destination and source where there are two addresses.
      writer
        .bits(2)
        .bits(1, 1)
        .bits(1)
        .bits(1, Number(addresses.length > 1))
        .bits(2);
      writer.word(0).bits(3).bits(7, 0).octets(0, 0x65);
      writeAddress(writer, addresses[0]);
      writer.length(0);
      if (addresses.length > 1) writeAddress(writer, addresses[1]);
      writer.bits(2).octets(64).word(0);
      break;
    case 'LRQ':
      writeAddress(writer.bits(2).word(0).length(0), addresses[0]);
      break;
    case 'IRR':
      writeEndpointType(writer.bits(3).word(0)).bits(7, 0).octets(0, 0x65);
      writeAddress(writer, addresses[0]);
      list();
      break;
    case 'LCF':
      writeAddress(writeAddress(writer.bits(1).word(0), addresses[0]), addresses[0]);
      break;
    case 'URQ':
      writer.bits(3).word(0);
      list();
      break;
    case 'RCF':
      writer
        .bits(3)
        .word(0)
        .octets(...PROTOCOL_IDENTIFIER);
      list();
      writer.bits(7, 0).octets(0, 0x65);
      break;
    case 'RRQ':
      writer
        .bits(3)
        .word(0)
        .octets(...PROTOCOL_IDENTIFIER)
        .bits(1);
      list();
      list();
      writeEndpointType(writer).bits(3).bits(1).octets(0xb5, 0, 0, 0);
  }
  if (lives !== null) {
    writer.bits(7, 2).bits(3, 0b011);
    writer.open(content => content.bits(2, 1).word(lives - 1));
    // The tokens behind it, which are as long as a number may be.
    writer.open(content => content.octets(0, 0, 0, 0));
  }
  return writer.bytes();
}
