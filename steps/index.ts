/** Every step there is: what cucumber loads, and the vocabulary. */
import './support/parameters';
import './support/hooks';
import './router';
import './network';
import './sysctls';
import './callbacks';
import './rulesets';
import './flows';
import './packets';
import './time';
import './tools';
import './queue';
import './entries';
import './tuplehashes';
import './expectations';
import './log';
import './events';
import './statistics';
import './tools';
import './invariants';

export { vocabulary } from './support/define';
