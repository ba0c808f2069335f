/** All that a campaign can reach, kind by kind: the whole that coverage is a part of. */
import { FLAG_CLASS_NAMES, TCP_STATE_NAMES } from '../src/conntrack/protocols/tcp-table';
import { latin1 } from '../src/packet/bytes';
import { type Packet, Protocol } from '../src/packet/packet';

export type CoverageKind = 'transitions' | 'reasons' | 'verdicts' | 'commands' | 'fragments';

/** What reports call the kinds. */
export const KIND_TITLES: Record<CoverageKind, string> = {
  transitions: 'transitions (direction × flags × state)',
  reasons: 'reasons for INVALID',
  verdicts: 'hooks × verdicts',
  commands: 'helper commands',
  fragments: 'fragment cases',
};

/** Stands for INVALID without a word. */
export const NO_REASON = 'without a word';

/** As docs/reasons.md lists them: 0 for any number, address or code, NONE for any state. */
const REASONS: Record<string, string[]> = {
  TCP: [
    NO_REASON,
    'truncated packet',
    'bad checksum',
    'invalid tcp flag combination',
    'invalid new',
    'packet (index 0) in dir 0 invalid, state NONE',
    'invalid rst',
    'SEQ is over upper bound 0 (over the window of the receiver)',
    'ACK is over upper bound 0 (ACKed data not seen yet)',
  ],
  UDP: [NO_REASON, 'short packet', 'truncated/malformed packet', 'bad checksum'],
  'UDP-Lite': ['short packet', 'invalid checksum coverage', 'checksum missing', 'bad checksum'],
  ICMP: [NO_REASON, 'short packet', 'bad hw icmp checksum', 'invalid icmp type', 'outer daddr 0 != inner 0'],
  ICMPv6: [
    NO_REASON,
    'short packet',
    'ICMPv6 checksum failed',
    'outer daddr 0 != inner 0',
    'short redirect',
    'invalid saddr or hoplimit for redirect',
    'redirect without options',
  ],
  SCTP: [
    'nf_ct_sctp: short packet',
    'nf_ct_sctp: bad CRC',
    'do_basic_checks failed. chunk num 0, type 0, len 0 flag 0',
    'verification tag check failed 0 vs 0 for dir 0',
    'Invalid, old_state 0, dir 0, type 0',
  ],
};

/** What each hook can say of a packet where nothing but defragmentation, conntrack and its helpers is registered. */
const VERDICTS: Record<string, string[]> = {
  PREROUTING: ['ACCEPT', 'DROP', 'STOLEN'],
  INPUT: ['ACCEPT', 'DROP'],
  FORWARD: ['ACCEPT'],
  OUTPUT: ['ACCEPT', 'DROP', 'STOLEN'],
  POSTROUTING: ['ACCEPT', 'DROP'],
};

/** As `FragmentStatistics` counts them. */
const FRAGMENT_CASES = ['reasmReqds', 'reasmOKs', 'reasmFails', 'reasmTimeout', 'fragOKs', 'fragFails', 'fragCreates'];

/** The beginnings of the lines that announce a connection: FTP's commands and replies (RFC 959, RFC 2428). */
const COMMANDS = ['PORT', 'EPRT', '227', '229'];

/** A segment with none of SYN, FIN, ACK and RST is refused before the table is asked (`tcp_error`). */
const FLAG_CLASSES = FLAG_CLASS_NAMES.filter(flags => flags !== 'NONE');

export const COVERABLE: Record<CoverageKind, readonly string[]> = {
  transitions: ['original', 'reply'].flatMap(dir =>
    FLAG_CLASSES.flatMap(flags =>
      // NONE is the state before the first segment, and whoever sends that is the originator.
      TCP_STATE_NAMES.filter(state => dir === 'original' || state !== 'NONE').map(
        state => `${dir} ${flags} in ${state}`,
      ),
    ),
  ),
  reasons: [...Object.entries(REASONS).flatMap(([name, all]) => all.map(each => `${name}: ${each}`)), NO_REASON],
  verdicts: Object.entries(VERDICTS).flatMap(([hook, all]) => all.map(verdict => `${hook} ${verdict}`)),
  commands: [...COMMANDS, 'cut off in the middle', 'announced, and the connection came'],
  fragments: ['ipv4', 'ipv6'].flatMap(family => FRAGMENT_CASES.map(each => `${family} ${each}`)),
};

const PROTOCOLS: Record<number, string> = {
  [Protocol.TCP]: 'TCP',
  [Protocol.UDP]: 'UDP',
  [Protocol.UDPLITE]: 'UDP-Lite',
  [Protocol.ICMP]: 'ICMP',
  [Protocol.ICMPV6]: 'ICMPv6',
  [Protocol.SCTP]: 'SCTP',
};

export function protocolName(number: number): string {
  return PROTOCOLS[number] ?? 'other';
}

/** A reason with 0 for whatever number, address or code stands in it, and NONE for any state. */
export function canonicalReason(reason: string): string {
  return reason
    .replace(/failed [0-9a-f]+ vs [0-9a-f]+/, 'failed 0 vs 0')
    .replace(/state [A-Z]\w+$/, 'state NONE')
    .replace(/[^\s(),]+/g, word => (NUMBER_OR_ADDRESS.test(word) ? '0' : word));
}

const NUMBER_OR_ADDRESS = /^(?=.*(\d|::))[0-9a-f.:]+$/;

/** The command that announces a connection in a packet of a control connection. */
export function commandIn({ bytes, start, end }: Packet): string {
  const text = latin1(bytes, start, Math.min(end, start + 400));
  return /(PORT|EPRT|227|229)[^\r\n]*\r?\n?$/i.exec(text)?.[1].toUpperCase() ?? 'another command';
}
