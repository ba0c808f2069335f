/** `ctspec draw`: pictures as SVG. */
import { Argument, type Command } from 'commander';
import { DRAWN, type Drawn } from '../../reports/pictures/ways';

export type Picture = 'hooks' | 'tuples' | Drawn;
const PICTURES = ['hooks', 'tuples', ...Object.keys(DRAWN)];

export function registerDraw(program: Command): void {
  program
    .command('draw')
    .description('Draws a picture, and with a scenario the way that it takes.')
    .addArgument(new Argument('<WHAT>', 'the picture').choices(PICTURES))
    .argument('[SCENARIO]', 'a scenario as FILE.feature:LINE, whose way stands out')
    .addHelpText(
      'after',
      `
hooks: the five hooks.
tuples: the two tuples of each connection that a scenario leaves, and their buckets.
tcp, sctp: the states, drawn from the tables of transitions.
udp, udplite, icmp, icmpv6, gre, generic: the states that the status bits of an
entry make, with their timeouts, drawn from what packets do to a router.

Examples:
  ctspec draw tcp > tcp.svg
  ctspec draw tcp features/tcp/transitions/established.feature:24 > fin.svg
  ctspec draw udp features/udp/life.feature:76 > stream.svg`,
    )
    .action(async (what: Picture, scenario: string | undefined) => {
      const { draw } = require('./draw_run') as typeof import('./draw_run');
      await draw(what, scenario);
    });
}
