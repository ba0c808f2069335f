/** Defects of what protocols know: windows and states of TCP, and the other trackers. */
import { type Defect, defectsOf } from './defect';

export const DEFECTS_OF_TRACKERS: readonly Defect[] = [
  ...defectsOf('window', 'conntrack/protocols/tcp-window.ts', [
    ['data beyond the window pass', 'if (!before(seq, (words[sender + Seen.MAX_END] + 1) | 0)) {', 'if (false) {'],
    [
      'what was not sent may be acknowledged',
      'if (!before(sack, ackCeiling) && (isLenient || !isOld)) {',
      'if (false) {',
    ],
    ['old data are believed', 'if (isOld) {', 'if (false) {'],
    ['old acknowledgments are believed', 'if (!after(sack, ackFloor)) {', 'if (false) {'],
    ['no window is scaled', 'words[side + Seen.SCALE] = Math.max(segment.windowScale, 0);', ''],
    ['one side alone scales', 'words[sender + Seen.SCALE] = words[receiver + Seen.SCALE] = 0;', ''],
    [
      'a SYN’s window is scaled',
      'segment.flags & TcpFlag.SYN ? segment.window : segment.window <<',
      'segment.window <<',
    ],
    ['the end of data stays', 'if (after(end, words[sender + Seen.END])) {', 'if (false) {'],
    ['repeated ACKs are not counted', 'words[base + Tcp.RETRANS] = (words[base + Tcp.RETRANS] + 1) & 0xff;', ''],
  ]),
  ...defectsOf('transitions', 'conntrack/protocols/tcp.ts', [
    ['no connection is opened again', 'if (mayReopen(words, base, dir)) return', 'if (false) return'],
    [
      'any reset is believed',
      '!conntrack.settings.tcpIgnoreInvalidRst) return Reset.INVALID',
      'false) return Reset.INVALID',
    ],
    ['a handshake assures nothing', 'if (old === TcpState.SYN_RECV || old', 'if (old'],
    [
      'a refused connection stays',
      'if (flags === FlagClass.RST) {\n      conntrack.account',
      'if (false) {\n      conntrack.account',
    ],
    ['who closed first is forgotten', 'words[seenAt(base, dir) + Seen.FLAGS] |= Mark.CLOSE_INIT', '{}'],
    ['an ignored SYN is forgotten', 'segment.ack === words[base + Tcp.LAST_END]\n  );', 'false\n  );'],
  ]),
  ...defectsOf('transitions', 'conntrack/protocols/tcp-table.ts', [
    [
      'a FIN of the server closes nothing',
      '  -- -- FW FW LA LA LA TW CL --\n  -- ig SR',
      '  -- -- FW ES LA LA LA TW CL --\n  -- ig SR',
    ],
    ['an ACK does not end CLOSE_WAIT', 'ES -- ES ES CW CW TW TW CL --', 'ES -- ES ES CW ES TW TW CL --'],
  ]),
  ...defectsOf('transitions', 'conntrack/protocols/udp.ts', [
    ['any answer makes a stream', '((now - words[base + Udp.STREAM_FROM]) | 0) > 0', 'true'],
    [
      'a UDP length that lies is believed',
      'udpLength > length || udpLength < HEADER_BYTES',
      'udpLength < HEADER_BYTES',
    ],
  ]),
  ...defectsOf('transitions', 'conntrack/protocols/icmp.ts', [
    ['an answer nobody asked for opens', '!REPLY_OF.has(type)) return Answer.INVALID', 'false) return Answer.INVALID'],
  ]),
  ...defectsOf('transitions', 'conntrack/protocols/sctp.ts', [
    ['a strange tag passes', '&& vtag !== expected) {', '&& false) {'],
  ]),
];
