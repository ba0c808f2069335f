/** Flows: whom the packets of a scenario go between, under a name. */
import type { TupleView } from '../../src/backend/backend';
import { InputError } from '../../src/errors';
import { FlowContext, parsePacket } from '../../src/packet/notation';
import type { DatagramDescription } from '../../src/packet/notation-types';
import { Protocol } from '../../src/packet/packet';
import { hostName, resolveHost } from './hosts';
import { unknown } from './table';

export interface Flow {
  readonly name: string;
  readonly protocol: number;
  /** What its packets have in common; keeps its sequence numbers. */
  readonly context: FlowContext;
}

const KINDS: Record<string, number> = {
  tcp: Protocol.TCP,
  udp: Protocol.UDP,
  sctp: Protocol.SCTP,
  gre: Protocol.GRE,
  icmp: Protocol.ICMP,
  icmp6: Protocol.ICMPV6,
};

/** What makes a packet in notation out of a flow's text. */
const REST: Record<string, string> = { tcp: ' .', icmp: ' echo-request', icmp6: ' echo-request' };

export class Flows {
  readonly #flows = new Map<string, Flow>();

  declare(name: string, text: string): void {
    if (this.#flows.has(name)) throw new InputError(`there is a flow "${name}" already`);
    this.#flows.set(name, parseFlow(name, text));
  }

  /** The flow of this name. */
  named(name: string): Flow {
    const flow = this.#flows.get(name);
    if (!flow) throw new InputError(unknown('flow', name, this.#flows.keys()));
    return flow;
  }

  /** The flow of this name, or the one that the text itself describes. */
  find(text: string): Flow {
    return this.#flows.get(text) ?? (text.includes('>') ? parseFlow(text, text) : this.named(text));
  }

  /** The flow that needs no mention, because there is no other. */
  get only(): Flow | undefined {
    return this.#flows.size === 1 ? [...this.#flows.values()][0] : undefined;
  }

  get names(): string[] {
    return [...this.#flows.keys()];
  }
}

/** `tcp client:1024 > server:80`, `udp …`, `sctp …`, `icmp client > server`, `gre …`, `ip client > server proto 99`. */
function parseFlow(name: string, text: string): Flow {
  const kind = text.split(/\s/, 1)[0];
  const description = parsePacket(text + (REST[kind] ?? '')) as DatagramDescription;
  const { from, to } = description;
  if (!from || !to) throw new InputError(`"${text}" is no flow (allowed: as in tcp client:1024 > server:80)`);
  const protocol = description.kind === 'ip' ? description.protocol : KINDS[kind];
  const ends = { source: resolveHost(from.host), sourcePort: from.port };
  const context = new FlowContext({ ...ends, destination: resolveHost(to.host), destinationPort: to.port });
  return { name, protocol, context };
}

/** A flow as `tcp client:1024 > server:80`, whatever it was called. */
export function flowText({ protocol, context }: Flow): string {
  const { source, sourcePort, destination, destinationPort } = context.ends;
  return pathText(protocol, source, sourcePort ?? null, destination, destinationPort ?? null);
}

/** The flow that a connection's tuple describes, in the same words. */
export function tupleFlowText(protocol: number, { src, dst, sport, dport }: TupleView): string {
  return pathText(protocol, src, sport, dst, dport);
}

function pathText(protocol: number, src: string, sport: number | null, dst: string, dport: number | null): string {
  const kind = Object.keys(KINDS).find(each => KINDS[each] === protocol);
  // The keys of GRE stand where others have ports; its flows are told without.
  if (kind === 'gre') return `gre ${endText(src, null)} > ${endText(dst, null)}`;
  if (!kind) return `ip ${endText(src, null)} > ${endText(dst, null)} proto ${protocol}`;
  return `${kind} ${endText(src, sport)} > ${endText(dst, dport)}`;
}

/** One direction of a connection: `client:1024 > server:80`, `client > server type 8 code 0 id 7`. */
export function tupleText({ src, dst, sport, dport, icmp }: TupleView): string {
  const path = `${endText(src, sport)} > ${endText(dst, dport)}`;
  return icmp ? `${path} type ${icmp.type} code ${icmp.code} id ${icmp.id}` : path;
}

/** Reads what `tupleText` writes, hosts by name or address. */
export function parseTuple(text: string): string {
  const match = /^(\S+) > (\S+)( type \d+ code \d+ id \d+)?$/.exec(text);
  if (!match) throw new InputError(`"${text}" is no tuple (allowed: as in client:1024 > server:80)`);
  return `${parseEnd(match[1])} > ${parseEnd(match[2])}${match[3] ?? ''}`;
}

/** `client:1024`, `192.0.2.10`, `[2001:db8::1]:80`, `2001:db8::1`. */
function parseEnd(text: string): string {
  const isBareIpv6 = /^[^[\]]*:[^[\]]*:[^[\]]*$/.test(text);
  const match = isBareIpv6 ? null : /^\[?([^[\]]*?)\]?(?::(\d+))?$/.exec(text);
  const port = match?.[2];
  return endText(resolveHost(match ? match[1] : text), port === undefined ? null : Number(port));
}

function endText(address: string, port: number | null): string {
  const name = hostName(address);
  if (port === null) return name;
  return name.includes(':') ? `[${name}]:${port}` : `${name}:${port}`;
}
