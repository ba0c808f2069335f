/** `ctspec lab`: kernels of other versions, for `--backend kernel:VERSION`. */
import type { Command } from 'commander';

type Work = typeof import('./lab_work');

export interface LabOptions {
  mirror?: string;
}

export function registerLab(program: Command): void {
  const work = () => require('./lab_work') as Work;
  const lab = program
    .command('lab')
    .description('Keeps kernels of other versions, on which features run in virtual time.')
    .addHelpText(
      'after',
      `
The kernels are Debian's own packages. One runs in QEMU by software emulation,
needs neither root nor KVM, and has a clock that moves only as a scenario says:
five days pass in seconds. They are kept in $XDG_CACHE_HOME/ctspec/lab.

Examples:
  ctspec lab doctor                      is all there that the lab needs
  ctspec lab list --available            versions that can be installed
  ctspec lab install 6.12                fetch one, and boot it once
  ctspec run --backend kernel:6.12       run the specification on it
  ctspec lab remove 6.12`,
    );
  lab
    .command('install')
    .description('Fetches the newest kernel of each version, boots it once, and saves the machine ready to run.')
    .argument('<VERSION...>', 'as in 6.12')
    .option('--mirror <url>', 'the mirror of Debian to fetch from')
    .action((versions: string[], options: LabOptions) => work().installAll(versions, options));
  lab
    .command('list')
    .description('Lists what is installed: version, release, packages with their checksums.')
    .option('--available', 'what the mirror has instead')
    .option('--mirror <url>', 'the mirror to ask')
    .action((options: LabOptions & { available?: boolean }) => work().list(options));
  lab
    .command('remove')
    .description('Deletes kernels.')
    .argument('<VERSION...>', 'as in 6.12')
    .action((versions: string[]) => work().removeAll(versions));
  lab
    .command('doctor')
    .description('Tells whether this machine has what the lab needs, and how to get what is missing.')
    .action(() => {
      process.exitCode = work().doctor();
    });
}
