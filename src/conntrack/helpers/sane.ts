/**
 * The SANE helper: a scan is started on the control connection, and the server answers with the port that the picture
 * can be fetched from (SANE network protocol, SANE_NET_START; `nf_conntrack_sane.c`).
 */
import { Verdict } from '../../netfilter/hooks';
import { u16, u32 } from '../../packet/bytes';
import { CtInfo, Family, type Packet, Protocol } from '../../packet/packet';
import { Expectation } from '../expectation';
import { Dir } from '../store';
import type { Helper, HelperHost } from './helper';
import { destinationOf, sourceOf, tcpPayload } from './payload';

/** A request is its code and a handle; of the answer to a start only these bytes are read. */
const REQUEST_LENGTH = 8;
const ANSWER_LENGTH = 8;
const NET_START = 7;
const SUCCESS = 0;

/** Whether the next answer is one to a start. */
interface Notes {
  startRequested: boolean;
}

export class SaneHelper implements Helper {
  readonly name = 'sane';
  readonly protocol = Protocol.TCP;
  readonly families = [Family.IPV4, Family.IPV6];
  readonly ports = [6566];
  readonly policies = [{ maxExpected: 1, timeout: 300 }];

  newData(): Notes {
    return { startRequested: false };
  }

  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    if (ctinfo !== CtInfo.ESTABLISHED && ctinfo !== CtInfo.ESTABLISHED_REPLY) return Verdict.ACCEPT;
    const payload = tcpPayload(packet, transport);
    if (payload < 0) return Verdict.ACCEPT;
    const { bytes, end } = packet;
    const notes = host.store.extension(ct)!.helperData as Notes;
    if (ctinfo === CtInfo.ESTABLISHED) {
      if (end - payload === REQUEST_LENGTH) notes.startRequested = u32(bytes, payload) === NET_START;
      return Verdict.ACCEPT;
    }
    if (!notes.startRequested) return Verdict.ACCEPT;
    notes.startRequested = false;
    if (end - payload < ANSWER_LENGTH || u32(bytes, payload) !== SUCCESS) return Verdict.ACCEPT;
    // The port has four bytes, the first two of them 0.
    if (u16(bytes, payload + 4) !== 0) return Verdict.ACCEPT;
    return this.#expect(u16(bytes, payload + 6), packet, ct, host);
  }

  #expect(port: number, packet: Packet, ct: number, host: HelperHost): Verdict {
    const { store, expectations } = host;
    const expectation = new Expectation(store, ct, this, {
      protocol: Protocol.TCP,
      source: sourceOf(store, ct, Dir.ORIGINAL),
      sourcePort: null,
      destination: destinationOf(store, ct, Dir.ORIGINAL),
      destinationPort: port,
    });
    if (expectations.add(expectation) === null) return Verdict.ACCEPT;
    host.helperLog(packet, this, 'cannot add expectation');
    return Verdict.DROP;
  }
}
