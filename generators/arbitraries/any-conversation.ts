import * as draw from '../draw';
import type { PacketEvent } from '../workload';
import { fromOutside } from './from-outside';
import { quotedByErrors } from './icmp-error';
import { icmpExchange } from './icmp-exchange';
import { icmpOther } from './icmp-other';
import { otherProtocol } from './other-protocol';
import { sctpAssociation } from './sctp-association';
import { tcpConversation } from './tcp-conversation';
import { udpExchange } from './udp-exchange';

/** Packets of any protocol: for whoever does something to them that may be done to all. */
export function anyConversation(): draw.Drawn<PacketEvent[]> {
  return draw.oneof(
    tcpConversation(),
    udpExchange(),
    icmpExchange(),
    sctpAssociation(),
    otherProtocol(),
    icmpOther(),
    quotedByErrors(udpExchange()),
    fromOutside(tcpConversation()),
    fromOutside(udpExchange()),
  );
}
