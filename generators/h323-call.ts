/** Messages of H.323 that signal a call, as an honest end would write them: Q.931 with H.225.0 in it, and H.245. */
import { PerWriter } from './per-writer';

export interface Address {
  readonly address: Uint8Array;
  readonly port: number;
}

/** A logical channel that is opened, or an answer to its opening: where its sender receives. */
export interface Channel {
  readonly isAnswer: boolean;
  readonly media: Address | null;
  readonly control: Address | null;
  /** Of a channel for data by T.120, which has neither of the others. */
  readonly data: Address | null;
}

export interface CallMessage {
  readonly kind: 'setup' | 'connect' | 'facility';
  readonly control: Address | null;
  readonly fastStart: readonly Channel[];
  readonly tunnelled: readonly Channel[];
  /** Whom the call is forwarded to, by a facility. */
  readonly forwarded: Address | null;
  /** Both ends of the call, where a setup tells them. */
  readonly called: Address | null;
  readonly caller: Address | null;
}

/** Which version of the protocol speaks. */
export const PROTOCOL_IDENTIFIER = [6, 0x00, 0x08, 0x91, 0x4a, 0x00, 0x04];
const KINDS = { setup: 0, connect: 2, facility: 6 } as const;
const CALL_FORWARDED = 1;
const UNDEFINED_REASON = 3;
const ID = Array.from({ length: 16 }, (_, at) => at);

/** Messages one after the other, each behind its header (RFC 1006). */
export function behindHeaders(messages: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(messages.flatMap(each => [3, 0, (each.length + 4) >> 8, (each.length + 4) & 0xff, ...each]));
}

/** H.245's opening of a logical channel, or the answer to one. */
export function channelMessage(channel: Channel): Uint8Array {
  const writer = new PerWriter();
  if (channel.isAnswer) writeAnswer(writer.bits(1).bits(2, 1).bits(1).bits(5, 5), channel);
  else writeOpening(writer.bits(1).bits(2, 0).bits(1).bits(4, 3), channel);
  return writer.bytes();
}

export function callMessage(message: CallMessage): Uint8Array {
  const content = new PerWriter();
  const { kind, tunnelled } = message;
  content
    .bits(2)
    .bits(1, Number(tunnelled.length > 0))
    .bits(1)
    .bits(1)
    .bits(3, KINDS[kind]);
  if (kind === 'setup') writeSetup(content, message);
  else if (kind === 'connect') writeConnect(content, message);
  else writeFacility(content, message);
  if (tunnelled.length > 0) {
    content
      .bits(7, 2)
      .bits(3, 0b001)
      .open(list => writeList(list, tunnelled.map(channelMessage)));
  }
  const bytes = content.bytes();
  return Uint8Array.from([8, 2, 0, 1, 5, 0x7e, (bytes.length + 1) >> 8, (bytes.length + 1) & 0xff, 5, ...bytes]);
}

/** An address as messages of H.225.0 have it. */
export function writeAddress(writer: PerWriter, { address, port }: Address): PerWriter {
  writer.bits(1).bits(3, address.length === 4 ? 0 : 3);
  if (address.length === 16) writer.bits(1);
  return writer.octets(...address).word(port);
}

/** What kind of end speaks, without particulars. */
export function writeEndpointType(writer: PerWriter): PerWriter {
  return writer.bits(1).bits(6).bits(2);
}

function writeSetup(writer: PerWriter, { control, fastStart, called, caller }: CallMessage): void {
  const hasMore = caller !== null || fastStart.length > 0;
  writer
    .bits(1, Number(hasMore))
    .bits(1, Number(control !== null))
    .bits(2)
    .bits(1, Number(called !== null))
    .bits(3);
  writer.octets(...PROTOCOL_IDENTIFIER);
  if (control) writeAddress(writer, control);
  writeEndpointType(writer);
  if (called) writeAddress(writer, called);
  writer
    .bits(1)
    .octets(...ID)
    .bits(1)
    .bits(2)
    .bits(1)
    .bits(2);
  if (!hasMore) return;
  writer
    .bits(7, 6)
    .bits(1, Number(caller !== null))
    .bits(5)
    .bits(1, Number(fastStart.length > 0));
  if (caller) writer.open(content => writeAddress(content, caller));
  if (fastStart.length > 0) writeFastStart(writer, fastStart);
}

function writeConnect(writer: PerWriter, { control, fastStart }: CallMessage): void {
  writer
    .bits(1, Number(fastStart.length > 0))
    .bits(1, Number(control !== null))
    .octets(...PROTOCOL_IDENTIFIER);
  if (control) writeAddress(writer, control);
  writeEndpointType(writer).octets(...ID);
  if (fastStart.length > 0) writeFastStart(writer.bits(7, 4).bits(5, 1), fastStart);
}

function writeFacility(writer: PerWriter, { control, fastStart, forwarded }: CallMessage): void {
  const hasMore = control !== null || fastStart.length > 0;
  writer
    .bits(1, Number(hasMore))
    .bits(1, Number(forwarded !== null))
    .bits(2)
    .octets(...PROTOCOL_IDENTIFIER);
  if (forwarded) writeAddress(writer, forwarded);
  writer.bits(1).bits(2, forwarded ? CALL_FORWARDED : UNDEFINED_REASON);
  if (!hasMore) return;
  writer
    .bits(7, 7)
    .bits(6)
    .bits(1, Number(control !== null))
    .bits(1, Number(fastStart.length > 0));
  if (control) writer.open(content => writeAddress(content, control));
  if (fastStart.length > 0) writeFastStart(writer, fastStart);
}

function writeFastStart(writer: PerWriter, channels: readonly Channel[]): void {
  writer.open(list =>
    writeList(
      list,
      channels.map(each => {
        const opening = new PerWriter();
        writeOpening(opening, each);
        return opening.bytes();
      }),
    ),
  );
}

function writeList(writer: PerWriter, items: readonly Uint8Array[]): void {
  writer.length(items.length);
  for (const each of items) writer.length(each.length).octets(...each);
}

function writeOpening(writer: PerWriter, { media, control, data }: Channel): void {
  writer
    .bits(1, Number(data !== null))
    .bits(1)
    .word(0)
    .bits(2);
  if (data) {
    // Data by T.120 in a stack of its own, of no bit rate, and with no parameters.
    writer.bits(1).bits(3, 4).bits(1).bits(1).bits(4, 1).bits(1, 1).bits(7, 3).octets(0).bits(2).octets(0);
    writer.bits(1, 1).bits(7, 1).octets(0).bits(7, 0).bits(1, 1);
    writer.open(content => writeNetworkAddress(content, data));
    return;
  }
  // Voice (G.711).
  writer.bits(1).bits(3, 3).bits(1).bits(4, 1).octets(19).bits(1, 1).bits(7, 0);
  writer.open(content => {
    content
      .bits(3)
      .bits(1, Number(media !== null))
      .bits(1)
      .bits(1, Number(control !== null))
      .bits(5)
      .octets(1);
    for (const each of [media, control]) if (each) writeTransport(content, each);
  });
}

function writeAnswer(writer: PerWriter, { media, control, data }: Channel): void {
  writer
    .bits(1, 1)
    .bits(1)
    .word(0)
    .bits(7, 1)
    .bits(1, Number(data !== null))
    .bits(1, Number(data === null));
  if (data) writer.open(content => writeNetworkAddress(content, data));
  else {
    writer.open(content => {
      content
        .bits(4)
        .bits(1, Number(media !== null))
        .bits(1, Number(control !== null))
        .bits(1);
      for (const each of [media, control]) if (each) writeTransport(content, each);
    });
  }
}

function writeNetworkAddress(writer: PerWriter, address: Address): void {
  writeTransport(writer.bits(3).bits(1).bits(2, 2), address).bits(1);
}

/** An address as messages of H.245 have it. */
function writeTransport(writer: PerWriter, { address, port }: Address): PerWriter {
  return writer
    .bits(2)
    .bits(1)
    .bits(3, address.length === 4 ? 0 : 2)
    .bits(1)
    .octets(...address)
    .word(port);
}
