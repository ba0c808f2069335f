/** All invariants, those of events first. */
import { builtState } from './built-state';
import { captureRoundTrip } from './capture-round-trip';
import { count } from './count';
import { drops } from './drops';
import { earlyDrop } from './early-drop';
import { expectationOnce } from './expectation-once';
import { hashSeed } from './hash-seed';
import { invalidChangesNothing } from './invalid-changes-nothing';
import type { Invariant } from './invariant';
import { livingMaster } from './living-master';
import { noExpired } from './no-expired';
import { notationRoundTrip } from './notation-round-trip';
import { reassembly } from './reassembly';
import { reassemblyMemory } from './reassembly-memory';
import { replyInverse } from './reply-inverse';
import { sameTrace } from './same-trace';
import { statistics } from './statistics';
import { translatedBack } from './translated-back';
import { tuplesResolve } from './tuples-resolve';
import { twoBuckets } from './two-buckets';
import { unconfirmedUnfound } from './unconfirmed-unfound';
import { uniqueTuples } from './unique-tuples';

export type { EventInvariant, Invariant, PacketInvariant, WorkloadContext, WorkloadInvariant } from './invariant';

export const INVARIANTS: readonly Invariant[] = [
  twoBuckets,
  tuplesResolve,
  uniqueTuples,
  replyInverse,
  translatedBack,
  count,
  unconfirmedUnfound,
  noExpired,
  invalidChangesNothing,
  drops,
  earlyDrop,
  livingMaster,
  expectationOnce,
  reassemblyMemory,
  statistics,
  sameTrace,
  hashSeed,
  builtState,
  reassembly,
  notationRoundTrip,
  captureRoundTrip,
];
