import * as draw from '../draw';
import type { Workload, WorkloadEvent, WorkloadRouter } from '../workload';
import { AMANDA_PORT, amandaSession } from './amanda-session';
import { anyConversation } from './any-conversation';
import { bent } from './bent';
import { broadcastQuestion, NETBIOS_PORT, SNMP_PORT } from './broadcast-question';
import { fragmentTrain } from './fragment-train';
import { fromOutside } from './from-outside';
import { FTP_PORT, ftpSession } from './ftp-session';
import { h323Session, Q931_PORT, RAS_PORT } from './h323-session';
import { quotedByErrors, strayError } from './icmp-error';
import { icmpExchange } from './icmp-exchange';
import { icmpOther } from './icmp-other';
import { inFragments } from './in-fragments';
import { interleaved } from './interleaved';
import { IRC_PORT, ircSession } from './irc-session';
import { littleRoom } from './little-room';
import { longDatagrams } from './long-datagram';
import { malformed } from './malformed';
import { neighbourRedirects } from './neighbour-redirect';
import { oddHeaders } from './odd-header';
import { oddTransport } from './odd-transport';
import { otherProtocol } from './other-protocol';
import { PPTP_PORT, pptpSession } from './pptp-session';
import { rulesets } from './ruleset';
import { SANE_PORT, saneSession } from './sane-session';
import { sctpAssociation } from './sctp-association';
import { segments } from './segment';
import { SIP_PORT, sipSession } from './sip-session';
import { sysctl } from './sysctl';
import { tablePressure } from './table-pressure';
import { tcpConversation } from './tcp-conversation';
import { TFTP_PORT, tftpSession } from './tftp-session';
import { timeStep } from './time-step';
import { translations } from './translation';
import { udpExchange } from './udp-exchange';

/** What a workload is made of, by name: conversations, exchanges and the like, each a list of events. */
export const STORIES = {
  'tcp-conversation': tcpConversation(),
  'bent-tcp-conversation': bent(tcpConversation()),
  'tcp-with-errors': quotedByErrors(tcpConversation()),
  segments: segments(),
  'udp-exchange': udpExchange(),
  'tcp-from-outside': fromOutside(tcpConversation()),
  'udp-from-outside': fromOutside(udpExchange()),
  'helper-from-outside': fromOutside(
    draw.oneof(
      ftpSession(),
      tftpSession(),
      ircSession(),
      amandaSession(),
      saneSession(),
      pptpSession(),
      sipSession(),
      h323Session(),
    ),
  ),
  'udp-with-errors': quotedByErrors(udpExchange()),
  'icmp-exchange': icmpExchange(),
  'icmp-with-errors': quotedByErrors(icmpExchange()),
  'icmp-other': icmpOther(),
  'stray-error': strayError(),
  'neighbour-redirects': neighbourRedirects(),
  'long-datagrams': longDatagrams(),
  'fragment-train': fragmentTrain(),
  'odd-headers': oddHeaders(anyConversation()),
  'odd-transport': oddTransport(anyConversation()),
  'in-fragments': inFragments(anyConversation()),
  'odd-fragments': inFragments(draw.oneof(oddHeaders(anyConversation()), oddTransport(anyConversation()))),
  'errors-about-oddities': quotedByErrors(
    draw.oneof(inFragments(anyConversation()), oddHeaders(anyConversation()), oddTransport(anyConversation())),
  ),
  'odd-errors': oddTransport(quotedByErrors(anyConversation())),
  'little-room': littleRoom(),
  'ftp-session': ftpSession(),
  'bent-ftp-session': bent(ftpSession()),
  'tftp-session': tftpSession(),
  'irc-session': ircSession(),
  'amanda-session': amandaSession(),
  'broadcast-question': broadcastQuestion(),
  'sane-session': saneSession(),
  'pptp-session': pptpSession(),
  'sip-session': sipSession(),
  'h323-session': h323Session(),
  'sctp-association': sctpAssociation(),
  'other-protocol': otherProtocol(),
  malformed: malformed(),
  'time-steps': draw.array(timeStep(), { minLength: 1, maxLength: 3 }),
  sysctls: draw.array(sysctl(), { minLength: 1, maxLength: 2 }),
  'table-pressure': tablePressure(),
} as const satisfies Record<string, draw.Drawn<readonly WorkloadEvent[]>>;

export type StoryName = keyof typeof STORIES;

export interface WorkloadConstraints {
  /** How many stories happen beside one another at most; 100 unless told. */
  readonly maxStories?: number;
  /** Which kinds of them; all unless told. */
  readonly stories?: readonly StoryName[];
}

/** Whole workloads: a router, and stories that happen to it beside one another. */
export function workload({ maxStories = 100, stories = NAMES }: WorkloadConstraints = {}): draw.Drawn<Workload> {
  const story: draw.Drawn<readonly WorkloadEvent[]> = draw.oneof(
    ...stories.map(name => ({ weight: WEIGHTS[name] ?? 2, arbitrary: STORIES[name] })),
  );
  return draw.record({
    router: router(),
    events: interleaved(draw.array(story, { minLength: 1, maxLength: maxStories })),
  });
}

/** Routers of tables large and tiny, some with a setting changed from the start, most with all helpers, some with a firewall. */
export function router(): draw.Drawn<WorkloadRouter> {
  return draw.record({
    seed: draw.nat(),
    buckets: draw.constantFrom(64, 512, 8, 2, 1),
    sysctls: draw.array(
      sysctl().map(({ name, value }): [string, string] => [name, value]),
      { maxLength: 1 },
    ),
    helpers: draw.constantFrom(HELPERS, HELPERS, []),
    translations: translations(),
    rulesets: rulesets(),
  });
}

const HELPERS: WorkloadRouter['helpers'] = [
  { name: 'ftp', protocol: 'tcp', port: FTP_PORT },
  { name: 'tftp', protocol: 'udp', port: TFTP_PORT },
  { name: 'irc', protocol: 'tcp', port: IRC_PORT },
  { name: 'amanda', protocol: 'udp', port: AMANDA_PORT },
  { name: 'netbios-ns', protocol: 'udp', port: NETBIOS_PORT },
  { name: 'snmp', protocol: 'udp', port: SNMP_PORT },
  { name: 'sane', protocol: 'tcp', port: SANE_PORT },
  { name: 'pptp', protocol: 'tcp', port: PPTP_PORT },
  { name: 'sip', protocol: 'udp', port: SIP_PORT },
  { name: 'sip', protocol: 'tcp', port: SIP_PORT },
  { name: 'Q.931', protocol: 'tcp', port: Q931_PORT },
  { name: 'RAS', protocol: 'udp', port: RAS_PORT },
];

const NAMES = Object.keys(STORIES) as StoryName[];

/** What is not told here weighs 2. */
const WEIGHTS: Partial<Record<StoryName, number>> = {
  'tcp-conversation': 3,
  'bent-tcp-conversation': 6,
  'time-steps': 3,
  'icmp-other': 1,
  'little-room': 1,
  'stray-error': 1,
  'neighbour-redirects': 1,
  'long-datagrams': 1,
  'table-pressure': 1,
};
