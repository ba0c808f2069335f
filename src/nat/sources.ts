/**
 * The connections by the source of their first packet, so that one source is mapped to one address and port wherever it
 * sends to (`nf_nat_bysource`).
 */
import { halfSipHash } from '../conntrack/siphash';
import { type ConnectionStore, Field } from '../conntrack/store';
import { TupleWord } from '../conntrack/tuple';

export class Sources {
  readonly #store: ConnectionStore;
  /** By hash of the source, the newest first. */
  readonly #connections = new Map<number, number[]>();

  constructor(store: ConnectionStore) {
    this.#store = store;
  }

  add(ct: number): void {
    const hash = sourceHash(this.#store.words, ct * Field.WORDS + Field.ORIGINAL);
    const same = this.#connections.get(hash);
    if (same) same.unshift(ct);
    else this.#connections.set(hash, [ct]);
  }

  remove(ct: number): void {
    const hash = sourceHash(this.#store.words, ct * Field.WORDS + Field.ORIGINAL);
    const rest = this.#connections.get(hash)!.filter(other => other !== ct);
    if (rest.length > 0) this.#connections.set(hash, rest);
    else this.#connections.delete(hash);
  }

  /** The other connections whose first packet came from the same source, of the same protocol and zone; the newest first. */
  sharing(ct: number): readonly number[] {
    const same = this.#connections.get(sourceHash(this.#store.words, ct * Field.WORDS + Field.ORIGINAL));
    return same?.filter(other => other !== ct && this.#areFromOne(other, ct)) ?? [];
  }

  #areFromOne(a: number, b: number): boolean {
    const { words } = this.#store;
    const [one, other] = [a, b].map(ct => ct * Field.WORDS + Field.ORIGINAL);
    for (let word = 0; word < 4; word++) {
      if (words[one + TupleWord.SRC + word] !== words[other + TupleWord.SRC + word]) return false;
    }
    const samePort = words[one + TupleWord.ID] >>> 16 === words[other + TupleWord.ID] >>> 16;
    return samePort && words[one + TupleWord.KIND] === words[other + TupleWord.KIND];
  }
}

function sourceHash(words: Int32Array, at: number): number {
  for (let word = 0; word < 4; word++) SOURCE[word] = words[at + TupleWord.SRC + word];
  SOURCE[4] = words[at + TupleWord.ID] >>> 16;
  SOURCE[5] = words[at + TupleWord.KIND];
  return halfSipHash(SOURCE, 0, SOURCE.length, 0, 0);
}

const SOURCE = new Int32Array(6);
