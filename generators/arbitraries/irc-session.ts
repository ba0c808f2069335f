import { fromLatin1, u32 } from '../../src/packet/bytes';
import { Family } from '../../src/packet/packet';
import type { Flow } from '../datagram';
import { atPort } from '../datagram';
import * as draw from '../draw';
import { TcpTalk } from '../tcp-talk';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

export const IRC_PORT = 6667;

/** A line in which a client offers a connection, in parts that may be wrong. */
interface Offer {
  readonly blanks: string;
  readonly command: string;
  readonly before: string;
  readonly kind: string;
  readonly argument: string;
  readonly address: 'own' | 'server' | 'other' | 'none' | 'long';
  readonly gap: string;
  readonly port: string;
  readonly end: string;
  readonly comes: boolean;
}

/** An IRC session in which clients offer direct connections (DCC), and those connections. */
export function ircSession(): draw.Drawn<PacketEvent[]> {
  const often = <T>(usual: T, ...others: T[]) => draw.constantFrom(usual, usual, usual, usual, ...others);
  const offer: draw.Drawn<Offer> = draw.record({
    blanks: often('', ' ', '\r\n'),
    command: often('PRIVMSG bob', 'privmsg bob', 'NOTICE bob', 'PRIVMSG'),
    before: often(' :', ': ', ' ::', ' :hello :'),
    kind: draw.constantFrom('SEND', 'CHAT', 'MOVE', 'TSEND', 'SCHAT', 'send', 'RESUME'),
    argument: often('file.txt', 'a', '"a b"', ''),
    address: often<Offer['address']>('own', 'server', 'other', 'none', 'long'),
    gap: often(' ', '   ', ''),
    port: draw.constantFrom('5000', '5001', '5002', '0', '65535', '65536', '70537', '99999999999', 'x', ''),
    end: often(' 1024\x01\r\n', '\x01\n', '\x01', '\r\n'),
    comes: draw.boolean(),
  });
  return draw
    .tuple(
      flow({ port: IRC_PORT, forwarded: true }),
      draw.array(draw.array(offer, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 10 }),
      draw.boolean(),
    )
    .map(([between, segments, fromServer]) => session(between, segments, fromServer));
}

function session(between: Flow, segments: readonly (readonly Offer[])[], fromServer: boolean): PacketEvent[] {
  const talk = new TcpTalk(between, [1000, 5000]).open();
  talk.send(0, fromLatin1('NICK alice\r\n'));
  for (const offers of segments) {
    talk.send(fromServer ? 1 : 0, fromLatin1(offers.map(each => lineOf(each, between)).join('')));
    for (const each of offers) if (each.comes) talk.events.push(...connection(between, Number(each.port) & 0xffff));
  }
  return talk.events;
}

function lineOf({ blanks, command, before, kind, argument, address, gap, port, end }: Offer, between: Flow): string {
  const number = addressNumber(address, between);
  return `${blanks}${command}${before}\x01DCC ${kind} ${argument} ${number}${gap}${port}${end}`;
}

function addressNumber(which: Offer['address'], { family, ends }: Flow): string {
  if (which === 'none' || family !== Family.IPV4) return '';
  if (which === 'other') return '3221225999';
  const own = u32(ends[which === 'server' ? 1 : 0].address, 0);
  return which === 'long' ? String(4294967296n * 3n + BigInt(own)) : String(own);
}

function connection({ family, ends }: Flow, port: number): PacketEvent[] {
  const peer = atPort(ends[1], 46000);
  return new TcpTalk({ family, ends: [peer, atPort(ends[0], port)] }, [1, 1]).open().events;
}
