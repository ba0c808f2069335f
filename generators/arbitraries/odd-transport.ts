import { put16, u16 } from '../../src/packet/bytes';
import { checksum } from '../../src/packet/checksum';
import { Ipv4 } from '../../src/packet/ipv4';
import { Ipv6 } from '../../src/packet/ipv6';
import * as draw from '../draw';
import { mended, transportOf } from '../mended';
import { type PacketEvent, withBytes } from '../workload';
import { altered, type Change } from './altered';

/** A conversation some packets of which have transport headers that are wrong: a field with another value, a checksum that does not hold, an end too soon or too late. */
export function oddTransport(conversation: draw.Drawn<PacketEvent[]>): draw.Drawn<PacketEvent[]> {
  return altered(conversation, draw.oneof({ weight: 5, arbitrary: otherField() }, otherLength(), toItself()));
}

/** A field of 8 or 16 bits in the header or shortly behind it; the checksum follows, mostly. */
function otherField(): draw.Drawn<Change> {
  return draw
    .record({
      at: draw.nat(31),
      value: draw.oneof(draw.constantFrom(0, 1, 2, 4, 7, 8, 0x7fff, 0x8000, 0xffff), draw.nat(0xffff)),
      isByte: draw.boolean(),
      isMended: draw.constantFrom(true, true, true, false),
    })
    .map(
      ({ at, value, isByte, isMended }): Change =>
        event => {
          const bytes = event.bytes.slice();
          const place = (transportOf(bytes)?.at ?? 0) + at;
          if (place + 2 > bytes.length) return [event];
          if (isByte) bytes[place] = value;
          else put16(bytes, place, value);
          return [withBytes(event, isMended ? mended(bytes) : bytes)];
        },
    );
}

/** Fewer bytes, or more; the IP header tells how many there are now, mostly. */
function otherLength(): draw.Drawn<Change> {
  return draw
    .record({
      length: draw.oneof(draw.nat(24), draw.constantFrom(40, 100)),
      isTold: draw.constantFrom(true, true, true, false),
      isMended: draw.boolean(),
    })
    .map(
      ({ length, isTold, isMended }): Change =>
        event => {
          const found = transportOf(event.bytes);
          if (!found) return [event];
          const bytes = new Uint8Array(found.at + length);
          bytes.set(event.bytes.subarray(0, bytes.length));
          if (isTold) tellLength(bytes);
          return [withBytes(event, isMended ? mended(bytes) : bytes)];
        },
    );
}

function tellLength(bytes: Uint8Array): void {
  if (bytes[0] >> 4 === 6) {
    put16(bytes, Ipv6.PAYLOAD_LENGTH, bytes.length - Ipv6.LENGTH);
    return;
  }
  put16(bytes, Ipv4.TOTAL_LENGTH, bytes.length);
  put16(bytes, Ipv4.CHECKSUM, 0);
  put16(bytes, Ipv4.CHECKSUM, checksum(bytes, 0, 4 * (bytes[0] & 0xf)));
}

/** From a host to itself, and from a port to the same: addresses, ports or both (a land attack). */
function toItself(): draw.Drawn<Change> {
  return draw.constantFrom(3, 1, 2).map(
    (what): Change =>
      event => {
        const bytes = event.bytes.slice();
        const found = transportOf(bytes);
        if (!found || found.at + 4 > bytes.length) return [event];
        const [from, to] = bytes[0] >> 4 === 6 ? [Ipv6.SOURCE, Ipv6.DESTINATION] : [Ipv4.SOURCE, Ipv4.DESTINATION];
        if (what & 1) bytes.copyWithin(to, from, to);
        if (what & 2) put16(bytes, found.at + 2, u16(bytes, found.at));
        if (bytes[0] >> 4 !== 6) tellLength(bytes);
        return [withBytes(event, mended(bytes))];
      },
  );
}
