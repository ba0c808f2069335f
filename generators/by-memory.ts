/** What a kernel decides by what lies in memory that nobody has written: there is no telling what it does from then on. */
import type { Sent } from '../src/backend/backend';
import { BroadcastHelper } from '../src/conntrack/helpers/broadcast';
import { latin1 } from '../src/packet/bytes';
import type { World } from './world';

/** Whether the kernel may have done so with the event that the world has just seen, because of which `sent` left. */
export function isByMemory(world: World, sent: readonly Sent[]): boolean {
  const { follows } = world.simulation.conntrack.linux;
  const { event } = world;
  return (
    isAskedAgain(world) ||
    (!follows['sip-session-address'] && sent.some(isOfNoAddress)) ||
    (!follows['irc-line-within'] && event.kind === 'packet' && isOfferCutOff(event.bytes))
  );
}

/**
 * Whether a question to a whole network was asked again. The expectation gives way to the new one if their masks are alike,
 * of which the helper writes what IPv4 has (`nf_conntrack_broadcast_help`): else the answers may come no longer than they
 * might before.
 */
function isAskedAgain({ tally: { expected, unexpected } }: World): boolean {
  return expected.length > 0 && unexpected.some(({ helper }) => helper instanceof BroadcastHelper);
}

const NO_ADDRESS = /^o=.* IN IP[46] (0\.0\.0\.0|::)\r$/m;

/** Whether it is a description of a session (RFC 4566) that names no address. */
export function isOfNoAddress({ bytes }: Sent): boolean {
  return NO_ADDRESS.test(latin1(bytes, 0, bytes.length));
}

/** Whether a segment ends within the line of an offer of IRC: what lies behind it in memory may end that. */
function isOfferCutOff(bytes: Uint8Array): boolean {
  return /DCC [^\n]*$/.test(latin1(bytes, 0, bytes.length));
}
