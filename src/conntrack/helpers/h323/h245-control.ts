/** The helper of H.245, by which the ends of a call agree on channels; only connections that were expected have it (`h245_help`). */
import { followControl } from './channels';
import { type MultimediaSystemControlMessage, multimediaSystemControlMessage } from './h245';
import { decode } from './per';
import { TpktHelper } from './tpkt-helper';

export const h245 = new TpktHelper<MultimediaSystemControlMessage>({
  name: 'H.245',
  ports: [],
  // Four times two pairs of ports, and data.
  maxExpected: 18,
  refused: 'cannot process H.245 message',
  read: (bytes, at, end) => decode(multimediaSystemControlMessage, bytes, at, end),
  follow: followControl,
});
