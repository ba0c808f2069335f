/** `ctspec report`: conformance reports, made, merged and compared. */
import type { Command } from 'commander';
import { collect } from './collect';
import { HOST_SETTINGS } from './host_settings';

export interface ReportOptions {
  backend: string;
  hostSettings?: boolean;
  tags?: string;
  known?: string;
  fuzz: string[];
  out: string;
}

const FUZZ = ['--fuzz <folder>', 'a campaign that ctspec fuzz --out has kept; may be given several times'] as const;
const OUT = ['--out <folder>', 'where the files go', 'reports/out'] as const;

export function registerReport(program: Command): void {
  const report = program.command('report').description('Makes, merges and compares conformance reports.');
  report
    .command('build')
    .description('Runs the specification on each backend, and writes what came of it in every format.')
    .argument('[PATH...]', 'feature files or folders; FILE:LINE is the scenario on that line')
    .option('--backend <names>', 'what runs it, separated by commas; simulator,kernel where there is a kernel to use')
    .option(...HOST_SETTINGS)
    .option('--tags <expression>', 'only scenarios whose tags fit')
    .option('--known <file>', 'divergences that are known, {"SCENARIO": "REASON"}; features/known-divergences.json')
    .option(...FUZZ, collect, [])
    .option(...OUT)
    .addHelpText(
      'after',
      `
Writes report.html (one file, opens offline), report.json (everything, for
programs), junit.xml, report.md (for a pull request), badge.svg and report.txt.

Examples:
  ctspec report build                                the whole specification
  ctspec report build --backend simulator features/tcp
  ctspec report build --fuzz night --out public      with a fuzz campaign

Exit status: 0 conforms, 1 does not, 2 a feature cannot be read.`,
    )
    .action(async (paths: string[], options: ReportOptions) => {
      const { buildReport } = require('./report_build') as typeof import('./report_build');
      process.exitCode = await buildReport(paths, options);
    });
  report
    .command('merge')
    .description(
      'Makes one report of several: shards, parallel runs, other kernels. Of the same result the last counts.',
    )
    .argument('<FILE...>', 'reports, as report.json')
    .option(...FUZZ, collect, [])
    .option(...OUT)
    .action(async (files: string[], options: Pick<ReportOptions, 'fuzz' | 'out'>) => {
      const { mergeFiles } = require('./report_files') as typeof import('./report_files');
      process.exitCode = await mergeFiles(files, options);
    });
  report
    .command('diff')
    .description('Says what changed between two reports: newly failing, fixed, changed, added, removed, slower.')
    .argument('<OLD>', 'a report, as report.json')
    .argument('<NEW>', 'a later one')
    .addHelpText('after', '\nExit status: 0 nothing fails that did not fail before, 1 something does, 2 no reports.')
    .action((old: string, fresh: string) => {
      const { diffFiles } = require('./report_files') as typeof import('./report_files');
      process.exitCode = diffFiles(old, fresh);
    });
}
