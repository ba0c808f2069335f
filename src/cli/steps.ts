/** `ctspec steps`: the vocabulary scenarios are written in. */
import type { Command } from 'commander';

export function registerSteps(program: Command): void {
  program
    .command('steps')
    .description('Lists the steps a scenario can be written with, in English and Chinese, an example with each.')
    .argument('[WORD]', 'only steps that have this word')
    .option('--markdown', 'print the page docs/vocabulary.md')
    .addHelpText(
      'after',
      `
Examples:
  ctspec steps
  ctspec steps packets`,
    )
    .action(async (word: string | undefined, options: { markdown?: boolean }) => {
      const { printVocabulary } = require('./vocabulary_page') as typeof import('./vocabulary_page');
      await printVocabulary(word, options.markdown ?? false);
    });
}
