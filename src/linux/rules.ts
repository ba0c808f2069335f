/**
 * What Linux does differently from version to version: each difference a rule with a name, by which code asks for it.
 *
 * Each was found by running the specification and generated traffic on kernels of the lab, and holds as far as these say:
 * `since` is the oldest of them that follows it, `until` the newest; which point release each is, `ctspec lab list` tells. The table in docs/lab.md is made of this one.
 */

export interface Rule {
  since?: string;
  until?: string;
  /** One between that does not: a change that its point releases took over, and those of a later version had not yet. */
  except?: string;
  /** What versions that follow it do. */
  does: string;
  /** What the others do. */
  otherwise: string;
  /** The kernel's function or file where it is decided. */
  source: string;
  /** It is told by the article and was not run: no kernel of that age is in the lab. */
  unverified?: true;
}

export const RULES = {
  'tcp-window-lenient': {
    since: '6.1',
    does: 'Segments that miss the window by little, old data and old acknowledgments are let through as they are',
    otherwise: 'they are INVALID',
    source: 'nf_conntrack_proto_tcp.c: tcp_in_window, nf_tcp_log_invalid',
  },
  'tcp-window-begins-with-syn': {
    since: '6.1',
    does: 'Only a SYN begins the window of a side anew during the handshake',
    otherwise: 'any segment with later data does, as long as its side has sent no other than its SYN',
    source: 'nf_conntrack_proto_tcp.c: tcp_in_window, tcp_init_sender',
  },
  'tcp-reset-reused': {
    since: '6.1',
    does: 'Numbers kept of a closing connection are not held against a RST, nor those from before a SYN that was let through',
    otherwise: 'a RST below the highest acknowledgment is always INVALID',
    source: 'nf_conntrack_proto_tcp.c: nf_conntrack_tcp_packet',
  },
  'tcp-reset-answers-challenge': {
    since: '6.1',
    does: 'A RST that answers a challenge ACK of a host whose connection is begun anew is believed, whatever its window',
    otherwise: 'its window decides, which it begins anew',
    source: 'nf_conntrack_proto_tcp.c: nf_conntrack_tcp_packet',
  },
  'tcp-reset-answers-other': {
    since: '6.1',
    does: 'A RST that acknowledges a SYN is believed, whatever its window, where the other side has sent the SYN',
    otherwise: 'it is believed as well where its own side has',
    source: 'nf_conntrack_proto_tcp.c: nf_conntrack_tcp_packet',
  },
  'tcp-reset-switch': {
    since: '6.1',
    does: 'There is the sysctl nf_conntrack_tcp_ignore_invalid_rst',
    otherwise: 'there is none',
    source: 'nf_conntrack_standalone.c: nf_ct_sysctl_table',
  },
  'tcp-reset-shortens': {
    until: '6.18',
    except: '6.12',
    does: 'A RST that is believed leaves the connection the timeout of CLOSE, even where it does not close',
    otherwise:
      'it leaves it that of unacknowledged data where it does not close, and a shorter one that counts anyway where it does',
    source: 'nf_conntrack_proto_tcp.c: nf_conntrack_tcp_packet',
  },
  'tcp-lowered-timeout': {
    since: '6.1',
    does: 'A FIN or RST outside the window on either side lowers the timeout to that of unacknowledged data',
    otherwise: 'the timeout stays',
    source: 'nf_conntrack_proto_tcp.c: nf_tcp_handle_invalid',
  },
  'tcp-words': {
    since: '6.1',
    does: 'Complaints about TCP tell flags, direction, state and bounds',
    otherwise: 'they say “invalid state”, “invalid packet ignored in state …”, “the upper bound”',
    source: 'nf_conntrack_proto_tcp.c: nf_tcp_log_invalid, nf_ct_l4proto_log_invalid',
  },
  'tcp-lowered-words': {
    until: '6.18',
    except: '6.12',
    does: 'Where that timeout is lowered, the log tells by which segments and to how many ticks',
    otherwise: 'it says “lowered timeout to UNACK”',
    source: 'nf_conntrack_proto_tcp.c: nf_tcp_handle_invalid',
  },
  'complaint-interfaces': {
    since: '6.1',
    does: 'What conntrack complains of tells the interfaces of the packet',
    otherwise: 'it tells none (`IN= OUT=`)',
    source: 'nf_conntrack_proto.c: nf_l4proto_log_invalid',
  },
  'tcp-invalid-new': {
    since: '6.12',
    does: 'What opens no TCP connection is logged as “invalid new”',
    otherwise: 'nothing is logged of it',
    source: 'nf_conntrack_proto_tcp.c: tcp_new',
  },
  'icmpv6-router-discovery': {
    since: '6.12',
    does: 'Messages of multicast router discovery (ICMPv6 types 151 to 153) are UNTRACKED',
    otherwise: 'they are INVALID',
    source: 'nf_conntrack_proto_icmpv6.c: noct_valid_new',
  },
  'icmp-joins': {
    since: '7.3',
    does: 'Of two queries of ICMP or ICMPv6 that race the later one joins the entry of the first',
    otherwise: 'it is dropped',
    source: 'nf_conntrack_proto_icmp.c, nf_conntrack_proto_icmpv6.c: allow_clash',
  },
  'sctp-init-once': {
    since: '6.1',
    does: 'An INIT that repeats the tag of its side does not count as one for the collision of two',
    otherwise: 'it counts: an INIT ACK with another tag than the one known is then believed',
    source: 'nf_conntrack_proto_sctp.c: nf_conntrack_sctp_packet',
  },
  'sctp-words': {
    since: '6.12',
    does: 'Complaints about SCTP tell chunk, verification tag or state',
    otherwise: 'nothing is logged of what does not fit an association',
    source: 'nf_conntrack_proto_sctp.c: do_basic_checks, nf_conntrack_sctp_packet',
  },
  'events-when-asked': {
    since: '6.1',
    does: 'nf_conntrack_events is 2: events are made once somebody listens',
    otherwise: 'it is 1: they are always made',
    source: 'nf_conntrack_ecache.c: nf_conntrack_ecache_pernet_init',
  },
  'destroy-tells-state': {
    since: '6.1',
    does: 'The event of a connection’s end tells its protocol’s state, and the time that was left',
    otherwise: 'it tells neither',
    source: 'nf_conntrack_netlink.c: ctnetlink_conntrack_event',
  },
  'queue-rejoins': {
    until: '6.1',
    does: 'A packet from a queue takes the connection that its flow has in the table by then, is counted nowhere, and goes on',
    otherwise: 'it keeps its own, and whether the two can be one is seen when that is confirmed',
    source: 'nf_conntrack_core.c: nf_conntrack_update',
  },
  'clash-must-match': {
    since: '6.12',
    does: 'A packet joins the entry that it clashes with if both are of one flow, from either side',
    otherwise: 'it does so if NAT has not looked at that entry, or both are of one flow from the same side',
    source: 'nf_conntrack_core.c: __nf_ct_resolve_clash',
  },
  'sysctl-limits': {
    since: '6.1',
    does: 'nf_conntrack_tcp_max_retrans is 0 to 255, nf_conntrack_max is not negative, and nf_conntrack_expect_max is at least 1',
    otherwise: 'they take any integer, which below zero is a large number',
    source: 'nf_conntrack_standalone.c: nf_ct_sysctl_table',
  },
  'table-unlimited': {
    until: '6.18',
    does: 'nf_conntrack_max 0 is no limit',
    otherwise: 'it is at least 1',
    source: 'nf_conntrack_standalone.c: nf_ct_sysctl_table',
  },
  'helper-switch': {
    since: '5.10',
    until: '5.10',
    does: 'The sysctl nf_conntrack_helper has helpers given to connections to their well-known ports; where it is 0, the log tells once that they are not',
    otherwise: 'there is none',
    source: 'nf_conntrack_helper.c: nf_ct_lookup_helper',
  },
  'nat-headers-in-place': {
    since: '6.12',
    does: 'Translation leaves the extension headers of an IPv6 datagram in the fragments they came in, where it changes nothing behind them',
    otherwise: 'they are in one piece then, and a datagram whose headers say more than there is leaves in one',
    source: 'nf_nat_proto.c: nf_nat_ipv6_manip_pkt',
  },
  'nat-first-port': {
    since: '6.12',
    does: 'Of the ports of a range that a destination may get the first free one is taken',
    otherwise: 'chance chooses where to begin',
    source: 'nf_nat_core.c: nf_nat_l4proto_unique_tuple',
  },
  'nat-port-harvest': {
    since: '6.12',
    does: 'When ports run out a new TCP connection takes over that of a closed one',
    otherwise: 'its SYN is dropped',
    source: 'nf_nat_core.c: nf_nat_used_tuple_harder',
  },
  'nat-expected-at-random': {
    since: '6.1',
    does: 'Where the port that a helper wants for what it expects is taken, it tries up to 128 by chance among those from it on',
    otherwise: 'it takes the next that is free',
    source: 'nf_nat_helper.c: nf_nat_exp_find_port',
  },
  'reject-unsummed': {
    since: '6.1',
    does: 'A rule that rejects answers a datagram of UDP without a checksum, over IPv6 as well',
    otherwise: 'it drops it in silence, as one whose checksum is wrong',
    source: 'nf_reject.h: nf_reject_verify_csum',
  },
  'reject-closes': {
    since: '6.1',
    does: 'A connection that a rule answers with a reset is CLOSE',
    otherwise: 'it stays as it is',
    source: 'nf_conntrack_core.c: nf_conntrack_set_closing',
  },
  'broken-options-unanswered': {
    since: '6.12',
    does: 'A port at which nobody listens answers no segment whose TCP options are broken where a signature might be',
    otherwise: 'it answers with a reset',
    source: 'tcp_ipv4.c: tcp_v4_send_reset; tcp_input.c: tcp_do_parse_auth_options',
  },
  'tcp-authentication': {
    since: '7.3',
    does: 'The authentication option of TCP is a signature too, so one might be in five bytes of options',
    otherwise: 'it is an option as any other, and a signature takes eighteen bytes',
    source: 'tcp_input.c: tcp_do_parse_auth_options (CONFIG_TCP_AO)',
  },
  'reset-reserved-clear': {
    since: '6.1',
    does: 'In the reset by which a rule answers a segment over IPv6 the reserved bits are 0',
    otherwise: 'they are what happens to lie in memory, all ones in the simulator',
    source: 'nf_reject_ipv6.c: nf_reject_ip6_tcphdr_put',
  },
  'lowest-address-broadcast': {
    until: '5.10',
    does: 'The lowest address of a network is a broadcast address, as the highest',
    otherwise: 'it is an address as any other',
    source: 'fib_frontend.c: fib_add_ifaddr',
  },
  'quota-exact': {
    since: '6.1',
    does: 'A quota of nftables lets pass what it has bytes for, to the last of them',
    otherwise: 'the packet that takes the last byte is over it',
    source: 'nft_quota.c: nft_overquota',
  },
  'nft-later-fragments': {
    until: '6.18',
    does: 'A rule of nftables for a field of the transport header reads it in a later fragment, too, where it would stand',
    otherwise: 'a later fragment has none',
    source: 'nf_tables_core.c: nft_payload_fast_eval',
  },
  'short-routing-header': {
    since: '6.12',
    does: 'A packet that ends before its routing header does is dropped by the match rt of ip6tables',
    otherwise: 'the match does not fit it',
    source: 'ip6t_rt.c: rt_mt6',
  },
  'nft-reads-template': {
    until: '6.1',
    does: 'Rules of nftables before conntrack read what a template has as if it were the connection',
    otherwise: 'but for its state there is nothing to read',
    source: 'nft_ct.c: nft_ct_get_eval',
  },
  'nft-template-confirmed': {
    since: '6.1',
    does: 'The template of a zone that nftables chose is confirmed',
    otherwise: 'it is not',
    source: 'nft_ct.c: nft_ct_set_zone_eval',
  },
  'text-within': {
    since: '6.1',
    does: 'The match string finds what ends before the place where it is to stop',
    otherwise: 'what begins there, or before',
    source: 'skbuff.c: skb_find_text',
  },
  'error-limit-in-time': {
    since: '6.18',
    does: 'The allowance of errors that a host may be sent is capped when time has passed since the last one',
    otherwise: 'it is capped at each, by the sixfold of what that one costs',
    source: 'inetpeer.c: inet_peer_xrlim_allow',
  },
  'echo-to-loopback': {
    since: '6.1',
    does: 'Who asks another address of the router for an echo from ::1 gets one',
    otherwise: 'it is lost, for the interface of that address has no way to ::1',
    source: 'icmp.c: icmpv6_echo_reply',
  },
  'fragments-keep-socket': {
    since: '6.1',
    does: 'A datagram of a local process that conntrack has put together is still of that process (meta skuid)',
    otherwise: 'it is nobody’s, and so is a fragment that is a whole datagram',
    source: 'inet_fragment.c: inet_frag_reasm_prepare; skb_orphan',
  },
  'path-mtu-of-udp': {
    since: '6.12',
    except: '6.18',
    does: 'An error that says a datagram of UDP was too big tells the router the MTU of its path, though no socket sent it',
    otherwise: 'it tells nobody',
    source: 'udp.c: __udp4_lib_err, __udp6_lib_err; found by asking, the cause is not known',
  },
  'errors-not-to-broadcast': {
    since: '7.3',
    does: 'No ICMP error is sent to the broadcast address of a network, even where a packet says that it is from there',
    otherwise: 'it is sent, as echo replies and resets are',
    source: 'icmp.c: __icmp_send; found by asking',
  },
  'mobile-ipv6': {
    since: '5.10',
    except: '6.18',
    does: 'Routing headers of type 2 and Home Address options are those of Mobile IPv6 (CONFIG_IPV6_MIP6, as Debian has it), and what has them for no mobile node is dropped in silence',
    otherwise: 'both are unknown: a routing header at its end is passed over, all else is answered with an error',
    source: 'exthdrs.c: ipv6_rthdr_rcv, ipv6_dest_hao',
  },
  'ftp-in-one-piece': {
    since: '6.1',
    does: 'The helper of FTP has a datagram copied into one piece of memory, so that its fragments are cut anew',
    otherwise: 'they leave as they came',
    source: 'nf_conntrack_ftp.c: help',
  },
  'long-extension-header': {
    since: '6.12',
    except: '6.18',
    does: 'To rules, a packet that ends within an extension header has no transport protocol, and the match rt of ip6tables drops it where its routing header would come behind',
    otherwise:
      'its protocol is what that header says would follow, and the match does not fit it, unless that is another extension header',
    source: 'exthdrs_core.c: ipv6_find_hdr',
  },
  'set-statements': {
    since: '6.1',
    does: 'Each element that a rule adds to a set of nftables gets the statements that the set was declared with',
    otherwise: 'the set is taken for one without',
    source: 'nf_tables_api.c: nf_tables_newset',
  },
  'helper-words': {
    until: '6.18',
    does: 'What a helper says of a packet that it drops begins with “nf_ct_” and its name',
    otherwise: 'it begins with “helper” and its name',
    source: 'nf_conntrack_helper.c: nf_ct_helper_log',
  },
  'udplite-tracker': {
    until: '6.18',
    does: 'UDP-Lite has a tracker, and the router knows it as a protocol',
    otherwise:
      'conntrack knows its name and the addresses and uses the generic timeout, and the router answers that there is no such protocol',
    source: 'nf_conntrack_proto_udp.c: nf_conntrack_udplite_packet',
  },
  'dccp-tracker': {
    until: '6.12',
    does: 'DCCP has a tracker, with states, ports that NAT translates, and sysctls, and a rule that rejects does not ask for its checksum',
    otherwise: 'it is a protocol like any unknown one',
    source: 'nf_conntrack_proto_dccp.c; nf_reject.h: nf_reject_verify_csum',
  },
  'dccp-cut-passes': {
    since: '6.12',
    does: 'A DCCP packet that ends within its header is let through',
    otherwise: 'it is dropped',
    source: 'nf_conntrack_proto_dccp.c: nf_conntrack_dccp_packet',
  },
  'sip-number-checked': {
    since: '6.1',
    does: 'A SIP message with a sequence number beyond 32 bits is dropped',
    otherwise: 'the number is cut to 32 bits',
    source: 'nf_conntrack_sip.c: sip_strtouint, process_sip_request',
  },
  'sip-contact-skipped': {
    since: '6.1',
    does: 'A contact with a port below 1024, beyond 65535 or of more than five digits counts as none',
    otherwise: 'a registration of the first two is dropped, and the number of digits is not counted',
    source: 'nf_conntrack_sip.c: ct_sip_parse_header_uri',
  },
  'sip-port-for-udp-only': {
    since: '6.12',
    does: 'SIP over TCP whose client has named another port for UDP is not answered: the messages are dropped',
    otherwise: 'the header of their segments is overwritten as if it were one of UDP',
    source: 'nf_nat_sip.c: nf_nat_sip',
  },
  'irc-first-offer': {
    since: '6.1',
    does: 'Of the offers in a segment of IRC the first alone is read',
    otherwise: 'the first that can be read and is believed counts',
    source: 'nf_conntrack_irc.c: help',
  },
  'irc-line-within': {
    since: '6.12',
    does: 'The line of an offer of IRC ends within its segment',
    otherwise:
      'it may end with the byte behind, which is of the link’s padding or whatever lies in memory; in the simulator nothing does',
    source: 'nf_conntrack_irc.c: parse_dcc',
  },
  'sip-session-address': {
    since: '6.1',
    does: 'A SIP description that names no stream is translated by its own address',
    otherwise: 'it is given what happens to lie in memory, 0.0.0.0 in the simulator',
    source: 'nf_conntrack_sip.c: process_sdp',
  },
  'expectation-one-helper': {
    since: '6.1',
    until: '6.1',
    does: 'An expectation has one helper, its master’s where it announces no other: a list names that, and the connection gets it',
    otherwise: 'a list names the master’s, and the connection gets one only if another was announced for it',
    source: 'nf_conntrack_expect.c: nf_ct_expect_init; nf_conntrack_core.c: init_conntrack',
  },
  'expectations-reaped': {
    since: '6.12',
    except: '6.18',
    does: 'An expectation that has expired, or was taken back, is as good as gone at once, and taken out by who comes across it, or with the garbage',
    otherwise: 'it is found until its timer takes it out, up to some seconds late',
    source: 'nf_conntrack_expect.c: nf_ct_exp_is_expired, nf_ct_expectation_gc',
  },
  'expectation-pairs': {
    since: '6.12',
    except: '6.18',
    does: 'The two expectations of a stream behind NAT are taken in together or not at all: of nf_conntrack_expect_max both need one place',
    otherwise: 'the second is looked at when the first has its place, which goes again where the second has none',
    source: 'nf_conntrack_expect.c: nf_ct_expect_related_pair; nf_nat_sip.c, nf_nat_h323.c',
  },
  'expected-helper-status': {
    since: '6.12',
    except: '6.18',
    does: 'A connection that has its helper from an expectation has the status HELPER, as one that a rule gave it',
    otherwise: 'it has not',
    source: 'nf_conntrack_core.c: init_conntrack',
  },
  'automatic-helpers': {
    until: '2.6',
    does: 'Helpers are given to connections to their well-known ports',
    otherwise: 'a rule gives them',
    source: 'nf_conntrack_helper.c: __nf_ct_try_assign_helper',
    unverified: true,
  },
  'evict-least-recently-used': {
    until: '2.6',
    does: 'A full table throws out the entry that was used least recently',
    otherwise: 'it throws out one that is not ASSURED, if one is found in a few buckets (early drop)',
    source: 'the article; nf_conntrack_core.c: early_drop',
    unverified: true,
  },
} satisfies Record<string, Rule>;

/** The rules as the table of docs/lab.md. */
export function rulesTable(): string {
  const rows = Object.entries<Rule>(RULES).map(
    ([name, { since, until, except, does, otherwise, source, unverified }]) => {
      const range = since === undefined ? `until ${until}` : `since ${since}`;
      const versions = except === undefined ? range : `${range}, not ${except}`;
      return `| \`${name}\` | ${versions}${unverified ? ', not verified' : ''} | ${does} | ${otherwise} | ${source} |`;
    },
  );
  return [
    '| rule | followed | what they do | what the others do | where |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

export type RuleName = keyof typeof RULES;
