/** `ctspec upgrade`: what changes for some traffic from one version of Linux to another. */
import type { Command } from 'commander';
import { collect } from './collect';

export interface UpgradeOptions {
  lab?: boolean;
  helper: string[];
  sysctl: string[];
  tags?: string;
}

export function registerUpgrade(program: Command): void {
  program
    .command('upgrade')
    .description('Tells which packets another version of Linux classifies differently, and by which rule.')
    .argument('<FROM>', 'the version now, as in 5.10')
    .argument('<TO>', 'the version then, as in 6.12')
    .argument(
      '[FILE...]',
      'captures (.pcap, .pcapng), features or folders of them, and a ruleset that the captures meet',
    )
    .option('--lab', 'ask the kernels of the lab, not the simulator')
    .option('--helper <NAME=PROTO/PORT>', 'for captures: assign a helper, as in ftp=tcp/21', collect, [])
    .option('--sysctl <KEY=VALUE>', 'for captures: set a sysctl first', collect, [])
    .option('--tags <expression>', 'of features only scenarios whose tags fit')
    .addHelpText(
      'after',
      `
Without a FILE the whole specification is compared. Any file that is neither a
capture nor a feature is read as a ruleset (iptables-save, nft list ruleset).
The rules are those of the table in docs/lab.md.

Examples:
  ctspec upgrade 5.10 6.12                       what the specification tells
  ctspec upgrade 5.10 6.12 trace.pcap            for the packets of a capture
  ctspec upgrade 6.1 7.3 trace.pcap firewall.nft the same, with a ruleset
  ctspec upgrade 6.1 6.12 trace.pcap --lab       on the kernels themselves

Exit status: 0 nothing changes, 1 something does, 2 a file cannot be read.`,
    )
    .action(async (from: string, to: string, files: string[], options: UpgradeOptions) => {
      const { upgrade } = require('./upgrade_run') as typeof import('./upgrade_run');
      process.exitCode = await upgrade(from, to, files, options);
    });
}
