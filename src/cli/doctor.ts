/** `ctspec doctor`: tells whether this machine can run the specification on its kernel, and what to do if not. */
import type { Command } from 'commander';
import { Exit } from './exit';

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
      const findings = await diagnose();
      const width = Math.max(...findings.map(({ what }) => what.length));
      for (const { what, ok, detail, remedy } of findings) {
        console.log(`${ok ? 'ok     ' : 'MISSING'}  ${what.padEnd(width)}  ${detail}`);
        if (remedy) console.log(`${''.padEnd(width + 11)}${remedy}`);
      }
      const works = findings.every(({ ok }) => ok);
      console.log(works ? '\nThe kernel backend works here.' : '\nThe kernel backend does not work here.');
      process.exitCode = works ? Exit.CONFORMS : Exit.DIFFERS;
    });
}
