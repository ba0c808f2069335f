/** What the helpers of Q.931 and of H.245 have in common: messages on a TCP connection, read one by one. */
import { Verdict } from '../../../netfilter/hooks';
import { CtInfo, Family, type Packet, Protocol } from '../../../packet/packet';
import type { Helper, HelperHost } from '../helper';
import { tcpPayload } from '../payload';
import { type Arrival, arrivalOf } from './arrival';
import { H323Notes, notesOf } from './notes';
import { messagesIn } from './tpkt';

export interface Reading<M> {
  readonly name: string;
  readonly ports: readonly number[];
  readonly maxExpected: number;
  /** Why a packet is dropped. */
  readonly refused: string;
  /** Null where the message cannot be read. */
  read(bytes: Uint8Array, at: number, end: number): M | null;
  /** False where something cannot be expected. */
  follow(arrival: Arrival, message: M): boolean;
}

export class TpktHelper<M> implements Helper {
  readonly name: string;
  readonly protocol = Protocol.TCP;
  readonly families = [Family.IPV4, Family.IPV6];
  readonly ports: readonly number[];
  readonly policies: Helper['policies'];

  constructor(readonly reading: Reading<M>) {
    this.name = reading.name;
    this.ports = reading.ports;
    this.policies = [{ maxExpected: reading.maxExpected, timeout: 240 }];
  }

  newData(): H323Notes {
    return new H323Notes();
  }

  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    if (ctinfo !== CtInfo.ESTABLISHED && ctinfo !== CtInfo.ESTABLISHED_REPLY) return Verdict.ACCEPT;
    const payload = tcpPayload(packet, transport);
    const arrival = arrivalOf(packet, transport, payload, ct, ctinfo, this, host);
    const { read, follow, refused } = this.reading;
    for (const { at, end } of messagesIn(packet, payload, notesOf(arrival).headersAlone, arrival.dir)) {
      const message = read(packet.bytes, at, end);
      if (message === null) break;
      if (follow(arrival, message)) continue;
      host.helperLog(packet, this, refused);
      return Verdict.DROP;
    }
    return Verdict.ACCEPT;
  }
}
