import { formatAddress } from '../../src/packet/address';
import { fromLatin1 } from '../../src/packet/bytes';
import { Family } from '../../src/packet/packet';
import type { End, Flow, Way } from '../datagram';
import { atPort } from '../datagram';
import * as draw from '../draw';
import { TcpTalk } from '../tcp-talk';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

export const FTP_PORT = 21;

/** How the ends agree on a data connection: the client's offer or the server's, in the old words or the extended ones. */
type Offer = 'PORT' | 'EPRT' | 'PASV' | 'EPSV';

/**
 * A transfer, and what is not as it should be: the data connection may not come, come twice, or to another port; the line
 * may name another host, or come in two segments.
 */
interface Transfer {
  readonly offer: Offer;
  readonly port: number;
  readonly connections: number;
  readonly astray: boolean;
  readonly isForeign: boolean;
  /** How many bytes of the line come first; 0 for all of it. */
  readonly cut: number;
}

/** An FTP session (RFC 959, RFC 2428): a control connection, and the data connections that it announces. */
export function ftpSession(): draw.Drawn<PacketEvent[]> {
  const transfer = draw.record({
    offer: draw.constantFrom<Offer>('PORT', 'EPRT', 'PASV', 'EPSV'),
    port: draw.nat(3).map(n => FIRST_DATA_PORT + n),
    connections: draw.constantFrom(1, 1, 1, 0, 2),
    astray: draw.constantFrom(false, false, false, true),
    isForeign: draw.constantFrom(false, false, false, false, false, true),
    cut: draw.constantFrom(0, 0, 0, 0, 0, 2, 8, 24),
  });
  return draw
    .tuple(
      flow({ port: FTP_PORT, forwarded: true }),
      draw.array(transfer, { minLength: 1, maxLength: 2 }),
      draw.boolean(),
    )
    .map(([between, transfers, ends]) => session(between, transfers, ends));
}

function session(between: Flow, transfers: readonly Transfer[], ends: boolean): PacketEvent[] {
  const control = new TcpTalk(between, [1000, 5000]).open();
  say(control, 1, '220 ready');
  say(control, 0, 'USER anonymous');
  say(control, 1, '331 go on');
  const events = control.events.splice(0);
  for (const transfer of transfers) {
    const way = announce(control, transfer);
    events.push(...control.events.splice(0));
    for (let n = 0; n < transfer.connections; n++) {
      events.push(...dataConnection(between, way, transfer.port + (transfer.astray ? 1 : 0), n));
    }
  }
  if (ends) control.close(0);
  return [...events, ...control.events];
}

/** One end says where it waits for the data connection; tells which end that is. */
function announce(control: TcpTalk, { offer, port, isForeign, cut }: Transfer): Way {
  const { family, ends } = control.flow;
  const way: Way = offer === 'PORT' || offer === 'EPRT' ? 0 : 1;
  const address = formatAddress(ends[isForeign ? 1 - way : way].address, 0, family);
  const commas = [...address.split('.'), port >> 8, port & 0xff].join(',');
  const isIpv4 = family === Family.IPV4;
  const lines: Record<Offer, string> = {
    PORT: isIpv4 ? `PORT ${commas}` : `EPRT |2|${address}|${port}|`,
    EPRT: `EPRT |${isIpv4 ? 1 : 2}|${address}|${port}|`,
    PASV: isIpv4 ? `227 Entering Passive Mode (${commas})` : `229 Extended Passive Mode (|||${port}|)`,
    EPSV: `229 Extended Passive Mode (|||${port}|)`,
  };
  say(control, way, lines[offer], cut);
  return way;
}

/** From the other end, from port 20 in active mode, to where `way` waits. */
function dataConnection({ family, ends }: Flow, way: Way, port: number, n: number): PacketEvent[] {
  const opener: End = atPort(ends[1 - way], (way === 0 ? 20 : 45000) + n);
  const talk = new TcpTalk({ family, ends: [opener, atPort(ends[way], port)] }, [100, 200]);
  return talk.open().send(0, 64).close(0).events;
}

/** `cut`: where the line is cut in two; not at all at 0. */
function say(control: TcpTalk, way: Way, line: string, cut = 0): void {
  const bytes = fromLatin1(`${line}\r\n`);
  if (cut > 0) control.send(way, bytes.subarray(0, cut));
  control.send(way, bytes.subarray(cut));
}

const FIRST_DATA_PORT = 50000;
