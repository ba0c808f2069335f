/** `ctspec fuzz`: holds properties against generated traffic. */
import type { Command } from 'commander';
import { backendName } from '../backend/kernel-name';
import { collect } from './collect';

export interface FuzzOptions {
  property?: string;
  runs?: string;
  time?: string;
  seed?: string;
  path?: string;
  jobs?: string;
  out?: string;
  requireCoverage: string[];
  differential?: boolean;
  backend?: string;
  list?: boolean;
}

export function registerFuzz(program: Command): void {
  program
    .command('fuzz')
    .description('Attacks the simulator with generated traffic and checks what must hold whatever packets come.')
    .option('--property <name>', 'check only this one; without it, all that need no kernel')
    .option('--list', 'print the properties, each with its reason and source, and check nothing')
    .option('--runs <number>', 'how many generated workloads; 1000 unless --time is given')
    .option('--time <length>', 'for how long, as in 90, 10min or 8h; with --runs, whichever ends first')
    .option('--seed <number>', 'where the generators begin: the same seed, the same workloads')
    .option('--path <path>', 'only the workload at this place of the seed, as a failure prints it')
    .option('--jobs <number>', 'how many threads; one for each core unless told')
    .option('--out <folder>', 'keep what is done in this folder, and go on from there when called again')
    .option(
      '--require-coverage <percent>',
      'fail when less of every kind of thing was reached; KIND=PERCENT for one kind',
      collect,
      [],
    )
    .option('--differential', 'compare with the live kernel: every packet’s class, and the entries in the end')
    .option('--backend <kernel>', 'compare with this one of the lab, as in kernel:6.12', backendName)
    .addHelpText(
      'after',
      `
What breaks a property is made as small as can be, shown, and written as a
scenario and as a capture: into the folder of --out, or into counterexamples.
One command is printed that does exactly the same again.

Kinds of coverage: transitions, reasons, verdicts, commands, fragments.
Ctrl-C ends with a report of what was done.

Examples:
  ctspec fuzz --runs 10000                     ten thousand, all properties
  ctspec fuzz --time 8h --out night            a long one, to be taken up again
  ctspec fuzz --property two-buckets --seed 7  one property
  ctspec fuzz --differential --runs 100        against this machine's kernel
  ctspec fuzz --runs 5000 --require-coverage transitions=90

Exit status: 0 everything holds, 1 less was covered than required, 2 bad usage
or no kernel for --differential, 3 a property is broken, 130 ended by Ctrl-C
before anything was found.`,
    )
    .action(async (options: FuzzOptions) => {
      const { fuzz } = require('./fuzz-run') as typeof import('./fuzz-run');
      process.exitCode = await fuzz(options);
    });
}
