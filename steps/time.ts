/** Time passes only when a scenario says so. */
import { step } from './support/define';

step(
  {
    keyword: 'When',
    en: '{duration} pass(es)',
    zh: '过了 {duration}',
    about: 'The clock moves on: ms, seconds, minutes, hours or days (毫秒、秒、分钟、小时、天).',
    example: 'When 5 days pass',
  },
  (world, seconds: number) => world.backend.advance(seconds),
);
