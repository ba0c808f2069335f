/** Session descriptions behind NAT (`nf_nat_sip.c`): streams get ports outside, the lines that name them follow. */
import type { Expectation } from '../expectation';
import { addressText, TupleWord } from '../tuple';
import { CONTENT_LENGTH, findHeader } from './sip-headers';
import type { SipMessage } from './sip-message';
import { addressOutside, moveOutside } from './sip-nat';
import { CONNECTION, findSdpAddress, findVersion, MEDIA, OWNER } from './sip-sdp';
import { expectPair } from './translated';

const VERSION = 'v=';

/** Where a stream's port is written. */
export interface PortPlace {
  readonly at: number;
  readonly length: number;
}

/**
 * Expects a stream and its control outside, at the ports it has inside or the next pair that is free, and writes them into
 * the description; why not, or null. `outside` is filled with the address there (`nf_nat_sdp_media`).
 */
export function expectStream(
  message: SipMessage,
  rtp: Expectation,
  rtcp: Expectation,
  place: PortPlace,
  outside: Int32Array,
): string | null {
  const { expectations } = message.arrival.host;
  const address = addressOutside(message, rtp.tuple.slice(TupleWord.DST, TupleWord.DST + 4));
  outside.set(address);
  const inside = rtp.tuple[TupleWord.ID] & 0xffff;
  for (const each of [rtp, rtcp]) moveOutside(message, each, address);
  const port = expectPair(rtp, rtcp, inside, message.arrival.host, { ofAnyMaster: true });
  if (port === 0) return 'all ports in use for SDP media';
  if (port === inside || writePort(message, place, port)) return null;
  expectations.takeBack(rtp);
  expectations.takeBack(rtcp);
  return 'cannot mangle SDP message';
}

export function writePort(message: SipMessage, { at, length }: PortPlace, port: number): boolean {
  return message.replace(at, length, `${port}`) && writeLength(message);
}

/** The address of one stream, in the connection line behind `from` (`nf_nat_sdp_addr`). */
export function writeStreamAddress(message: SipMessage, from: number, address: Int32Array): boolean {
  return writeAddress(message, from, CONNECTION, address) === true && writeLength(message);
}

/** Owner and common address, before the first stream; the owner must be there (`nf_nat_sdp_session`). */
export function writeSessionAddress(message: SipMessage, from: number, address: Int32Array): boolean {
  if (writeAddress(message, from, OWNER, address) !== true) return false;
  return writeAddress(message, from, CONNECTION, address) !== false && writeLength(message);
}

/** Null where there is no such line. */
function writeAddress(message: SipMessage, from: number, line: string, address: Int32Array): boolean | null {
  const { family } = message.arrival;
  const found = findSdpAddress(message.text, from, line, MEDIA, family);
  return found && message.replace(found.at, found.after - found.at, addressText(address, 0, family));
}

/** How long the description is now (`mangle_content_len`). */
function writeLength(message: SipMessage): boolean {
  const { text, arrival } = message;
  const version = findVersion(text);
  const header = findHeader(text, 0, CONTENT_LENGTH, arrival.family);
  if (version < 0 || !header?.ok) return false;
  return message.replace(header.at, header.length, `${text.length - version + VERSION.length}`);
}
