/** The types of parameters that patterns of steps have. */
import { defineParameterType } from '@cucumber/cucumber';
import { parseDuration } from './duration';

defineParameterType({
  name: 'duration',
  regexp: /\d+(?:\.\d+)? ?(?:ms|milliseconds?|seconds?|minutes?|hours?|days?|毫秒|秒|分钟|小时|天)/,
  transformer: parseDuration,
});

defineParameterType({ name: 'rest', regexp: /.+/, transformer: (text: string) => text });
