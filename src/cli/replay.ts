/** `ctspec replay`: tells for each packet of a capture how conntrack classifies it. */
import { type Command, Option } from 'commander';
import { backendNames, withLinux } from '../backend/kernel-name';
import { collect } from './collect';
import { HOST_SETTINGS } from './host_settings';

export interface ReplayOptions {
  /** One classifies; several are compared with the first. */
  backend: string[];
  linux?: string;
  hostSettings?: boolean;
  format: 'text' | 'ndjson';
  helper: string[];
  sysctl: string[];
  ruleset?: string;
  table?: boolean;
}

export function registerReplay(program: Command): void {
  program
    .command('replay')
    .description('Forwards every packet of a capture through the router and tells how conntrack classifies it.')
    .argument('<FILE>', 'a pcap or pcapng file: Ethernet (with VLAN tags), raw IP, Linux cooked, loopback')
    .addOption(
      new Option('--backend <names>', 'what classifies; several, as in simulator,kernel:6.12, to compare them')
        .argParser(backendNames)
        .default(['simulator'], 'simulator'),
    )
    .option('--linux <version>', 'which Linux the simulator is, as in 5.10; 6.18 unless told')
    .addOption(new Option('--format <format>', 'how to tell it').choices(['text', 'ndjson']).default('text'))
    .option('--helper <NAME=PROTO/PORT>', 'assign a helper to new connections, as in ftp=tcp/21', collect, [])
    .option('--sysctl <KEY=VALUE>', 'set a sysctl first, as in net.netfilter.nf_conntrack_tcp_loose=0', collect, [])
    .option(...HOST_SETTINGS)
    .option('--ruleset <FILE>', 'load what iptables-save or nft list ruleset prints, and tell which rule decided')
    .option('--table', 'end with the table, as /proc/net/nf_conntrack prints it')
    .addHelpText(
      'after',
      `
Packets are forwarded at the capture's own times, so timeouts pass as they did.
Packets that were cut short when captured (tcpdump -s) are what they are to a
router: too short.

Text shows of each packet the time since the first, its ctstate and direction
(> original, < reply), its entry, the packet itself, and below it why it is
INVALID or dropped. With ndjson each packet is one line:
  {"packet":1,"time":0.000123,"ctstate":"NEW","ctdir":"ORIGINAL",
   "verdict":"ACCEPT","reason":null}
With --ruleset there is also "rule", as in "ip filter FORWARD 3" or "inet filter
forward policy"; null where the packet met none. The router's interfaces are c0
and s0.
The ctstate is null where conntrack never classified the packet (a fragment that
is held); the reason is in the kernel's own words where it has any.

Examples:
  ctspec replay trace.pcap
  ctspec replay ftp.pcapng --helper ftp=tcp/21 --table
  ctspec replay trace.pcap --ruleset firewall.nft
  ctspec replay trace.pcap --backend simulator,kernel
  ctspec replay trace.pcap --backend kernel:6.1,kernel:6.12
  ctspec replay trace.pcap --backend simulator:5.10,simulator:6.12
  ctspec replay big.pcap --format ndjson | jq 'select(.ctstate == "INVALID")'`,
    )
    .action(async (file: string, options: ReplayOptions) => {
      const { replayFile } = require('./replay-file') as typeof import('./replay-file');
      const [first, ...others] = options.backend;
      const backend = [withLinux(first, options.linux), ...others];
      process.exitCode = await replayFile(file, { ...options, backend });
    });
}
