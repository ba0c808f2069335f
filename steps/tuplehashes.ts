/** The connection table from inside: tuplehashes and the buckets they stand in. */
import type { DataTable } from '@cucumber/cucumber';
import type { Direction, TableInsight, TuplehashInsight } from '../src/backend/backend';
import { packetColumns } from './support/columns';
import { step } from './support/define';
import { ExpectationError } from './support/expectation';
import { parseTuple, tupleFlowText, tupleText } from './support/flows';
import { type Columns, expectRows } from './support/match';
import { readTable, wholeNumber } from './support/table';
import type { SpecWorld } from './support/world';

interface Tuplehash {
  tuple: string;
  ctdir: Direction;
  bucket: number;
}

const bucketNumber = wholeNumber('the bucket');

const COLUMNS: Columns<Tuplehash> = {
  tuple: { read: parseTuple, show: ({ tuple }) => tuple },
  ctdir: { read: packetColumns.ctdir.read, show: ({ ctdir }) => ctdir },
  bucket: { read: cell => String(bucketNumber(cell)), show: ({ bucket }) => String(bucket) },
};

step(
  {
    keyword: 'Then',
    en: 'the tuplehashes are:',
    zh: '哈希表中的 tuple 有且只有：',
    about:
      'The tuplehashes that a walk through all buckets finds: these and no others, in any order. tuple is one end’s view of a flow, ctdir its direction, bucket counts from 0.',
    example: `Then the tuplehashes are:
  | tuple                   | ctdir    | bucket |
  | client:1024 > server:53 | ORIGINAL | 0      |
  | server:53 > client:1024 | REPLY    | 0      |`,
  },
  async (world, table: DataTable) => {
    world.need('buckets');
    expectRows({
      noun: 'tuplehashes',
      place: world.place(),
      rows: readTable(world, table, Object.keys(COLUMNS)),
      subjects: (await world.backend.insight()).flatMap(tuplehashes),
      columns: COLUMNS,
    });
  },
);

step(
  {
    keyword: 'Then',
    en: 'both tuples of every entry resolve to the same nf_conn',
    zh: '每一项的两个 tuple 都指向同一个 nf_conn',
    about: 'Looking up either tuple of a connection finds that connection, in that direction.',
    example: 'Then both tuples of every entry resolve to the same nf_conn',
  },
  world => expectOfEveryTuplehash(world, 'is not found by its tuple', ({ resolves }) => resolves),
);

step(
  {
    keyword: 'Then',
    en: 'every entry occupies exactly its two buckets',
    zh: '每一项恰好占据它的两个桶',
    about: 'Each tuplehash stands once in the table, in the bucket that its hash says.',
    example: 'Then every entry occupies exactly its two buckets',
  },
  world =>
    expectOfEveryTuplehash(
      world,
      'does not stand in its bucket alone',
      ({ bucket, foundIn }) => foundIn.length === 1 && foundIn[0] === bucket,
    ),
);

function tuplehashes({ entry, original, reply }: TableInsight): Tuplehash[] {
  return [
    ...original.foundIn.map(bucket => ({ tuple: tupleText(entry.original), ctdir: 'ORIGINAL' as const, bucket })),
    ...reply.foundIn.map(bucket => ({ tuple: tupleText(entry.reply), ctdir: 'REPLY' as const, bucket })),
  ];
}

async function expectOfEveryTuplehash(
  world: SpecWorld,
  complaint: string,
  holds: (tuplehash: TuplehashInsight) => boolean,
): Promise<void> {
  world.need('buckets');
  const insight: TableInsight[] = await world.backend.insight();
  for (const { entry, original, reply } of insight) {
    for (const [direction, tuplehash] of [['original', original] as const, ['reply', reply] as const]) {
      if (holds(tuplehash)) continue;
      const flow = tupleFlowText(entry.protocolNumber, entry.original);
      const { bucket, foundIn } = tuplehash;
      throw new ExpectationError(
        `the ${direction} tuplehash of ${flow} ${complaint} (bucket ${bucket}, found in ${foundIn.join(', ') || 'none'})`,
      );
    }
  }
}
