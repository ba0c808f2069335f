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
  /** A fragment has come to defragmentation; what comes out of it is told, if anything does. */
  | { stage: 'fragment' | 'gathered' }
  | ({ stage: 'zone' } & ZoneView)
  | { stage: 'classified'; ctstate: CtState; ctdir: Direction | null };

const ARRIVED = 'arrived';
const PASSED = 'passed';
const ZONE = 'zone';
const FRAGMENT = 'fragment';
const GATHERED = 'gathered';
const STAGES = [ARRIVED, PASSED, FRAGMENT, GATHERED] as const;

export const REPORT_TABLE = 'ctspec_report';
/** The chain where a packet is first seen that comes in by an interface. */
export const RECEIVED = 'received';

/** First of all, where a packet begins its way: nobody is told of its way through rules unless he listens (`nft_trace_notify`). */
const TRACED = 'meta nftrace set 1';

/** Put on fragments, so that the datagram made of them can be told behind defragmentation, and taken off again. */
const FRAGMENT_PRIORITY = 'c75:1';

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
export function reportingRules(): string {
  return `table inet ${REPORT_TABLE} {
${baseChain('delivered', 'input', LAST, log(PASSED))}
${baseChain('left', 'postrouting', LAST, log(PASSED))}
${baseChain(RECEIVED, 'prerouting', FIRST, `${TRACED}\n    ${log(ARRIVED)}`)}
${baseChain('sent', 'output', FIRST, `${ANNOUNCEMENT} drop\n    ${TRACED}\n    ${log(ARRIVED)}`)}
${['prerouting', 'output'].flatMap(hook => [...fragmentChains(hook), baseChain(hook, hook, Priority.CONNTRACK, classified())]).join('\n')}
${baseChain('input', 'input', FIRST, classified())}
${baseChain('forward', 'forward', FIRST, classified())}
${baseChain('postrouting', 'postrouting', FIRST, classified())}
}
`;
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

function classified(): string {
  const rules = [];
  for (const state of ['new', 'established', 'related']) {
    for (const direction of ['original', 'reply']) {
      const word = `${state.toUpperCase()} ${direction.toUpperCase()}`;
      rules.push(`ct state ${state} ct direction ${direction} ${log(word)}`);
    }
  }
  rules.push(`ct state invalid ${log('INVALID')}`, `ct state untracked ${log('UNTRACKED')}`);
  // The first that fits is the only one.
  return rules.map(rule => `${rule} return`).join('\n    ');
}

function log(word: string): string {
  return `log prefix "${word}" group ${REPORT_GROUP}`;
}
