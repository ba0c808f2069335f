/** What all forms of the output of `conntrack` have in common: the options of `-o`, and the words the tool itself knows. */
import { SCTP_STATE_NAMES } from '../../conntrack/protocols/sctp-table';
import { TCP_STATE_NAMES } from '../../conntrack/protocols/tcp-table';
import { InputError } from '../../errors';
import { Protocol } from '../../packet/packet';
import type { Entry } from '../backend';

/** What `-o` asks for. */
export interface Output {
  extended: boolean;
  xml: boolean;
  id: boolean;
  timestamp: boolean;
}

export const OUTPUT_WORDS: readonly (keyof Output)[] = ['extended', 'xml', 'id', 'timestamp'];

/** Reads `extended,id`. Labels by name, and times of day, are the machine's, not the router's. */
export function parseOutput(text: string | undefined): Output {
  const output = { extended: false, xml: false, id: false, timestamp: false };
  for (const word of text?.split(',') ?? []) {
    if (!(OUTPUT_WORDS as readonly string[]).includes(word)) {
      throw new InputError(`conntrack -o ${word} is not known here (allowed: ${OUTPUT_WORDS.join(', ')})`);
    }
    output[word as keyof Output] = true;
  }
  if (output.xml && output.timestamp) throw new InputError('conntrack -o xml,timestamp tells the time of day');
  return output;
}

/** The tool has names of its own, DCCP's whatever the kernel knows of it. */
const PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  [Protocol.ICMP]: 'icmp',
  [Protocol.TCP]: 'tcp',
  [Protocol.UDP]: 'udp',
  [Protocol.DCCP]: 'dccp',
  [Protocol.GRE]: 'gre',
  [Protocol.ICMPV6]: 'icmpv6',
  [Protocol.SCTP]: 'sctp',
  [Protocol.UDPLITE]: 'udplite',
};

export function toolProtocolName(protocol: number): string {
  return PROTOCOL_NAMES[protocol] ?? 'unknown';
}

/** In XML the tool looks SCTP's states up among those of TCP. */
export function xmlStateName({ protocolNumber, state }: Entry): string | null {
  if (state === null || protocolNumber !== Protocol.SCTP) return state;
  return TCP_STATE_NAMES[SCTP_STATE_NAMES.indexOf(state as (typeof SCTP_STATE_NAMES)[number])];
}
