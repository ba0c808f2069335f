/**
 * What a scenario wants of nftables, as text for `nft -f`: each rule in a table of its own, beside those by which the
 * router reports (`reporting.ts`).
 */
import { type HookName, Priority } from '../../netfilter/hooks';
import { Family, Protocol } from '../../packet/packet';
import { type CallbackAction, type CallbackRule, protocolOfHelper } from '../backend';
import { protocolInMatch } from '../match';
import { checkedRange, isTranslation, type Translation } from '../nat-callback';
import { NotObservable } from '../not-observable';

/** Right behind conntrack. */
export const AFTER_CONNTRACK = Priority.CONNTRACK + 1;

/** The chain for packets that are to be queued: the rule in it is added apart (`nfqueue-rule.ts`). */
export const QUEUED = 'queued';

export function callbackTable(number: number): string {
  return `ctspec_callback${number}`;
}

/** One rule of a scenario, in a table of its own: `number` tells it from the others. */
export function callbackRules({ hook, priority, match, action }: CallbackRule, number: number): string {
  if (isTranslation(action)) return translationRules({ hook, priority, match, action }, number);
  const rule = `${nftMatch(match)} ${nftAction(action)}`.trim();
  return `table inet ${callbackTable(number)} {${nftObject(action, match)}
${baseChain('callback', hook.toLowerCase(), priority, rule)}
}
`;
}

/** A chain of type nat; nft says `to` and its flags as we do. */
function translationRules(
  { hook, priority, match, action }: Pick<CallbackRule, 'hook' | 'priority' | 'match'> & { action: Translation },
  number: number,
): string {
  const { family, range } = checkedRange(action, hook);
  if (range.basePort !== null) throw new NotObservable('no rule of nftables shifts ports');
  const statement = `${nftTranslation(action, hook, family)} ${nftRange(action.range)}`;
  return `table inet ${callbackTable(number)} {
${baseChain('callback', hook.toLowerCase(), priority, `${nftMatch(match)} ${statement}`.trim(), 'nat')}
}
`;
}

function nftTranslation({ kind }: Translation, hook: HookName, family: Family | null): string {
  const ip = family === Family.IPV6 ? 'ip6' : 'ip';
  if (kind === 'NETMAP') return `${hook === 'POSTROUTING' || hook === 'INPUT' ? 'snat' : 'dnat'} ${ip} prefix`;
  return kind === 'SNAT' || kind === 'DNAT' ? `${kind.toLowerCase()} ${ip}` : kind.toLowerCase();
}

/** A list of flags has commas in nft. */
function nftRange(text: string): string {
  return text.replace(/(random|persistent)\s+(?=\S)/g, '$1,');
}

/** A chain at a hook, with these rules in it. */
export function baseChain(name: string, hook: string, priority: number, rules: string, type = 'filter'): string {
  return `  chain ${name} {
    type ${type} hook ${hook} priority ${priority}; policy accept;
    ${rules}
  }`;
}

const OBJECT = 'assigned';

/** What an action assigns by name; it is for one transport protocol, which the match says. */
function nftObject(action: CallbackAction, match: string): string {
  const protocol = protocolOfHelper(match);
  if (action.kind === 'QUEUE') return `\n  chain ${QUEUED} {\n  }`;
  if (action.kind === 'HELPER') return `\n  ct helper ${OBJECT} { type "${action.helper}" protocol ${protocol}; }`;
  if (action.kind !== 'TIMEOUT') return '';
  const number = protocolInMatch(match);
  if (number !== Protocol.TCP && number !== Protocol.UDP)
    throw new NotObservable('nft knows timeouts of tcp and udp only');
  const policy = Object.entries(action.timeouts).map(([name, seconds]) => `${name} : ${seconds}`);
  return `\n  ct timeout ${OBJECT} { protocol ${protocol}; policy = { ${policy.join(', ')} }; }`;
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
      return `ct helper set "${OBJECT}"`;
    case 'ZONE':
      return `ct ${action.direction === null ? '' : `${action.direction.toLowerCase()} `}zone set ${action.zone}`;
    case 'LABEL':
      return `ct label set ${action.label}`;
    case 'TIMEOUT':
      return `ct timeout set "${OBJECT}"`;
    case 'EVENTS':
      return `ct event set ${action.events.join(',') || 0}`;
    case 'QUEUE':
      return `jump ${QUEUED}`;
    default:
      throw new NotObservable(`no rule of nftables returns ${action.kind}`);
  }
}
