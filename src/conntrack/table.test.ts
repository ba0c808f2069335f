import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { Family, Protocol } from '../packet/packet';
import { ConnectionStore, Field } from './store';
import { ConnectionTable } from './table';
import { kindOf, newTuple, type Tuple, TupleWord } from './tuple';

const NOW = 0;
const never = () => expect.fail('nothing expires here');

/** The two tuples of connection number `n`. */
function tuples(n: number): [Tuple, Tuple] {
  const original = newTuple();
  original[TupleWord.SRC] = 0x0a000000 + n;
  original[TupleWord.DST] = 0x0b000000;
  original[TupleWord.ID] = (n << 16) | 80;
  original[TupleWord.KIND] = kindOf(Family.IPV4, Protocol.TCP);
  const reply = newTuple();
  reply[TupleWord.SRC] = original[TupleWord.DST];
  reply[TupleWord.DST] = original[TupleWord.SRC];
  reply[TupleWord.ID] = (80 << 16) | n;
  reply[TupleWord.KIND] = original[TupleWord.KIND];
  return [original, reply];
}

function insert(store: ConnectionStore, table: ConnectionTable, n: number): number {
  const ct = store.allocate();
  const [original, reply] = tuples(n);
  store.words.set(original, ct * Field.WORDS + Field.ORIGINAL);
  store.words.set(reply, ct * Field.WORDS + Field.REPLY);
  store.words[ct * Field.WORDS + Field.TIMEOUT] = 1000;
  table.insert(2 * ct, table.hash(original));
  table.insert(2 * ct + 1, table.hash(reply));
  return ct;
}

test('whatever is inserted and removed, and however often the table is resized, each tuple is found exactly while it is in', () => {
  const action = fc.oneof(
    fc.record({ kind: fc.constant('insert' as const), n: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ kind: fc.constant('remove' as const), n: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ kind: fc.constant('resize' as const), n: fc.integer({ min: 1, max: 40 }) }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), fc.integer(), (actions, seed) => {
      const store = new ConnectionStore();
      const table = new ConnectionTable(store, 4, seed);
      const live = new Map<number, number>();
      for (const { kind, n } of actions) {
        if (kind === 'resize') table.resize(n);
        else if (kind === 'insert' && !live.has(n)) live.set(n, insert(store, table, n));
        else if (kind === 'remove' && live.has(n)) {
          table.remove(2 * live.get(n)!);
          table.remove(2 * live.get(n)! + 1);
          store.put(live.get(n)!);
          live.delete(n);
        }
        for (let m = 1; m <= 30; m++) {
          const [original, reply] = tuples(m);
          const ct = live.get(m) ?? 0;
          expect(table.find(original, table.hash(original), NOW, never)).to.equal(2 * ct);
          expect(table.find(reply, table.hash(reply), NOW, never)).to.equal(ct && 2 * ct + 1);
        }
      }
      let nodes = 0;
      for (let bucket = 0; bucket < table.size; bucket++) {
        for (let node = table.first(bucket); node !== 0; node = table.next(node)) nodes++;
      }
      expect(nodes).to.equal(2 * live.size);
    }),
  );
});

test('an expired entry met on the way is reported and not found', () => {
  const store = new ConnectionStore();
  const table = new ConnectionTable(store, 1, 0);
  const old = insert(store, table, 1);
  const young = insert(store, table, 2);
  store.words[old * Field.WORDS + Field.TIMEOUT] = 10;
  const killed: number[] = [];
  const kill = (ct: number) => {
    killed.push(ct);
    table.remove(2 * ct);
    table.remove(2 * ct + 1);
  };
  const [original] = tuples(1);
  expect(table.find(original, table.hash(original), 10, kill)).to.equal(0);
  expect(killed).to.deep.equal([old]);
  const [other] = tuples(2);
  expect(table.find(other, table.hash(other), 10, kill)).to.equal(2 * young);
});
