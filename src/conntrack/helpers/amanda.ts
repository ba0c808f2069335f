/**
 * The Amanda helper: the client of a backup answers the server's request with the ports of the streams that the data
 * will come by, in a line `CONNECT DATA 1024 MESG 1025 INDEX 1026` (`nf_conntrack_amanda.c`).
 */

import { HZ } from '../../clock';
import { Verdict } from '../../netfilter/hooks';
import { fromLatin1, latin1 } from '../../packet/bytes';
import { type CtInfo, dirOf, Family, type Packet, Protocol } from '../../packet/packet';
import { Expectation } from '../expectation';
import { Dir } from '../store';
import type { Helper, HelperHost, Place } from './helper';
import { destinationOf, sourceOf, udpPayload } from './payload';
import { expectTranslated, natOf } from './translated';

const LINE = /CONNECT ([^\n]*)\n/;
const STREAMS = ['DATA ', 'MESG ', 'INDEX ', 'STATE '];
/** Of a port, so many digits are read. */
const DIGITS = 5;
/** Answers may be late: that much longer the connection lives, in seconds. */
const MASTER_TIMEOUT = 300;

export class AmandaHelper implements Helper {
  readonly name = 'amanda';
  readonly protocol = Protocol.UDP;
  readonly families = [Family.IPV4, Family.IPV6];
  readonly ports = [10080];
  readonly policies = [{ maxExpected: 4, timeout: 180 }];

  newData(): null {
    return null;
  }

  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    if (dirOf(ctinfo) === Dir.ORIGINAL) return Verdict.ACCEPT;
    host.setTimeout(ct, MASTER_TIMEOUT * HZ);
    const payload = udpPayload(packet, transport);
    if (payload < 0) {
      host.warn(`amanda_help: skblen = ${packet.end - packet.start}`);
      return Verdict.ACCEPT;
    }
    // NAT may rewrite one port before the next is read, and the packet has other bytes then.
    const offset = payload - packet.start;
    const header = transport - packet.start;
    let verdict = Verdict.ACCEPT;
    for (const place of streamPorts(() => packet.bytes.subarray(packet.start + offset, packet.end))) {
      if (!this.#expect(place, packet, packet.start + header, ct, host)) verdict = Verdict.DROP;
      // Behind NAT, only what becomes of the last one counts.
      else if (natOf(ct, host)) verdict = Verdict.ACCEPT;
    }
    return verdict;
  }

  #expect(stream: StreamPort, packet: Packet, transport: number, ct: number, host: HelperHost): boolean {
    const { store, expectations } = host;
    const expectation = new Expectation(store, ct, this, {
      protocol: Protocol.TCP,
      source: sourceOf(store, ct, Dir.ORIGINAL),
      sourcePort: null,
      destination: destinationOf(store, ct, Dir.ORIGINAL),
      destinationPort: stream.port,
    });
    const nat = natOf(ct, host);
    const failure = nat
      ? expectTranslated(expectation, Dir.ORIGINAL, host, nat, port =>
          nat.mangleUdp(packet, transport, stream, fromLatin1(String(port))),
        )
      : expectations.add(expectation) && 'cannot add expectation';
    if (failure === null) return true;
    host.helperLog(packet, this, failure);
    return false;
  }
}

/** A port, and where in the payload it stands. */
export interface StreamPort extends Place {
  readonly port: number;
}

/**
 * The ports in the first such line, up to a stream that names none; each stream's first port counts. `payload` is asked
 * for again before each, the line being where it was at first.
 */
export function* streamPorts(payload: () => Uint8Array): Generator<StreamPort> {
  const found = LINE.exec(latin1(payload()));
  if (!found) return;
  const start = found.index + found[0].length - found[1].length - 1;
  for (const stream of STREAMS) {
    const line = latin1(payload()).slice(start, start + found[1].length);
    const at = line.indexOf(stream);
    if (at < 0) continue;
    const begin = at + stream.length;
    const digits = /^\d*/.exec(line.slice(begin, begin + DIGITS))![0];
    const port = Number(digits) & 0xffff;
    if (port === 0) return;
    yield { port, offset: start + begin, length: digits.length };
  }
}
