/** The story of one packet in plain language: hook by hook, what was looked up, which rule it met, what came of it. */
import { Segment } from '../../src/conntrack/protocols/tcp-segment';
import type { Dir } from '../../src/conntrack/store';
import { put16 } from '../../src/packet/bytes';
import { Ipv4 } from '../../src/packet/ipv4';
import { Ipv6 } from '../../src/packet/ipv6';
import { printPacket } from '../../src/packet/notation';
import { familyOfDatagram, Protocol } from '../../src/packet/packet';
import { Tcp } from '../../src/packet/tcp';
import { findTransport } from '../../src/packet/transport';
import { nameOf, type Ruling } from '../../src/ruleset/ruleset';
import { type Delivered, witness } from './deliver';
import { remediesOf } from './remedy';
import type { MakeStage, Stage } from './stage';
import { tableRule, type WindowRule, windowRules } from './tcp';
import type { Sent } from './way';

/** The lines of the story. */
export async function storyOf(make: MakeStage, title: string): Promise<string[]> {
  const { stage, seen } = await witness(make);
  const remedies = isValid(seen) ? [] : await remediesOf(make);
  return [
    `${title}, at ${stage.time.toFixed(6)} s`,
    `  ${printPacket(stage.datagram)}`,
    '',
    ...arrival(stage),
    ...hooks(stage, seen),
    '',
    ...lookup(seen),
    ...tcpRules(stage, seen),
    '',
    ...outcome(seen),
    ...(remedies.length > 0 ? ['', 'What would have made it valid (each was tried)'] : []),
    ...remedies.map(({ what, ctstate }) => `  ${what}: ${ctstate}`),
  ];
}

function isValid({ ctstate, verdict, remarks }: Delivered): boolean {
  return verdict === 'ACCEPT' && ctstate !== 'INVALID' && remarks.length === 0;
}

function arrival({ device }: Stage): string[] {
  return ['Its way', device === 'lo' ? '  A local process sends it.' : `  It comes in by ${device}.`];
}

function hooks({ datagram }: Stage, { calls, out, isDelivered, verdict }: Delivered): string[] {
  const lines = calls.map(({ hook, callback, verdict: said, ctstate, ruling }) => {
    const known = ctstate === null ? '' : `; the packet is ${ctstate}`;
    return `  ${hook}: ${callback} says ${said}${ruling === null ? '' : ` by ${decision(ruling)}`}${known}.`;
  });
  const end = [
    ...(isDelivered ? ['  A local process is handed it.'] : []),
    ...departure(datagram, out),
    ...(verdict === 'DROP' ? ['  It is dropped.'] : []),
    ...(verdict === 'STOLEN' ? ['  It is kept, and waits.'] : []),
  ];
  return [...lines, ...(end.length > 0 ? end : ['  Nothing leaves.'])];
}

function decision(ruling: Ruling): string {
  if (ruling.rule === null) return 'its policy';
  return `the rule ${nameOf(ruling)}${ruling.comment === null ? '' : ` (${ruling.comment})`}`;
}

/** Where something leaves; in notation too when that is one packet whose bytes are no longer what they were. */
function departure(datagram: Uint8Array, out: Sent[]): string[] {
  if (out.length === 0) return [];
  const devices = [...new Set(out.map(({ device }) => device))].join(' and ');
  if (out.length > 1) return [`  ${devices}: ${out.length} packets leave.`];
  const [{ bytes }] = out;
  if (withoutHops(bytes).equals(withoutHops(datagram))) return [`  ${devices}: one packet leaves.`];
  return [`  ${devices}: one packet leaves, as`, `  ${printPacket(bytes)}`];
}

/** A copy without the field that every router changes, and the checksum over it. */
function withoutHops(datagram: Uint8Array): Buffer {
  const copy = Buffer.from(datagram);
  if (copy[0] >> 4 === 6) copy[Ipv6.HOP_LIMIT] = 0;
  else {
    copy[Ipv4.TTL] = 0;
    put16(copy, Ipv4.CHECKSUM, 0);
  }
  return copy;
}

function lookup({ found }: Delivered): string[] {
  if (found === null) return ['The lookup', '  No entry has its addresses and ports.'];
  const direction = found.direction === 'ORIGINAL' ? 'original' : 'reply';
  if (found.isQuoted) return ['The lookup', `  It quotes a packet of the ${direction} direction of`, `  ${found.line}`];
  return [
    'The lookup',
    `  Bucket ${found.bucket} of ${found.buckets} holds its tuple: the ${direction} direction of`,
    `  ${found.line}`,
  ];
}

function tcpRules({ datagram }: Stage, { found }: Delivered): string[] {
  const family = familyOfDatagram(datagram);
  const transport = findTransport(datagram, 0, datagram.length, family);
  const at = transport >> 8;
  if (transport < 0 || (transport & 0xff) !== Protocol.TCP || datagram.length < at + Tcp.LENGTH) return [];
  const segment = new Segment();
  segment.read(datagram, at, datagram.length - at);
  const dir: Dir = found === null || found.direction === 'ORIGINAL' ? 0 : 1;
  const { event, state, leads } = tableRule(found?.words ?? null, dir, segment);
  const sender = dir === 0 ? 'originator' : 'responder';
  const rules = found === null ? [] : windowRules(found.words, dir, segment);
  return [
    '',
    'The table',
    `  ${event} of the ${sender} in ${state}: ${/^[A-Z]/.test(leads) && leads !== 'INVALID' ? `leads to ${leads}` : leads}.`,
    '',
    'The window',
    ...(rules.length > 0
      ? windowLines(rules)
      : ['  It begins with this segment: nothing was seen of its side before.']),
  ];
}

function windowLines(rules: WindowRule[]): string[] {
  const width = Math.max(...rules.map(({ says }) => says.length));
  return rules.map(({ name, says, relation, bound, value, holds }) => {
    const away = Math.abs((value - bound) | 0);
    return `  ${name.padEnd(3)}  ${says.padEnd(width)}  ${value} ${relation} ${bound}  ${holds ? 'holds' : `broken by ${away}`}`;
  });
}

function outcome({ ctstate, ctdir, reason, remarks, found, after }: Delivered): string[] {
  const word = ctstate === null ? 'conntrack has not classified it' : `it is ${ctstate}`;
  const direction = ctdir === null ? '' : `, in the ${ctdir.toLowerCase()} direction`;
  const said = ctstate === 'INVALID' && reason !== null ? [reason] : remarks;
  return [
    'What came of it',
    `  To rules ${word}${direction}.`,
    ...said.map(each => `  Conntrack says: ${each}`),
    ...(found?.line === after && after !== null
      ? ['  The entry stays as it was.']
      : [`  Entry before: ${found?.line ?? 'none'}`, `  Entry after:  ${after ?? 'none'}`]),
  ];
}
