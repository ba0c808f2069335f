/**
 * The router's ruleset: the rules that report each packet, and those of a scenario, as text for `nft -f`.
 *
 * Reporting rules log to a group, with a word that says what conntrack thinks of the packet. They come last of all at
 * PREROUTING and OUTPUT up to conntrack's own priority and first of all at the other hooks, so that a packet that some
 * rule drops has been seen before.
 */
import { Priority } from '../../netfilter/hooks';
import type { CallbackAction, CallbackRule, CtState, Direction } from '../backend';
import { NotObservable } from '../not-observable';

/** Conntrack's log of INVALID packets comes by group 0, which cannot be chosen. */
export const INVALID_GROUP = 0;
export const REPORT_GROUP = 7;

/** What the word before a report means. */
export type Report =
  | { stage: 'arrived' }
  | { stage: 'passed' }
  | { stage: 'classified'; ctstate: CtState; ctdir: Direction | null };

const ARRIVED = 'arrived';
const PASSED = 'passed';

const FIRST = -2147483648;
const LAST = 2147483647;
const AFTER_CONNTRACK = Priority.CONNTRACK + 1;

export function reportOf(word: string): Report {
  if (word === ARRIVED || word === PASSED) return { stage: word };
  const [ctstate, ctdir] = word.split(' ');
  return { stage: 'classified', ctstate: ctstate as CtState, ctdir: (ctdir as Direction) ?? null };
}

/**
 * The chains for packets that conntrack has confirmed are registered before any rule mentions `ct`: among callbacks of
 * one priority the kernel calls the latest first. What the router announces of itself to its neighbours (listener
 * reports, RFC 3810) is not let out.
 */
export function reportingRules(): string {
  return `table inet ctspec_report {
${chain('delivered', 'input', LAST, log(PASSED))}
${chain('left', 'postrouting', LAST, log(PASSED))}
${chain('received', 'prerouting', FIRST, log(ARRIVED))}
${chain('sent', 'output', FIRST, `ip6 daddr ff02::16 drop\n    ${log(ARRIVED)}`)}
${chain('prerouting', 'prerouting', AFTER_CONNTRACK, classified())}
${chain('output', 'output', AFTER_CONNTRACK, classified())}
${chain('input', 'input', FIRST, classified())}
${chain('forward', 'forward', FIRST, classified())}
${chain('postrouting', 'postrouting', FIRST, classified())}
}
`;
}

/** One rule of a scenario, in a table of its own: `number` tells it from the others. */
export function callbackRules({ hook, priority, match, action }: CallbackRule, number: number): string {
  const rule = `${nftMatch(match)} ${nftAction(action)}`.trim();
  return `table inet ctspec_callback${number} {${action.kind === 'HELPER' ? helperObject(action.helper, match) : ''}
${chain('callback', hook.toLowerCase(), priority, rule)}
}
`;
}

/** The rules that assign a helper to connections to a port, from outside and from local processes. */
export function helperRules(helper: string, protocol: string, port: number): CallbackRule[] {
  const rule = { name: `ct helper set ${helper}`, priority: AFTER_CONNTRACK, match: `${protocol} dport ${port}` };
  const action = { kind: 'HELPER', helper } as const;
  return [
    { ...rule, hook: 'PREROUTING', action },
    { ...rule, hook: 'OUTPUT', action },
  ];
}

function chain(name: string, hook: string, priority: number, rules: string): string {
  return `  chain ${name} {
    type filter hook ${hook} priority ${priority}; policy accept;
    ${rules}
  }`;
}

function classified(): string {
  const rules = [`ct state invalid ${log('INVALID')}`, `ct state untracked ${log('UNTRACKED')}`];
  for (const state of ['new', 'established', 'related']) {
    for (const direction of ['original', 'reply']) {
      const word = `${state.toUpperCase()} ${direction.toUpperCase()}`;
      rules.push(`ct state ${state} ct direction ${direction} ${log(word)}`);
    }
  }
  return rules.join('\n    ');
}

function log(word: string): string {
  return `log prefix "${word}" group ${REPORT_GROUP}`;
}

const HELPER = 'assigned';

/** A helper by its name in the kernel; it is for one transport protocol, which the match says. */
function helperObject(helper: string, match: string): string {
  const protocol = /\budp\b/.test(match) ? 'udp' : 'tcp';
  return `\n  ct helper ${HELPER} { type "${helper}" protocol ${protocol}; }`;
}

/** Protocols that nft knows by another name, or only by number. */
const NFT_PROTOCOLS: Record<string, string> = { icmpv6: 'ipv6-icmp', gre: '47', igmp: '2' };

/** A match of ours is one of nft's, but for `any` and for the name of a protocol alone. */
function nftMatch(match: string): string {
  const words = match.trim().split(/\s+/);
  return words
    .map((word, at) => {
      if (word === 'any') return '';
      const isProtocol = /^(icmp|igmp|tcp|udp|dccp|gre|esp|ah|icmpv6|sctp|udplite)$/.test(word);
      const isAlone = !['sport', 'dport'].includes(words[at + 1]);
      return isProtocol && isAlone ? `meta l4proto ${NFT_PROTOCOLS[word] ?? word}` : word;
    })
    .join(' ');
}

function nftAction(action: CallbackAction): string {
  switch (action.kind) {
    case 'ACCEPT':
    case 'DROP':
      return action.kind.toLowerCase();
    case 'NOTRACK':
      return 'notrack';
    case 'MARK':
      return `meta mark set ${action.value}`;
    case 'CTMARK':
      return `ct mark set ${action.value}`;
    case 'HELPER':
      return `ct helper set "${HELPER}"`;
    default:
      throw new NotObservable(`no rule of nftables returns ${action.kind}`);
  }
}
