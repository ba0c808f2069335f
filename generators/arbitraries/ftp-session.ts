import { formatAddress } from '../../src/packet/address';
import { Family } from '../../src/packet/packet';
import type { End, Flow, Way } from '../datagram';
import * as draw from '../draw';
import { TcpTalk } from '../tcp-talk';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

export const FTP_PORT = 21;

/** How the ends agree on a data connection: the client's offer or the server's, in the old words or the extended ones. */
type Offer = 'PORT' | 'EPRT' | 'PASV' | 'EPSV';

/** A transfer, and what is not as it should be: the data connection may not come, come twice, or to another port; the line may name another host. */
interface Transfer {
  readonly offer: Offer;
  readonly port: number;
  readonly connections: number;
  readonly astray: boolean;
  readonly isForeign: boolean;
}

/** An FTP session (RFC 959, RFC 2428): a control connection, and the data connections that it announces. */
export function ftpSession(): draw.Drawn<PacketEvent[]> {
  const transfer = draw.record({
    offer: draw.constantFrom<Offer>('PORT', 'EPRT', 'PASV', 'EPSV'),
    port: draw.nat(3).map(n => FIRST_DATA_PORT + n),
    connections: draw.constantFrom(1, 1, 1, 0, 2),
    astray: draw.constantFrom(false, false, false, true),
    isForeign: draw.constantFrom(false, false, false, false, false, true),
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
function announce(control: TcpTalk, { offer, port, isForeign }: Transfer): Way {
  const { family, ends } = control.flow;
  const way: Way = offer === 'PORT' || offer === 'EPRT' ? 0 : 1;
  const address = formatAddress(ends[isForeign ? 1 - way : way].address, 0, family);
  const commas = [...address.split('.'), port >> 8, port & 0xff].join(',');
  const isIpv4 = family === Family.IPV4;
  switch (offer) {
    case 'PORT':
      say(control, 0, isIpv4 ? `PORT ${commas}` : `EPRT |2|${address}|${port}|`);
      break;
    case 'EPRT':
      say(control, 0, `EPRT |${isIpv4 ? 1 : 2}|${address}|${port}|`);
      break;
    case 'PASV':
      say(control, 1, isIpv4 ? `227 Entering Passive Mode (${commas})` : `229 Extended Passive Mode (|||${port}|)`);
      break;
    case 'EPSV':
      say(control, 1, `229 Extended Passive Mode (|||${port}|)`);
  }
  return way;
}

/** From the other end, from port 20 in active mode, to where `way` waits. */
function dataConnection({ family, ends }: Flow, way: Way, port: number, n: number): PacketEvent[] {
  const opener: End = { ...ends[1 - way], port: (way === 0 ? 20 : 45000) + n };
  const talk = new TcpTalk({ family, ends: [opener, { ...ends[way], port }] }, [100, 200]);
  return talk.open().send(0, 64).close(0).events;
}

function say(control: TcpTalk, way: Way, line: string): void {
  control.send(way, new TextEncoder().encode(`${line}\r\n`));
}

const FIRST_DATA_PORT = 50000;
