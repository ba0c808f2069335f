/**
 * The keys of GRE that a packet does not tell: enhanced GRE (RFC 2637, 4.1) carries the call id of its receiver only, and
 * the PPTP helper knows which of the sender belongs to it (`struct nf_ct_gre_keymap`).
 */
import { Protocol } from '../packet/packet';
import { type ConnectionStore, type Dir, Field } from './store';
import { protocolOf, type Tuple, TupleWord } from './tuple';

/** Of the word of the ids, the receiver's; of the word of the kind, all but the zone. */
const LOWER_HALF = 0xffff;

interface Entry {
  readonly master: number;
  readonly dir: Dir;
  readonly tuple: Tuple;
}

export class GreKeymap {
  /** In the order they came. */
  #entries: Entry[] = [];

  /**
   * Adds the tuple of one direction for a master, which has one for each. False where that is another already
   * (`nf_ct_gre_keymap_add`).
   */
  add(master: number, dir: Dir, tuple: Tuple): boolean {
    const known = this.#entries.find(entry => entry.master === master && entry.dir === dir);
    if (known) return isSameReceiver(known.tuple, tuple);
    this.#entries.push({ master, dir, tuple: tuple.slice() });
    return true;
  }

  /** Removes a master's (`nf_ct_gre_keymap_destroy`). */
  remove(master: number): void {
    if (this.#entries.length > 0) this.#entries = this.#entries.filter(entry => entry.master !== master);
  }

  /** Completes the tuple of a packet of enhanced GRE (`gre_keymap_lookup`). */
  addSourceKey(tuple: Tuple): void {
    if (this.#entries.length === 0) return;
    const entry = this.#entries.find(each => isSameReceiver(each.tuple, tuple));
    if (entry) tuple[TupleWord.ID] = (entry.tuple[TupleWord.ID] & ~LOWER_HALF) | tuple[TupleWord.ID];
  }

  /** A connection is gone: with one of GRE go the keys of the master that expected it (`destroy_gre_conntrack`). */
  freed({ words, extensions }: ConnectionStore, ct: number): void {
    if (this.#entries.length === 0 || protocolOf(words, ct * Field.WORDS + Field.ORIGINAL) !== Protocol.GRE) return;
    this.remove(extensions.get(ct)!.master);
  }
}

function isSameReceiver(a: Tuple, b: Tuple): boolean {
  for (let word = 0; word < TupleWord.COUNT; word++) {
    const mask = word === TupleWord.ID || word === TupleWord.KIND ? LOWER_HALF : -1;
    if ((a[word] ^ b[word]) & mask) return false;
  }
  return true;
}
