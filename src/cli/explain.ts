/** `ctspec explain`: the story of one packet. */
import type { Command } from 'commander';
import { collect } from './collect';

export interface ExplainOptions {
  helper: string[];
  sysctl: string[];
}

export function registerExplain(program: Command): void {
  program
    .command('explain')
    .description(
      'Tells the story of one packet: its way, what was looked up, the rules it met, and what would have made it valid.',
    )
    .argument('<FILE>', 'a pcap or pcapng file, or a scenario as FILE.feature:LINE')
    .argument('<PACKET>', 'its number, counted from 1')
    .option('--helper <NAME=PROTO/PORT>', 'assign a helper to new connections, as in ftp=tcp/21', collect, [])
    .option('--sysctl <KEY=VALUE>', 'set a sysctl first, as in net.netfilter.nf_conntrack_tcp_loose=0', collect, [])
    .addHelpText(
      'after',
      `
What would have made it valid is not guessed: a packet that differs in one thing is
given to the same router, and told of where it is not INVALID.

Examples:
  ctspec explain docs/captures/browsing.pcap 8
  ctspec explain features/tcp/window.feature:12 4`,
    )
    .action(async (file: string, packet: string, options: ExplainOptions) => {
      const { explain } = require('./explain_run') as typeof import('./explain_run');
      await explain(file, packet, options);
    });
}
