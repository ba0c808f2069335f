/** The IRC helper: reads the client's messages for the direct connections (DCC) that it offers to others (`nf_conntrack_irc.c`). */

import { Verdict } from '../../netfilter/hooks';
import { fromLatin1 } from '../../packet/bytes';
import { CtInfo, Family, type Packet, Protocol } from '../../packet/packet';
import { Expectation } from '../expectation';
import { Dir } from '../store';
import { addressText } from '../tuple';
import type { Helper, HelperHost } from './helper';
import { type DccOffer, parseDcc } from './irc-parse';
import { destinationOf, sourceOf, tcpPayload } from './payload';
import { expectTranslated, natOf } from './translated';

export class IrcHelper implements Helper {
  readonly name = 'irc';
  readonly protocol = Protocol.TCP;
  readonly families = [Family.IPV4];
  readonly ports = [6667];
  readonly policies = [{ maxExpected: 8, timeout: 300 }];

  newData(): null {
    return null;
  }

  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    if (ctinfo !== CtInfo.ESTABLISHED) return Verdict.ACCEPT;
    const payload = tcpPayload(packet, transport);
    if (payload < 0) return Verdict.ACCEPT;
    const lineEnd = packet.end + (host.linux.follows['irc-line-within'] ? 0 : 1);
    for (const offer of parseDcc(packet.bytes, payload, packet.end, lineEnd)) {
      if (offer && this.#isBelieved(offer, ct, host)) return this.#expect(offer, packet, transport, ct, host);
      if (host.linux.follows['irc-first-offer']) break;
    }
    return Verdict.ACCEPT;
  }

  /** An offer of another host than the client, by its own address or by that it has towards the server, is forged. */
  #isBelieved({ address, port }: DccOffer, ct: number, host: HelperHost): boolean {
    const { store } = host;
    const [client] = sourceOf(store, ct, Dir.ORIGINAL);
    const [clientOutside] = destinationOf(store, ct, Dir.REPLY);
    if ((address === client || address === clientOutside) && port !== 0) return true;
    const [from, offered] = [client, address].map(word => addressText(Int32Array.of(word), 0, Family.IPV4));
    host.warn(`nf_conntrack_irc: Forged DCC command from ${from}: ${offered}:${port}`);
    return false;
  }

  /** Whoever the offer was made to may come, from anywhere. */
  #expect(offer: DccOffer, packet: Packet, transport: number, ct: number, host: HelperHost): Verdict {
    const { store, expectations } = host;
    const { offset, length } = offer;
    const outside = destinationOf(store, ct, Dir.REPLY);
    const expectation = new Expectation(store, ct, this, {
      protocol: Protocol.TCP,
      source: null,
      sourcePort: null,
      destination: outside,
      destinationPort: offer.port,
    });
    const nat = natOf(ct, host);
    const failure = nat
      ? expectTranslated(expectation, Dir.REPLY, host, nat, port =>
          nat.mangleTcp(packet, transport, { offset, length }, fromLatin1(`${outside[0] >>> 0} ${port}`)),
        )
      : expectations.add(expectation) && 'cannot add expectation';
    if (failure === null) return Verdict.ACCEPT;
    host.helperLog(packet, this, failure);
    return Verdict.DROP;
  }
}
