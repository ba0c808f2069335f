/** `ctspec conform`: runs the specification on every backend there is and compares what they see. */
import { type Command, Option } from 'commander';
import { kernelNames, withLinux } from '../backend/kernel-name';
import { HOST_SETTINGS } from './host_settings';

export interface ConformOptions {
  backend: string[];
  linux?: string;
  hostSettings?: boolean;
  tags?: string;
  verbose?: boolean;
  table?: string;
  known?: string;
  captures?: string;
  seed: string;
}

export function registerConform(program: Command): void {
  program
    .command('conform')
    .description('Runs scenarios on the simulator and on the kernel, and compares what the two see of every packet.')
    .argument('[PATH...]', 'feature files or folders; FILE:LINE is the scenario on that line', [])
    .option('--tags <expression>', 'only scenarios whose tags fit')
    .addOption(
      new Option(
        '--backend <names>',
        'the kernels to compare with: kernel, or as in kernel:6.1,kernel:6.12 those of the lab',
      )
        .argParser(kernelNames)
        .default(['kernel'], 'kernel'),
    )
    .option('--linux <version>', 'which Linux the simulator is, as in 5.10; 6.18 unless told')
    .option(...HOST_SETTINGS)
    .option('--verbose', 'list each scenario: outcomes, how its time passed, the reason where it is not observable')
    .option('--table <file>', 'write that list to a file')
    .option('--known <file>', 'divergences that are known, {"SCENARIO": "REASON"}; features/known-divergences.json')
    .option('--captures <number>', 'compare so many generated captures instead')
    .option('--seed <number>', 'where the generated captures begin: the same seed, the same captures', '1')
    .addHelpText(
      'after',
      `
What is compared of a packet: its class at every hook, verdict, reason, what
left, log, events, its entry before and after; of a scenario also the tables at
the end. A divergence that is known is compared all the same: should it be gone,
that is told, and its line must go too.

Examples:
  ctspec conform                           the whole specification
  ctspec conform features/tcp --verbose    a folder, each scenario
  ctspec conform --captures 200 --seed 7   200 generated captures
  ctspec conform --backend kernel:6.1,kernel:6.12
                                           with two kernels of the lab
  ctspec conform --linux 6.1 --backend kernel:6.1
                                           a simulator of Linux 6.1 with that kernel

Exit status: 0 no divergence but known ones, 1 a divergence, a failure, or a
known one that is gone, 2 bad input.`,
    )
    .action(async (paths: string[], options: ConformOptions) => {
      if (options.captures !== undefined) {
        const { conformCaptures } = require('./conform_captures') as typeof import('./conform_captures');
        process.exitCode = await conformCaptures(options.captures, options.seed, [
          withLinux('simulator', options.linux),
          ...options.backend,
        ]);
        return;
      }
      const { conform } = require('./conform_run') as typeof import('./conform_run');
      process.exitCode = await conform(paths, options);
    });
}
