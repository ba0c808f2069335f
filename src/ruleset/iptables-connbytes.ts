/** The match of iptables that asks how much a connection has carried (`connbytes_mt`). */
import { among } from './iptables-among';
import { type Extension, numberOf, rangeOf, refuse, wordIn } from './iptables-words';
import { COUNTED, type SelectorKey } from './select';

const DIRECTIONS = ['original', 'reply', 'both'];
const MOST_COUNT = 2 ** 64;

export const connbytes: Extension = {
  options: ['--connbytes', '--connbytes-dir', '--connbytes-mode'],
  build: given => {
    const { argument, negated } = given.option('--connbytes') ?? refuse('match', 'connbytes', 'with --connbytes');
    const dir = wordIn('direction', given.needed('--connbytes-dir'), DIRECTIONS);
    const mode = wordIn('mode', given.needed('--connbytes-mode'), COUNTED);
    // One number is the least.
    const range = argument.includes(':') ? argument : `${argument}:`;
    const [from, to] = rangeOf(range, text => numberOf('number', text, MOST_COUNT), MOST_COUNT);
    const key = (dir === 'both' ? `ct ${mode}` : `ct ${dir} ${mode}`) as SelectorKey;
    // A connection without counters fits nothing. The kernel is told of `!` by the two ends in the wrong order, so a range of
    // one number has none.
    return [among('ct packets', [[1, MOST_COUNT]]), among(key, [[from, to]], negated && from !== to)];
  },
};
