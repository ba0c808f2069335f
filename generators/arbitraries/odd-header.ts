import { parseAddress } from '../../src/packet/address';
import { buildIpv4, Ipv4Flag, type Ipv4Parts, parseIpv4, reduceIpv4 } from '../../src/packet/ipv4';
import {
  buildIpv6,
  type ExtensionHeader,
  extensionHeader,
  fragmentHeader,
  type Ipv6Parts,
  parseIpv6,
  reduceIpv6,
} from '../../src/packet/ipv6';
import type { Option } from '../../src/packet/options';
import { Protocol } from '../../src/packet/packet';
import * as draw from '../draw';
import { mended } from '../mended';
import { type PacketEvent, withBytes } from '../workload';
import { altered, type Change } from './altered';

/** A conversation some datagrams of which have IP headers that are rare or wrong: options, extension headers, addresses nobody has, lengths that lie. */
export function oddHeaders(conversation: draw.Drawn<PacketEvent[]>): draw.Drawn<PacketEvent[]> {
  return altered(conversation, headerChange());
}

type Fields4 = Partial<Ipv4Parts>;
type Fields6 = Partial<Ipv6Parts>;

/** The same in both families, so that it does not matter of which a datagram is. */
function headerChange(): draw.Drawn<Change> {
  return draw.tuple(ipv4Fields(), ipv6Fields(), draw.constantFrom(true, true, true, false)).map(
    ([fields4, fields6, isMended]): Change =>
      event => {
        const bytes = event.bytes[0] >> 4 === 6 ? withIpv6(event.bytes, fields6) : withIpv4(event.bytes, fields4);
        return [withBytes(event, isMended ? mended(bytes) : bytes)];
      },
  );
}

function withIpv4(bytes: Uint8Array, change: Fields4): Uint8Array {
  const read = parseIpv4(bytes);
  return read ? buildIpv4({ ...reduceIpv4(read).fields, ...change }) : bytes;
}

function withIpv6(bytes: Uint8Array, { headers, ...change }: Fields6): Uint8Array {
  const read = parseIpv6(bytes);
  if (!read) return bytes;
  const { fields } = reduceIpv6(read);
  return buildIpv6({ ...fields, ...change, headers: headers ? [...headers, ...read.headers] : read.headers });
}

function ipv4Fields(): draw.Drawn<Fields4> {
  const address = draw.constantFrom(...ADDRESSES_IPV4.map(text => parseAddress(text)!));
  return draw.oneof(
    { weight: 3, arbitrary: draw.record({ options: ipv4Options() }) },
    { weight: 2, arbitrary: draw.record({ source: address }) },
    { weight: 2, arbitrary: draw.record({ destination: address }) },
    draw.tuple(address).map(([both]) => ({ source: both, destination: both })),
    draw.record({ ttl: draw.constantFrom(0, 1, 2, 255) }),
    draw.record({ tos: draw.constantFrom(0x10, 0xff) }),
    draw.record({ id: draw.nat(3), flags: draw.constantFrom(...FLAGS), offset: draw.constantFrom(0, 8, 1480, 65528) }),
    draw.record({ totalLength: draw.constantFrom(0, 19, 20, 21, 28, 40, 60, 65535) }),
    draw.record({ ihl: draw.nat(15) }),
    draw.record({ checksum: draw.constantFrom<'bad' | number>('bad', 0) }),
    draw.record({ protocol: draw.oneof(draw.constantFrom(...PROTOCOLS), draw.nat(255)) }),
  );
}

/** Of RFC 791, RFC 2113 and older ones, whole and cut. */
function ipv4Options(): draw.Drawn<Option[]> {
  const option: draw.Drawn<Option> = draw.oneof(
    draw.constantFrom(0, 1).map(kind => ({ kind, data: new Uint8Array(0) })),
    draw.record({
      kind: draw.constantFrom(7, 68, 131, 137, 148, 130, 136, 134, 25, 222),
      data: draw.oneof(
        draw.constantFrom(...OPTION_DATA.map(data => Uint8Array.from(data))),
        draw.uint8Array({ maxLength: 10 }),
      ),
    }),
    draw.uint8Array({ minLength: 1, maxLength: 4 }).map(raw => ({ raw })),
  );
  return draw.array(option, { minLength: 1, maxLength: 3 });
}

function ipv6Fields(): draw.Drawn<Fields6> {
  const address = draw.constantFrom(...ADDRESSES_IPV6.map(text => parseAddress(text)!));
  return draw.oneof(
    { weight: 6, arbitrary: draw.record({ headers: draw.array(extension(), { minLength: 1, maxLength: 3 }) }) },
    { weight: 2, arbitrary: draw.record({ source: address }) },
    { weight: 2, arbitrary: draw.record({ destination: address }) },
    draw.tuple(address).map(([both]) => ({ source: both, destination: both })),
    draw.record({ hopLimit: draw.constantFrom(0, 1, 2, 255) }),
    draw.record({ trafficClass: draw.constantFrom(0x10, 0xff), flowLabel: draw.nat(0xfffff) }),
    draw.record({ payloadLength: draw.constantFrom(0, 1, 7, 8, 20, 40, 65535) }),
    draw.record({ protocol: draw.oneof(draw.constantFrom(...PROTOCOLS), draw.nat(255)) }),
  );
}

/** Extension headers, those of fragmentation among them (atomic and not), with contents that fit and such as do not. */
function extension(): draw.Drawn<ExtensionHeader> {
  const type = draw.constantFrom(Protocol.HOPOPT, Protocol.DSTOPTS, Protocol.ROUTING, Protocol.AH);
  const data = draw.oneof(
    draw.constantFrom(...EXTENSION_DATA.map(each => Uint8Array.from(each))),
    draw.uint8Array({ maxLength: 14 }),
  );
  return draw.oneof(
    {
      weight: 4,
      arbitrary: draw.tuple(type, data).map(([of, bytes]) => extensionHeader(of, bytes)),
    },
    {
      weight: 2,
      arbitrary: draw
        .tuple(draw.constantFrom(0, 0, 8, 1448, 65528), draw.boolean(), draw.nat(2))
        .map(([offset, more, id]) => fragmentHeader(offset, more, id)),
    },
    draw.tuple(type, draw.uint8Array({ minLength: 7, maxLength: 15 })).map(([of, bytes]) => ({ type: of, bytes })),
  );
}

const FLAGS = [Ipv4Flag.DONT_FRAGMENT, Ipv4Flag.MORE_FRAGMENTS, Ipv4Flag.RESERVED, 0, 0x6000];

/** What follows type and length of an option: a pointer and addresses, a value for routers, a label. */
const OPTION_DATA = [
  [],
  [0, 0],
  [4, 0, 0, 0, 0],
  [4, 198, 51, 100, 10],
  [8, 198, 51, 100, 10],
  [5, 0, 0, 0, 0, 0, 0, 0, 0],
  [5, 1, 0, 0, 0, 0],
  [9, 0, 1, 2, 3, 4, 5, 6],
  [3, 192, 0, 2, 1],
];

/** Options of hop-by-hop and destination headers (RFC 8200, 4.2), and the beginnings of routing headers (4.4). */
const EXTENSION_DATA = [
  [],
  [1, 4, 0, 0, 0, 0],
  [1, 2, 0, 0],
  [5, 2, 0, 0, 1, 0],
  [5, 2, 0, 0],
  [0xc2, 4, 0, 1, 0, 0],
  [0xc2, 4, 0, 0, 0, 0],
  [0x3e, 4, 0, 0, 0, 0],
  [0x7e, 4, 0, 0, 0, 0],
  [0xbe, 4, 0, 0, 0, 0],
  [0xfe, 4, 0, 0, 0, 0],
  [1, 40, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0],
  [0, 1, 0, 0, 0, 0],
  [2, 0, 0, 0, 0, 0],
  [2, 1, 0, 0, 0, 0],
  [3, 0, 0, 0, 0, 0],
  [4, 0, 0, 0, 0, 0],
  [4, 1, 0, 0, 0, 0],
  [253, 1, 0, 0, 0, 0],
  [0xc9, 16, 0x20, 1, 0x0d, 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10],
];

const PROTOCOLS = [
  Protocol.ICMP,
  Protocol.TCP,
  Protocol.UDP,
  Protocol.ICMPV6,
  Protocol.NONE,
  Protocol.GRE,
  Protocol.ESP,
  Protocol.AH,
  Protocol.SCTP,
  Protocol.DCCP,
  Protocol.UDPLITE,
  Protocol.MH,
  Protocol.IGMP,
  139,
  140,
  253,
];

/** The router's own, those of its hosts, of nobody, of groups and all, of the loopback, and such as may not be. */
const ADDRESSES_IPV4 = [
  '192.0.2.1',
  '198.51.100.1',
  '192.0.2.10',
  '198.51.100.10',
  '198.51.100.77',
  '203.0.113.9',
  '192.0.2.0',
  '192.0.2.255',
  '198.51.100.255',
  '255.255.255.255',
  '0.0.0.0',
  '0.0.0.1',
  '127.0.0.1',
  '224.0.0.1',
  '239.1.2.3',
  '240.0.0.1',
  '169.254.1.1',
];
const ADDRESSES_IPV6 = [
  '2001:db8:1::1',
  '2001:db8:2::1',
  '2001:db8:1::10',
  '2001:db8:2::10',
  '2001:db8:2::77',
  '2001:db8:9::9',
  '2001:db8:1::',
  '::',
  '::1',
  '::ffff:192.0.2.10',
  'fe80::1',
  'ff02::1',
  'ff02::2',
  'ff01::1',
  'ff05::2',
  'ff0e::1',
  'fc00::1',
];
