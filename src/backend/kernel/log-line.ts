/** Conntrack's complaint about an INVALID packet as a line of the kernel log, and the reason in it. */
import { Clock } from '../../clock';
import { KernelLog } from '../../netfilter/log';
import type { Topology } from '../../netfilter/topology';
import { Family, Packet } from '../../packet/packet';
import type { LogRecord } from './nflog';

const PROTOCOL = /^nf_ct_proto_(\d+): /;
/** The later form is that of Linux 7. */
const HELPER = /^(?:nf_ct_[\w.]+:|helper [\w.]+) dropping packet: /;
const EVERY_PROTOCOL = 255;

/**
 * The line `nf_log_syslog` would print: the kernel's own words in front, then the packet. In a namespace of its own the
 * kernel hands over words and packet but prints nothing, so the line's second half is our writing.
 */
export function complaintLine(record: LogRecord, topology: Topology): string {
  const { prefix, payload, inDevice, outDevice, family } = record;
  const packet = new Packet(payload);
  packet.family = family === Family.IPV4 ? Family.IPV4 : Family.IPV6;
  packet.device = inDevice - 1;
  packet.outDevice = outDevice - 1;
  const log = new KernelLog(new Clock(), topology);
  log.packet(packet, prefix);
  return log.lines[0].text;
}

/**
 * The complaint without what is around it (`nf_ct_l4proto_log_invalid`, `nf_ct_helper_log`), a line feed of its own
 * included; null for none.
 */
export function reasonIn(complaint: LogRecord | null): string | null {
  return complaint ? complaint.prefix.replace(PROTOCOL, '').replace(HELPER, '').trimEnd() : null;
}

/** Why a packet is INVALID or was dropped, if conntrack said so; it also complains of what it lets pass as it is, which is no reason. */
export function reasonOf(passage: {
  ctstate: string | null;
  verdict: string;
  complaint: LogRecord | null;
}): string | null {
  return passage.ctstate === 'INVALID' || passage.verdict === 'DROP' ? reasonIn(passage.complaint) : null;
}

/** A namespace other than the first is told (`__nf_conntrack_alloc`), by a number that nobody can know. */
export function withoutNamespace(message: string): string {
  return message.replace(/ in netns \d+/, '');
}

/** A packet's line with the link header that it would have had: a tun device has none. */
export function withLinkHeader(line: string, topology: Topology): string {
  return line.replace(/\bIN=(\w+) (OUT=\w* )MAC= (?=SRC=(\S+))/, (_, device: string, out: string, source: string) => {
    const family = source.includes(':') ? Family.IPV6 : Family.IPV4;
    return `IN=${device} ${out}MAC=${topology.linkHeader(topology.names.indexOf(device), family)} `;
  });
}

/** A message of the kernel without the name of who writes it. */
export function withoutOrigin(message: string): string {
  return message.replace(/^(\w+: )+/, '');
}

/**
 * Whether this complaint is logged where `net.netfilter.nf_conntrack_log_invalid` is set to `wanted`. That of a helper
 * always is.
 */
export function isLogged({ prefix }: LogRecord, wanted: number): boolean {
  if (HELPER.test(prefix) && !PROTOCOL.test(prefix)) return true;
  const protocol = Number(PROTOCOL.exec(prefix)?.[1] ?? EVERY_PROTOCOL);
  return wanted === EVERY_PROTOCOL || (wanted !== 0 && wanted === protocol);
}
