/** Statements of nftables that write into the IP header: `ip dscp set cs1`, `ip6 hoplimit set 5`. */
import { InputError } from '../errors';
import { Family } from '../packet/packet';
import { only } from './nftables-statements';
import { typeOf } from './nftables-values';
import type { Statement } from './ruleset';

export interface HeaderNode {
  kind: 'header';
  key: 'ip dscp' | 'ip ttl' | 'ip6 dscp' | 'ip6 hoplimit';
  value: string;
}

/** Of the traffic class the lowest two bits are for congestion (RFC 3168, 5). */
const CONGESTION = 0b11;

/** In a table of both families they are for packets of one. */
export function headerStatements({ key, value }: HeaderNode, family: Family | null): Statement[] {
  const own = key.startsWith('ip6') ? Family.IPV6 : Family.IPV4;
  if (family !== null && family !== own) throw new InputError(`${key} is for IPv${own === Family.IPV4 ? 4 : 6} only`);
  const [number, last] = typeOf(key).read(value) as [number, number];
  if (last !== number) throw new InputError(`${key} is set to one number, not to ${value}`);
  const isClass = key.endsWith('dscp');
  return [
    only('meta nfproto', own),
    isClass ? { kind: 'traffic class', keep: CONGESTION, xor: number << 2 } : { kind: 'hops', to: number, by: 0 },
  ];
}
