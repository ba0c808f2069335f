/** The kernel log, as dmesg shows it without times. */
import { step } from './support/define';
import { expectLines } from './support/lines';
import type { SpecWorld } from './support/world';

step(
  {
    keyword: 'Then',
    en: 'the log shows:',
    zh: '内核日志为：',
    about: 'The lines of the kernel log since the beginning: these and no others, in this order.',
    example: `Then the log shows:
  """
  nf_conntrack: nf_conntrack: table full, dropping packet
  """`,
  },
  (world, text: string) => expectLog(world, text, {}),
);

step(
  {
    keyword: 'Then',
    en: 'the log includes:',
    zh: '内核日志中有：',
    about: 'These lines in this order; others may stand between them.',
    example: `Then the log includes:
  """
  nf_conntrack: nf_conntrack: table full, dropping packet
  """`,
  },
  (world, text: string) => expectLog(world, text, { open: true }),
);

step(
  {
    keyword: 'Then',
    en: 'nothing is logged',
    zh: '没有内核日志',
    about: 'The kernel log is empty.',
    example: 'Then nothing is logged',
  },
  world => expectLog(world, '', {}),
);

/** How conntrack begins what it says of a packet. */
const OF_CONNTRACK = /^nf_ct_/;
/** A packet that a rule logs (`nf_log_syslog`). */
const OF_PACKET = / ?IN=\S* OUT=/;
/** Its link header field by field: a tun device, of which a kernel's routers are made, has none (`dump_mac_header`). */
const LINK_FIELDS = / MACSRC=/;

async function expectLog(world: SpecWorld, text: string, options: { open?: boolean }): Promise<void> {
  const lines = text.split('\n').map(line => line.trim());
  const others = lines.filter(line => line !== '' && !OF_CONNTRACK.test(line));
  if (others.length > 0) world.need('kernel-log');
  if (others.some(line => OF_PACKET.test(line))) world.need('rule-log');
  if (others.some(line => LINK_FIELDS.test(line))) world.need('link-headers');
  expectLines('lines of the log', text, await world.backend.log(), options);
}
