/** Statements of nftables that write into the IP header: `ip dscp set cs1`, `ip6 hoplimit set 5`. */
import { InputError } from '../errors';
import { Family } from '../packet/packet';
import { codePoint } from './header';
import { only } from './nftables-statements';
import { typeOf } from './nftables-values';
import type { Statement } from './ruleset';

export interface HeaderNode {
  kind: 'header';
  key: 'ip dscp' | 'ip ttl' | 'ip6 dscp' | 'ip6 hoplimit';
  value: string;
}

/** In a table of both families they are for packets of one. */
export function headerStatements({ key, value }: HeaderNode, family: Family | null): Statement[] {
  const own = key.startsWith('ip6') ? Family.IPV6 : Family.IPV4;
  if (family !== null && family !== own) throw new InputError(`${key} is for IPv${own === Family.IPV4 ? 4 : 6} only`);
  const [number, last] = typeOf(key).read(value) as [number, number];
  if (last !== number) throw new InputError(`${key} is set to one number, not to ${value}`);
  const write: Statement = key.endsWith('dscp') ? codePoint(number) : { kind: 'hops', to: number, by: 0 };
  return [only('meta nfproto', own), write];
}
