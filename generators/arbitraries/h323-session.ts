import { parseAddress } from '../../src/packet/address';
import { Family } from '../../src/packet/packet';
import { TcpFlag } from '../../src/packet/tcp';
import { atPort, type Flow, udpDatagram, type Way } from '../datagram';
import * as draw from '../draw';
import { type Address, behindHeaders, type Channel, callMessage, channelMessage } from '../h323-call';
import { RAS_KINDS, type RasMessage, rasMessage } from '../h323-ras';
import { other, TcpTalk } from '../tcp-talk';
import type { PacketEvent } from '../workload';
import { flow } from './flow';
import { OUTSIDE_IPV4, OUTSIDE_IPV6 } from './translation';

export const Q931_PORT = 1720;
export const RAS_PORT = 1719;

const MEDIA_PORTS = [30000, 30001, 30002, 30007] as const;
const CONTROL_PORT = 30010;
const PUSHED = TcpFlag.PSH | TcpFlag.ACK;

/** An address that a message names: the sender's own mostly, the other end's, clients' outside, or that of somebody else. */
interface Named {
  readonly whose: 'own' | 'peer' | 'outside' | 'loopback' | 'other';
  readonly port: number;
}

interface Opening {
  readonly form: 'media' | 'control' | 'both' | 'data';
  readonly isAnswer: boolean;
  readonly named: Named;
}

/** A message of a call, which of its bits is wrong, and what follows it. */
interface Step {
  readonly way: Way;
  readonly kind: 'setup' | 'connect' | 'facility';
  readonly control: Named | null;
  readonly forwarded: Named | null;
  readonly called: Named | null;
  readonly caller: Named | null;
  readonly fastStart: readonly Opening[];
  readonly tunnelled: readonly Opening[];
  readonly wrongBit: number;
  readonly cut: boolean;
  /** What is opened on a control channel that comes, and which media do. */
  readonly opened: readonly Opening[];
  readonly comes: readonly number[];
}

/** H.323: calls with the channels they open and their control channels, registrations, and the connections that follow. */
export function h323Session(): draw.Drawn<PacketEvent[]> {
  return draw.oneof({ weight: 3, arbitrary: call() }, { weight: 2, arbitrary: registration() });
}

/** No bit, mostly. */
const WRONG_BIT = draw.oneof({ weight: 5, arbitrary: draw.constant(-1) }, { weight: 1, arbitrary: draw.nat(1023) });
const WAY = draw.constantFrom<Way>(0, 1);

function named(...ports: number[]): draw.Drawn<Named> {
  return draw.record({
    whose: draw.constantFrom('own', 'own', 'own', 'own', 'own', 'peer', 'outside', 'loopback', 'other'),
    port: draw.constantFrom(...ports, ...ports, 0),
  });
}

function call(): draw.Drawn<PacketEvent[]> {
  const opening: draw.Drawn<Opening> = draw.record({
    form: draw.constantFrom('control', 'media', 'both', 'data'),
    isAnswer: draw.boolean(),
    named: named(...MEDIA_PORTS),
  });
  const step: draw.Drawn<Step> = draw.record({
    way: WAY,
    kind: draw.constantFrom('setup', 'connect', 'facility'),
    control: draw.oneof(draw.constant(null), named(CONTROL_PORT)),
    forwarded: draw.oneof(draw.constant(null), draw.constant(null), named(Q931_PORT)),
    called: draw.oneof(draw.constant(null), named(Q931_PORT)),
    caller: draw.oneof(draw.constant(null), named(CONTROL_PORT)),
    fastStart: draw.array(opening, { maxLength: 3 }),
    tunnelled: draw.array(opening, { maxLength: 2 }),
    wrongBit: WRONG_BIT,
    cut: draw.constantFrom(false, false, false, true),
    opened: draw.array(opening, { maxLength: 3 }),
    comes: draw.subarray([...MEDIA_PORTS, CONTROL_PORT], { maxLength: 3 }),
  });
  return draw
    .tuple(flow({ port: Q931_PORT, forwarded: true }), draw.array(step, { minLength: 1, maxLength: 4 }))
    .map(([between, steps]) => {
      const talk = new TcpTalk(between, [1000, 5000]).open();
      for (const each of steps) {
        const bytes = behindHeaders([messageOf(each, between)]);
        // The header comes alone, at times.
        const parts = each.cut ? [bytes.subarray(0, 4), bytes.subarray(4)] : [bytes];
        for (const part of parts) talk.say(each.way, { flags: PUSHED, payload: part });
        talk.events.push(...each.comes.flatMap(port => coming(port, each, between)));
      }
      return talk.events;
    });
}

function registration(): draw.Drawn<PacketEvent[]> {
  const step = draw.record({
    way: WAY,
    kind: draw.constantFrom<RasMessage['kind']>('RRQ', 'RRQ', 'RCF', ...RAS_KINDS),
    addresses: draw.array(named(Q931_PORT, RAS_PORT, 30001), { minLength: 1, maxLength: 3 }),
    timeToLive: draw.constantFrom(null, 60, 600, 65536),
    wrongBit: WRONG_BIT,
    comes: draw.boolean(),
  });
  return draw
    .tuple(flow({ port: RAS_PORT, forwarded: true }), draw.array(step, { minLength: 1, maxLength: 5 }))
    .map(([between, steps]) =>
      steps.flatMap(({ way, comes, wrongBit, ...message }) => {
        const addresses = message.addresses.map(each => addressOf(each, way, between));
        const bytes = withWrongBit(rasMessage({ ...message, addresses }), wrongBit);
        const next = comes ? new TcpTalk(towards(way, Q931_PORT, between), [1, 1]).open().events : [];
        return [udpDatagram(between, way, bytes), ...next];
      }),
    );
}

function messageOf({ way, fastStart, tunnelled, ...message }: Step, between: Flow): Uint8Array {
  const place = (each: Named | null) => each && addressOf(each, way, between);
  const bytes = callMessage({
    kind: message.kind,
    control: place(message.control),
    forwarded: message.kind === 'facility' ? place(message.forwarded) : null,
    called: place(message.called),
    caller: place(message.caller),
    fastStart: fastStart.map(each => channelOf(each, way, between)),
    tunnelled: tunnelled.map(each => channelOf(each, way, between)),
  });
  return withWrongBit(bytes, message.wrongBit);
}

/** A packet to a port that a message may have named, or the whole control connection. */
function coming(port: number, { way, opened }: Step, between: Flow): PacketEvent[] {
  const to = towards(way, port, between);
  if (port !== CONTROL_PORT) return [udpDatagram(to, 0, new Uint8Array(20))];
  const talk = new TcpTalk(to, [1, 1]).open();
  for (const each of opened) {
    talk.send(0, behindHeaders([channelMessage(channelOf(each, other(way), between))]));
  }
  return talk.events;
}

/** From the other end to a port of this one. */
function towards(way: Way, port: number, { family, ends }: Flow): Flow {
  return {
    family,
    ends: [atPort(ends[1 - way], 31000), atPort(ends[way], port)],
  };
}

function channelOf({ form, isAnswer, named: at }: Opening, way: Way, between: Flow): Channel {
  const address = addressOf(at, way, between);
  const is = (...forms: Opening['form'][]) => (forms.includes(form) ? address : null);
  return { isAnswer, media: is('media', 'both'), control: is('control', 'both'), data: is('data') };
}

function addressOf({ whose, port }: Named, way: Way, { family, ends }: Flow): Address {
  const elsewhere = Uint8Array.from(ends[way].address);
  elsewhere[elsewhere.length - 1] ^= 1;
  const { outside, loopback } = ADDRESSES[family];
  const address = { own: ends[way].address, peer: ends[1 - way].address, outside, loopback, other: elsewhere }[whose];
  return { address, port };
}

const ADDRESSES = {
  [Family.IPV4]: { outside: parseAddress(OUTSIDE_IPV4)!, loopback: parseAddress('127.0.0.1')! },
  [Family.IPV6]: { outside: parseAddress(OUTSIDE_IPV6)!, loopback: parseAddress('::1')! },
};

function withWrongBit(message: Uint8Array, bit: number): Uint8Array {
  const bytes = message.slice();
  if (bit >= 0 && bit < 8 * bytes.length) bytes[bit >> 3] ^= 0x80 >> (bit & 7);
  return bytes;
}
