/** What left the router because of a packet, on the simulator and on the kernel. */
import { alikePacket, isFromRouter } from '../src/backend/alike';
import type { Sent } from '../src/backend/backend';
import { isIcmpError } from '../src/backend/kernel/flow';
import { isFragment } from '../src/backend/kernel/fragment';
import { u16 } from '../src/packet/bytes';
import { carryOn } from '../src/packet/checksum';
import { Ipv6 } from '../src/packet/ipv6';
import { printPacket } from '../src/packet/notation';
import { Protocol } from '../src/packet/packet';
import { TcpFlag } from '../src/packet/tcp';

/**
 * The first difference of what left because of a packet, or null. What left by two interfaces has no order, for on the
 * kernel each is looked at by itself. Its own errors of a kind may be missing on either: the
 * clock rates them. Where `isResetCleared` is false, chance has chosen the reserved bits of its resets over IPv6.
 */
export function sentDifference(
  arrived: Uint8Array,
  simulated: readonly Sent[],
  kernel: readonly Sent[],
  isResetCleared = true,
): string | null {
  // Of a fragment only the first tells whether the datagram is an error itself, and a redirect of IPv6 is none to the router.
  const isError = isIcmpError(arrived);
  const isMadeHere = isFragment(arrived) || (isError && isRedirect(arrived)) ? isFromRouter : () => !isError;
  const isOwnError = ({ bytes }: Sent) => isIcmpError(bytes) && (isRedirect(bytes) || isMadeHere(bytes));
  const kindsOf = (sent: readonly Sent[]) => new Set(sent.filter(isOwnError).map(({ bytes }) => kindOf(bytes)));
  const kinds = [kindsOf(simulated), kindsOf(kernel)];
  const isTold = ({ bytes }: Sent) => kinds.every(each => each.has(kindOf(bytes)));
  const alike = (sent: readonly Sent[]) =>
    sent
      .filter(each => !isOwnError(each) || isTold(each))
      .toSorted((one, other) => (one.device < other.device ? -1 : Number(one.device > other.device)))
      .map(({ device, bytes }) => ({ device, bytes: alikePacket(bytes, arrived) }))
      .map(each => (isResetCleared ? each : { ...each, bytes: withoutReserved(each.bytes, arrived) }));
  const [ours, theirs] = [alike(simulated), alike(kernel)];
  const other = ours.findIndex((each, at) => !theirs[at] || !isSame(each, theirs[at]));
  if (other >= 0) return `on the simulator ${textOf(ours[other])} leaves, on the kernel ${textOf(theirs[other])}`;
  return theirs.length === ours.length ? null : `only on the kernel ${textOf(theirs[ours.length])} leaves`;
}

function isSame(one: Sent, other: Sent): boolean {
  return one.device === other.device && Buffer.compare(one.bytes, other.bytes) === 0;
}

function textOf(sent: Sent | undefined): string {
  return sent ? `${sent.device}: ${printPacket(sent.bytes)}` : 'nothing';
}

/** A reset with which a rule answered over IPv6, without its reserved bits; any other packet as it is. */
function withoutReserved(bytes: Uint8Array, arrived: Uint8Array): Uint8Array {
  if (!isReset6(bytes) || isReset6(arrived)) return bytes;
  const cleared = bytes.slice();
  const at = Ipv6.LENGTH + 12;
  cleared[at] &= 0xf0;
  carryOn(cleared, Ipv6.LENGTH + 16, u16(bytes, at), u16(cleared, at));
  return cleared;
}

function isReset6(bytes: Uint8Array): boolean {
  const isTcp6 = bytes[0] >> 4 === 6 && bytes[Ipv6.NEXT_HEADER] === Protocol.TCP;
  return isTcp6 && (bytes[Ipv6.LENGTH + 13] & TcpFlag.RST) !== 0;
}

function isRedirect(bytes: Uint8Array): boolean {
  return kindOf(bytes) === 'redirect';
}

/** The name of an error’s type: each is rated by itself, and takes from the others (`inet_peer_xrlim_allow`). */
function kindOf(bytes: Uint8Array): string {
  return printPacket(bytes).split(' ')[4];
}
