/** From the description of an IP header to the datagram: IPv4 or IPv6, whole or a fragment of it. */
import { InputError } from '../errors';
import { buildIpv4, Ipv4Flag, type Ipv4Parts } from './ipv4';
import {
  buildIpv6,
  EXTENSION_HEADERS,
  type ExtensionHeader,
  extensionHeader,
  fragmentHeader,
  Ipv6,
  type Ipv6Parts,
} from './ipv6';
import { buildOption } from './notation-options';
import type { IpDescription } from './notation-types';
import { Family } from './packet';
import { fromHex } from './wire';

type Parts = Pick<Ipv4Parts, 'protocol' | 'source' | 'destination' | 'payload'>;

/** What the length fields of both versions can say; that of IPv6 leaves the header out. */
const MAX_LENGTH = 65535;

/** Puts the IP header that `items` describe before the payload. Throws InputError for an item of the other IP version. */
export function buildDatagram(items: readonly IpDescription[], family: Family, parts: Parts): Uint8Array {
  const datagram = family === Family.IPV4 ? ipv4Datagram(items, parts) : ipv6Datagram(items, parts);
  const most = family === Family.IPV4 ? MAX_LENGTH : Ipv6.LENGTH + MAX_LENGTH;
  if (datagram.length > most) {
    throw new InputError(`a datagram of ${datagram.length} bytes is not allowed; allowed are at most ${most}`);
  }
  return datagram;
}

function ipv4Datagram(items: readonly IpDescription[], parts: Parts): Uint8Array {
  const fields: Ipv4Parts = { ...pick(parts), flags: 0 };
  for (const item of items) {
    switch (item.word) {
      case 'ttl':
      case 'tos':
        fields[item.word] = item.value;
        break;
      case 'id':
        fields.id = atMost(item, 0xffff);
        break;
      case 'version':
      case 'ihl':
        fields[item.word] = atMost(item, 0xf);
        break;
      case 'len':
        fields.totalLength = item.value;
        break;
      case 'checksum':
        fields.checksum = item.value;
        break;
      case 'df':
        fields.flags! |= Ipv4Flag.DONT_FRAGMENT;
        break;
      case 'rf':
        fields.flags! |= Ipv4Flag.RESERVED;
        break;
      case 'options':
        fields.options = item.options.map(option => buildOption(option, number => number.value));
        break;
      case 'slice':
      case 'fragment':
        if (item.word === 'slice') {
          fields.id = item.id;
          fields.payload = slice(fields.payload, item);
        }
        fields.offset = item.offset;
        if (item.more) fields.flags! |= Ipv4Flag.MORE_FRAGMENTS;
        break;
      default:
        throw notAllowed(item, 'IPv4');
    }
  }
  return buildIpv4(fields);
}

function ipv6Datagram(items: readonly IpDescription[], parts: Parts): Uint8Array {
  const fields: Ipv6Parts = pick(parts);
  const headers: ExtensionHeader[] = [];
  const idItem = items.find(item => item.word === 'id');
  const id = idItem && 'value' in idItem ? Number(idItem.value) : 0;
  let sliced: { item: Slice; before: number } | null = null;
  for (const item of items) {
    switch (item.word) {
      case 'ttl':
        fields.hopLimit = item.value;
        break;
      case 'tos':
        fields.trafficClass = item.value;
        break;
      case 'flow':
        fields.flowLabel = atMost(item, 0xfffff);
        break;
      case 'version':
        fields.version = atMost(item, 0xf);
        break;
      case 'len':
        fields.payloadLength = item.value;
        break;
      case 'extension':
        headers.push(extensionHeader(EXTENSION_HEADERS[item.name], fromHex(item.hex)));
        break;
      case 'fragment':
        headers.push(fragmentHeader(item.offset, item.more, id));
        break;
      case 'slice':
        sliced = { item, before: headers.length };
        break;
      case 'id':
        if (items.some(other => other.word === 'fragment')) break;
        throw new InputError('id is not allowed in an IPv6 header that is no fragment');
      default:
        throw notAllowed(item, 'IPv6');
    }
  }
  if (!sliced) return buildIpv6({ ...fields, headers });
  // The headers after the fragment header are part of what was cut into fragments (RFC 8200, 4.5).
  const whole = buildIpv6({ ...parts, headers: headers.slice(sliced.before) });
  const { offset, more } = sliced.item;
  return buildIpv6({
    ...fields,
    headers: [...headers.slice(0, sliced.before), fragmentHeader(offset, more, sliced.item.id)],
    protocol: whole[Ipv6.NEXT_HEADER],
    payload: slice(whole.subarray(Ipv6.LENGTH), sliced.item),
  });
}

type Slice = Extract<IpDescription, { word: 'slice' }>;

function slice(payload: Uint8Array, { size, offset }: Slice): Uint8Array {
  if (offset + size > payload.length) {
    throw new InputError(
      `frag ${size}@${offset} is not allowed: the datagram has ${payload.length} bytes after its header`,
    );
  }
  return payload.subarray(offset, offset + size);
}

function pick({ protocol, source, destination, payload }: Parts): Parts {
  return { protocol, source, destination, payload };
}

function atMost(item: { word: string; value: number }, most: number): number {
  if (item.value > most) throw new InputError(`${item.word} ${item.value} is not allowed; allowed are 0 to ${most}`);
  return item.value;
}

const IPV4_WORDS = 'ttl, tos, id, df, rf, frag, <options>, len, ihl, version, sum, bad-checksum';
const IPV6_WORDS = 'ttl, tos, flow, frag, id, hop-by-hop, routing, destination, fragment, ah, len, version';

function notAllowed(item: IpDescription, version: 'IPv4' | 'IPv6'): InputError {
  const word = 'name' in item ? item.name : item.word;
  const words = version === 'IPv4' ? IPV4_WORDS : IPV6_WORDS;
  return new InputError(`${word} is not allowed in an ${version} header; allowed are ${words}`);
}
