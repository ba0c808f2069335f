import { test } from 'node:test';
import { expect } from 'chai';
import { isLinkType, LinkType, type Located, locateDatagram } from './link';
import { Family } from './packet';
import { fromHex } from './wire';

const UDP4 = '4500001c00010000401100000a0000010a00000204d2162e00080000';
const UDP6 = `600000000008114020010db8${'00'.repeat(11)}0120010db8${'00'.repeat(11)}0204d2162e00080000`;
const MACS = '02'.repeat(12);

/** Link type, link-layer header, the family behind it, and what follows the datagram. */
const FRAMES: [number, string, Family, string?][] = [
  [LinkType.ETHERNET, `${MACS}0800`, Family.IPV4, '00'.repeat(18)],
  [LinkType.ETHERNET, `${MACS}86dd`, Family.IPV6, '0000'],
  [LinkType.ETHERNET, `${MACS}810000050800`, Family.IPV4],
  [LinkType.ETHERNET, `${MACS}88a800058100000786dd`, Family.IPV6],
  [LinkType.ETHERNET, `${MACS}9100000581000007810000080800`, Family.IPV4],
  [LinkType.RAW, '', Family.IPV4, '00'],
  [LinkType.RAW, '', Family.IPV6],
  [12, '', Family.IPV4],
  [14, '', Family.IPV6],
  [LinkType.IPV4, '', Family.IPV4],
  [LinkType.IPV6, '', Family.IPV6],
  [LinkType.LINUX_SLL, '00000001000602020202020200000800', Family.IPV4],
  [LinkType.LINUX_SLL, '0004000100060202020202020000810000050800', Family.IPV4],
  [LinkType.LINUX_SLL2, '86dd0000000000010001000602020202020200 00'.replace(' ', ''), Family.IPV6],
  [LinkType.LINUX_SLL2, '810000000000000100010006020202020202000000050800', Family.IPV4],
  [LinkType.NULL, '02000000', Family.IPV4],
  [LinkType.NULL, '00000002', Family.IPV4],
  [LinkType.NULL, '1e000000', Family.IPV6],
  [LinkType.NULL, '00000018', Family.IPV6],
  [LinkType.LOOP, '00000002', Family.IPV4],
  [LinkType.LOOP, '0000001c', Family.IPV6],
];

/** Link type and frame. */
const NO_IP: [number, string][] = [
  [LinkType.ETHERNET, `${MACS}0806${'00'.repeat(28)}`],
  [LinkType.ETHERNET, `${MACS}0040${'00'.repeat(50)}`],
  [LinkType.ETHERNET, `${MACS}81000005`],
  [LinkType.ETHERNET, '0202'],
  [LinkType.RAW, ''],
  [LinkType.RAW, '5500'],
  [LinkType.LINUX_SLL, '000000010006020202020202000008'],
  [LinkType.NULL, '07000000'],
  [LinkType.NULL, '0200'],
];

function locate(frame: string, linkType: number): Located {
  // Bytes on both sides, so that reading beyond the frame would show.
  const bytes = fromHex(`ffff${frame}0800450000ff`);
  const found: Located = { family: 0, start: 0, end: 0 };
  locateDatagram(bytes, 2, 2 + frame.length / 2, linkType, found);
  return { ...found, start: found.start - 2, end: found.end - 2 };
}

test('The datagram is found behind every link layer, without what pads the frame', () => {
  for (const [linkType, header, family, padding = ''] of FRAMES) {
    const datagram = family === Family.IPV4 ? UDP4 : UDP6;
    const start = header.length / 2;
    expect(isLinkType(linkType)).to.equal(true);
    expect(locate(header + datagram + padding, linkType), `${linkType} ${header}`).to.deep.equal({
      family,
      start,
      end: start + datagram.length / 2,
    });
  }
});

test('A frame without IP, or cut before it, has no family', () => {
  for (const [linkType, frame] of NO_IP) expect(locate(frame, linkType).family, `${linkType} ${frame}`).to.equal(0);
});

test('A datagram whose length is cut, absurd or left open reaches to the end of the frame', () => {
  for (const datagram of ['45', '4500', `45000000${UDP4.slice(8)}`, `45000013${UDP4.slice(8)}`, UDP4.slice(0, 50)]) {
    expect(locate(datagram, LinkType.RAW)).to.deep.equal({ family: Family.IPV4, start: 0, end: datagram.length / 2 });
  }
  const noNextHeader = `60000000${'0000'}3b40${UDP6.slice(16, 80)}`;
  expect(locate(`${noNextHeader}0000`, LinkType.RAW).end).to.equal(40);
  const jumbo = `60000000${'0000'}0040${UDP6.slice(16)}`;
  expect(locate(jumbo, LinkType.RAW).end).to.equal(48);
});
