import type { NatKind } from '../../src/nat/kinds';
import type { HookName } from '../../src/netfilter/hooks';
import { Priority } from '../../src/netfilter/hooks';
import * as draw from '../draw';
import type { TranslationRule } from '../workload';

/** Rules as routers have them: clients go out by an address of the router's network, services come in by the router's. */
export function translations(): draw.Drawn<TranslationRule[]> {
  return draw.oneof(
    { weight: 3, arbitrary: draw.constant<TranslationRule[]>([]) },
    { weight: 2, arbitrary: draw.subarray(RULES, { minLength: 1, maxLength: 3 }) },
  );
}

/** The address that `RULES` give to clients; each client keeps its port while it can. */
export const OUTSIDE_IPV4 = '198.51.100.77';
export const OUTSIDE_IPV6 = '2001:db8:2::77';

const RULES: TranslationRule[] = [
  rule('POSTROUTING', 'iifname "c0" oifname "s0"', 'SNAT', `to ${OUTSIDE_IPV4}`),
  rule('POSTROUTING', 'iifname "c0" oifname "s0"', 'SNAT', `to ${OUTSIDE_IPV6}`),
  rule('POSTROUTING', 'oifname "s0"', 'MASQUERADE', ''),
  rule('PREROUTING', 'iifname "c0" ip daddr 192.0.2.1', 'DNAT', 'to 198.51.100.10'),
  rule('PREROUTING', 'iifname "c0" ip6 daddr 2001:db8:1::1', 'DNAT', 'to 2001:db8:2::10'),
  rule('PREROUTING', 'tcp dport 80', 'REDIRECT', 'to :8080'),
  rule('OUTPUT', 'udp', 'DNAT', 'to 198.51.100.11'),
  rule('INPUT', 'udp', 'SNAT', 'to 192.0.2.99'),
  rule('POSTROUTING', 'oifname "s0" udp', 'NETMAP', 'to 203.0.113.0/24'),
];

function rule(hook: HookName, match: string, kind: NatKind, range: string): TranslationRule {
  const isSource = hook === 'POSTROUTING' || hook === 'INPUT';
  const priority = isSource ? Priority.NAT_SRC : Priority.NAT_DST;
  return { name: `${kind} ${range}`.trim(), hook, priority, match, action: { kind, range } };
}
