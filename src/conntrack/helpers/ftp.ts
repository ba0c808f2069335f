/**
 * The FTP helper: reads the control connection for where the data connections will go (`nf_conntrack_ftp.c`).
 *
 * An address line is believed only where a line of the control connection begins. To know where that is, the helper
 * remembers for each direction the sequence numbers behind the last two line ends it saw; a segment that starts
 * elsewhere is passed unread. So the first segment of each direction is never read, and neither is a command behind
 * another one in the same segment.
 */
import { Verdict } from '../../netfilter/hooks';
import { u32 } from '../../packet/bytes';
import { CtInfo, Family, type Packet, Protocol } from '../../packet/packet';
import { Expectation } from '../expectation';
import { Dir } from '../store';
import { translateLine } from './ftp-nat';
import { type FtpMatch, parseFtp } from './ftp-parse';
import type { Helper, HelperHost } from './helper';
import { destinationOf, isSameAddress, sourceOf, tcpPayload } from './payload';
import { natOf } from './translated';

const NEWLINE = 0x0a;

/** For each direction, the sequence numbers behind the line ends remembered: two at most (`struct nf_ct_ftp_master`). */
type LineEnds = readonly [original: number[], reply: number[]];

const LINE_ENDS_REMEMBERED = 2;

export class FtpHelper implements Helper {
  readonly name = 'ftp';
  readonly protocol = Protocol.TCP;
  readonly families = [Family.IPV4, Family.IPV6];
  readonly ports = [21];
  readonly policies = [{ maxExpected: 1, timeout: 300 }];

  /** `loose`: believe lines that name another host than their sender, as the module's parameter of that name does. */
  constructor(readonly loose = false) {}

  newData(): LineEnds {
    return [[], []];
  }

  help(packet: Packet, transport: number, ct: number, ctinfo: CtInfo, host: HelperHost): Verdict {
    if (ctinfo !== CtInfo.ESTABLISHED && ctinfo !== CtInfo.ESTABLISHED_REPLY) return Verdict.ACCEPT;
    const { bytes, end } = packet;
    if (host.linux.follows['ftp-in-one-piece']) packet.pull(end);
    const payload = tcpPayload(packet, transport);
    if (payload < 0) return Verdict.ACCEPT;
    const dir = ctinfo === CtInfo.ESTABLISHED ? Dir.ORIGINAL : Dir.REPLY;
    const lineEnds = (host.store.extension(ct)!.helperData as LineEnds)[dir];
    const sequence = u32(bytes, transport + 4);
    let verdict = Verdict.ACCEPT;
    if (lineEnds.includes(sequence)) {
      const sender = sourceOf(host.store, ct, dir);
      const line = parseFtp(bytes, payload, end, dir, packet.family, sender);
      if (line && 'partial' in line) {
        host.helperLog(packet, this, `partial matching of \`${line.partial}'`);
        return Verdict.DROP;
      }
      if (line) verdict = this.#expect(line, sender, dir, packet, transport, ct, host);
    }
    if (bytes[end - 1] === NEWLINE) rememberLineEnd(lineEnds, (sequence + end - payload) >>> 0);
    return verdict;
  }

  /** Announces the data connection, which the other side is to open from any of its ports. */
  #expect(
    line: FtpMatch,
    sender: Int32Array,
    dir: Dir,
    packet: Packet,
    transport: number,
    ct: number,
    host: HelperHost,
  ): Verdict {
    const { store, expectations } = host;
    const nat = natOf(ct, host);
    const otherDir = dir ^ 1;
    const isSenders = isSameAddress(line.address, sender);
    // Whoever could announce connections to a third host could open a firewall for them.
    if (!isSenders && !this.loose) return Verdict.ACCEPT;
    const expectation = new Expectation(store, ct, this, {
      protocol: Protocol.TCP,
      source: sourceOf(store, ct, otherDir),
      sourcePort: null,
      destination: isSenders ? destinationOf(store, ct, otherDir) : line.address,
      destinationPort: line.port,
    });
    const failure =
      nat !== null
        ? translateLine(line, expectation, dir, packet, transport, host, nat)
        : expectations.add(expectation) && 'cannot add expectation';
    if (failure === null) return Verdict.ACCEPT;
    host.helperLog(packet, this, failure);
    return Verdict.DROP;
  }
}

/** A line end older than both that are remembered is not taken up: its line has been read. */
function rememberLineEnd(lineEnds: number[], sequence: number): void {
  if (lineEnds.includes(sequence)) return;
  if (lineEnds.length < LINE_ENDS_REMEMBERED) {
    lineEnds.push(sequence);
    return;
  }
  const older = isBefore(lineEnds[0], lineEnds[1]) ? 0 : 1;
  if (isBefore(lineEnds[older], sequence)) lineEnds[older] = sequence;
}

/** Order of TCP sequence numbers, which wrap (RFC 9293 section 3.4). */
function isBefore(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}
