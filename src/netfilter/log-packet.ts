/**
 * A packet as a line of the kernel log (`nf_log_syslog`): `SRC=192.0.2.10 DST=198.51.100.10 LEN=40 … PROTO=TCP …`.
 *
 * Every field ends with a space, and a packet that is cut off says so where it ends.
 */
import { formatAddress } from '../packet/address';
import { u16, u32 } from '../packet/bytes';
import { ICMP_FRAGMENTATION_NEEDED, IcmpType } from '../packet/icmp';
import { Icmpv6Type } from '../packet/icmpv6';
import { Family, type Packet, Protocol } from '../packet/packet';
import { isExtension } from '../packet/transport';

/** What a line tells beyond the common fields (`NF_LOG_TCPSEQ` …). */
export const enum LogFlags {
  NONE = 0,
  TCP_SEQUENCE = 1,
  TCP_OPTIONS = 2,
  IP_OPTIONS = 4,
  DEFAULT = 7,
  /** Whose process has sent it; of a link header each field by its name. */
  USER = 8,
  LINK = 32,
}

/** The line from `SRC=` on. */
export function describePacket(packet: Packet, flags: LogFlags): string {
  const line = new PacketLine(packet.bytes, packet.end, flags);
  const complete = packet.family === Family.IPV4 ? line.ipv4(packet.start, true) : line.ipv6(packet.start, true);
  if (complete && packet.hasSocket && flags & LogFlags.USER) line.text += 'UID=0 GID=0 ';
  return complete && packet.mark !== 0 ? `${line.text}MARK=0x${(packet.mark >>> 0).toString(16)} ` : line.text;
}

/** Bytes that an ICMP message of a type must have at least; types not listed may have any number. */
const ICMP_REQUIRED: ReadonlyMap<number, number> = new Map([
  [IcmpType.ECHO_REPLY, 4],
  [IcmpType.UNREACHABLE, 28],
  [IcmpType.SOURCE_QUENCH, 28],
  [IcmpType.REDIRECT, 28],
  [IcmpType.ECHO_REQUEST, 4],
  [IcmpType.TIME_EXCEEDED, 28],
  [IcmpType.PARAMETER_PROBLEM, 28],
  [IcmpType.TIMESTAMP_REQUEST, 20],
  [IcmpType.TIMESTAMP_REPLY, 20],
  [IcmpType.ADDRESS_MASK_REQUEST, 12],
  [IcmpType.ADDRESS_MASK_REPLY, 12],
]);

/** The line as it grows. What adds a header returns whether it was there in full, so that more may follow. */
class PacketLine {
  text = '';

  readonly #bytes: Uint8Array;
  readonly #end: number;
  readonly #flags: LogFlags;

  constructor(bytes: Uint8Array, end: number, flags: LogFlags) {
    this.#bytes = bytes;
    this.#end = end;
    this.#flags = flags;
  }

  /** `outer`: not a packet quoted in an ICMP error, whose own quotes are left out. */
  ipv4(at: number, outer: boolean): boolean {
    const bytes = this.#bytes;
    if (this.#lacks(at, 20)) return this.#cut('TRUNCATED');
    const tos = bytes[at + 1];
    const flags = bytes[at + 6];
    const offset = u16(bytes, at + 6) & 0x1fff;
    this.#add(`SRC=${formatAddress(bytes, at + 12, Family.IPV4)} DST=${formatAddress(bytes, at + 16, Family.IPV4)} `);
    this.#add(`LEN=${u16(bytes, at + 2)} TOS=0x${hex(tos & 0x1e)} PREC=0x${hex(tos & 0xe0)} `);
    this.#add(`TTL=${bytes[at + 8]} ID=${u16(bytes, at + 4)} `);
    if (flags & 0x80) this.#add('CE ');
    if (flags & 0x40) this.#add('DF ');
    if (flags & 0x20) this.#add('MF ');
    if (offset !== 0) this.#add(`FRAG:${offset} `);
    const headerLength = (bytes[at] & 0x0f) << 2;
    if (this.#flags & LogFlags.IP_OPTIONS && headerLength > 20) {
      if (this.#lacks(at, headerLength)) return this.#cut('TRUNCATED');
      this.#options(at + 20, at + headerLength);
    }
    return this.#transportIpv4(bytes[at + 9], at + headerLength, offset !== 0, outer);
  }

  ipv6(at: number, outer: boolean): boolean {
    const bytes = this.#bytes;
    if (this.#lacks(at, 40)) return this.#cut('TRUNCATED');
    const word = u32(bytes, at);
    this.#add(`SRC=${fullIpv6(bytes, at + 8)} DST=${fullIpv6(bytes, at + 24)} `);
    this.#add(`LEN=${u16(bytes, at + 4) + 40} TC=${(word >>> 20) & 0xff} HOPLIMIT=${bytes[at + 7]} `);
    this.#add(`FLOWLBL=${word & 0xfffff} `);
    return this.#extensions(bytes[at + 6], at + 40, outer);
  }

  #extensions(next: number, at: number, outer: boolean): boolean {
    const bytes = this.#bytes;
    const verbose = (this.#flags & LogFlags.IP_OPTIONS) !== 0;
    let fragment = false;
    for (;;) {
      if (next !== Protocol.ESP && (next === Protocol.NONE || !isExtension(next)))
        return this.#transportIpv6(next, at, fragment, outer);
      if (this.#lacks(at, 2)) return this.#cut('TRUNCATED');
      if (verbose) this.#add('OPT ( ');
      let length = (bytes[at + 1] + 1) << 3;
      if (next === Protocol.FRAGMENT) {
        if (!this.#fragmentHeader(at)) return false;
        fragment ||= (u16(bytes, at + 2) & 0xfff8) !== 0;
        length = 8;
      } else if (next === Protocol.AH) {
        if (verbose && !this.#securityOption('AH', at, 12, 4, fragment)) return false;
        length = (bytes[at + 1] + 2) << 2;
      } else if (next === Protocol.ESP) {
        if (verbose && this.#securityOption('ESP', at, 8, 0, fragment)) this.#add(')');
        return false;
      } else if (fragment) {
        return this.#cut(verbose ? ')' : '');
      }
      if (verbose) this.#add(') ');
      next = bytes[at];
      at += length;
    }
  }

  #fragmentHeader(at: number): boolean {
    if (this.#lacks(at, 8)) return this.#cut('FRAG:TRUNCATED ');
    const field = u16(this.#bytes, at + 2);
    const id = u32(this.#bytes, at + 4)
      .toString(16)
      .padStart(8, '0');
    return this.#add(`FRAG:${field & 0xfff8} ${field & 1 ? 'INCOMPLETE ' : ''}ID:${id} `);
  }

  /** AH or ESP among the extension headers: `size` bytes at least, its SPI at `spi`. */
  #securityOption(name: string, at: number, size: number, spi: number, fragment: boolean): boolean {
    this.#add(`${name} `);
    if (fragment) return this.#cut(')');
    if (this.#lacks(at, size)) return this.#cut(`INCOMPLETE [${this.#end - at} bytes] )`);
    return this.#add(`SPI=0x${u32(this.#bytes, at + spi).toString(16)} `);
  }

  #transportIpv4(protocol: number, at: number, fragment: boolean, outer: boolean): boolean {
    switch (protocol) {
      case Protocol.TCP:
        return this.#tcp(at, fragment);
      case Protocol.UDP:
      case Protocol.UDPLITE:
        return this.#udp(protocol, at, fragment);
      case Protocol.ICMP:
        return this.#icmp(at, fragment, outer);
      case Protocol.AH:
        return fragment || this.#security('AH', at, 12, 4);
      case Protocol.ESP:
        return fragment ? this.#add('PROTO=ESP ') : this.#security('ESP', at, 8, 0);
      default:
        return this.#add(`PROTO=${protocol} `);
    }
  }

  #transportIpv6(protocol: number, at: number, fragment: boolean, outer: boolean): boolean {
    switch (protocol) {
      case Protocol.TCP:
        return this.#tcp(at, fragment);
      case Protocol.UDP:
      case Protocol.UDPLITE:
        return this.#udp(protocol, at, fragment);
      case Protocol.ICMPV6:
        return this.#icmpv6(at, fragment, outer);
      default:
        return this.#add(`PROTO=${protocol} `);
    }
  }

  #security(name: string, at: number, size: number, spi: number): boolean {
    this.#add(`PROTO=${name} `);
    if (this.#lacks(at, size)) return this.#incomplete(at);
    return this.#add(`SPI=0x${u32(this.#bytes, at + spi).toString(16)} `);
  }

  #tcp(at: number, fragment: boolean): boolean {
    const bytes = this.#bytes;
    this.#add('PROTO=TCP ');
    if (fragment) return true;
    if (this.#lacks(at, 20)) return !this.#incomplete(at);
    this.#add(`SPT=${u16(bytes, at)} DPT=${u16(bytes, at + 2)} `);
    if (this.#flags & LogFlags.TCP_SEQUENCE) this.#add(`SEQ=${u32(bytes, at + 4)} ACK=${u32(bytes, at + 8)} `);
    const flags = u16(bytes, at + 12);
    this.#add(`WINDOW=${u16(bytes, at + 14)} RES=0x${hex((flags & RESERVED_BITS) >> 6)} ${tcpFlags(flags)}`);
    this.#add(`URGP=${u16(bytes, at + 18)} `);
    const headerLength = (bytes[at + 12] >> 4) << 2;
    if (!(this.#flags & LogFlags.TCP_OPTIONS) || headerLength <= 20) return true;
    return this.#lacks(at, headerLength) ? this.#cut('OPT (TRUNCATED)') : this.#options(at + 20, at + headerLength);
  }

  #udp(protocol: Protocol, at: number, fragment: boolean): boolean {
    const bytes = this.#bytes;
    this.#add(protocol === Protocol.UDP ? 'PROTO=UDP ' : 'PROTO=UDPLITE ');
    if (fragment) return true;
    if (this.#lacks(at, 8)) return !this.#incomplete(at);
    return this.#add(`SPT=${u16(bytes, at)} DPT=${u16(bytes, at + 2)} LEN=${u16(bytes, at + 4)} `);
  }

  #icmp(at: number, fragment: boolean, outer: boolean): boolean {
    const bytes = this.#bytes;
    this.#add('PROTO=ICMP ');
    if (fragment) return true;
    if (this.#lacks(at, 8)) return this.#incomplete(at);
    const type = bytes[at];
    const code = bytes[at + 1];
    this.#add(`TYPE=${type} CODE=${code} `);
    if (this.#lacks(at, ICMP_REQUIRED.get(type) ?? 0)) return this.#incomplete(at);
    switch (type) {
      case IcmpType.ECHO_REQUEST:
      case IcmpType.ECHO_REPLY:
        return this.#echo(at);
      case IcmpType.PARAMETER_PROBLEM:
        return this.#add(`PARAMETER=${bytes[at + 4]} `);
      case IcmpType.REDIRECT:
        this.#add(`GATEWAY=${formatAddress(bytes, at + 4, Family.IPV4)} `);
        break;
      case IcmpType.UNREACHABLE:
      case IcmpType.SOURCE_QUENCH:
      case IcmpType.TIME_EXCEEDED:
        break;
      default:
        return true;
    }
    if (outer) this.#quote(() => this.ipv4(at + 8, false));
    const hasMtu = type === IcmpType.UNREACHABLE && code === ICMP_FRAGMENTATION_NEEDED;
    return this.#add(hasMtu ? `MTU=${u16(bytes, at + 6)} ` : '');
  }

  #icmpv6(at: number, fragment: boolean, outer: boolean): boolean {
    const bytes = this.#bytes;
    this.#add('PROTO=ICMPv6 ');
    if (fragment) return true;
    if (this.#lacks(at, 8)) return !this.#incomplete(at);
    const type = bytes[at];
    this.#add(`TYPE=${type} CODE=${bytes[at + 1]} `);
    if (type === Icmpv6Type.ECHO_REQUEST || type === Icmpv6Type.ECHO_REPLY) return this.#echo(at);
    if (type < Icmpv6Type.UNREACHABLE || type > Icmpv6Type.PARAMETER_PROBLEM) return true;
    const field = u32(bytes, at + 4);
    if (type === Icmpv6Type.PARAMETER_PROBLEM) this.#add(`POINTER=${field.toString(16).padStart(8, '0')} `);
    if (outer) this.#quote(() => this.ipv6(at + 8, false));
    return this.#add(type === Icmpv6Type.PACKET_TOO_BIG ? `MTU=${field} ` : '');
  }

  #echo(at: number): boolean {
    return this.#add(`ID=${u16(this.#bytes, at + 4)} SEQ=${u16(this.#bytes, at + 6)} `);
  }

  /** The packet inside an ICMP error. Where that one ends early, the error does not. */
  #quote(describe: () => boolean): void {
    this.#add('[');
    describe();
    this.#add('] ');
  }

  #options(from: number, to: number): boolean {
    this.#add('OPT (');
    for (let at = from; at < to; at++) this.#add(hex(this.#bytes[at]));
    return this.#add(') ');
  }

  #lacks(at: number, length: number): boolean {
    return at + length > this.#end;
  }

  #incomplete(at: number): boolean {
    return this.#add(`INCOMPLETE [${this.#end - at} bytes] `);
  }

  #add(text: string): true {
    this.text += text;
    return true;
  }

  /** Adds the line's last word. */
  #cut(text: string): false {
    this.text += text;
    return false;
  }
}

/** What is left of the reserved bits beside AE (RFC 9768). */
const RESERVED_BITS = 0x0e00;

const TCP_FLAGS = ['AE', 'CWR', 'ECE', 'URG', 'ACK', 'PSH', 'RST', 'SYN', 'FIN'];

function tcpFlags(word: number): string {
  return TCP_FLAGS.filter((_, at) => word & (0x100 >> at))
    .map(name => `${name} `)
    .join('');
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

/** All eight groups, four digits each (`%pI6`). */
function fullIpv6(bytes: Uint8Array, at: number): string {
  return Array.from({ length: 8 }, (_, group) =>
    u16(bytes, at + 2 * group)
      .toString(16)
      .padStart(4, '0'),
  ).join(':');
}
