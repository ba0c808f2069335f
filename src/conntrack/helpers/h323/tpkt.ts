/** How messages are told apart on a TCP connection: each stands behind a header with its length (TPKT, RFC 1006; `get_tpkt_data`). */
import { u16 } from '../../../packet/bytes';
import type { Packet } from '../../../packet/packet';
import type { Dir } from '../../store';
import type { H323Notes } from './notes';

const VERSION = 0x0300;
const HEADER = 4;

/** Where the messages of a segment stand whose payload begins at `payload`, one after the other, as long as they are whole. */
export function* messagesIn(
  packet: Packet,
  payload: number,
  alone: H323Notes['headersAlone'],
  dir: Dir,
): Generator<{ at: number; end: number }> {
  const { bytes, end } = packet;
  const announced = alone[dir];
  alone[dir] = 0;
  let at = payload;
  if (at < 0) return;
  if (end - at < HEADER || u16(bytes, at) !== VERSION) {
    if (announced === 0 || announced > end - at) return;
    yield { at, end: at + announced };
    at += announced;
    if (end - at <= HEADER) return;
  }
  while (u16(bytes, at) === VERSION) {
    const length = u16(bytes, at + 2);
    if (length < HEADER) return;
    if (length > end - at) {
      if (end - at === HEADER) alone[dir] = length - HEADER;
      return;
    }
    yield { at: at + HEADER, end: at + length };
    at += length;
    if (end - at <= HEADER) return;
  }
}
