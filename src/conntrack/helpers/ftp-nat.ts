/**
 * FTP behind NAT: the address line is rewritten so that it names the address and port the other side can reach, and the
 * data connection is translated as its control connection is (`nf_nat_ftp.c`).
 */
import { Family, type Packet } from '../../packet/packet';
import type { Expectation } from '../expectation';
import type { Dir } from '../store';
import { addressText, familyOf, fullAddressText, TupleWord } from '../tuple';
import type { FtpMatch } from './ftp-parse';
import type { HelperHost, HelperNat } from './helper';

/** Takes the expectation in and rewrites its line; why not, or null. `dir` is that of the line. */
export function translateLine(
  line: FtpMatch,
  expectation: Expectation,
  dir: Dir,
  packet: Packet,
  transport: number,
  { expectations }: HelperHost,
  nat: HelperNat,
): string | null {
  expectation.savedPort = line.port;
  expectation.dir = (dir ^ 1) as Dir;
  expectation.arrived = (ct, arrived) => nat.followMaster(ct, arrived);
  const port = nat.expectFrom(expectation, line.port);
  if (port === 0) return 'all ports in use';
  const text = Uint8Array.from(numbersOf(line, expectation, port), character => character.charCodeAt(0));
  if (nat.mangleTcp(packet, transport, { offset: line.offset, length: line.length }, text)) return null;
  expectations.remove(expectation);
  return 'cannot mangle packet';
}

/** The address is where the packet's other side sees the connection come from. */
function numbersOf({ command }: FtpMatch, { tuple }: Expectation, port: number): string {
  const family = familyOf(tuple);
  const host = addressText(tuple, TupleWord.DST, family);
  switch (command) {
    case 'PORT':
    case 'PASV':
      return [...host.split('.'), port >> 8, port & 0xff].join(',');
    case 'EPRT':
      return family === Family.IPV4
        ? `|1|${host}|${port}|`
        : `|2|${fullAddressText(tuple, TupleWord.DST, family)}|${port}|`;
    case 'EPSV':
      return `|||${port}|`;
  }
}
