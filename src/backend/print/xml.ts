/** Connections as `conntrack -o xml` prints them (`__snprintf_conntrack_xml` in libnetfilter_conntrack). */
import type { ConntrackEvent, Counter, Entry, TupleView } from '../backend';
import { toolProtocolName, xmlStateName } from './output';
import { hex } from './plain';

const FAMILY_NUMBERS = { ipv4: 2, ipv6: 10 };

/** What stands before and behind all elements of a kind (`conntrack`, `expect`); without any, the tool prints nothing. */
export function xmlDocument(kind: string, elements: string[]): string[] {
  if (elements.length === 0) return [];
  return ['<?xml version="1.0" encoding="utf-8"?>', `<${kind}>`, ...elements, `</${kind}>`];
}

/** An entry as `conntrack -L` has it. */
export function listedXml(entry: Entry): string {
  const rest = [tag('timeout', entry.timeout), tag('mark', entry.mark)];
  return flow('', entry, rest, [tag('use', entry.use - 1)]);
}

/** An event as `conntrack -E` has it. */
export function eventXml({ type, entry, tellsMark }: ConntrackEvent): string {
  const rest = type === 'DESTROY' && entry.timeout === 0 ? [] : [tag('timeout', entry.timeout)];
  if (tellsMark) rest.push(tag('mark', entry.mark));
  return flow(` type="${type.toLowerCase()}"`, entry, rest, []);
}

export function tag(name: string, text: string | number): string {
  return `<${name}>${text}</${name}>`;
}

export function layer3(family: Entry['family'], inside: string): string {
  return `<layer3 protonum="${FAMILY_NUMBERS[family]}" protoname="${family}">${inside}</layer3>`;
}

export function layer4(protocol: number, inside: string): string {
  return `<layer4 protonum="${protocol}" protoname="${toolProtocolName(protocol)}">${inside}</layer4>`;
}

function flow(type: string, entry: Entry, times: string[], use: string[]): string {
  const { zone, zoneDirection, status, age, helper } = entry;
  const state = xmlStateName(entry);
  const independent = [
    ...(state === null ? [] : [tag('state', state)]),
    ...times,
    ...(zoneDirection === null && zone > 0 ? [tag('zone', zone)] : []),
    ...use,
    tag('id', entry.id),
    ...(status.includes('ASSURED') ? ['<assured/>'] : []),
    ...(status.includes('SEEN_REPLY') ? [] : ['<unreplied/>']),
    ...(age === null ? [] : [tag('deltatime', age)]),
  ];
  return [
    `<flow${type}>`,
    direction('original', entry, entry.original, entry.counters?.original),
    direction('reply', entry, entry.reply, entry.counters?.reply),
    `<meta direction="independent">${independent.join('')}</meta>`,
    ...(helper === null ? [] : [tag('helper', helper)]),
    '</flow>',
  ].join('');
}

function direction(name: 'original' | 'reply', entry: Entry, tuple: TupleView, counter: Counter | undefined): string {
  const { family, protocolNumber, zone, zoneDirection } = entry;
  return [
    `<meta direction="${name}">`,
    layer3(family, tag('src', tuple.src) + tag('dst', tuple.dst)),
    layer4(protocolNumber, portsXml(tuple, protocolNumber)),
    ...(zoneDirection === name.toUpperCase() && zone > 0 ? [tag('zone', zone)] : []),
    ...(counter ? [tag('counters', tag('packets', counter.packets) + tag('bytes', counter.bytes))] : []),
    '</meta>',
  ].join('');
}

export function portsXml({ sport, dport, icmp }: TupleView, protocol: number): string {
  if (toolProtocolName(protocol) === 'gre') return tag('srckey', hex(sport)) + tag('dstkey', hex(dport));
  return sport === null || dport === null || icmp ? '' : tag('sport', sport) + tag('dport', dport);
}
