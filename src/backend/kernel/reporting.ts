/**
 * The rules by which a router reports each packet, as text for `nft -f`, and how their reports are read.
 *
 * They log to a group, with a word that says what conntrack thinks of the packet. They come right behind conntrack at
 * PREROUTING and OUTPUT and first of all at the other hooks, so that a packet that some rule drops has been seen before.
 */
import { Priority } from '../../netfilter/hooks';
import type { CtState, Direction } from '../backend';
import type { ZoneView } from './ctnetlink';
import { AFTER_CONNTRACK, baseChain } from './ruleset';

/** Conntrack's log of INVALID packets comes by group 0, which cannot be chosen. */
export const INVALID_GROUP = 0;
export const REPORT_GROUP = 7;

/** What the word before a report means. */
export type Report =
  | { stage: 'arrived' | 'passed' }
  /** It is sent on, and at FORWARD; where classes are told alone. */
  | { stage: 'forwarded' }
  /** A fragment has come to defragmentation; what comes out of it is told, if anything does. */
  | { stage: 'fragment' | 'gathered' }
  /** No packet of the scenario: what is told from here on is of the next (`end-mark.ts`). */
  | { stage: 'end' }
  | ({ stage: 'zone' } & ZoneView)
  | { stage: 'classified'; ctstate: CtState; ctdir: Direction | null };

const ARRIVED = 'arrived';
const PASSED = 'passed';
const FORWARDED = 'forwarded';
const ZONE = 'zone';
const FRAGMENT = 'fragment';
const GATHERED = 'gathered';
const END = 'end';
const STAGES = [ARRIVED, PASSED, FORWARDED, FRAGMENT, GATHERED, END] as const;

/** What is told of packets: all that can be seen of them, or how conntrack has classified them, which costs a third less. */
export type Telling = 'all' | 'classes';

export const REPORT_TABLE = 'ctspec_report';
/** The chain where a packet is first seen that comes in by an interface. */
export const RECEIVED = 'received';

/** What is done where a packet begins its way: nothing, until rulesets are loaded and their rules are to be told of it. */
export const BEGINNING = 'beginning';
const BEGIN = `jump ${BEGINNING}`;

/** Put on fragments, so that the datagram made of them can be told behind defragmentation, and taken off again. */
const FRAGMENT_PRIORITY = 'c75:1';

/** Marks of sockets on what tells where the records of a packet end; at the second the kernel hands on all that it has kept. */
export const END_MARK = 0xc75e0d;
export const LAST_MARK = 0xc75e0e;

/** What the router announces of itself to its neighbours, at times that chance chooses (listener reports, RFC 3810). */
const ANNOUNCEMENT = 'ip6 daddr ff02::16';

const FIRST = -2147483648;
const LAST = 2147483647;

export function reportOf(word: string): Report {
  const stage = STAGES.find(each => each === word);
  if (stage) return { stage };
  const [ctstate, ctdir, number] = word.split(' ');
  if (ctstate === ZONE) return { stage: ZONE, zone: Number(number), zoneDirection: (ctdir as Direction) || null };
  return { stage: 'classified', ctstate: ctstate as CtState, ctdir: (ctdir as Direction) ?? null };
}

/**
 * The chains for packets that conntrack has seen, or confirmed, are registered before any rule mentions `ct`: among
 * callbacks of one priority the kernel calls the latest first. Announcements are not let out: one may go at any moment, and
 * what is told of it would come before that of the packet that is let in then.
 */
export function reportingRules(telling: Telling): string {
  return `table inet ${REPORT_TABLE} {
  chain ${BEGINNING} {
  }
${baseChain('delivered', 'input', LAST, logWhole(PASSED))}
${baseChain('left', 'postrouting', LAST, log(PASSED))}
${baseChain(RECEIVED, 'prerouting', FIRST, `${BEGIN}\n    ${log(ARRIVED)}`)}
${baseChain('sent', 'output', FIRST, [...endRules(), `${ANNOUNCEMENT} drop`, BEGIN, log(ARRIVED)].join('\n    '))}
${['prerouting', 'output'].flatMap(hook => [...fragmentChains(hook), baseChain(hook, hook, Priority.CONNTRACK, classified(logWhole))]).join('\n')}
${laterChains(telling).join('\n')}
}
`;
}

/** Without the chain at FORWARD, what leaves and is an answer of the router could not be told from what it sends on. */
function laterChains(telling: Telling): string[] {
  if (telling === 'classes') return [baseChain('forward', 'forward', FIRST, log(FORWARDED))];
  return ['input', 'forward', 'postrouting'].map(hook => baseChain(hook, hook, FIRST, classified(log)));
}

/** Rules that report packets of a zone's connections: each direction may be in it, or both. */
export function zoneRules(zone: number): string {
  const rules = [
    `ct original zone ${zone} ct reply zone ${zone} ${log(`${ZONE}  ${zone}`)}`,
    `ct original zone ${zone} ct reply zone 0 ${log(`${ZONE} ORIGINAL ${zone}`)}`,
    `ct original zone 0 ct reply zone ${zone} ${log(`${ZONE} REPLY ${zone}`)}`,
  ].join('\n    ');
  return `table inet ctspec_zone${zone} {
${baseChain('prerouting', 'prerouting', AFTER_CONNTRACK, rules)}
${baseChain('output', 'output', AFTER_CONNTRACK, rules)}
}
`;
}

function fragmentChains(hook: string): string[] {
  const toDefragment = ['ip frag-off & 0x3fff != 0', 'exthdr frag exists'].map(
    match => `${match} meta priority set ${FRAGMENT_PRIORITY} ${log(FRAGMENT)}`,
  );
  const gathered = `meta priority ${FRAGMENT_PRIORITY} meta priority set none ${log(GATHERED)}`;
  return [
    baseChain(`fragments_at_${hook}`, hook, Priority.DEFRAG - 1, toDefragment.join('\n    ')),
    baseChain(`gathered_at_${hook}`, hook, Priority.DEFRAG + 1, gathered),
  ];
}

function endRules(): string[] {
  return [`meta mark ${END_MARK} ${log(END)} drop`, `meta mark ${LAST_MARK} ${log(END)} queue-threshold 1 drop`];
}

function classified(report: (word: string) => string): string {
  const rules = [];
  for (const state of ['new', 'established', 'related']) {
    for (const direction of ['original', 'reply']) {
      const word = `${state.toUpperCase()} ${direction.toUpperCase()}`;
      rules.push(`ct state ${state} ct direction ${direction} ${report(word)}`);
    }
  }
  rules.push(`ct state invalid ${report('INVALID')}`, `ct state untracked ${report('UNTRACKED')}`);
  // The first that fits is the only one.
  return rules.map(rule => `${rule} return`).join('\n    ');
}

/** Logs of a packet no more than that it was there; `logWhole`: with all its bytes. */
function log(word: string): string {
  return `${logWhole(word)} snaplen 0`;
}

function logWhole(word: string): string {
  return `log prefix "${word}" group ${REPORT_GROUP}`;
}
