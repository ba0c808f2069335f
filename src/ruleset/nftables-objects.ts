/** What a table of nftables has under a name besides chains and sets. */
import { InputError } from '../errors';
import { PROTOCOLS } from './names';
import { type LimitNode, limitStatement } from './nftables-statements';
import { secondsIn, typeOf } from './nftables-values';
import type { NamedObject, Quota } from './ruleset';

export interface ObjectNode {
  kind: NamedObject['kind'];
  line: number;
  name: string;
  items: {
    type?: string;
    protocol?: string;
    port?: string;
    time?: string;
    size?: number;
    policy?: [name: string, time: string][];
    statement?: LimitNode | Quota;
  }[];
}

export function objectOf({ kind, line, name, items }: ObjectNode): NamedObject {
  const {
    type = '',
    protocol = '',
    policy = [],
    statement,
    ...expected
  } = Object.assign({}, ...items) as ObjectNode['items'][number];
  switch (kind) {
    case 'ct helper':
      if (protocol === 'tcp' || protocol === 'udp') return { kind, helper: { name: type, protocol } };
      throw new InputError(`line ${line}: the helper ${name} must be for tcp or udp`);
    case 'ct timeout': {
      const timeouts = Object.fromEntries(policy.map(([state, time]) => [state, secondsIn(time)]));
      return { kind, protocol: PROTOCOLS[protocol] ?? 0, timeouts };
    }
    case 'ct expectation': {
      const { port, time, size } = expected;
      if (port === undefined || time === undefined || size === undefined || PROTOCOLS[protocol] === undefined) {
        throw new InputError(`line ${line}: the ct expectation ${name} needs protocol, dport, timeout and size`);
      }
      const [number] = typeOf('th dport').read(port) as [number, number];
      // nft tells milliseconds, which the kernel takes for seconds.
      const seconds = 1000 * secondsIn(time);
      return { kind, protocol: PROTOCOLS[protocol], port: number, seconds, most: size };
    }
    case 'counter':
      return { kind };
    default:
      if (statement?.kind !== kind) throw new InputError(`line ${line}: ${kind} ${name} says nothing of its ${kind}`);
      return statement.kind === 'limit' ? limitStatement(statement) : statement;
  }
}
