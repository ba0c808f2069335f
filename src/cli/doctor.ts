/** `ctspec doctor`: tells whether this machine can run the specification on its kernel, and what to do if not. */
import type { Command } from 'commander';
import { tellFindings } from './findings';

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('Tells whether the kernel backend works here, and how to get what is missing.')
    .addHelpText(
      'after',
      `
The simulator needs nothing and runs everywhere. For --backend kernel the machine
must run Linux, let us have network namespaces (as root, or as any user where
user namespaces are allowed), and have a few small programs.

Exit status: 0 the kernel backend works, 1 something is missing.`,
    )
    .action(async () => {
      const { diagnose } = require('../backend/kernel/diagnosis') as typeof import('../backend/kernel/diagnosis');
      process.exitCode = tellFindings(await diagnose(), 'The kernel backend');
    });
}
