import { TcpFlag } from '../../src/packet/tcp';
import type { Flow, Way } from '../datagram';
import * as draw from '../draw';
import { other, TcpTalk } from '../tcp-talk';
import type { PacketEvent } from '../workload';
import { flow } from './flow';
import { openingOptions } from './tcp-options';

type Closing = 'fin' | 'simultaneous' | 'half' | 'reset' | 'none';
type Opening = 'handshake' | 'simultaneous' | 'refused' | 'unanswered' | 'missed';

/** A whole TCP conversation by honest endpoints: it is opened, data go both ways, it is closed. */
export function tcpConversation(flows: draw.Drawn<Flow> = flow()): draw.Drawn<PacketEvent[]> {
  return draw
    .record({
      between: flows,
      initial: draw.tuple(initialNumber(), initialNumber()),
      windows: draw.tuple(draw.constantFrom(65535, 64240, 1024), draw.constantFrom(65535, 64240, 1024)),
      options: draw.tuple(openingOptions(), openingOptions()),
      opening: draw.constantFrom<Opening>(...OPENINGS),
      data: draw.array(draw.tuple(draw.constantFrom<Way>(0, 1), draw.constantFrom(1, 10, 536, 1400)), { maxLength: 5 }),
      closing: draw.constantFrom<Closing>(...CLOSINGS),
      closer: draw.constantFrom<Way>(0, 1),
    })
    .map(({ between, initial, windows, options, opening, data, closing, closer }) => {
      const talk = new TcpTalk(between, initial, windows);
      open(talk, opening, options);
      if (opening === 'refused' || opening === 'unanswered') return talk.events;
      for (const [way, length] of data) talk.send(way, length);
      if (talk.events.length === 0) talk.send(0, 1);
      close(talk, closing, closer);
      return talk.events;
    });
}

function open(talk: TcpTalk, opening: Opening, options: Parameters<TcpTalk['open']>[0] & object): void {
  switch (opening) {
    case 'handshake':
      talk.open(options);
      break;
    case 'simultaneous':
      talk.openAtOnce(options);
      break;
    case 'refused':
      talk.say(0, { flags: TcpFlag.SYN, options: options[0] }).say(1, { flags: TcpFlag.RST | TcpFlag.ACK });
      break;
    case 'unanswered':
      talk.say(0, { flags: TcpFlag.SYN, options: options[0] });
      break;
    case 'missed':
      break;
  }
}

function close(talk: TcpTalk, closing: Closing, closer: Way): void {
  const FIN = TcpFlag.FIN | TcpFlag.ACK;
  switch (closing) {
    case 'fin':
      talk.close(closer);
      break;
    case 'simultaneous':
      talk.say(closer, { flags: FIN }).say(other(closer), { flags: FIN });
      talk.say(closer, { flags: TcpFlag.ACK }).say(other(closer), { flags: TcpFlag.ACK });
      break;
    case 'half':
      talk.say(closer, { flags: FIN }).say(other(closer), { flags: TcpFlag.ACK });
      break;
    case 'reset':
      talk.say(closer, { flags: TcpFlag.RST | TcpFlag.ACK });
      break;
    case 'none':
      break;
  }
}

/** Simple ones, and those from which numbers wrap on the way. */
function initialNumber(): draw.Drawn<number> {
  return draw.constantFrom(1000, 0, 0x7ffffff0, 0xfffffff0);
}

const OPENINGS: readonly Opening[] = [
  'handshake',
  'handshake',
  'handshake',
  'simultaneous',
  'refused',
  'unanswered',
  'missed',
];
const CLOSINGS: readonly Closing[] = ['fin', 'fin', 'simultaneous', 'half', 'reset', 'none'];
