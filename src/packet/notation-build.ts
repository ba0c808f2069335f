/** From a packet's description to its bytes. */
import { InputError } from '../errors';
import { familyOfAddress, parseAddress } from './address';
import { put16, put32 } from './bytes';
import { buildGre } from './gre';
import { buildIcmp, fixedLength, Icmp, type IcmpField, sizeOf } from './icmp-message';
import { buildDatagram } from './notation-build-ip';
import { buildSctpPacket } from './notation-build-sctp';
import type { FlowContext, FlowDirection } from './notation-flow';
import { buildOption } from './notation-options';
import { messagesOf } from './notation-parse';
import { payloadBytes } from './notation-payload';
import type {
  DatagramDescription,
  IcmpDescription,
  PacketContext,
  PacketDescription,
  SequenceNumber,
  TcpDescription,
} from './notation-types';
import { Family, Protocol } from './packet';
import { buildTcp, FLAG_LETTERS, TcpFlag } from './tcp';
import { buildUdp } from './udp';
import { fromHex, pseudoHeader } from './wire';

/** Both ends of a packet, and its place in the flow of the context when it belongs to that. */
interface Route {
  source: Uint8Array;
  destination: Uint8Array;
  sourcePort?: number;
  destinationPort?: number;
  flow: FlowContext | null;
  direction: FlowDirection;
}

/**
 * The bytes of a packet. A segment of the context's flow is noted there, so that later ones may be relative to it.
 * Throws InputError where the context does not say what the description leaves open.
 */
export function buildPacket(description: PacketDescription, context: PacketContext = {}): Uint8Array {
  return build(description, context, true);
}

/** `isSent` is false for a datagram that an error quotes: nobody sends that one now. */
function build(description: PacketDescription, context: PacketContext, isSent: boolean): Uint8Array {
  if (description.kind === 'raw') return fromHex(description.hex);
  const route = routeOf(description, context);
  const family = familyOfAddress(route.source);
  if (description.kind === (family === Family.IPV4 ? 'icmp6' : 'icmp')) {
    throw new InputError(`${description.kind} is not allowed here: icmp is for IPv4 addresses, icmp6 for IPv6 ones`);
  }
  const protocol = protocolOf(description);
  const pseudo = pseudoHeader(route.source, route.destination, protocol);
  const payload = buildTransport(description, route, pseudo, context, isSent);
  const datagram = buildDatagram(description.ip, family, { ...route, protocol, payload });
  return cut(datagram, description.trunc ?? datagram.length);
}

function cut(datagram: Uint8Array, length: number): Uint8Array {
  if (length > datagram.length) {
    throw new InputError(`trunc ${length} is not allowed: the datagram has ${datagram.length} bytes`);
  }
  return datagram.subarray(0, length);
}

function protocolOf(description: DatagramDescription): number {
  switch (description.kind) {
    case 'tcp':
      return Protocol.TCP;
    case 'udp':
      return Protocol.UDP;
    case 'sctp':
      return Protocol.SCTP;
    case 'gre':
    case 'gre1':
      return Protocol.GRE;
    case 'icmp':
      return Protocol.ICMP;
    case 'icmp6':
      return Protocol.ICMPV6;
    case 'ip':
      return description.protocol;
  }
}

function buildTransport(
  description: DatagramDescription,
  route: Route,
  pseudo: number,
  context: PacketContext,
  isSent: boolean,
): Uint8Array {
  switch (description.kind) {
    case 'tcp':
      return buildSegment(description, route, pseudo, isSent);
    case 'udp': {
      const { length, checksum } = description;
      const payload = payloadBytes(description.payload);
      return buildUdp({ ...portsOf(route, 'udp'), length, checksum, payload }, pseudo);
    }
    case 'sctp':
      return buildSctpPacket(description, { ...route, ...portsOf(route, 'sctp') }, isSent);
    case 'gre':
    case 'gre1':
      return buildGre({
        ...description,
        enhanced: description.kind === 'gre1',
        payload: payloadBytes(description.payload),
      });
    case 'icmp':
      return buildIcmp({ ...icmpFields(description, context), checksum: description.checksum }, null);
    case 'icmp6':
      return buildIcmp({ ...icmpFields(description, context), checksum: description.checksum }, pseudo);
    case 'ip':
      if (description.checksum !== undefined)
        throw new InputError('a checksum is not allowed with "ip proto"; its place is not known');
      return payloadBytes(description.payload);
  }
}

// ---- where from, where to

function routeOf(description: DatagramDescription, context: PacketContext): Route {
  const { flow = null, direction = 'original' } = context;
  if (!description.from || !description.to) {
    if (!flow) throw new InputError(`a ${description.kind} packet without addresses is only allowed in a flow`);
    const ends = flow.endsOf(direction);
    const [source, destination] = [parseAddress(ends.source)!, parseAddress(ends.destination)!];
    return { source, destination, sourcePort: ends.sourcePort, destinationPort: ends.destinationPort, flow, direction };
  }
  const source = resolve(description.from.host, context);
  const destination = resolve(description.to.host, context);
  if (source.length !== destination.length) {
    throw new InputError(
      `${description.from.host} > ${description.to.host} is not allowed: one is an IPv4 address, the other an IPv6 one`,
    );
  }
  const [sourcePort, destinationPort] = [description.from.port, description.to.port];
  const known = flow?.directionOf(source, sourcePort ?? 0, destination, destinationPort ?? 0) ?? null;
  return {
    source,
    destination,
    sourcePort,
    destinationPort,
    flow: known && flow,
    direction: known ?? direction,
  };
}

function resolve(host: string, context: PacketContext): Uint8Array {
  const address = parseAddress(host) ?? parseAddress(context.resolve?.(host) ?? '');
  if (!address) throw new InputError(`host ${host} is not known here; allowed are addresses and the hosts' names`);
  return address;
}

function portsOf(route: Route, protocol: string): { sourcePort: number; destinationPort: number } {
  const { sourcePort, destinationPort } = route;
  if (sourcePort === undefined || destinationPort === undefined) {
    throw new InputError(`a ${protocol} packet without ports is only allowed in a flow that has ports`);
  }
  return { sourcePort, destinationPort };
}

// ---- TCP

function buildSegment(description: TcpDescription, route: Route, pseudo: number, isSent: boolean): Uint8Array {
  const { flow, direction } = route;
  const reverse = direction === 'original' ? 'reply' : 'original';
  const payload = payloadBytes(description.payload);
  const flags = FLAG_LETTERS.reduce(
    (bits, [letter, flag]) => (description.flags.includes(letter) ? bits | flag : bits),
    0,
  );
  const syn = (flags & TcpFlag.SYN) !== 0;
  const at = (number: SequenceNumber, of: FlowDirection) => (flow ? flow.absolute(of, number) : number.value >>> 0);

  const seq = description.seq ? at(description.seq, direction) : (flow?.next(direction, syn) ?? 0);
  if (isSent) {
    const length = payload.length + (syn ? 1 : 0) + (flags & TcpFlag.FIN ? 1 : 0);
    flow?.sent(direction, seq, length, syn, description.seq?.absolute ?? false);
  }
  let ack = description.ackField ?? 0;
  if (flags & TcpFlag.ACK) {
    ack = description.ack ? at(description.ack, reverse) : (flow?.next(reverse, false) ?? 0);
    if (isSent) flow?.acknowledged(reverse, ack);
  }
  const options = description.options.map(option => buildOption(option, number => at(number, reverse)));
  const { window, urgent, reserved, dataOffset, checksum } = description;
  const ports = portsOf(route, 'tcp');
  return buildTcp(
    { ...ports, seq, ack, flags, window, urgent, reserved, dataOffset, checksum, options, payload },
    pseudo,
  );
}

// ---- ICMP and ICMPv6

function icmpFields(
  description: IcmpDescription,
  context: PacketContext,
): { type: number; code: number; body: Uint8Array } {
  const { type, code } = description;
  const payload = description.quote ? build(description.quote, context, false) : payloadBytes(description.payload);
  const message = messagesOf(description.kind).find(candidate => candidate.name === description.message);
  const fixed = message ? new Uint8Array(fixedLength(message) - Icmp.REST) : fromHex(description.rest ?? '00000000');
  for (const field of message?.fields ?? []) putField(fixed, field, description.fields[field.word], context);
  const body = new Uint8Array(fixed.length + payload.length);
  body.set(fixed);
  body.set(payload, fixed.length);
  return { type, code, body };
}

function putField(
  body: Uint8Array,
  field: IcmpField,
  value: number | string | undefined,
  context: PacketContext,
): void {
  if (value === undefined) return;
  const at = field.at - Icmp.REST;
  if (typeof value === 'string') {
    const address = resolve(value, context);
    if (address.length !== sizeOf(field)) {
      const family = field.size === 'ipv4' ? 'IPv4' : 'IPv6';
      throw new InputError(`${field.word} ${value} is not allowed; allowed are ${family} addresses`);
    }
    body.set(address, at);
  } else if (field.size === 1) body[at] = value;
  else if (field.size === 2) put16(body, at, value);
  else put32(body, at, value);
}
