/**
 * The TFTP helper: a request goes to the well-known port, and its answer comes from another (RFC 1350, 4;
 * `nf_conntrack_tftp.c`).
 */
import { Verdict } from '../../netfilter/hooks';
import { u16 } from '../../packet/bytes';
import { type CtInfo, Family, type Packet, Protocol } from '../../packet/packet';
import { Expectation } from '../expectation';
import { Dir, tupleAt } from '../store';
import { TupleWord } from '../tuple';
import type { Helper, HelperHost } from './helper';
import { destinationOf, sourceOf, udpPayload } from './payload';
import { follow, natOf } from './translated';

/** Opcodes (RFC 1350, 5). */
const READ = 1;
const WRITE = 2;

export class TftpHelper implements Helper {
  readonly name = 'tftp';
  readonly protocol = Protocol.UDP;
  readonly families = [Family.IPV4, Family.IPV6];
  readonly ports = [69];
  readonly policies = [{ maxExpected: 1, timeout: 300 }];

  newData(): null {
    return null;
  }

  help(packet: Packet, transport: number, ct: number, _ctinfo: CtInfo, host: HelperHost): Verdict {
    const payload = udpPayload(packet, transport);
    if (payload < 0 || payload + 2 > packet.end) return Verdict.ACCEPT;
    const opcode = u16(packet.bytes, payload);
    if (opcode !== READ && opcode !== WRITE) return Verdict.ACCEPT;
    const { store, expectations } = host;
    const expectation = new Expectation(store, ct, this, {
      protocol: Protocol.UDP,
      source: sourceOf(store, ct, Dir.REPLY),
      sourcePort: null,
      destination: destinationOf(store, ct, Dir.REPLY),
      destinationPort: store.words[tupleAt(ct, Dir.REPLY) + TupleWord.ID] & 0xffff,
    });
    // The port of the request as it was sent, which NAT may have changed.
    const nat = natOf(ct, host);
    if (nat) {
      follow(expectation, Dir.REPLY, nat);
      expectation.savedPort = store.words[tupleAt(ct, Dir.ORIGINAL) + TupleWord.ID] >>> 16;
    }
    if (expectations.add(expectation) === null) return Verdict.ACCEPT;
    host.helperLog(packet, this, 'cannot add expectation');
    return Verdict.DROP;
  }
}
