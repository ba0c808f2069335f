import * as draw from '../draw';
import type { SysctlEvent } from '../workload';

/** A sysctl, set to a value it may have. What decides how large tables are is left to `tablePressure`. */
export function sysctl(): draw.Drawn<SysctlEvent> {
  return draw.oneof(switched(), timeout(), threshold());
}

function switched(): draw.Drawn<SysctlEvent> {
  return draw
    .constantFrom<[string, ...number[]]>(
      ['tcp_loose', 0, 1],
      ['tcp_be_liberal', 1, 0],
      ['tcp_ignore_invalid_rst', 1, 0],
      ['tcp_max_retrans', 0, 1, 3, 255],
      ['checksum', 0, 1],
      ['log_invalid', 0, 6, 17, 255],
      ['acct', 1, 0],
      ['timestamp', 1, 0],
      ['events', 0, 1, 2],
      ['expect_max', 1, 2, 4096],
    )
    .chain(([name, ...values]) => setting(`net.netfilter.nf_conntrack_${name}`, values));
}

function timeout(): draw.Drawn<SysctlEvent> {
  return draw
    .constantFrom(...TIMEOUTS)
    .chain(name => setting(`net.netfilter.nf_conntrack_${name}`, [1, 10, 30, 120, 3600]));
}

/** How much room fragments have; the upper threshold is refused as long as the lower one is above it. */
function threshold(): draw.Drawn<SysctlEvent> {
  return draw.oneof(
    setting('net.ipv4.ipfrag_low_thresh', [0]),
    setting('net.ipv4.ipfrag_high_thresh', [4194304, 2000]),
    setting('net.netfilter.nf_conntrack_frag6_low_thresh', [0]),
    setting('net.netfilter.nf_conntrack_frag6_high_thresh', [4194304, 2000]),
    setting('net.ipv4.ipfrag_time', [1, 30]),
    setting('net.netfilter.nf_conntrack_frag6_timeout', [1, 60]),
  );
}

function setting(name: string, values: readonly number[]): draw.Drawn<SysctlEvent> {
  return draw.constantFrom(...values).map(value => ({ kind: 'sysctl', name, value: String(value) }));
}

const TIMEOUTS = [
  'generic_timeout',
  'icmp_timeout',
  'icmpv6_timeout',
  'udp_timeout',
  'udp_timeout_stream',
  'gre_timeout',
  'gre_timeout_stream',
  'tcp_timeout_syn_sent',
  'tcp_timeout_syn_recv',
  'tcp_timeout_established',
  'tcp_timeout_fin_wait',
  'tcp_timeout_close_wait',
  'tcp_timeout_last_ack',
  'tcp_timeout_time_wait',
  'tcp_timeout_close',
  'tcp_timeout_max_retrans',
  'tcp_timeout_unacknowledged',
  'sctp_timeout_established',
];
