/** Expectations as `conntrack -L expect` and `-E expect` print them, plain and in XML (`nfexp_snprintf`). */
import type { Expectation, ExpectationEvent, TupleView } from '../backend';
import { type Output, toolProtocolName } from './output';
import { portsText, timestamp } from './plain';
import { layer3, layer4, portsXml, tag } from './xml';

const EVENT_WORDS = { NEW: '    [NEW] ', DESTROY: '[DESTROY] ' };

export function expectationText(expectation: Expectation): string {
  const { timeout, protocolNumber, tuple, mask, master, masterProtocol, classNumber, helper, flags } = expectation;
  const ports = ({ sport, dport }: TupleView, protocol: number) => portsText(sport, dport, toolProtocolName(protocol));
  return [
    `${timeout} proto=${protocolNumber}`,
    `src=${tuple.src} dst=${tuple.dst}`,
    ...ports(tuple, protocolNumber),
    `mask-src=${mask.src} mask-dst=${mask.dst}`,
    ...ports(mask, protocolNumber),
    `master-src=${master.src} master-dst=${master.dst}`,
    ...ports(master, masterProtocol),
    ...(flags.length > 0 ? [flags.join(',')] : []),
    `class=${classNumber}`,
    ...(helper === null ? [] : [`helper=${helper}`]),
  ].join(' ');
}

export function expectationEventText({ type, time, expectation }: ExpectationEvent, output: Output): string {
  return `${output.timestamp ? timestamp(time) : ''}${EVENT_WORDS[type]}${expectationText(expectation)}`;
}

/** `type` is that of an event; null in a listing. */
export function expectationXml(expectation: Expectation, type: ExpectationEvent['type'] | null): string {
  const { timeout, protocolNumber, tuple, mask, master, masterProtocol, classNumber, helper } = expectation;
  const parts = { expected: tuple, mask, master };
  const each = (of: (view: TupleView) => string) =>
    Object.entries(parts)
      .map(([name, view]) => tag(name, of(view)))
      .join('');
  const meta = [helper === null ? '' : tag('helper-name', helper), tag('timeout', timeout), tag('class', classNumber)];
  return [
    `<flow${type === null ? '' : ` type="${type.toLowerCase()}"`}>`,
    layer3(
      familyOf(expectation),
      each(({ src, dst }) => tag('src', src) + tag('dst', dst)),
    ),
    layer4(
      protocolNumber,
      each(view => portsXml(view, view === master ? masterProtocol : protocolNumber)),
    ),
    tag('meta', meta.join('')),
    '</flow>',
  ].join('');
}

export function familyOf({ tuple }: Expectation): 'ipv4' | 'ipv6' {
  return tuple.src.includes(':') ? 'ipv6' : 'ipv4';
}
