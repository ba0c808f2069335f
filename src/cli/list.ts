/** `ctspec list`: what the specification holds. */
import type { Command } from 'commander';

export function registerList(program: Command): void {
  program
    .command('list')
    .description('Lists scenarios: identifier, place, name and tags.')
    .argument('[PATH...]', 'feature files or folders; FILE:LINE is the scenario on that line')
    .option('--tags <expression>', 'only scenarios whose tags fit, as in "@rfc:9293-3.5 or @rfc:793"')
    .addHelpText(
      'after',
      `
One scenario a line, the columns separated by tabs. Each row of an outline is a
scenario of its own: its identifier is the outline's with the row's number
behind it.

Examples:
  ctspec list features/article
  ctspec list --tags @sysctl:nf_conntrack_max
  ctspec list | cut -f 1        identifiers only`,
    )
    .action((paths: string[], options: { tags?: string }) => {
      const { listScenarios } = require('./scenario_list') as typeof import('./scenario_list');
      listScenarios(paths, options.tags);
    });
}
