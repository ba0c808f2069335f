/** `ctspec draw`: pictures as SVG. */
import { Argument, type Command } from 'commander';

export const PICTURES = ['hooks', 'tcp', 'sctp', 'tuples'] as const;
export type Picture = (typeof PICTURES)[number];

export function registerDraw(program: Command): void {
  program
    .command('draw')
    .description('Draws a picture, and with a scenario the way that it takes.')
    .addArgument(new Argument('<WHAT>', 'the picture').choices(PICTURES))
    .argument('[SCENARIO]', 'a scenario as FILE.feature:LINE, whose way stands out')
    .addHelpText(
      'after',
      `
hooks: the five hooks. tcp, sctp: the states, drawn from the tables of transitions.
tuples: the two tuples of each connection that a scenario leaves, and their buckets.

Examples:
  ctspec draw tcp > tcp.svg
  ctspec draw tcp features/tcp/transitions/established.feature:24 > fin.svg`,
    )
    .action(async (what: Picture, scenario: string | undefined) => {
      const { draw } = require('./draw_run') as typeof import('./draw_run');
      await draw(what, scenario);
    });
}
