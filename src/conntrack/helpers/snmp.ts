/**
 * The SNMP helper: answers to a question to a whole network, and behind NAT the addresses that messages name
 * (`nf_conntrack_snmp.c`, `nf_nat_snmp_basic_main.c`).
 */
import { Verdict } from '../../netfilter/hooks';
import { put32, u16, u32 } from '../../packet/bytes';
import { carryOn } from '../../packet/checksum';
import { type CtInfo, dirOf, Family, type Packet, Protocol } from '../../packet/packet';
import { Dir, tupleAt } from '../store';
import { TupleWord } from '../tuple';
import { BroadcastHelper } from './broadcast';
import type { Helper, HelperHost } from './helper';
import { addressesIn } from './snmp-parse';
import { natOf } from './translated';

const PORT = 161;
const TRAP_PORT = 162;
const UDP_HEADER = 8;
/** Its messages end in one, those of other helpers do not (`snmp_translate`, `help`). */
const LINE_FEED = '\n';

class SnmpHelper extends BroadcastHelper {
  constructor() {
    super('snmp', PORT, 30);
  }

  override help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    super.help(packet, transport, ct, ctinfo, host);
    return translate(this, packet, transport, ct, ctinfo, host);
  }
}

/** Traps are sent to a port of their own; their helper expects nothing. */
class SnmpTrapHelper implements Helper {
  readonly name = 'snmp_trap';
  readonly protocol = Protocol.UDP;
  readonly families = [Family.IPV4];
  readonly ports = [TRAP_PORT];
  readonly policies = [{ maxExpected: 0, timeout: 180 }];

  newData(): null {
    return null;
  }

  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    return translate(this, packet, transport, ct, ctinfo, host);
  }
}

/** Behind NAT, puts the address that the server knows in the place of the client's own, in the values of a message. */
function translate(
  helper: Helper,
  packet: Packet,
  transport: number,
  ct: number,
  ctinfo: CtInfo,
  host: HelperHost,
): Verdict {
  if (!natOf(ct, host)) return Verdict.ACCEPT;
  const { bytes, end } = packet;
  const dir = dirOf(ctinfo);
  if (u16(bytes, transport) === PORT && dir !== Dir.REPLY) return Verdict.ACCEPT;
  if (u16(bytes, transport + 2) === TRAP_PORT && dir !== Dir.ORIGINAL) return Verdict.ACCEPT;
  if (u16(bytes, transport + 4) !== end - transport) {
    host.helperLog(packet, helper, 'dropping malformed packet', LINE_FEED);
    return Verdict.DROP;
  }
  const { words } = host.store;
  const own = words[tupleAt(ct, Dir.ORIGINAL) + TupleWord.SRC];
  const known = words[tupleAt(ct, Dir.REPLY) + TupleWord.DST];
  if (own === known) return Verdict.ACCEPT;
  const message = bytes.subarray(transport + UDP_HEADER, end);
  const addresses = addressesIn(message);
  if (addresses === null) {
    host.helperLog(packet, helper, 'parser failed', LINE_FEED);
    return Verdict.DROP;
  }
  for (const at of addresses) if ((u32(message, at) | 0) === own) replace(bytes, transport, at, own, known);
  return Verdict.ACCEPT;
}

/** Changes an address at an offset of the payload, and the checksum where there is one (`fast_csum`). */
function replace(bytes: Uint8Array, transport: number, at: number, from: number, to: number): void {
  put32(bytes, transport + UDP_HEADER + at, to);
  const check = transport + 6;
  if (u16(bytes, check) !== 0) carryOn(bytes, check, wordsSum(from, at & 1), wordsSum(to, at & 1));
}

/** The sum of an address's words; from an odd place on, each byte counts as the other half. */
function wordsSum(address: number, odd: number): number {
  const [a, b, c, d] = [24, 16, 8, 0].map(shift => (address >>> shift) & 0xff);
  return odd ? ((b + d) << 8) + a + c : ((a + c) << 8) + b + d;
}

export const snmp: Helper = new SnmpHelper();
export const snmpTrap: Helper = new SnmpTrapHelper();
