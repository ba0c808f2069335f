import { parseAddress } from '../../src/packet/address';
import { Family } from '../../src/packet/packet';
import { atPort, type End, type Flow, udpDatagram } from '../datagram';
import * as draw from '../draw';
import type { PacketEvent } from '../workload';

export const NETBIOS_PORT = 137;
export const SNMP_PORT = 161;

/** A question to all hosts of a network (NetBIOS name service, SNMP), and answers, some from elsewhere. */
export function broadcastQuestion(): draw.Drawn<PacketEvent[]> {
  const asker = draw.constantFrom<End>(
    { device: 'lo', address: parseAddress('192.0.2.1')!, port: 0 },
    { device: 'lo', address: parseAddress('198.51.100.1')!, port: 0 },
    { device: 'c0', address: parseAddress('192.0.2.10')!, port: 0 },
  );
  const asked = host('192.0.2.255', '192.0.2.255', '198.51.100.255', '198.51.100.10', '192.0.2.10');
  const answer = draw.record({
    from: host('192.0.2.10', '192.0.2.11', '198.51.100.10'),
    astray: draw.constantFrom(0, 0, 0, 1),
  });
  return draw
    .tuple(
      asker,
      draw.constantFrom(NETBIOS_PORT, SNMP_PORT),
      draw.constantFrom(0, 48000),
      draw.array(asked, { minLength: 1, maxLength: 2 }),
      draw.array(answer, { maxLength: 3 }),
    )
    .map(([by, service, port, questions, answers]) => {
      const from = atPort(by, port || service);
      return [
        ...questions.map(to => udpDatagram(flowTo(from, to, service), 0, new Uint8Array(50))),
        ...answers.map(each => udpDatagram(flowTo(from, each.from, service + each.astray), 1, new Uint8Array(60))),
      ];
    });
}

/** One of these, or all of a network, at the interface that leads there. */
function host(...addresses: string[]): draw.Drawn<Omit<End, 'port'>> {
  return draw.constantFrom(
    ...addresses.map(text => ({ device: text.startsWith('192.0.2.') ? 'c0' : 's0', address: parseAddress(text)! })),
  );
}

function flowTo(from: End, { device, address }: Omit<End, 'port'>, port: number): Flow {
  return { family: Family.IPV4, ends: [from, { device, address, port }] };
}
