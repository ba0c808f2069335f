import { fromLatin1 } from '../../src/packet/bytes';
import { atPort, type Flow, udpDatagram } from '../datagram';
import * as draw from '../draw';
import { TcpTalk } from '../tcp-talk';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

export const AMANDA_PORT = 10080;

/** An Amanda session: the server of backups asks, its client answers with the ports of the streams, and they come. */
export function amandaSession(): draw.Drawn<PacketEvent[]> {
  const stream = draw.tuple(
    draw.constantFrom('DATA ', 'MESG ', 'INDEX ', 'STATE ', 'DATA', 'OTHER '),
    draw.constantFrom('1024', '1025', '1026', '1027', '0', '99999', '65536', '12345678', 'x', ''),
  );
  const answer = draw.record({
    start: draw.constantFrom('CONNECT ', 'CONNECT ', 'CONNECT ', 'Amanda 2.6 REP\nCONNECT ', 'CONNECT', 'connect '),
    streams: draw.array(stream, { maxLength: 5 }),
    end: draw.constantFrom('\n', '\n', '\n', '\nCONNECT DATA 1030\n', ''),
    way: draw.constantFrom<0 | 1>(1, 1, 1, 0),
  });
  return draw
    .tuple(flow({ port: AMANDA_PORT }), draw.array(answer, { minLength: 1, maxLength: 3 }))
    .map(([between, answers]) => {
      const events = [say(between, 0, 'Amanda 2.6 REQ HANDLE 000 SEQ 1\nSERVICE sendbackup\n')];
      for (const { start, streams, end, way } of answers) {
        const line = start + streams.map(([name, port]) => name + port).join(' ') + end;
        events.push(
          say(between, way, line),
          ...streams.slice(0, 2).flatMap(([, port]) => comes(between, Number(port))),
        );
      }
      return events;
    });
}

function say(between: Flow, way: 0 | 1, text: string): PacketEvent {
  return udpDatagram(between, way, fromLatin1(text));
}

/** From the server, which was first to speak, to a port of the client's. */
function comes({ family, ends }: Flow, port: number): PacketEvent[] {
  if (!port) return [];
  const to = atPort(ends[1], port & 0xffff);
  return new TcpTalk({ family, ends: [atPort(ends[0], 47000), to] }, [1, 1]).open().events;
}
