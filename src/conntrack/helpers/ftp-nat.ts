/**
 * FTP behind NAT: the address line is rewritten so that it names the address and port the other side can reach, and the
 * data connection is translated as its control connection is (`nf_nat_ftp.c`).
 */
import { fromLatin1 } from '../../packet/bytes';
import { Family, type Packet } from '../../packet/packet';
import type { Expectation } from '../expectation';
import type { Dir } from '../store';
import { addressText, familyOf, fullAddressText, TupleWord } from '../tuple';
import type { FtpMatch } from './ftp-parse';
import type { HelperHost, HelperNat } from './helper';
import { expectTranslated } from './translated';

/** Takes the expectation in and rewrites its line; why not, or null. `dir` is that of the line. */
export function translateLine(
  line: FtpMatch,
  expectation: Expectation,
  dir: Dir,
  packet: Packet,
  transport: number,
  host: HelperHost,
  nat: HelperNat,
): string | null {
  const { offset, length } = line;
  return expectTranslated(expectation, (dir ^ 1) as Dir, host, nat, port =>
    nat.mangleTcp(packet, transport, { offset, length }, fromLatin1(numbersOf(line, expectation, port))),
  );
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
