import { formatAddress } from '../../src/packet/address';
import { fromLatin1 } from '../../src/packet/bytes';
import { Family } from '../../src/packet/packet';
import { atPort, type Flow, udpDatagram, type Way } from '../datagram';
import * as draw from '../draw';
import { TcpTalk } from '../tcp-talk';
import type { PacketEvent } from '../workload';
import { flow } from './flow';

export const SIP_PORT = 5060;

/** A message, in parts that may be wrong, and whether packets of the streams it names follow. */
interface Message {
  readonly way: Way;
  readonly start: string;
  readonly cseq: string;
  readonly method: string;
  readonly newline: string;
  readonly headers: readonly string[];
  readonly contact: string;
  readonly expires: string;
  readonly session: readonly string[];
  readonly wrongLength: number;
  readonly comes: readonly number[];
}

/** SIP by UDP or TCP: registrations and calls with session descriptions, and the streams that they announce. */
export function sipSession(): draw.Drawn<PacketEvent[]> {
  return draw
    .tuple(
      flow({ port: SIP_PORT, forwarded: true }),
      draw.array(message(), { minLength: 1, maxLength: 8 }),
      draw.boolean(),
      draw.constantFrom(1, 1, 2),
    )
    .map(([between, messages, isTcp, together]) => {
      const talk = new TcpTalk(between, [1000, 5000]);
      if (isTcp) talk.open();
      for (let at = 0; at < messages.length; at += together) {
        const { way } = messages[at];
        const parts = messages.slice(at, at + together);
        const text = parts.map(each => textOf(each, between)).join('');
        const bytes = fromLatin1(text);
        if (isTcp) talk.send(way, bytes);
        else talk.events.push(udpDatagram(between, way, bytes));
        for (const each of parts) talk.events.push(...each.comes.map(port => stream(between, each.way, port)));
      }
      return talk.events;
    });
}

function message(): draw.Drawn<Message> {
  const often = <T>(usual: T, ...others: T[]) => draw.constantFrom(usual, usual, usual, usual, usual, usual, ...others);
  const method = draw.constantFrom(
    'INVITE',
    'INVITE',
    'REGISTER',
    'REGISTER',
    'UPDATE',
    'ACK',
    'PRACK',
    'BYE',
    'OPTIONS',
  );
  const request = method.map(name => ({ start: `${name} sip:bob@ADDRESS SIP/2.0`, name }));
  const response = draw
    .tuple(draw.constantFrom('200', '200', '200', '180', '404', '100', '0', 'x'), method)
    .map(([code, name]) => ({ start: `SIP/2.0 ${code} OK`, name }));
  const media = draw.constantFrom(
    'm=audio 5004 RTP/AVP 0',
    'm=video 5006 RTP/AVP 31',
    'm=image 5008 udptl t38',
    'm=audio 5005 RTP/AVP 0',
    'm=text 5010 RTP/AVP 0',
    'm=audio 0 RTP/AVP 0',
    'm=audio 80 RTP/AVP 0',
    'm=audio 65535 RTP/AVP 0',
    'm=audio x',
    'm=audio',
    'm=audio 5004/2 RTP/AVP 0',
    'm=audio 99999 RTP/AVP 0',
    'M=audio 5004 RTP/AVP 0',
    'm=video 5004 RTP/AVP 0',
    'c=IN IPx OWN',
    'c=IN IPx OTHER',
    'c=IN IPx',
  );
  return draw
    .tuple(
      draw.constantFrom<Way>(0, 1),
      draw.oneof({ weight: 3, arbitrary: request }, { weight: 2, arbitrary: response }),
      draw.record({
        cseq: often(
          'CSeq: 1 ',
          'CSeq: 2 ',
          'cseq : 1 ',
          'CSeq:1 ',
          'CSeq:\r\n 1 ',
          'CSeq: 0 ',
          'CSeq: x ',
          'CSeq: 99999999999 ',
          '',
        ),
        newline: often('\r\n', '\n', '\r'),
        headers: draw.subarray(
          ['Via: SIP/2.0/UDP ADDRESS:5060', 'From: <sip:alice@ADDRESS>', 'Subject: a\r\n b', 'To: sip:bob@ADDRESS'],
          { maxLength: 2 },
        ),
        contact: often(
          'Contact: <sip:alice@OWN:5070>',
          'Contact: <sip:alice@OWN>',
          'Contact: <sip:alice@OWN:5070>;expires=60',
          'm: sip:OWN:5070 ',
          'Contact: <sip:alice@OTHER:5070>',
          'Contact: <sip:x@OTHER:5070>, <sip:alice@OWN:5070>;expires=30',
          'Contact: <sip:alice@OWN:5070;transport=tcp>',
          'Contact: <sip:alice@OWN:5070;transport=udp>;expires=0',
          'Contact: <sip:alice@OWN:80>',
          'Contact: *',
          'Contact: <sip:alice@OWN:5070>;expires=x',
          'Contact: <sip:alice@OWN:005070>',
          'Contact: <sip:a@PEER:5070>',
          'Contact: <sip:a@PEER:5070>;expires=30',
          'Contact: alice,\r\n <sip:alice@OWN:5070>',
          'Contact: <sip:alice@OTHER:5070>\r\nContact: <sip:alice@OWN:5071>',
          '',
        ),
        expires: draw.constantFrom('Expires: 600', 'Expires: 600', 'Expires: 0', 'expires : 60', ''),
        session: draw.oneof(
          draw.constant([]),
          draw
            .tuple(
              draw.constantFrom('c=IN IPx OWN', 'c=IN IPx OWN', 'c=IN IPx OTHER', 's=-'),
              draw.array(media, { minLength: 1, maxLength: 4 }),
            )
            .map(([first, rest]) => ['v=0', 'o=a 1 1 IN IPx OWN', first, ...rest]),
        ),
        wrongLength: often(0, 1, -1, 50000),
        comes: draw.subarray([5004, 5005, 5070, 5060], { maxLength: 2 }),
      }),
    )
    .map(([way, { start, name }, rest]) => ({ way, start, method: name, ...rest }));
}

function textOf(message: Message, { family, ends }: Flow): string {
  const { way, start, cseq, method, newline, headers, contact, expires, session, wrongLength } = message;
  const body = session.map(line => line + newline).join('');
  const lines = [start, ...headers, cseq && cseq + method, contact, expires].filter(Boolean);
  const isIpv4 = family === Family.IPV4;
  const [own, peer] = [way, 1 - way].map(end => formatAddress(ends[end].address, 0, family));
  const other = isIpv4 ? '203.0.113.9' : '2001:db8:9::9';
  const inUri = (address: string) => (isIpv4 ? address : `[${address}]`);
  const head = lines.map(line => line + newline).join('');
  const addresses: Record<string, string> = { OWN: own, OTHER: other, PEER: peer, ADDRESS: peer };
  const filled = (text: string, form: (address: string) => string) =>
    text.replace(/OWN|OTHER|PEER|ADDRESS/g, word => form(addresses[word]));
  const description = filled(body, address => address).replaceAll('IPx', isIpv4 ? 'IP4' : 'IP6');
  const length = `Content-Length: ${Math.max(0, description.length + wrongLength)}${newline}${newline}`;
  return filled(head, inUri) + length + description;
}

function stream({ family, ends }: Flow, way: Way, port: number): PacketEvent {
  const to = atPort(ends[way], port);
  const from = atPort(ends[1 - way], port === SIP_PORT ? port : 30000);
  return udpDatagram({ family, ends: [from, to] }, 0, new Uint8Array(20));
}
