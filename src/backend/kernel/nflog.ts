/** Netfilter's log to userspace (`nfnetlink_log`): packets that a log rule, or conntrack itself, wrote to a group. */
import type { Hook } from '../../netfilter/hooks';
import { attribute, type Message, type NetlinkSocket } from './netlink';

const SUBSYSTEM = 4 << 8;
export const NFLOG_PACKET = SUBSYSTEM | 0;
const CONFIG = SUBSYSTEM | 1;

const CFG_CMD = 1;
const CFG_MODE = 2;
const CFG_QTHRESH = 5;
const CFG_FLAGS = 6;
const FLAG_SEQUENCE = 2;
const CMD_BIND = 1;
const COPY_PACKET = 2;
const LONGEST = 0xffff;

const PACKET_HDR = 1;
const IFINDEX_INDEV = 4;
const IFINDEX_OUTDEV = 5;
const PAYLOAD = 9;
const PREFIX = 10;
const SEQUENCE = 13;

/** One line of such a log. */
export interface LogRecord {
  group: number;
  hook: Hook;
  /** `NFPROTO_IPV4` or `NFPROTO_IPV6`. */
  family: number;
  prefix: string;
  /** Index of the interface it came in by, and of the one it goes out by; 0 for none. */
  inDevice: number;
  outDevice: number;
  /** How many records there were before. */
  sequence: number;
  /** The packet as it was, from its IP header on; nothing where the rule did not ask for it. */
  payload: Uint8Array;
}

/** Has whole packets of a group sent to the socket, numbered as they came to all groups; `isAtOnce`: each by itself. */
export function listenToGroup(socket: NetlinkSocket, group: number, isAtOnce: boolean): void {
  const configure = (type: number, ...payload: number[]) =>
    socket.command(CONFIG, 0, group, attribute(type, Uint8Array.from(payload)));
  configure(CFG_CMD, CMD_BIND);
  configure(CFG_MODE, 0, 0, LONGEST >> 8, LONGEST & 0xff, COPY_PACKET, 0);
  configure(CFG_FLAGS, 0, FLAG_SEQUENCE);
  if (isAtOnce) configure(CFG_QTHRESH, 0, 0, 0, 1);
}

export function logRecord(message: Message): LogRecord {
  const { attributes, family, resource } = message;
  return {
    group: resource,
    hook: attributes.bytes(PACKET_HDR)![2] as Hook,
    family,
    prefix: attributes.string(PREFIX) ?? '',
    inDevice: attributes.u32(IFINDEX_INDEV) ?? 0,
    outDevice: attributes.u32(IFINDEX_OUTDEV) ?? 0,
    sequence: attributes.u32(SEQUENCE)!,
    payload: attributes.bytes(PAYLOAD) ?? new Uint8Array(0),
  };
}
