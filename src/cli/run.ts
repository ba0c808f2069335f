/** `ctspec run`: runs features and tells in a summary whether they hold. */
import type { Command } from 'commander';
import { backendName, withLinux } from '../backend/kernel-name';
import { collect } from './collect';
import { HOST_SETTINGS } from './host_settings';

export interface RunOptions {
  backend: string;
  linux?: string;
  hostSettings?: boolean;
  tags?: string;
  list?: boolean;
  dryRun?: boolean;
  report: string[];
}

export function registerRun(program: Command): void {
  program
    .command('run')
    .description('Runs scenarios and tells whether the behaviour they state holds.')
    .argument('[PATH...]', 'feature files or folders; FILE:LINE is the scenario on that line')
    .option(
      '--backend <name>',
      'what runs them: simulator, kernel, or kernel:VERSION of the lab',
      backendName,
      'simulator',
    )
    .option('--linux <version>', 'which Linux the simulator is, as in 5.10; 6.18 unless told')
    .option(...HOST_SETTINGS)
    .option('--tags <expression>', 'only scenarios whose tags fit, as in "@sysctl:nf_conntrack_max and not @rfc:5382"')
    .option('--list', 'print which scenarios would run, without running them')
    .option('--dry-run', 'read everything and check that each step is known, without running it')
    .option('--report <file>', 'write a report, too: .html, .json, .xml (JUnit), .md, .svg or .txt', collect, [])
    .addHelpText(
      'after',
      `
Without a PATH the features of the current folder run, or where there are none
those that come with ctspec.

Examples:
  ctspec run                               everything, on the simulator
  ctspec run features/article              a folder
  ctspec run features/udp/life.feature:12  one scenario
  ctspec run --tags @id:udp-life-replied   one scenario, by its identifier
  ctspec run --linux 5.10 features/tcp     a folder, on a simulator of that Linux
  ctspec run --backend kernel features/tcp a folder, on the kernel of this machine
                                           (ctspec doctor: does it work?)
  ctspec run --backend kernel:6.12         on a kernel of the lab, in virtual time
                                           (ctspec lab: how to get one)
  ctspec run --report report.html          with a report (ctspec report: of both)

A scenario the backend cannot observe is counted as that: neither passed nor
failed. Exit status: 0 every scenario that could be observed holds, 1 one does
not, 2 a feature cannot be read.`,
    )
    .action(async (paths: string[], options: RunOptions) => {
      const { runFeatures } = require('./run_features') as typeof import('./run_features');
      const backend = withLinux(options.backend, options.linux);
      process.exitCode = await runFeatures(paths, { ...options, backend });
    });
}
