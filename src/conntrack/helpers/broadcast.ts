/**
 * Helpers of protocols whose questions go to all hosts of a network, while the answers come from each of them: NetBIOS
 * name service (RFC 1002) and SNMP (`nf_conntrack_broadcast.c`). What they read is the header alone.
 */
import { HZ } from '../../clock';
import { Verdict } from '../../netfilter/hooks';
import { type CtInfo, dirOf, Family, type Packet, Protocol } from '../../packet/packet';
import { Expectation, ExpectFlag } from '../expectation';
import { Dir, tupleAt } from '../store';
import { TupleWord } from '../tuple';
import type { Helper, HelperHost } from './helper';
import { destinationOf, sourceOf } from './payload';

export class BroadcastHelper implements Helper {
  readonly protocol = Protocol.UDP;
  readonly families = [Family.IPV4];
  readonly ports: readonly number[];
  readonly policies: readonly { maxExpected: number; timeout: number }[];

  /** `timeout`: how long answers may take, in seconds. */
  constructor(
    readonly name: string,
    readonly port: number,
    readonly timeout: number,
  ) {
    this.ports = [port];
    this.policies = [{ maxExpected: 1, timeout }];
  }

  newData(): null {
    return null;
  }

  /** Only questions of the router's own processes count: for others it would have to know their networks. */
  help(packet: Packet, _transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    const mask = host.broadcastMask(packet);
    if (mask === 0 || dirOf(ctinfo) !== Dir.ORIGINAL) return Verdict.ACCEPT;
    const { store, expectations } = host;
    const expectation = new Expectation(
      store,
      ct,
      this,
      {
        protocol: Protocol.UDP,
        source: sourceOf(store, ct, Dir.REPLY),
        sourcePort: this.port,
        destination: destinationOf(store, ct, Dir.REPLY),
        destinationPort: store.words[tupleAt(ct, Dir.REPLY) + TupleWord.ID] & 0xffff,
      },
      0,
      ExpectFlag.PERMANENT,
    );
    expectation.mask[TupleWord.SRC] = mask;
    expectations.add(expectation);
    host.setTimeout(ct, this.timeout * HZ);
    return Verdict.ACCEPT;
  }
}

export const netbiosNs: Helper = new BroadcastHelper('netbios-ns', 137, 3);
