import fc from 'fast-check';

/** How far a sequence number is off: not at all, by little, about a window, or half the number space away. */
export function sequenceOffset(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: -3, max: 3 }) },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constantFrom(...EDGES), fc.integer({ min: -2, max: 2 })).map(([at, by]) => at + by),
    },
    { weight: 1, arbitrary: fc.integer() },
  );
}

/** The receiver's window and the least that is believed of an acknowledgment (`MAXACKWINDOW`); the signs' turning point. */
const EDGES = [-66000, -65535, -1460, 1460, 65535, 66000, 2 ** 30, -(2 ** 30), 2 ** 31 - 3];
