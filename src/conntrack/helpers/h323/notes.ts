/** What the helpers of H.323 keep of a connection (`struct nf_ct_h323_master`). Each pair is by direction of the packets. */
import type { Arrival } from './arrival';

/** How many logical channels of one connection are translated (`H323_RTP_CHANNEL_MAX`). */
const CHANNELS = 4;

export class H323Notes {
  /** Behind NAT, the port of the call or control channel that the sender has named, and in the other direction the one outside. */
  readonly signalPort: [number, number] = [0, 0];
  /** The same for the media of each channel; 0 where there is none yet. */
  readonly mediaPorts: readonly [number, number][] = Array.from({ length: CHANNELS }, () => [0, 0]);
  /** How long the message is whose header came alone in a segment; 0 where none did. */
  readonly headersAlone: [number, number] = [0, 0];
  /** Of a registration, in seconds; 0 before there is one. */
  timeToLive = 0;
}

export function notesOf({ ct, host }: Arrival): H323Notes {
  return host.store.extension(ct)!.helperData as H323Notes;
}
