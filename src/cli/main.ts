/** The command line: one command a file, loaded with what it needs only when it is called. */
import { Command, CommanderError } from 'commander';
import { InputError } from '../errors';
import { registerConform } from './conform';
import { registerDoctor } from './doctor';
import { registerDraw } from './draw';
import { Exit } from './exit';
import { registerExplain } from './explain';
import { foldLines } from './fold';
import { registerFuzz } from './fuzz';
import { registerLab } from './lab';
import { registerList } from './list';
import { isOutputError } from './output';
import { registerReplay } from './replay';
import { registerReport } from './report';
import { registerRun } from './run';
import { registerSteps } from './steps';
import { registerUpgrade } from './upgrade';

const packageJson: { version: string; description: string } = require('../../package.json');

/** Runs the command that `argv` (as in `process.argv`) names and sets the exit status. */
export async function main(argv: string[]): Promise<void> {
  process.stdout.on('error', error => {
    throw error;
  });
  process.on('uncaughtException', error => process.exit(report(error)));
  try {
    await program().parseAsync(argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function program(): Command {
  const ctspec = new Command('ctspec')
    .description(`${packageJson.description}.`)
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({
      outputError: (message, write) => write(usageError(message)),
      writeOut: text => process.stdout.write(foldLines(text)),
    })
    .addHelpText(
      'after',
      `
Exit status: 0 the behaviour conforms, 1 it does not, 2 bad usage or input that
cannot be read, 3 an invariant is broken, 70 a defect of ctspec itself.

To begin with:
  ctspec run                    run the whole specification on the simulator
  ctspec list features/article  see what a folder of it says
  ctspec steps                  see the steps a scenario can be written with`,
    );
  for (const register of [
    registerRun,
    registerReplay,
    registerExplain,
    registerDraw,
    registerFuzz,
    registerList,
    registerSteps,
    registerConform,
    registerReport,
    registerDoctor,
    registerLab,
    registerUpgrade,
  ])
    register(ctspec);
  return ctspec;
}

/** Commander's `error: …`, with what it suggests on a line of its own, as one line. */
function usageError(message: string): string {
  return `ctspec: ${message
    .replace(/^error: /, '')
    .trim()
    .replaceAll('\n', ' ')} (--help explains the command)\n`;
}

/** Says on standard error what went wrong, in one line; returns the exit status for it. */
function report(error: unknown): Exit {
  if (error instanceof CommanderError) return error.exitCode === 0 ? Exit.CONFORMS : Exit.BAD_INPUT;
  if (error instanceof InputError) {
    console.error(`ctspec: ${error.message}`);
    return Exit.BAD_INPUT;
  }
  if (isOutputError(error)) {
    // `ctspec list | head` closes the pipe early, which is no error.
    if (error.code === 'EPIPE') return Exit.CONFORMS;
    console.error(`ctspec: cannot write the output: ${error.message.split(',')[0]}`);
    return Exit.BAD_INPUT;
  }
  if (process.env.CTSPEC_DEBUG) console.error(error);
  else {
    const line = String(error instanceof Error ? `${error.name}: ${error.message}` : error).split('\n')[0];
    console.error(`ctspec: a defect of ctspec, please report it with the command and its input: ${line}`);
  }
  return Exit.DEFECT;
}
