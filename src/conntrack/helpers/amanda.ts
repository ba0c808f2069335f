/**
 * The Amanda helper: the client of a backup answers the server's request with the ports of the streams that the data
 * will come by, in a line `CONNECT DATA 1024 MESG 1025 INDEX 1026` (`nf_conntrack_amanda.c`).
 */
import { HZ } from '../../clock';
import { Verdict } from '../../netfilter/hooks';
import { type CtInfo, dirOf, Family, type Packet, Protocol } from '../../packet/packet';
import { Expectation } from '../expectation';
import { Dir } from '../store';
import type { Helper, HelperHost } from './helper';
import { destinationOf, sourceOf, udpPayload } from './payload';

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
    let verdict = Verdict.ACCEPT;
    for (const port of streamPorts(packet.bytes.subarray(payload, packet.end))) {
      if (!this.#expect(port, packet, ct, host)) verdict = Verdict.DROP;
    }
    return verdict;
  }

  #expect(port: number, packet: Packet, ct: number, host: HelperHost): boolean {
    const { store, expectations } = host;
    const expectation = new Expectation(store, ct, this, {
      protocol: Protocol.TCP,
      source: sourceOf(store, ct, Dir.ORIGINAL),
      sourcePort: null,
      destination: destinationOf(store, ct, Dir.ORIGINAL),
      destinationPort: port,
    });
    if (expectations.add(expectation) === null) return true;
    host.helperLog(packet, this, 'cannot add expectation');
    return false;
  }
}

/** The ports in the first such line, up to a stream that names none; each stream's first port counts. */
export function streamPorts(payload: Uint8Array): number[] {
  const text = String.fromCharCode(...payload);
  const line = LINE.exec(text)?.[1] ?? '';
  const ports: number[] = [];
  for (const stream of STREAMS) {
    const at = line.indexOf(stream);
    if (at < 0) continue;
    const digits = /^\d*/.exec(line.slice(at + stream.length, at + stream.length + DIGITS))![0];
    const port = Number(digits) & 0xffff;
    if (port === 0) break;
    ports.push(port);
  }
  return ports;
}
